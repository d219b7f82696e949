using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

public sealed class ComparisonPowerTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "comparison_power.json"))).RootElement;

    /// <summary>statsmodels' intervals of every pair of counts. Both are exact: few enough counts that each is looked at by itself.</summary>
    [Fact]
    public void ComparisonPower_EqualsCountingEveryPairOfOutcomes()
    {
        foreach (var item in Golden.GetProperty("comparisons").EnumerateArray())
        {
            var (limit, departure) = (Number(item, "limit"), Enum.Parse<Departure>(item.GetProperty("departure").GetString()!));
            var (own, reference) = (new ShareOfTrials(Number(item, "own"), (int)Number(item, "trials")), new ShareOfTrials(Number(item, "reference"), (int)Number(item, "others")));

            var power = item.GetProperty("compare").GetString() == "ratio"
                ? ComparisonPower.OfRatio(limit, departure, own, reference)
                : ComparisonPower.OfDifference(limit, departure, own, reference);

            power.ShouldBe(Number(item, "power"), 1e-9, item.GetRawText());
        }
    }

    [Fact]
    public void NormalPower_EqualsThatOfStatsmodels()
    {
        foreach (var item in Golden.GetProperty("normal").EnumerateArray())
            NormalPower.Of(Number(item, "gap"), Number(item, "bound"), Number(item, "truth")).ShouldBe(Number(item, "power"), 1e-12);
    }

    /// <summary>With many encounters the exact power of shares is that of statsmodels' normal approximation, within the teeth of the exact one.</summary>
    [Fact]
    public void ExactPower_ManyEncounters_IsThatOfTheNormalApproximation()
    {
        foreach (var item in Golden.GetProperty("one").EnumerateArray())
            IntervalPower.Of(Number(item, "limit"), Departure.Downwards, Number(item, "truth"), (int)Number(item, "trials")).ShouldBe(Number(item, "power"), 0.012);
        foreach (var item in Golden.GetProperty("two").EnumerateArray())
        {
            var (own, reference) = (new ShareOfTrials(Number(item, "own"), (int)Number(item, "trials")), new ShareOfTrials(Number(item, "reference"), (int)Number(item, "others")));
            ComparisonPower.OfDifference(0, Departure.Downwards, own, reference).ShouldBe(Number(item, "power"), 0.012);
            ComparisonPower.OfRatio(1, Departure.Downwards, own, reference).ShouldBe(Number(item, "power"), 0.012);
        }
    }

    [Fact]
    public void ComparisonPower_OtherSide_IsThatOfTheComplements()
    {
        var (own, reference) = (new ShareOfTrials(0.35, 80), new ShareOfTrials(0.6, 300));

        ComparisonPower.OfDifference(-0.1, Departure.Downwards, own, reference)
            .ShouldBe(ComparisonPower.OfDifference(0.1, Departure.Upwards, own with { Share = 0.65 }, reference with { Share = 0.4 }), 1e-9);
    }

    [Fact]
    public void ComparisonPower_SharesAtTheirEnds_AreCertain()
    {
        ComparisonPower.OfDifference(-0.2, Departure.Downwards, new ShareOfTrials(0, 100), new ShareOfTrials(1, 100)).ShouldBe(1);
        ComparisonPower.OfDifference(0.2, Departure.Upwards, new ShareOfTrials(1, 100), new ShareOfTrials(0, 100)).ShouldBe(1);
        ComparisonPower.OfDifference(-0.2, Departure.Downwards, new ShareOfTrials(1, 100), new ShareOfTrials(0, 100)).ShouldBe(0);
        ComparisonPower.OfRatio(0.8, Departure.Downwards, new ShareOfTrials(0, 100), new ShareOfTrials(0, 100)).ShouldBe(0, "nothing over nothing is no ratio");
    }

    [Fact]
    public void ComparisonPower_MoreOnEitherSide_FindMore()
    {
        double Power(int own, int others) => ComparisonPower.OfDifference(-0.05, Departure.Downwards, new ShareOfTrials(0.5, own), new ShareOfTrials(0.7, others));

        Power(200, 200).ShouldBeGreaterThan(Power(100, 200));
        Power(100, 4000).ShouldBeGreaterThan(Power(100, 200));
        Power(100, 4_000_000).ShouldBe(Power(100, 400_000), 0.01);
    }

    [Fact]
    public void Power_TruthAtTheLimit_IsHardlyEverFound()
    {
        ComparisonPower.OfDifference(-0.1, Departure.Downwards, new ShareOfTrials(0.5, 400), new ShareOfTrials(0.6, 1200)).ShouldBe(0.025, 0.006);
        ComparisonPower.OfRatio(0.8, Departure.Downwards, new ShareOfTrials(0.48, 400), new ShareOfTrials(0.6, 1200)).ShouldBe(0.025, 0.006);
        NormalPower.Of(0, 0.1, 0.1).ShouldBe(0.025, 1e-9);
        NormalPower.OnLogits(0.7, Departure.Downwards, 0.7, share => 0.1 * share * (1 - share)).ShouldBe(0.025, 1e-6);
    }

    /// <summary>The example of Hanley and McNeil 1982: 0.893 with 51 abnormal and 58 normal images, by the formula with pencil.</summary>
    [Fact]
    public void AurocVariance_IsThatOfHanleyAndMcNeil()
    {
        var expected = ((0.893 * 0.107) + (50 * ((0.893 / 1.107) - 0.797449)) + (57 * ((1.594898 / 1.893) - 0.797449))) / (51 * 58);

        NormalPower.AurocVariance(0.893, 51, 58).ShouldBe(expected, 1e-12);
        Math.Sqrt(expected).ShouldBe(0.0325, 1e-4);
    }

    [Fact]
    public void OnLogits_TooFewToBeSureOfAnything_FindsNothing() =>
        NormalPower.OnLogits(0.6, Departure.Downwards, 0.4, auroc => Math.Sqrt(auroc * (1 - auroc) / 2)).ShouldBe(0);

    [Fact]
    public void SmallestGap_AndShortestWindow_AreTheFirstThatSuffice()
    {
        var gap = PowerSearch.SmallestGap(distance => NormalPower.Of(distance, 0.02, 0.02), 1).Value;
        gap.ShouldBe((1.959964 + 0.841621) * 0.02, 1e-5);

        var days = PowerSearch.ShortestWindow(window => NormalPower.Of(0.05, 0.2 / Math.Sqrt(window), 0.2 / Math.Sqrt(window)), 2000).Value;
        days.ShouldBe((int)Math.Ceiling(Math.Pow((1.959964 + 0.841621) * 0.2 / 0.05, 2)));
        PowerSearch.ShortestWindow(_ => 0.79, 2000).Reason.ShouldBe(NotEstimableReason.TakesTooLong);
    }

    [Fact]
    public void Power_WhatHasNone_IsRefused()
    {
        Should.Throw<ArgumentException>(() => ComparisonPower.OfDifference(0, Departure.Downwards, new ShareOfTrials(0.5, 0), new ShareOfTrials(0.5, 10)));
        Should.Throw<ArgumentOutOfRangeException>(() => ComparisonPower.OfRatio(0, Departure.Downwards, new ShareOfTrials(0.5, 10), new ShareOfTrials(0.5, 10)));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalPower.Of(0.1, 0, 0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalPower.OnLogits(1, Departure.Downwards, 0.5, _ => 0.1));
        Should.Throw<ArgumentOutOfRangeException>(() => NormalPower.AurocVariance(0.7, 0, 10));
    }

    private static double Number(JsonElement item, string name) => item.GetProperty(name).GetDouble();
}

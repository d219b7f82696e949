using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class MixDriftTests
{
    private const string Seed = "0000KOIPe5E3";
    private static readonly Gen<(long[] First, long[] Second)> Counts =
        Gen.Int[1, 9].SelectMany(categories => Gen.Select(Gen.Long[0, 40].Array[categories], Gen.Long[0, 40].Array[categories]));

    [Fact]
    public void ChiSquare_AnyTwoSamples_EqualsThePlainTableAndIsSymmetric() => Counts.Sample(
        counts =>
        {
            var (first, second) = counts;
            var forward = ChiSquare.TwoSamples(first, second);
            if (!forward.TryGet(out var test))
            {
                forward.Reason.ShouldBe(
                    first.Sum() == 0 ? NotEstimableReason.EmptyReference
                    : second.Sum() == 0 ? NotEstimableReason.NoScoredEncounters
                    : first.Zip(second).Count(pair => pair.First + pair.Second > 0) == 1 ? NotEstimableReason.OnlyOneCategory
                    : NotEstimableReason.TooFewPerCategory);
                (first.Sum() == 0 || second.Sum() == 0 || Pooled(first, second).Count < 2).ShouldBeTrue();
                return;
            }

            ChiSquare.TwoSamples(second, first).Value.Statistic.ShouldBe(test.Statistic, 1e-10);

            var cells = Pooled(first, second);
            test.DegreesOfFreedom.ShouldBe(cells.Count - 1);
            double n = first.Sum(), m = second.Sum();
            var expected = cells.Sum(cell => new[] { (Observed: cell.First, Side: n), (Observed: cell.Second, Side: m) }
                .Sum(side => Math.Pow(side.Observed - ((cell.First + cell.Second) * side.Side / (n + m)), 2) / ((cell.First + cell.Second) * side.Side / (n + m))));
            test.Statistic.ShouldBe(expected, 1e-9);
            test.PValue.ShouldBeInRange(0, 1);
            if (first.SequenceEqual(second))
                test.PValue.ShouldBe(1);
        },
        iter: 1000,
        seed: Seed);

    [Fact]
    public void ChiSquare_RareCategories_ArePooledAsByHand()
    {
        var golden = Fixture.Golden.GetProperty("drift");
        var rare = golden.GetProperty("rare");
        long[] Row(int index) => [.. Fixture.Numbers(rare[index]).Select(value => (long)value)];
        var test = ChiSquare.TwoSamples(Row(0), Row(1)).Value;
        test.Pooled.ShouldBe(3);
        test.DegreesOfFreedom.ShouldBe(2);
        Fixture.Near(test.Statistic, golden.GetProperty("rare_chi2").GetDouble(), "statistic");
        Fixture.Near(test.PValue, golden.GetProperty("rare_p").GetDouble(), "p");
    }

    [Fact]
    public void ChiSquare_PooledCellStillTooSmall_TakesTheNextSmallest()
    {
        // 2 and 1 are expected in the last two: together 3, so that the category with 20 joins them.
        var test = ChiSquare.GoodnessOfFit([70, 25, 4, 1], [0.77, 0.2, 0.02, 0.01]).Value;
        test.Pooled.ShouldBe(3);
        test.DegreesOfFreedom.ShouldBe(1);
        test.Statistic.ShouldBe((49 / 77.0) + (49 / 23.0), 1e-12);
        ChiSquare.GoodnessOfFit([4, 1], [0.5, 0.5]).Reason.ShouldBe(NotEstimableReason.TooFewPerCategory, "one cell is left");
    }

    [Fact]
    public void ChiSquare_NothingToTest_SaysWhy()
    {
        ChiSquare.GoodnessOfFit([0, 0], [0.5, 0.5]).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        ChiSquare.GoodnessOfFit([400, 0], [1, 0]).Reason.ShouldBe(NotEstimableReason.OnlyOneCategory);
        ChiSquare.TwoSamples([], []).Reason.ShouldBe(NotEstimableReason.EmptyReference);
        ChiSquare.TwoSamples([0, 0], [5, 5]).Reason.ShouldBe(NotEstimableReason.EmptyReference);
        ChiSquare.TwoSamples([5, 5], [0, 0]).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        ChiSquare.TwoSamples([900, 0], [700, 0]).Reason.ShouldBe(NotEstimableReason.OnlyOneCategory);
    }

    [Fact]
    public void ChiSquare_Tails_EqualScipy()
    {
        foreach (var item in Fixture.Golden.GetProperty("drift").GetProperty("chi2_tails").EnumerateArray())
        {
            var expected = item.GetProperty("p").GetDouble();
            ChiSquare.Tail(item.GetProperty("x").GetDouble(), item.GetProperty("dof").GetInt32()).ShouldBe(expected, Math.Max(1e-9 * expected, 1e-300));
        }

        ChiSquare.Tail(0, 3).ShouldBe(1);
    }

    [Fact]
    public void Distances_AnyCounts_AreSymmetricBoundedAndZeroOnEqual() => Counts.Sample(
        counts =>
        {
            var (first, second) = counts;
            var js = JensenShannon.Distance(first, second);
            var variation = TotalVariation.Distance(first, second);
            js.Reason.ShouldBe(first.Sum() == 0 ? NotEstimableReason.EmptyReference : second.Sum() == 0 ? NotEstimableReason.NoScoredEncounters : null);
            variation.Reason.ShouldBe(js.Reason);
            if (js.Reason is not null)
                return;
            js.Value.ShouldBeInRange(0, 1);
            variation.Value.ShouldBeInRange(0, 1);
            JensenShannon.Distance(second, first).Value.ShouldBe(js.Value, 1e-12);
            TotalVariation.Distance(second, first).Value.ShouldBe(variation.Value, 1e-12);
            JensenShannon.Distance(first, [.. first.Select(count => 3 * count)]).Value.ShouldBe(0, 1e-7);
            TotalVariation.Distance(first, [.. first.Select(count => 3 * count)]).Value.ShouldBe(0, 1e-12);

            // Lin 1991: the divergence is at most the total variation.
            (js.Value * js.Value).ShouldBeLessThanOrEqualTo(variation.Value + 1e-12);
        },
        iter: 1000,
        seed: Seed);

    [Fact]
    public void JensenShannon_WithoutOverlap_IsOne() => JensenShannon.Distance([3, 0], [0, 9]).ShouldBe(1);

    [Fact]
    public void Wasserstein_AnySamples_EqualsThePlainIntegralAndMovesWithAShift()
    {
        var samples = Gen.Int[0, 20].Select(value => value / 20.0).Array[1, 25];
        Gen.Select(samples, samples).Sample(
            pair =>
            {
                var (first, second) = pair;
                var points = first.Concat(second).Distinct().Order().ToList();
                var plain = points.Zip(points.Skip(1), (low, high) => (high - low) * Math.Abs(
                    (first.Count(value => value <= low) / (double)first.Length) - (second.Count(value => value <= low) / (double)second.Length))).Sum();
                var actual = Wasserstein.Evaluate(first, second).Value;
                actual.Distance.ShouldBe(plain, 1e-13);
                Wasserstein.Evaluate(second, first).Value.Distance.ShouldBe(plain, 1e-13);
                Wasserstein.Evaluate(first, [.. first.Select(value => value + 0.3)]).Value.Distance.ShouldBe(0.3, 1e-12);
                (actual.OverBaselineDeviation.Reason == NotEstimableReason.NoVariation).ShouldBe(first.Distinct().Count() == 1);
            },
            iter: 500,
            seed: Seed);
        Wasserstein.Evaluate([], [1]).Reason.ShouldBe(NotEstimableReason.EmptyReference);
        Wasserstein.Evaluate([1], []).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        Should.Throw<ArgumentException>(() => Wasserstein.Evaluate([1], [double.PositiveInfinity])).Message.ShouldContain("finite");
    }

    [Fact]
    public void Wasserstein_SmallCases_EqualScipy()
    {
        foreach (var item in Fixture.Golden.GetProperty("drift").GetProperty("wasserstein_cases").EnumerateArray())
            Wasserstein.Evaluate(Fixture.Numbers(item.GetProperty("a")), Fixture.Numbers(item.GetProperty("b"))).Value.Distance.ShouldBe(item.GetProperty("value").GetDouble(), 1e-14);
    }

    [Fact]
    public void ScoreDrift_Fixture_EqualsScipy()
    {
        var expected = Fixture.Golden.GetProperty("drift");
        double[] baseline = Fixture.Scores(Fixture.Rows.Where(row => !row.Current)), current = Fixture.Scores(Fixture.Rows.Where(row => row.Current));
        var deciles = BaselineDeciles.Of(baseline);
        deciles.Count(baseline).Select(count => (double)count).ShouldBe(Fixture.Numbers(expected.GetProperty("counts_baseline")));
        deciles.Count(current).Select(count => (double)count).ShouldBe(Fixture.Numbers(expected.GetProperty("counts_current")));
        var drift = DistributionShift.Evaluate(deciles, baseline, current).Value;
        Fixture.Near(drift.JensenShannonDistance, expected.GetProperty("js_distance").GetDouble(), "js");
        Fixture.Near(drift.Wasserstein.Distance, expected.GetProperty("wasserstein").GetDouble(), "wasserstein");
        Fixture.Near(drift.Wasserstein.OverBaselineDeviation.Value, expected.GetProperty("wasserstein_over_sd").GetDouble(), "over deviation");
        Fixture.Near(drift.KolmogorovSmirnov.Statistic, expected.GetProperty("ks_d").GetDouble(), "ks");
        Fixture.Near(drift.KolmogorovSmirnov.PValue, expected.GetProperty("ks_p").GetDouble(), "its p");
        Fixture.Near(drift.StabilityIndex.Value, expected.GetProperty("psi").GetDouble(), "psi");
        DistributionShift.Evaluate(deciles, baseline, []).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
    }

    [Fact]
    public void AgainstBaseline_Fixture_EqualsScipyAndR()
    {
        var expected = Fixture.Golden.GetProperty("drift");
        var result = MixDrift.AgainstBaseline(Mix(current: false), Mix(current: true), ConfidenceLevel.Default).Value;
        result.Categories.Select(category => category.Name).ShouldBe(["A", "B", "C", "Unknown"]);
        result.Categories.Select(category => (double)category.Live).ShouldBe(Fixture.Numbers(expected.GetProperty("mix")[1]));
        Fixture.Near(result.TotalVariation, expected.GetProperty("total_variation").GetDouble(), "total variation");
        Fixture.Near(result.StabilityIndex.Value, expected.GetProperty("psi_mix").GetDouble(), "psi");
        Fixture.Near(result.Test.Value.Statistic, expected.GetProperty("chi2").GetDouble(), "chi-square");
        Fixture.Near(result.Test.Value.PValue, expected.GetProperty("chi2_p").GetDouble(), "p");
        Fixture.Near(result.Test.Value.Statistic, Fixture.R("All", "mix_chi2"), "chi-square by R");
        Fixture.Near(result.Test.Value.PValue, Fixture.R("All", "mix_p"), "p by R");
    }

    [Fact]
    public void AgainstTraining_Fixture_EqualsScipyStatsmodelsAndR()
    {
        var expected = Fixture.Golden.GetProperty("drift");
        var training = expected.GetProperty("training").EnumerateObject().ToDictionary(item => item.Name, item => item.Value.GetDouble(), StringComparer.Ordinal);
        var result = MixDrift.AgainstTraining(training, Mix(current: true), ConfidenceLevel.Default).Value;

        // Nobody declared "Unknown", so it is part of what the shares leave.
        result.Categories.Select(category => category.Name).ShouldBe(["A", "B", "C", "Other"]);
        result.Categories.Select(category => (double)category.Live).ShouldBe(Fixture.Numbers(expected.GetProperty("fit_live")));
        Fixture.Near(result.Test.Value.Statistic, expected.GetProperty("fit_chi2").GetDouble(), "chi-square");
        Fixture.Near(result.Test.Value.PValue, expected.GetProperty("fit_p").GetDouble(), "p");
        Fixture.Near(result.Test.Value.Statistic, Fixture.R("All", "fit_chi2"), "chi-square by R");
        Fixture.Near(result.Test.Value.PValue, Fixture.R("All", "fit_p"), "p by R");
        Fixture.Near(result.TotalVariation, expected.GetProperty("fit_total_variation").GetDouble(), "total variation");
        Fixture.Near(result.StabilityIndex.Value, expected.GetProperty("fit_psi").GetDouble(), "psi");
        foreach (var item in expected.GetProperty("representation").EnumerateObject())
            Fixture.ShouldEqual(result.Categories.Single(category => category.Name == item.Name).Representation, item.Value, item.Name);
    }

    [Fact]
    public void Representation_RepeatedPatients_IsWilsonsOfDividedCounts()
    {
        var asked = new List<string>();
        double Effect(IReadOnlyCollection<string> values)
        {
            asked.Add(string.Join('+', values.Order(StringComparer.Ordinal)));
            return 2;
        }

        var live = Live(("A", 50), ("New", 7), ("Unknown", 3));
        var fit = MixDrift.AgainstTraining(Shares(("A", 0.5), ("B", 0.4)), live, ConfidenceLevel.Default, designEffect: Effect).Value;
        asked.ShouldBe(["A", "", "New+Unknown"], "the values of a category are counted together");
        var other = fit.Categories.Single(category => category.Name == "Other");
        var limits = Wilson.Interval(5, 30, ConfidenceLevel.Default.Z);
        other.Share.ShouldBe(new Estimate.Measured(10 / 60.0, limits, 60) { DesignEffect = 2 });
        var representation = other.Representation.ShouldBeOfType<Estimate.Measured>();
        representation.DesignEffect.ShouldBe(2);
        representation.Interval!.Value.Low!.Value.ShouldBe(limits.Low!.Value / 0.1, 1e-12);
        representation.Interval!.Value.High!.Value.ShouldBe(limits.High!.Value / 0.1, 1e-12);

        asked.Clear();
        var before = MixDrift.AgainstBaseline(Live(("A", 30), ("New", 30)), live, ConfidenceLevel.Default, designEffect: Effect).Value;
        asked.ShouldBe(["A", "New", "Unknown"]);
        ((Estimate.Measured)before.Categories[0].Share).Interval.ShouldBe(Wilson.Interval(25, 30, ConfidenceLevel.Default.Z));
        fit.Test.ShouldBe(MixDrift.AgainstTraining(Shares(("A", 0.5), ("B", 0.4)), live, ConfidenceLevel.Default).Value.Test, "the test takes encounters as independent");
    }

    [Fact]
    public void AgainstTraining_UnlistedValues_GoToOther()
    {
        var full = MixDrift.AgainstTraining(Shares(("A", 0.6), ("B", 0.4)), Live(("A", 50), ("B", 40), ("New", 7), ("Unknown", 3)), ConfidenceLevel.Default).Value;
        var other = full.Categories.Single(category => category.Name == "Other");
        other.Live.ShouldBe(10);
        other.ReferenceShare.ShouldBe(0);
        other.Representation.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NotInReference));
        full.Test.Value.DegreesOfFreedom.ShouldBe(1, "nobody is expected in Other, so it is tested together with the smaller of the two");
        full.Test.Value.Statistic.ShouldBe((100 / 60.0) + (100 / 40.0), 1e-12);
        full.TotalVariation.ShouldBe(0.1, 1e-12);
        double.IsFinite(full.StabilityIndex.Value).ShouldBeTrue();

        var listed = MixDrift.AgainstTraining(Shares(("A", 0.6), ("Other", 0.3)), Live(("A", 60), ("Other", 10), ("New", 30)), ConfidenceLevel.Default).Value;
        listed.Categories.Single(category => category.Name == "Other").Live.ShouldBe(40);
        listed.Categories.Single(category => category.Name == "Other").ReferenceShare.ShouldBe(0.4, 1e-12);
        listed.TotalVariation.ShouldBe(0, 1e-12);

        MixDrift.AgainstTraining(Shares(("A", 0.6), ("B", 0.4)), Live(("A", 60), ("B", 40)), ConfidenceLevel.Default).Value.Categories.Count.ShouldBe(2, "nothing is left for Other");
        MixDrift.AgainstTraining(Shares(("A", 0.6)), Live(), ConfidenceLevel.Default).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        MixDrift.AgainstBaseline(Live(), Live(("A", 1)), ConfidenceLevel.Default).Reason.ShouldBe(NotEstimableReason.EmptyReference);
        MixDrift.AgainstBaseline(Live(("A", 1)), Live(("A", 0)), ConfidenceLevel.Default).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        MixDrift.AgainstBaseline(Live(("A", 90)), Live(("A", 80)), ConfidenceLevel.Default).Value.Test.Reason.ShouldBe(NotEstimableReason.OnlyOneCategory);
        MixDrift.AgainstTraining(Shares(("A", 0.6)), Live(("A", 4), ("B", 3)), ConfidenceLevel.Default).Value.Test.Reason.ShouldBe(NotEstimableReason.TooFewPerCategory);
        Should.Throw<ArgumentException>(() => MixDrift.AgainstTraining(Shares(("A", 0.6), ("B", 0.6)), Live(("A", 1)), ConfidenceLevel.Default)).Message.ShouldContain("more than 1");
        Should.Throw<ArgumentException>(() => MixDrift.AgainstTraining(Shares(("A", -0.1)), Live(("A", 1)), ConfidenceLevel.Default)).Message.ShouldContain("not negative");
    }

    [Fact]
    public void StabilityIndexAgainstShares_SharesOfALargeBaseline_NearTheTwoSampleIndex()
    {
        var shares = PopulationStabilityIndex.AgainstShares([0.2, 0.3, 0.5], [30, 30, 40]).Value;
        var samples = PopulationStabilityIndex.Evaluate([2_000_000, 3_000_000, 5_000_000], [30, 30, 40]).Value;
        shares.Value.ShouldBe(samples.Value, 1e-12);
        shares.BiasCorrected.ShouldBe(samples.BiasCorrected, 1e-6);
        PopulationStabilityIndex.AgainstShares([0.5, 0.5], [0, 0]).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
        PopulationStabilityIndex.AgainstShares([0.5, 0.5], [7, 7]).Value.Value.ShouldBe(0);

        // Half an encounter is added to both sides of the empty bin.
        double p = 5.5 / 10.5, q = 0.5 / 10.5, rest = 5 / 10.5, all = 10 / 10.5;
        PopulationStabilityIndex.AgainstShares([0.5, 0.5], [10, 0]).Value.Value.ShouldBe(((q - p) * Math.Log(q / p)) + ((all - rest) * Math.Log(all / rest)), 1e-14);
    }

    private static Dictionary<string, double> Shares(params (string Name, double Share)[] shares) => shares.ToDictionary(item => item.Name, item => item.Share, StringComparer.Ordinal);

    private static Dictionary<string, long> Live(params (string Name, long Count)[] counts) => counts.ToDictionary(item => item.Name, item => item.Count, StringComparer.Ordinal);

    private static Dictionary<string, long> Mix(bool current) => Fixture.Rows.Where(row => row.Current == current).GroupBy(row => row.Group).ToDictionary(group => group.Key, group => (long)group.Count(), StringComparer.Ordinal);

    private static List<(double First, double Second)> Pooled(long[] first, long[] second)
    {
        var share = Math.Min(first.Sum(), second.Sum()) / (double)(first.Sum() + second.Sum());
        var cells = first.Zip(second, (one, other) => (First: (double)one, Second: (double)other)).Where(cell => cell.First + cell.Second > 0).ToList();
        double Expected((double First, double Second) cell) => (cell.First + cell.Second) * share;
        var small = cells.Where(cell => Expected(cell) < 5).ToList();
        if (small.Count == 0)
            return cells;
        var rest = new Queue<(double First, double Second)>(cells.Where(cell => Expected(cell) >= 5).OrderBy(Expected));
        while (small.Sum(Expected) < 5 && rest.Count > 0)
            small.Add(rest.Dequeue());
        return [(small.Sum(cell => cell.First), small.Sum(cell => cell.Second)), .. rest];
    }
}

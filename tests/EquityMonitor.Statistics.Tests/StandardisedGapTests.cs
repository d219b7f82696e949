using System.Text.Json;
using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class StandardisedGapTests
{
    private const string Seed = "0000KOIPe5E3";
    private static readonly Gen<StratumCounts> Stratum = Gen.Int[0, 40].SelectMany(n => Gen.Int[0, n].Select(x => new StratumCounts(x, n)));
    private static readonly Gen<(StratumCounts[] Own, StratumCounts[] Reference)> Strata = Gen.Int[1, 8].SelectMany(k => Gen.Select(Stratum.Array[k], Stratum.Array[k]));

    public static TheoryData<string> Groups => [.. Fixture.Golden.GetProperty("standardised").GetProperty("groups").EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Evaluate_SensitivityByAgeAndSexOnTheFixture_EqualsStatsmodels(string group)
    {
        var golden = Fixture.Golden.GetProperty("standardised");
        var expected = golden.GetProperty("groups").GetProperty(group);
        var result = StandardisedGap.Evaluate(Counts(expected.GetProperty("own")), Counts(expected.GetProperty("reference")), Whole(golden.GetProperty("whole")), ConfidenceLevel.Default);
        Fixture.Near(result.Coverage, expected.GetProperty("coverage").GetDouble(), group);
        Fixture.ShouldEqual(result.Difference, expected.GetProperty("difference"), group);
        Fixture.ShouldEqual(result.Own, expected.GetProperty("rate"), group);
        var difference = (Estimate.Measured)result.Difference;
        Fixture.Near(difference.StandardError!.Value, expected.GetProperty("se_delta").GetDouble(), group);
    }

    [Fact]
    public void Evaluate_OneStratum_IsWilsonAndNewcombe() => Gen.Select(Stratum, Stratum, Gen.Double[1, 3]).Sample(
        (own, reference, deff) =>
        {
            if (own.N == 0 || reference.N == 0)
                return;
            var z = ConfidenceLevel.Default.Z;
            var result = StandardisedGap.Evaluate([own], [reference], [own.N + reference.N], ConfidenceLevel.Default, deff);
            ShouldBeNear(result.Own, Wilson.Interval(own.X / deff, own.N / deff, z));
            ShouldBeNear(result.Reference, Wilson.Interval(reference.X, reference.N, z));
            ShouldBeNear(result.Difference, Newcombe.Difference(own.X / deff, own.N / deff, reference.X, reference.N, z));
        },
        iter: 500,
        seed: Seed);

    [Fact]
    public void Evaluate_EqualRatesInEveryStratum_HaveNoGapWhateverTheMix()
    {
        // The raw sensitivities differ, 35/50 against 25/50, only because the one group is older.
        var result = StandardisedGap.Evaluate([new(4, 10), new(31, 40)], [new(16, 40), new(31, 40)], [50, 80], ConfidenceLevel.Default);
        result.Difference.ValueOrNull!.Value.ShouldBe(0, 1e-15);
        result.Coverage.ShouldBe(1);
    }

    [Fact]
    public void Evaluate_AnyStrata_StaysInRangeMirrorsAndIgnoresTheScaleOfWeights() => Strata.Sample(
        strata =>
        {
            var (own, reference) = strata;
            long[] whole = [.. own.Zip(reference, (a, b) => a.N + b.N)];
            var forward = StandardisedGap.Evaluate(own, reference, whole, ConfidenceLevel.Default);
            forward.Coverage.ShouldBeInRange(0, 1);
            if (forward.Difference is not Estimate.Measured difference)
            {
                (forward.Coverage < StandardisedGap.LeastCoverage).ShouldBeTrue();
                return;
            }

            var interval = difference.Interval!.Value;
            difference.Value.ShouldBeInRange(interval.Low!.Value, interval.High!.Value);
            interval.Low!.Value.ShouldBeGreaterThanOrEqualTo(-1 - 1e-12);
            interval.High!.Value.ShouldBeLessThanOrEqualTo(1 + 1e-12);
            difference.Value.ShouldBe(forward.Own.ValueOrNull!.Value - forward.Reference.ValueOrNull!.Value, 1e-14);
            StandardisedGap.Evaluate(reference, own, whole, ConfidenceLevel.Default).Difference.ShouldBeOfType<Estimate.Measured>().Interval!.Value.Low!.Value.ShouldBe(-interval.High!.Value, 1e-12);
            StandardisedGap.Evaluate(own, reference, [.. whole.Select(weight => 7 * weight)], ConfidenceLevel.Default).Difference.ValueOrNull!.Value.ShouldBe(difference.Value, 1e-12);

            var kept = Enumerable.Range(0, own.Length).Where(k => own[k].N > 0 && reference[k].N > 0).ToList();
            double weights = kept.Sum(k => whole[k]);
            forward.Own.ValueOrNull!.Value.ShouldBe(kept.Sum(k => whole[k] / weights * own[k].X / own[k].N), 1e-12);
        },
        iter: 500,
        seed: Seed);

    [Fact]
    public void Evaluate_GroupsThatHardlyShareStrata_SaySo()
    {
        StandardisedGap.Evaluate([new(1, 2), new(0, 0)], [new(0, 0), new(1, 2)], [2, 2], ConfidenceLevel.Default).Difference.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoCommonStratum));
        StandardisedGap.Evaluate([], [], [], ConfidenceLevel.Default).Difference.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoCommonStratum));
        StandardisedGap.Evaluate([new(1, 2), new(0, 0)], [new(1, 2), new(1, 2)], [79, 21], ConfidenceLevel.Default).Difference.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.TooLittleInCommon));
        StandardisedGap.Evaluate([new(1, 2), new(0, 0)], [new(1, 2), new(1, 2)], [80, 20], ConfidenceLevel.Default).Coverage.ShouldBe(0.8);
        StandardisedGap.Evaluate([new(1, 2), new(0, 0)], [new(1, 2), new(1, 2)], [80, 20], ConfidenceLevel.Default).Difference.ValueOrNull.ShouldBe(0);
        Should.Throw<ArgumentException>(() => StandardisedGap.Evaluate([new(1, 2)], [new(1, 2)], [], ConfidenceLevel.Default)).Message.ShouldContain("0 strata");
        Should.Throw<ArgumentException>(() => StandardisedGap.Evaluate([new(3, 2)], [new(1, 2)], [4], ConfidenceLevel.Default)).Message.ShouldContain("stratum 0");
    }

    private static StratumCounts[] Counts(JsonElement strata) => [.. strata.EnumerateArray().Select(item => new StratumCounts(item[0].GetInt64(), item[1].GetInt64()))];

    private static long[] Whole(JsonElement weights) => [.. weights.EnumerateArray().Select(item => item.GetInt64())];

    private static void ShouldBeNear(Estimate actual, Interval expected)
    {
        var interval = actual.ShouldBeOfType<Estimate.Measured>().Interval!.Value;
        interval.Low!.Value.ShouldBe(expected.Low!.Value, 1e-13);
        interval.High!.Value.ShouldBe(expected.High!.Value, 1e-13);
    }
}

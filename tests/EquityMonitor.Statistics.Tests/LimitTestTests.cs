using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class LimitTestTests
{
    /// <summary>Where a bound is this close to the limit, the last bits decide.</summary>
    private const double TooClose = 1e-9;

    public static TheoryData<string> Keys => [.. Metric.ForRules.Select(metric => metric.Key)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Evaluate_FloorAndCeiling_HasSmallPExactlyWhenTheIntervalIsPastTheLimit(string key)
    {
        var metric = Metric.Find(key)!;
        var span = metric == Metric.Nne ? 12 : metric == Metric.ObservedExpected ? 3 : 1;
        var tested = 0;
        Gen.Select(Samples.Pairs, Gen.Double[0, 1]).Sample(
            input =>
            {
                var ((own, _), position) = input;
                if (Estimator.Estimate(metric, own, Samples.Scale) is Estimate.Measured { Interval: { } interval })
                {
                    var limit = position * span;
                    ShouldAgree(metric, BetterDirection.Higher, new Limit.Floor(limit), own, null, false, interval, limit, null);
                    ShouldAgree(metric, BetterDirection.Higher, new Limit.Ceiling(limit), own, null, false, interval, null, limit);
                    ShouldAgree(metric, BetterDirection.Target, new Limit.Band(limit * 0.8, limit), own, null, false, interval, limit * 0.8, limit);
                    Interlocked.Increment(ref tested);
                }
            },
            iter: 300,
            seed: "0000KOIPe5E3");
        tested.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData("sensitivity")]
    [InlineData("fpr")]
    [InlineData("flagRate")]
    [InlineData("auroc")]
    [InlineData("brier")]
    [InlineData("meanError")]
    public void Evaluate_GapAndRatio_HasSmallPExactlyWhenTheIntervalIsPastTheLimit(string key)
    {
        var metric = Metric.Find(key)!;
        var tested = 0;
        Gen.Select(Samples.Pairs, Gen.Double[0.01, 0.5], Gen.Double[0.3, 1], Gen.Bool).Sample(
            input =>
            {
                var ((own, complement), gap, ratio, againstAll) = input;
                var difference = againstAll
                    ? Comparison.DifferenceToAll(metric, own, complement, Samples.Scale)
                    : Comparison.Difference(metric, own, complement, Samples.Scale);
                if (difference is Estimate.Measured { Interval: { } d })
                {
                    ShouldAgree(metric, BetterDirection.Higher, new Limit.Gap(gap), own, complement, againstAll, d, -gap, null);
                    ShouldAgree(metric, BetterDirection.Lower, new Limit.Gap(gap), own, complement, againstAll, d, null, gap);
                    ShouldAgree(metric, BetterDirection.Target, new Limit.Gap(gap), own, complement, againstAll, d, -gap, gap);
                    Interlocked.Increment(ref tested);
                }

                var quotient = againstAll
                    ? Comparison.RatioToAll(metric, own, complement, Samples.Scale)
                    : Comparison.Ratio(metric, own, complement, Samples.Scale);
                if ((quotient is Estimate.Unbounded beyond ? new Interval(beyond.Low, null) : (quotient as Estimate.Measured)?.Interval) is { } r)
                {
                    ShouldAgree(metric, BetterDirection.Higher, new Limit.Ratio(ratio), own, complement, againstAll, r, ratio, null);
                    ShouldAgree(metric, BetterDirection.Lower, new Limit.Ratio(ratio), own, complement, againstAll, r, null, 1 / ratio);
                }
            },
            iter: 400,
            seed: "0000KOIPe5E3");
        tested.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Evaluate_Floor_IsTheScoreTest()
    {
        // 40 of 100 against 0.5: z = -0.1 / sqrt(0.25/100) = -2; P(Z < -2) by R 4.2.2 pnorm(-2).
        var result = Test(Metric.Sensitivity, new Limit.Floor(0.5), Samples.FromCounts(40, 10, 60, 90));
        result.PValue.ShouldBe(0.022750131948179209, 1e-15);
        result.PastLimit.ShouldBeTrue();
        result.Margin.ShouldBe(-0.1, 1e-15);
        result.SmallestDenominator.ShouldBe(100);
        result.WhollyOnGoodSide.ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.8)]
    [InlineData(0.9)]
    [InlineData(0.999)]
    public void Evaluate_AtAnotherLevel_MovesTheDisplayedIntervalAndNothingElse(double level)
    {
        // The 90 % interval of 69 of 100 lies above 0.6, the 95 % interval does not.
        var sample = Samples.FromCounts(69, 10, 31, 90);
        var scale = Samples.Scale with { Level = ConfidenceLevel.Of(level) };
        LimitTestResult.Tested At(ScoreScale of) =>
            (LimitTestResult.Tested)LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Floor(0.6), sample, null, againstAll: false, of);

        var (usual, other) = (At(Samples.Scale), At(scale));

        var compared = (Estimate.Measured)other.Compared;
        compared.Level.ShouldBe(scale.Level);
        compared.Interval.ShouldBe(Wilson.Interval(69, 100, scale.Level.Z));
        (compared.Interval!.Value.Low > 0.6).ShouldBe(level < 0.93);
        usual.WhollyOnGoodSide.ShouldBeFalse();
        (other with { Compared = usual.Compared }).ShouldBe(usual);
    }

    [Fact]
    public void Evaluate_EstimateAboveTheFloor_HasPAboveOneHalf()
    {
        var result = Test(Metric.Sensitivity, new Limit.Floor(0.5), Samples.FromCounts(60, 10, 40, 90));
        result.PValue.ShouldBe(1 - 0.022750131948179209, 1e-15);
        result.PastLimit.ShouldBeFalse();
        result.WhollyOnGoodSide.ShouldBeTrue();
    }

    [Fact]
    public void Evaluate_GapOfExactlyTheLimit_IsNotPastIt()
    {
        var result = (LimitTestResult.Tested)LimitTest.Evaluate(
            Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0.05), Samples.FromCounts(50, 0, 50, 1), Samples.FromCounts(55, 0, 45, 1), false, Samples.Scale);
        (0.50 - 0.55).ShouldBeLessThan(-0.05, "the case is about this rounding");
        result.PastLimit.ShouldBeFalse();
    }

    /// <summary>0.3 of the group against none of the others: no value, and evidence all the same. The limits are those of Koopman's statistic, enumerated in IntervalTests.</summary>
    [Fact]
    public void Evaluate_RatioToNone_IsPastACeilingAndMeetsAFloor()
    {
        PerformanceSample own = Samples.FromCounts(0, 30, 0, 70), none = Samples.FromCounts(0, 0, 0, 100);
        var low = Koopman.Ratio(30, 100, 0, 100, ConfidenceLevel.Default.Z).Value.Low!.Value;

        var worse = Of(Metric.Fpr, BetterDirection.Lower, new Limit.Ratio(0.8));
        worse.Compared.ShouldBe(new Estimate.Unbounded(low, 100));
        (worse.PastLimit, worse.Margin, worse.SmallestDenominator, worse.WhollyOnGoodSide).ShouldBe((true, double.NegativeInfinity, 100, false));
        worse.PValue.ShouldBeLessThan(1e-7);
        worse.PValue.ShouldBe(StandardNormal.Below(-Koopman.Score(30, 100, 0, 100, 1.25)), 1e-15);

        // The interval begins at its lower limit: there, and only there, p is 0.025.
        Of(Metric.Fpr, BetterDirection.Lower, new Limit.Ratio(1 / low)).PValue.ShouldBe(0.025, 1e-9);

        var better = Of(Metric.Specificity, BetterDirection.Higher, new Limit.Ratio(0.8), Samples.FromCounts(0, 70, 0, 30), Samples.FromCounts(0, 100, 0, 0));
        (better.PastLimit, better.Margin, better.WhollyOnGoodSide).ShouldBe((false, double.PositiveInfinity, true));
        better.PValue.ShouldBeGreaterThan(0.975);

        LimitTestResult.Tested Of(Metric metric, BetterDirection direction, Limit limit, PerformanceSample? first = null, PerformanceSample? second = null) =>
            LimitTest.Evaluate(metric, direction, limit, first ?? own, second ?? none, false, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>();
    }

    [Fact]
    public void Evaluate_RatioToAllWhereTheOthersHaveNone_IsOneOverTheGroupsShare()
    {
        PerformanceSample own = Samples.FromCounts(0, 30, 0, 70), none = Samples.FromCounts(0, 0, 0, 300);
        var measured = Comparison.RatioToAll(Metric.Fpr, own, none, Samples.Scale).ShouldBeOfType<Estimate.Measured>();
        measured.Value.ShouldBe(4, 1e-12);
        measured.Interval!.Value.High!.Value.ShouldBe(4, 1e-12);
        var low = Koopman.Ratio(30, 100, 0, 300, ConfidenceLevel.Default.Z).Value.Low!.Value;
        measured.Interval!.Value.Low!.Value.ShouldBe(low / ((0.25 * low) + 0.75), 1e-12);
        var tested = LimitTest.Evaluate(Metric.Fpr, BetterDirection.Lower, new Limit.Ratio(0.8), own, none, true, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>();
        (tested.PastLimit, tested.PValue < 0.001).ShouldBe((true, true));
    }

    [Fact]
    public void Evaluate_NoVariation_IsNoEvidence()
    {
        var perfect = Samples.FromCounts(40, 0, 0, 40) with { Auroc = new AurocResult(1, 0) };
        var result = Test(Metric.Auroc, new Limit.Ceiling(0.9), perfect);
        result.PastLimit.ShouldBeTrue();
        result.PValue.ShouldBe(1);
        ((Estimate.Measured)result.Compared).IntervalReason.ShouldBe(NotEstimableReason.NoVariation);
        result.WhollyOnGoodSide.ShouldBeFalse();
    }

    [Fact]
    public void Evaluate_Undefined_SaysWhy()
    {
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Floor(0.5), Samples.FromCounts(0, 5, 0, 5), null, false, Samples.Scale)
            .ShouldBe(new LimitTestResult.NotEstimable(NotEstimableReason.NoPositives));
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0.1), Samples.FromCounts(5, 5, 5, 5), null, false, Samples.Scale)
            .ShouldBe(new LimitTestResult.NotEstimable(NotEstimableReason.NoComplement));
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Ratio(0.8), Samples.FromCounts(0, 5, 5, 5), Samples.FromCounts(0, 5, 5, 5), false, Samples.Scale)
            .ShouldBe(new LimitTestResult.NotEstimable(NotEstimableReason.ZeroOnBothSides));
        LimitTest.Evaluate(Metric.F1, BetterDirection.Higher, new Limit.Gap(0.1), Samples.FromCounts(5, 5, 5, 5), Samples.FromCounts(5, 5, 5, 5), false, Samples.Scale)
            .ShouldBe(new LimitTestResult.NotEstimable(NotEstimableReason.NotComparable));
    }

    [Fact]
    public void Evaluate_GapWithoutDirection_IsRefused() =>
        Should.Throw<ArgumentException>(() => LimitTest.Evaluate(
            Metric.FlagRate, BetterDirection.Stated, new Limit.Gap(0.1), Samples.FromCounts(5, 5, 5, 5), Samples.FromCounts(5, 5, 5, 5), false, Samples.Scale))
            .Message.ShouldContain("flagRate");

    private static LimitTestResult.Tested Test(Metric metric, Limit limit, PerformanceSample own) =>
        LimitTest.Evaluate(metric, BetterDirection.Higher, limit, own, null, false, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>();

    private static void ShouldAgree(
        Metric metric,
        BetterDirection better,
        Limit limit,
        PerformanceSample own,
        PerformanceSample? complement,
        bool againstAll,
        Interval interval,
        double? floor,
        double? ceiling)
    {
        double? low = interval.Low, high = interval.High;
        if (Near(low, floor) || Near(high, floor) || Near(low, ceiling) || Near(high, ceiling))
            return;
        var result = LimitTest.Evaluate(metric, better, limit, own, complement, againstAll, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>();

        // A fit that hits the limit by construction does so to its last digits but a few.
        var value = result.Compared.ValueOrNull ?? double.PositiveInfinity;
        if (Near(value, floor) || Near(value, ceiling))
            return;
        var past = high < floor || low > ceiling;
        (result.PValue < 0.025).ShouldBe(past, $"p {result.PValue}, interval [{low}, {high}], limit [{floor}, {ceiling}]");
        result.PastLimit.ShouldBe(value < floor || value > ceiling);
        if (result.PastLimit)
            result.PValue.ShouldBeLessThanOrEqualTo(0.5);
        else
            result.PValue.ShouldBeGreaterThanOrEqualTo(0.5 - 1e-6);
        result.WhollyOnGoodSide.ShouldBe((floor is null || low >= floor) && (ceiling is null || high <= ceiling));
    }

    private static bool Near(double? a, double? b) => Math.Abs((a - b) ?? 1) < TooClose;
}

using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class ComparisonReferenceTests
{
    private static readonly (DateOnly From, DateOnly To) Baseline = (new(2023, 1, 1), new(2023, 3, 31));
    private static readonly (DateOnly From, DateOnly To) Later = (new(2023, 4, 1), new(2023, 6, 29));
    private static readonly PerformanceSample Some = Samples.FromCounts(20, 10, 10, 60);

    [Fact]
    public void Difference_NamedValueOnTheFixture_EqualsStatsmodels()
    {
        var expected = Fixture.Golden.GetProperty("b_against_a");
        var own = Fixture.Sample(Fixture.Group("group=B"));
        var reference = ComparisonReference.OfValue(Fixture.Sample(Fixture.Group("group=A")), isItself: false);
        Fixture.ShouldEqual(Comparison.Difference(Metric.Sensitivity, own, reference, Fixture.Scale), expected.GetProperty("sensitivity"), "sensitivity");
        Fixture.ShouldEqual(Comparison.Difference(Metric.Brier, own, reference, Fixture.Scale), expected.GetProperty("brier"), "Brier");
        Fixture.ShouldEqual(Comparison.Difference(Metric.MeanError, own, reference, Fixture.Scale), expected.GetProperty("residual"), "predicted minus observed");
    }

    [Fact]
    public void Of_NobodyToCompareWith_SaysWhy()
    {
        Reason(ComparisonReference.OfComplement(null)).ShouldBe(NotEstimableReason.NoComplement);
        Reason(ComparisonReference.OfAll(Samples.FromCounts(0, 0, 0, 0))).ShouldBe(NotEstimableReason.NoComplement);
        Reason(ComparisonReference.OfValue(Some, isItself: true)).ShouldBe(NotEstimableReason.IsTheReference);
        Reason(ComparisonReference.OfValue(null, isItself: false)).ShouldBe(NotEstimableReason.EmptyReference);
        Reason(ComparisonReference.OfBaseline(null, Later, Baseline)).ShouldBe(NotEstimableReason.NoBaseline);
        Reason(ComparisonReference.OfBaseline(Some, (Baseline.To, Later.To), Baseline)).ShouldBe(NotEstimableReason.OverlapsBaseline);
        Reason(ComparisonReference.OfBaseline(Some, Baseline, (Baseline.To, Later.To))).ShouldBe(NotEstimableReason.OverlapsBaseline);
        Reason(ComparisonReference.OfBaseline(Some, Baseline, Later)).ShouldBe(NotEstimableReason.BeforeBaseline);
        ComparisonReference.OfBaseline(Some, Later, Baseline).ShouldBe(new ComparisonReference.Apart(Some));
    }

    [Fact]
    public void Difference_MetricsWithoutAComparison_SayWhy()
    {
        var withArea = Some with { Auroc = new AurocResult(0.8, 0.001) };
        Comparison.Difference(Metric.Auroc, withArea, ComparisonReference.OfAll(withArea), Samples.Scale)
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.OnlyProportionsAgainstAll));
        Comparison.Ratio(Metric.Auroc, withArea, ComparisonReference.OfAll(withArea), Samples.Scale)
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.OnlyProportionsAgainstAll));
        Comparison.Difference(Metric.BalancedAccuracy, Some, ComparisonReference.OfComplement(Some), Samples.Scale)
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NotComparable));
        Comparison.Difference(Metric.Auroc, withArea, ComparisonReference.OfValue(withArea, false), Samples.Scale).ValueOrNull.ShouldBe(0);
    }

    [Fact]
    public void Difference_AnyPair_IsTheDifferenceOfTheValuesAndMirrors() => Samples.Pairs.Sample(
        pair =>
        {
            foreach (var metric in Metric.Catalogue.Where(metric => metric.Input == MetricInput.Counts))
            {
                if (Comparison.Difference(metric, pair.Own, ComparisonReference.OfComplement(pair.Complement), Samples.Scale) is not Estimate.Measured forward)
                    continue;
                var backward = Comparison.Difference(metric, pair.Complement, ComparisonReference.OfComplement(pair.Own), Samples.Scale).ShouldBeOfType<Estimate.Measured>();
                double first = Value(metric, pair.Own), second = Value(metric, pair.Complement);
                forward.Value.ShouldBe(first - second, 1e-12, metric.Key);
                backward.Value.ShouldBe(second - first, 1e-12, metric.Key);
                if (forward.Interval is { } interval)
                    backward.Interval!.Value.Low!.Value.ShouldBe(-interval.High!.Value, 1e-9, metric.Key);
            }
        },
        iter: 200,
        seed: "0000KOIPe5E3");

    [Fact]
    public void LimitTest_AgainstABaseline_IsTheTestAgainstThatGroup()
    {
        var before = Samples.FromCounts(30, 10, 5, 60);
        var direct = LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0.05), Some, before, false, Samples.Scale);
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0.05), Some, ComparisonReference.OfBaseline(before, Later, Baseline), Samples.Scale)
            .ShouldBe(direct);
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0.05), Some, ComparisonReference.OfBaseline(before, Baseline, Baseline), Samples.Scale)
            .ShouldBe(new LimitTestResult.NotEstimable(NotEstimableReason.OverlapsBaseline));
        LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Floor(0.5), Some, ComparisonReference.OfComplement(null), Samples.Scale)
            .ShouldBeOfType<LimitTestResult.Tested>("a floor needs no reference");
    }

    [Fact]
    public void LimitTest_MetricOfEncounters_TouchesWhereItsIntervalDoes()
    {
        var rows = Fixture.Outcomes(Fixture.Group("group=C"));
        var slope = LogisticCalibration.Estimate(rows, ConfidenceLevel.Default).Slope.ShouldBeOfType<Estimate.Measured>().Interval!.Value;
        var result = LimitTest.Evaluate(Metric.CalibrationSlope, new Limit.Band(slope.High!.Value, 2), rows, Fixture.Scale).ShouldBeOfType<LimitTestResult.Tested>();
        result.PValue.ShouldBe(0.025, 1e-9);
        result.PastLimit.ShouldBeTrue();
        var precision = AveragePrecision.Estimate(rows, ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>().Interval!.Value;
        LimitTest.Evaluate(Metric.AveragePrecision, new Limit.Floor(precision.High!.Value), rows, Fixture.Scale).ShouldBeOfType<LimitTestResult.Tested>().PValue.ShouldBe(0.025, 1e-9);
        Should.Throw<ArgumentException>(() => LimitTest.Evaluate(Metric.CalibrationError, new Limit.Ceiling(0.1), rows, Fixture.Scale)).Message.ShouldContain("biased");
        Should.Throw<ArgumentException>(() => LimitTest.Evaluate(Metric.AveragePrecision, new Limit.Gap(0.1), rows, Fixture.Scale)).Message.ShouldContain("no comparison");
    }

    [Fact]
    public void DifferenceOfShares_AnySides_IsNewcombesOfDividedCountsAndNamesAnEmptySide()
    {
        static ClusteredProportion Share(long x, long n, double deff = 1) => new(x, n, deff);
        Comparison.DifferenceOfShares(Share(0, 0), Share(1, 2), ConfidenceLevel.Default).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoScoredEncounters));
        Comparison.DifferenceOfShares(Share(1, 2), Share(0, 0), ConfidenceLevel.Default).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.EmptyReference));
        var measured = Comparison.DifferenceOfShares(Share(56, 70), Share(48, 80), ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>();
        measured.Interval.ShouldBe(Newcombe.Difference(56, 70, 48, 80, ConfidenceLevel.Default.Z));
        measured.Denominator.ShouldBe(70);
        var repeated = Comparison.DifferenceOfShares(Share(56, 70, 1.4), Share(48, 80, 2), ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>();
        repeated.Interval.ShouldBe(Newcombe.Difference(40, 50, 24, 40, ConfidenceLevel.Default.Z));
        (repeated.Denominator, repeated.DesignEffect).ShouldBe((70, 2));
    }

    private static double Value(Metric metric, PerformanceSample sample) => Estimator.Estimate(metric, sample, Samples.Scale).ValueOrNull!.Value;

    private static NotEstimableReason Reason(ComparisonReference reference) =>
        Comparison.Difference(Metric.Sensitivity, Some, reference, Samples.Scale).ShouldBeOfType<Estimate.NotEstimable>().Reason;
}

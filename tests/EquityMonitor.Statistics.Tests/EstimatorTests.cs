using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class EstimatorTests
{
    [Fact]
    public void Estimate_AnySample_LiesInItsIntervalAndRange()
    {
        Samples.Pairs.Sample(
            pair =>
            {
                foreach (var metric in Metric.All)
                {
                    if (Estimator.Estimate(metric, pair.Own, Samples.Scale) is not Estimate.Measured measured)
                        continue;
                    double.IsFinite(measured.Value).ShouldBeTrue(metric.Key);
                    measured.DesignEffect.ShouldBeGreaterThanOrEqualTo(1);
                    (measured.Interval is null).ShouldBe(measured.IntervalReason is not null, metric.Key);
                    if (metric.IsProportion || metric == Metric.F1 || metric == Metric.Auroc || metric == Metric.Brier)
                        measured.Value.ShouldBeInRange(0, 1, metric.Key);
                    if (measured.Interval is not { } interval)
                        continue;
                    measured.Value.ShouldBeInRange((interval.Low ?? double.NegativeInfinity) - 1e-12, (interval.High ?? double.PositiveInfinity) + 1e-12, metric.Key);
                    if (metric.IsProportion || metric == Metric.F1 || metric == Metric.Auroc || metric == Metric.Brier)
                    {
                        interval.Low!.Value.ShouldBeInRange(0, 1, metric.Key);
                        interval.High!.Value.ShouldBeInRange(0, 1, metric.Key);
                    }
                }
            },
            iter: 300,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Estimate_Empty_NamesThePopulation()
    {
        var empty = Samples.FromCounts(0, 0, 0, 0);
        Reason(Metric.FlagRate, empty).ShouldBe(NotEstimableReason.NoScoredEncounters);
        Reason(Metric.OutcomeKnownRate, empty).ShouldBe(NotEstimableReason.NoMatureEncounters);
        foreach (var metric in Metric.All.Where(metric => metric.Population == MetricPopulation.Evaluable))
            Reason(metric, empty).ShouldBe(NotEstimableReason.NoEvaluableEncounters, metric.Key);
    }

    [Fact]
    public void Estimate_MissingClassOrFlag_NamesIt()
    {
        var noPositives = Samples.FromCounts(0, 5, 0, 5);
        Reason(Metric.Sensitivity, noPositives).ShouldBe(NotEstimableReason.NoPositives);
        Reason(Metric.Fnr, noPositives).ShouldBe(NotEstimableReason.NoPositives);
        Reason(Metric.Auroc, noPositives).ShouldBe(NotEstimableReason.NoPositives);
        Reason(Metric.Nne, noPositives).ShouldBe(NotEstimableReason.NoTruePositives);
        Reason(Metric.F1, Samples.FromCounts(0, 0, 0, 5)).ShouldBe(NotEstimableReason.NoPositives);
        Reason(Metric.ObservedExpected, noPositives).ShouldBe(NotEstimableReason.NoExpectedEvents);
        var noNegatives = Samples.FromCounts(5, 0, 5, 0);
        Reason(Metric.Fpr, noNegatives).ShouldBe(NotEstimableReason.NoNegatives);
        Reason(Metric.Auroc, noNegatives).ShouldBe(NotEstimableReason.NoNegatives);
        Reason(Metric.Ppv, Samples.FromCounts(0, 0, 5, 5)).ShouldBe(NotEstimableReason.NoneFlagged);
        Reason(Metric.Nne, Samples.FromCounts(0, 0, 5, 5)).ShouldBe(NotEstimableReason.NoneFlagged);
        Reason(Metric.Npv, Samples.FromCounts(5, 5, 0, 0)).ShouldBe(NotEstimableReason.AllFlagged);
        Reason(Metric.Auroc, Samples.FromCounts(1, 0, 0, 9)).ShouldBe(NotEstimableReason.FewerThanTwoOfAClass);
    }

    [Fact]
    public void Estimate_PointsScore_LeavesOutWhatNeedsAProbability()
    {
        var sample = Samples.FromCounts(5, 5, 5, 5);
        foreach (var metric in Metric.All.Where(metric => metric.NeedsProbability))
            Estimator.Estimate(metric, sample, new ScoreScale(5, IsProbability: false, ConfidenceLevel.Default)).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ScoreIsNotAProbability));
        Estimator.Estimate(Metric.Sensitivity, sample, new ScoreScale(5, IsProbability: false, ConfidenceLevel.Default)).ValueOrNull.ShouldBe(0.5);
    }

    [Fact]
    public void Estimate_OneEncounter_HasNoIntervalForMeans()
    {
        var one = Samples.FromCounts(1, 0, 0, 0) with { SumScore = 0.7, SumSquaredError = 0.09, SumFourthPowerError = 0.0081 };
        var brier = Estimator.Estimate(Metric.Brier, one, Samples.Scale).ShouldBeOfType<Estimate.Measured>();
        brier.Interval.ShouldBeNull();
        brier.IntervalReason.ShouldBe(NotEstimableReason.FewerThanTwo);
    }

    [Fact]
    public void Estimate_EqualErrors_HasNoVariation()
    {
        // Scores 0.7 for 3 positives: (s-y)^2 sums with rounding, which must not pass for variation.
        var same = Samples.FromCounts(3, 0, 0, 0) with { SumScore = 2.1, SumSquaredError = 3 * (0.3 * 0.3), SumFourthPowerError = 3 * Math.Pow(0.3, 4) };
        Estimator.Estimate(Metric.Brier, same, Samples.Scale).ShouldBeOfType<Estimate.Measured>().IntervalReason.ShouldBe(NotEstimableReason.NoVariation);
    }

    [Fact]
    public void Estimate_ThresholdAtTheEnd_LeavesOutNetBenefit() =>
        Estimator.Estimate(Metric.NetBenefit, Samples.FromCounts(5, 5, 5, 5), new ScoreScale(1, IsProbability: true, ConfidenceLevel.Default))
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ThresholdNotInside));

    [Fact]
    public void Estimate_DesignEffect_IsWilsonOfDividedCounts()
    {
        var sample = Samples.FromCounts(30, 10, 20, 40) with { ClusterVariances = new ClusterVariances { Sensitivity = 2 * 0.6 * 0.4 / 50 } };
        var measured = Estimator.Estimate(Metric.Sensitivity, sample, Samples.Scale).ShouldBeOfType<Estimate.Measured>();
        measured.DesignEffect.ShouldBe(2, 1e-14);
        measured.Denominator.ShouldBe(50);
        var expected = Wilson.Interval(15, 25, ConfidenceLevel.Default.Z);
        measured.Interval!.Value.Low!.Value.ShouldBe(expected.Low!.Value, 1e-14);
        measured.Interval!.Value.High!.Value.ShouldBe(expected.High!.Value, 1e-14);
    }

    [Fact]
    public void Estimate_LevelOfTheScale_IsThatOfTheIntervalAndSaidByTheFigure()
    {
        var level = ConfidenceLevel.Of(0.9);
        var measured = (Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, Samples.FromCounts(15, 5, 10, 20), Samples.Scale with { Level = level });

        measured.Level.ShouldBe(level);
        measured.Interval.ShouldBe(Wilson.Interval(15, 25, level.Z));
        ConfidenceLevel.Of(0.95).ShouldBeSameAs(ConfidenceLevel.Default);
        level.Tail.ShouldBe(0.05, 1e-15);
        ConfidenceLevel.Default.Tail.ShouldBe(0.025);
    }

    [Fact]
    public void Estimate_UndefinedDesignEffect_TakesAlls()
    {
        // Every positive was found: no variation of its own.
        var sample = Samples.FromCounts(5, 1, 0, 4) with { ClusterVariances = new ClusterVariances { Sensitivity = 0 } };
        var all = Samples.FromCounts(30, 10, 20, 40) with { ClusterVariances = new ClusterVariances { Sensitivity = 1.5 * 0.6 * 0.4 / 50 } };
        ((Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, sample, Samples.Scale, all)).DesignEffect.ShouldBe(1.5, 1e-14);
        ((Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, sample, Samples.Scale)).DesignEffect.ShouldBe(1);
        var withoutPatients = sample with { ClusterVariances = null };
        ((Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, withoutPatients, Samples.Scale, all)).DesignEffect.ShouldBe(1);
    }

    [Fact]
    public void Comparison_ZeroCounts_HaveALimitUnlessBothAreZero()
    {
        PerformanceSample some = Samples.FromCounts(5, 1, 5, 1), none = Samples.FromCounts(0, 1, 5, 1);
        Estimate Ratio(PerformanceSample own, PerformanceSample others) => Comparison.Ratio(Metric.Sensitivity, own, others, Samples.Scale);
        Ratio(some, none).ShouldBe(new Estimate.Unbounded(Koopman.Ratio(5, 10, 0, 5, ConfidenceLevel.Default.Z).Value.Low!.Value, 5));
        Ratio(none, some).ShouldBeOfType<Estimate.Measured>().Value.ShouldBe(0);
        Ratio(none, none).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ZeroOnBothSides));
        foreach (var (own, others) in new[] { (some, none), (none, some) })
            Comparison.LogRatio(Metric.Sensitivity, own, others, Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.ZeroCount));
        Comparison.LogRatio(Metric.Auroc, some with { Auroc = new(0.7, 0.01) }, some with { Auroc = new(0.7, 0.01) }, Samples.Scale)
            .ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NotComparable));
    }

    [Fact]
    public void Comparison_WithAll_EqualsTheDirectValues()
    {
        Samples.Pairs.Sample(
            pair =>
            {
                var (own, complement) = pair;
                var c = own.Counts;
                var d = complement.Counts;
                if (c.Positives == 0 || d.Positives == 0 || d.TruePositives == 0)
                    return;
                var mine = c.TruePositives / (double)c.Positives;
                var everyones = (c.TruePositives + d.TruePositives) / (double)(c.Positives + d.Positives);
                Comparison.DifferenceToAll(Metric.Sensitivity, own, complement, Samples.Scale).ValueOrNull!.Value.ShouldBe(mine - everyones, 1e-12);
                Comparison.RatioToAll(Metric.Sensitivity, own, complement, Samples.Scale).ValueOrNull!.Value.ShouldBe(mine / everyones, 1e-12);
            },
            iter: 300,
            seed: "0000KOIPe5E3");
    }

    private static NotEstimableReason Reason(Metric metric, PerformanceSample sample) =>
        Estimator.Estimate(metric, sample, Samples.Scale).ShouldBeOfType<Estimate.NotEstimable>(metric.Key).Reason;
}

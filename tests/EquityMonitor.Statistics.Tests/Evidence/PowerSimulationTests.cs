using EquityMonitor.Statistics.Coverage;
using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

/// <summary>
/// What is told to be found in four of five cases is: the limit is put where the power says 80 % for a population whose truth is known, samples are drawn, and the very test that rules use is
/// asked of each. The tolerance is three standard errors of the simulation, 3 sqrt(0.16 / draws), and 3 points for what normal theory and plugged-in standard errors miss at some 200 encounters
/// with the outcome. Seeded.
/// </summary>
public sealed class PowerSimulationTests
{
    private const int Draws = 1000;
    private const int Rows = 600;

    private static readonly double Tolerance = (3 * Math.Sqrt(0.16 / Draws)) + 0.03;

    // A third have the outcome; the risk of the group is understated, and it is ranked a little worse.
    private static readonly Population Own = new(-1.2, 0.2, 0.8);
    private static readonly Population Others = new(-1.2);

    // FPR and FNR are the complements of what is there; the others are plain shares like them.
    public static TheoryData<string> Metrics => [.. Metric.ForRules.Except([Metric.OutcomeKnownRate, Metric.OverrideRate, Metric.FlagRate, Metric.Fpr, Metric.Fnr]).Select(metric => metric.Key)];

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Gap_OfTheToldSize_IsFoundInFourOfFive(string key)
    {
        var metric = Metric.Find(key)!;
        var truth = Own.Truth()[metric];
        var (rows, sample) = Own.Draw(new Random(5), 100 * Rows);
        var present = Measured(metric, rows, sample);
        var (low, high) = metric == Metric.MeanError || metric.IsKeptOnRequest || metric == Metric.NetBenefit || metric == Metric.ScaledBrier ? (truth, truth + 2)
            : metric == Metric.Nne || metric == Metric.ObservedExpected ? (truth, truth * 3) : (truth, 0.999);
        var rises = metric == Metric.Nne;
        if (rises)
            (low, high) = (1.001, truth);

        // The larger the distance of the limit from the truth, the surer it is past it.
        while (high - low > 1e-7)
        {
            var middle = (low + high) / 2;
            if (Power(metric, middle, truth, present, sample) >= 0.8 != rises)
                high = middle;
            else
                low = middle;
        }

        var random = new Random(11);
        var found = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var (drawn, counts) = Own.Draw(random, Rows);
            found += Finds(metric, rises ? new Limit.Ceiling(low) : new Limit.Floor(high), drawn, counts) ? 1 : 0;
        }

        ((double)found / Draws).ShouldBe(0.8, Tolerance);
    }

    [Theory]
    [InlineData("sensitivity", false)]
    [InlineData("sensitivity", true)]
    [InlineData("auroc", false)]
    [InlineData("brier", false)]
    [InlineData("meanError", false)]
    public void GapToOthers_OfTheToldSize_IsFoundInFourOfFive(string key, bool isRatio)
    {
        var metric = Metric.Find(key)!;
        var (truth, others) = (Own.Truth()[metric], Others.Truth()[metric]);
        var (presentRows, presentSample) = Own.Draw(new Random(5), 100 * Rows);
        var (otherRows, otherSample) = Others.Draw(new Random(6), 100 * Rows);
        double Error(Metric of, ScoredOutcomes rows, PerformanceSample sample, double times) => Measured(of, rows, sample).StandardError!.Value * Math.Sqrt(100 / times);
        int Positives(PerformanceSample sample, double times) => (int)Math.Round(sample.Counts.Positives * times / 100.0);

        // Brier scores rise where they get worse.
        var falls = metric != Metric.Brier;
        var (own, reference) = (new ShareOfTrials(truth, Positives(presentSample, 1)), new ShareOfTrials(others, Positives(otherSample, 2)));
        double Power(double limit) => metric == Metric.Sensitivity
            ? isRatio ? ComparisonPower.OfRatio(limit, Departure.Downwards, own, reference) : ComparisonPower.OfDifference(limit, Departure.Downwards, own, reference)
            : Errors() is var error ? NormalPower.Of(falls ? limit - (truth - others) : truth - others - limit, error, error) : 0;
        double Errors() => Math.Sqrt(Math.Pow(Error(metric, presentRows, presentSample, 1), 2) + Math.Pow(Error(metric, otherRows, otherSample, 2), 2));
        var (near, far) = isRatio ? (truth / others, 5.0) : (truth - others, falls ? 0.9 : -0.9);
        while (Math.Abs(far - near) > 1e-7)
        {
            var middle = (near + far) / 2;
            if (Power(middle) >= 0.8)
                far = middle;
            else
                near = middle;
        }

        var random = new Random(12);
        var found = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var comparison = isRatio ? Comparison.Ratio(metric, Own.Draw(random, Rows).Sample, Others.Draw(random, 2 * Rows).Sample, Own.Scale)
                : Comparison.Difference(metric, Own.Draw(random, Rows).Sample, Others.Draw(random, 2 * Rows).Sample, Own.Scale);
            var interval = ((Estimate.Measured)comparison).Interval!.Value;
            found += falls ? interval.High < far ? 1 : 0 : interval.Low > far ? 1 : 0;
        }

        ((double)found / Draws).ShouldBe(0.8, Tolerance);
    }

    /// <summary>300 patients with one to four encounters, which often repeat each other: the design effect is counted, and without it more would be promised than is found.</summary>
    [Fact]
    public void Gap_RepeatedPatients_IsFoundInFourOfFiveByTheDesignEffect()
    {
        const int patients = 300;
        var visits = new Visits(1, 4, 0.8);
        var truth = Own.Truth()[Metric.Sensitivity];
        var present = (Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, Own.Draw(new Random(5), 60 * patients, visits).Sample, Own.Scale);
        present.DesignEffect.ShouldBeGreaterThan(1.5);
        var trials = present.Denominator / 60;
        double Promised(double limit, double deff) => IntervalPower.Of(limit, Departure.Downwards, truth, (int)Math.Round(trials / deff));
        var limit = truth + PowerSearch.SmallestGap(gap => Promised(truth + gap, present.DesignEffect), 0.99 - truth).Value;

        var random = new Random(13);
        var found = 0;
        for (var draw = 0; draw < Draws; draw++)
            found += LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Floor(limit), Own.Draw(random, patients, visits).Sample, null, false, Own.Scale)
                is LimitTestResult.Tested { PValue: <= 0.025 } ? 1 : 0;

        ((double)found / Draws).ShouldBe(0.8, Tolerance);
        Promised(limit, 1).ShouldBeGreaterThan(0.8 + Tolerance);
    }

    private static double Power(Metric metric, double limit, double truth, Estimate.Measured present, PerformanceSample sample)
    {
        int Trials(double denominator) => (int)Math.Round(denominator / 100);
        var error = 10 * (present.StandardError ?? 1);
        if (metric == Metric.ObservedExpected)
            return IntervalPower.Of(Math.Min(0.999, limit * sample.SumScore / sample.Counts.Total), Departure.Downwards, truth * sample.SumScore / sample.Counts.Total, Rows);
        if (metric == Metric.Nne)
            return IntervalPower.Of(1 / limit, Departure.Downwards, 1 / truth, Trials(present.Denominator));
        if (metric == Metric.F1)
            return IntervalPower.Of(limit / (2 - limit), Departure.Downwards, truth / (2 - truth), Trials(present.Denominator));
        if (metric == Metric.BalancedAccuracy)
        {
            var truths = Own.Truth();
            return ComparisonPower.OfDifference(
                (2 * limit) - 1, Departure.Downwards, new ShareOfTrials(truths[Metric.Sensitivity], Trials(sample.Counts.Positives)), new ShareOfTrials(1 - truths[Metric.Specificity], Trials(sample.Counts.Negatives)));
        }

        if (metric == Metric.Auroc)
        {
            double Shape(double auroc) => NormalPower.AurocVariance(auroc, Trials(sample.Counts.Positives), Trials(sample.Counts.Negatives));
            return NormalPower.OnLogits(limit, Departure.Downwards, truth, auroc => error * Math.Sqrt(Shape(auroc) / Shape(present.Value)));
        }

        if (metric == Metric.AveragePrecision)
            return NormalPower.OnLogits(limit, Departure.Downwards, truth, value => Math.Sqrt(value * (1 - value) / (present.Denominator / 100)));
        return metric.IsProportion ? IntervalPower.Of(limit, Departure.Downwards, truth, Trials(present.Denominator)) : NormalPower.Of(limit - truth, error, error);
    }

    private static bool Finds(Metric metric, Limit limit, ScoredOutcomes rows, PerformanceSample sample) =>
        (metric.Input == MetricInput.Encounters ? LimitTest.Evaluate(metric, limit, rows, Own.Scale) : LimitTest.Evaluate(metric, BetterDirection.Higher, limit, sample, null, false, Own.Scale))
            is LimitTestResult.Tested { PValue: <= 0.025 };

    private static Estimate.Measured Measured(Metric metric, ScoredOutcomes rows, PerformanceSample sample) =>
        (Estimate.Measured)(metric.Input == MetricInput.Encounters ? RowMetrics.Estimate(metric, rows, Own.Scale) : Estimator.Estimate(metric, sample, Own.Scale));
}

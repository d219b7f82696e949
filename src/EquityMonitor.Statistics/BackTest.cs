namespace EquityMonitor.Statistics;

/// <summary>A provisional value beside what came out.</summary>
/// <param name="Metric">One that confusion counts determine.</param>
/// <param name="Expected">What was expected before the outcomes arrived.</param>
/// <param name="Realised">What the outcomes showed, with its interval.</param>
/// <param name="Error">Expected - realised; not estimable when either is not, for its reason.</param>
/// <param name="WithinInterval">Whether the expected value lies in the realised interval: the miss is no larger than chance. Not estimable without an interval.</param>
public sealed record BackTestItem(Metric Metric, Estimate Expected, Estimate Realised, Computed<double> Error, Computed<bool> WithinInterval);

/// <summary>How past provisional values did.</summary>
/// <param name="Compared">How many had an expected and a realised value.</param>
/// <param name="MeanError">Mean of expected - realised: above 0 the provisional value flatters a metric that is better when higher.</param>
/// <param name="MeanAbsoluteError">The usual size of a miss.</param>
/// <param name="WithinInterval">How many lay in the realised interval.</param>
public readonly record struct BackTestSummary(int Compared, double MeanError, double MeanAbsoluteError, int WithinInterval);

/// <summary>
/// Holds provisional performance against the outcomes of the same encounters, once they have arrived.
/// <para>Per metric: error = expected - realised, in the metric's unit; the miss counts as chance when the expected value lies in Wilson's interval of the realised one. Over windows:
/// the mean error (bias) and the mean absolute error. The interval assumes independent encounters (or carries the design effect) and does not know the calibration's own error;
/// windows that overlap share encounters, so that their misses are not independent.</para>
/// <para>An item has no error where either side is not estimable; a summary of items that all lack one is not estimable for the reason of the last. Source: the definition; NannyML reports its CBPE against realised performance in this way.</para>
/// </summary>
public static class BackTest
{
    /// <summary>Those that confusion counts determine: what has a provisional value.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } =
    [
        Metric.Prevalence, Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Npv, Metric.Fpr, Metric.Fnr, Metric.Accuracy,
        Metric.BalancedAccuracy, Metric.F1, Metric.Nne, Metric.NetBenefit,
    ];

    /// <param name="provisional">What was expected.</param>
    /// <param name="realised">The confusion counts of the same encounters.</param>
    /// <param name="scale">The score's threshold and kind, and how wide intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    public static IReadOnlyList<BackTestItem> Compare(
        ProvisionalPerformance provisional, PerformanceSample realised, ScoreScale scale, PerformanceSample? all = null)
    {
        ArgumentNullException.ThrowIfNull(provisional);
        return [.. Metrics.Select(metric => Item(metric, provisional.Estimate(metric, scale), Estimator.Estimate(metric, realised, scale, all)))];
    }

    /// <summary>Over many windows of one metric; not estimable when none could be compared.</summary>
    /// <param name="items">Of one metric, in the order of time; those without an error are passed over.</param>
    public static Computed<BackTestSummary> Summarise(IEnumerable<BackTestItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        int compared = 0, within = 0;
        double sum = 0, absolute = 0;
        var missing = NotEstimableReason.NoPastEstimates;
        foreach (var item in items)
        {
            if (!item.Error.TryGet(out var error))
            {
                missing = item.Error.Reason!;
                continue;
            }

            compared++;
            sum += error;
            absolute += Math.Abs(error);
            within += item.WithinInterval.Or(false) ? 1 : 0;
        }

        return compared == 0 ? missing : new BackTestSummary(compared, sum / compared, absolute / compared, within);
    }

    private static BackTestItem Item(Metric metric, Estimate expected, Estimate realised)
    {
        if ((Reason(expected) ?? Reason(realised)) is { } reason)
            return new BackTestItem(metric, expected, realised, reason, reason);
        var (before, after) = ((Estimate.Measured)expected, (Estimate.Measured)realised);
        Computed<bool> within = after.Interval is { } interval
            ? !(before.Value < interval.Low) && !(before.Value > interval.High)
            : after.IntervalReason ?? NotEstimableReason.NoVariation;
        return new BackTestItem(metric, expected, realised, before.Value - after.Value, within);
    }

    private static NotEstimableReason? Reason(Estimate estimate) => (estimate as Estimate.NotEstimable)?.Reason;
}

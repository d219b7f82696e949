using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>From readings to what comes in a window.</summary>
internal static class PowerVolumes
{
    public static PowerVolume Of(RuleDefinition rule, PowerReadings own, PowerReadings? reference)
    {
        var metric = rule.Metric;
        var (side, others) = (Side(metric, own), reference is null ? null : Side(metric, reference));
        if (metric == Metric.ObservedExpected)
        {
            // What is expected is a sum of scores; what is counted is outcomes of encounters.
            var encounters = own.Denominator(Metric.Prevalence);
            return new PowerVolume(Whole(encounters), side with { Denominator = encounters }) { MeanScore = encounters > 0 ? own.Denominator(metric) / encounters : null };
        }

        return new PowerVolume(metric == Metric.Auroc ? Whole(Math.Min(side.Positives, side.Negatives)) : Whole(side.Denominator), side, others);
    }

    /// <summary>The metrics that a question about a metric rests on.</summary>
    public static IReadOnlyList<Metric> Needed(Metric metric) =>
        metric == Metric.Auroc || metric == Metric.BalancedAccuracy ? [metric, Metric.Sensitivity, Metric.Specificity]
        : metric == Metric.ObservedExpected ? [metric, Metric.Prevalence]
        : [metric];

    private static PowerSide Side(Metric metric, PowerReadings readings)
    {
        var measured = readings.Of(metric)?.MeasuredOrNull;
        var classes = Needed(metric).Contains(Metric.Sensitivity);
        return new PowerSide(measured?.Value, measured?.Denominator ?? 0)
        {
            DesignEffect = measured?.DesignEffect ?? 1,
            StandardError = measured?.StandardError,
            Sensitivity = classes ? readings.Share(Metric.Sensitivity) : null,
            Specificity = classes ? readings.Share(Metric.Specificity) : null,
        };
    }

    private static int Whole(double count) => (int)Math.Round(count);
}

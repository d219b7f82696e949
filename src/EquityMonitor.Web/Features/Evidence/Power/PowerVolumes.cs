using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>From readings to what comes in a window.</summary>
internal static class PowerVolumes
{
    public static PowerVolume Of(RuleDefinition rule, PowerReadings own, PowerReadings? reference)
    {
        var metric = rule.Metric;
        if (metric == Metric.ObservedExpected)
        {
            var encounters = own.Denominator(Metric.Prevalence);
            return new PowerVolume(Whole(encounters), MeanScore: encounters > 0 ? own.Denominator(metric) / encounters : null);
        }

        var compared = rule.Limit is Limit.Gap or Limit.Ratio ? reference : null;
        if (metric == Metric.Auroc)
        {
            var (positives, negatives) = (own.Denominator(Metric.Sensitivity), own.Denominator(Metric.Specificity));
            return new PowerVolume(
                Whole(Math.Min(positives, negatives)), compared?.Denominator(metric), compared?.Value(metric), null, positives, negatives,
                compared?.Denominator(Metric.Sensitivity) ?? 0, compared?.Denominator(Metric.Specificity) ?? 0);
        }

        var trials = own.Denominator(metric);
        if (compared is null)
            return new PowerVolume(Whole(trials));
        var (others, value) = (compared.Denominator(metric), compared.Value(metric)!.Value);
        return rule.Against is Reference.Everyone ? Without(trials, own.Value(metric) ?? 0, others, value) : new PowerVolume(Whole(trials), others, value);
    }

    /// <summary>All holds the group: the rest of it is what the bets compare with.</summary>
    private static PowerVolume Without(double trials, double value, double all, double allValue)
    {
        var others = all - trials;
        return new PowerVolume(Whole(trials), others, others > 0 ? Math.Clamp(((all * allValue) - (trials * value)) / others, 0, 1) : null);
    }

    private static int Whole(double count) => (int)Math.Round(count);
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Why it cannot be computed what could be seen. Every rule that is accepted has an answer in principle; what can be missing is a figure that it rests on.</summary>
internal static class PowerObstacle
{
    /// <param name="reference">Null where the rule compares with nobody.</param>
    /// <returns>Null where nothing is in the way.</returns>
    public static PowerReason? Of(RuleDefinition rule, PowerReadings own, PowerReference? reference)
    {
        var metric = rule.Metric;
        var others = (reference as PowerReference.Others)?.Readings;
        var needed = PowerVolumes.Needed(metric);
        if (needed.Any(own.IsSuppressed) || (others is not null && needed.Any(others.IsSuppressed)))
            return PowerReason.Suppressed;
        if (reference is PowerReference.Nobody(var why))
            return PowerReason.Nobody(why);
        if (metric == Metric.ObservedExpected && !own.IsKnown(metric) && own.Denominator(Metric.Prevalence) > 0)
            return PowerReason.NoExpectedOutcomes;
        if (others is not null && !others.IsKnown(metric))
            return PowerReason.NoReferenceFigure;
        if (rule.Evidence != RuleEvidence.Interval)
            return null;
        return !HasSpread(metric, own) && !HasNobody(metric, own) ? PowerReason.NoSpread
            : others is not null && NeedsError(metric) && !others.HasError(metric) ? PowerReason.NoReferenceSpread : null;
    }

    /// <summary>Whether the uncertainty is the present one; that of shares, and of what follows from shares, is known from their denominators.</summary>
    private static bool NeedsError(Metric metric) => !metric.IsProportion && !IsOfShares(metric) && metric != Metric.AveragePrecision;

    private static bool IsOfShares(Metric metric) => metric == Metric.Nne || metric == Metric.F1 || metric == Metric.ObservedExpected || metric == Metric.BalancedAccuracy;

    private static bool HasSpread(Metric metric, PowerReadings own) =>
        NeedsError(metric) ? own.HasError(metric) : (metric != Metric.BalancedAccuracy && metric != Metric.AveragePrecision) || own.IsKnown(metric);

    /// <summary>Where a class is missing altogether it can be said that nothing can be seen.</summary>
    private static bool HasNobody(Metric metric, PowerReadings own) =>
        (metric == Metric.Auroc || metric == Metric.BalancedAccuracy) && Math.Min(own.Denominator(Metric.Sensitivity), own.Denominator(Metric.Specificity)) == 0;
}

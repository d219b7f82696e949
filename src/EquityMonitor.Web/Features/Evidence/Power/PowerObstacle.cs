using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>Why it is not computed what could be seen.</summary>
internal static class PowerObstacle
{
    /// <summary>Null where it is.</summary>
    public static string? Of(RuleDefinition rule, PowerReadings own, PowerReadings? reference)
    {
        var (metric, compares) = (rule.Metric, rule.Limit is Limit.Gap or Limit.Ratio);
        if (rule.Evidence == RuleEvidence.Interval && !metric.IsProportion)
            return "for interval evidence it is computed for shares only, and this metric is none";
        if (!metric.IsProportion && metric != Metric.Nne && metric != Metric.Auroc && metric != Metric.Brier && metric != Metric.ObservedExpected)
            return "no peek-safe evidence can be gathered about this metric";
        if (metric == Metric.Nne && compares)
            return "it is not computed for comparisons of this metric";
        if (compares && rule.Against is not (Reference.Complement or Reference.Everyone))
            return "the figure of those that the rule compares with is not at hand here";
        if (metric == Metric.Auroc && (rule.Limit is Limit.Ratio || rule.Against is Reference.Everyone))
            return "it is not computed for this kind of comparison of an AUROC";
        if (metric == Metric.Brier && rule.Against is Reference.Everyone)
            return "it is not computed for a Brier score against all";
        Metric[] needed = metric == Metric.Auroc ? [metric, Metric.Sensitivity, Metric.Specificity] : metric == Metric.ObservedExpected ? [metric, Metric.Prevalence] : [metric];
        if (needed.Any(own.IsSuppressed) || (compares && reference is not null && needed.Any(reference.IsSuppressed)))
            return "it rests on figures that are suppressed for your role";
        if (metric == Metric.ObservedExpected && !own.IsKnown(metric) && own.Denominator(Metric.Prevalence) > 0)
            return "the expected number of outcomes is not known";
        return compares && !(reference?.IsKnown(metric) ?? false) ? "the figure of those that the rule compares with is not known" : null;
    }
}

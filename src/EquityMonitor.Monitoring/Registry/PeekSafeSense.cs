using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>
/// Whether evidence that may be looked at every day can be gathered for a rule. It needs a mean over encounters, or an AUROC of blocks of them, and a limit that
/// lies strictly inside what the metric can be: past any other nothing can lie, or a single encounter decides.
/// </summary>
public static class PeekSafeSense
{
    /// <returns>Why it cannot be had and what to write instead, or null.</returns>
    public static string? Problem(Metric metric, Limit limit)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (metric == Metric.MeanError)
            return $"Peek-safe evidence is not defined for {metric.Name}. Write evidence: interval, or observedExpected with a band.";
        if (!metric.IsProportion && metric != Metric.Nne && metric != Metric.Auroc && metric != Metric.Brier && metric != Metric.ObservedExpected)
            return $"Peek-safe evidence cannot be gathered for {metric.Name}, which is no mean over encounters. Write evidence: interval, or another metric.";
        return HasInnerLimit(metric, limit)
            ? null
            : $"Peek-safe evidence needs a limit strictly inside what {metric.Name} can be; at the end of it one encounter would decide. Write evidence: interval, or another limit.";
    }

    /// <summary>What a rule says of its evidence; peek-safe wherever it can be had when it says nothing.</summary>
    internal static RuleEvidence Read(YamlSection section, Metric? metric, Limit? limit)
    {
        var problem = metric is null || limit is null ? null : Problem(metric, limit);
        var byDefault = problem is null ? RuleEvidence.PeekSafe : RuleEvidence.Interval;
        var evidence = section.Choice("evidence", byDefault, ("peek-safe", RuleEvidence.PeekSafe), ("interval", RuleEvidence.Interval));
        if (evidence == RuleEvidence.PeekSafe && problem is not null)
            section.Problem("evidence", problem);
        return evidence;
    }

    private static bool HasInnerLimit(Metric metric, Limit limit) => limit switch
    {
        Limit.Floor(var value) => IsInner(metric, value),
        Limit.Ceiling(var value) => IsInner(metric, value),
        Limit.Band(var low, var high) => IsInner(metric, low) || IsInner(metric, high),
        _ => true,
    };

    private static bool IsInner(Metric metric, double value) =>
        metric == Metric.Nne ? value > 1 : metric == Metric.ObservedExpected ? value > 0 : value is > 0 and < 1;
}

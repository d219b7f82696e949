using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>A rule in force whose evidence is peek-safe, while its days are frozen and stepped.</summary>
internal sealed class FormFreezing(RuleDefinition rule, int since)
{
    public RuleDefinition Rule => rule;

    public int Since => since;

    /// <summary>Null until the first day is frozen.</summary>
    public FormStreams? Streams { get; set; }

    /// <summary>Encounter days in the ledger.</summary>
    public HashSet<DateOnly> Frozen { get; } = [];

    /// <summary>Lines that were written by a run that was killed before it judged them, by as-of day.</summary>
    public SortedDictionary<DateOnly, List<FrozenDay>> Ahead { get; } = [];

    /// <summary>Resets of as-of days that are not judged yet.</summary>
    public Dictionary<DateOnly, List<SubgroupKey>> ResetsAhead { get; } = [];

    public bool HasCheckpoint { get; set; }

    /// <summary>
    /// First encounter day that may count, if the form begins on this as-of day; null when nothing does yet. A rule that was there from the start begins with the first
    /// day after the baseline. One that came or changed later begins with the day that matures now: what could be seen before it was written is no evidence for it,
    /// unless it names its own first day.
    /// </summary>
    public DateOnly? Begin(ModelDefinition definition, DateOnly asOf)
    {
        var ripe = asOf.AddDays(-definition.Outcome.MaturityDays);
        var from = definition.Baseline is { } baseline ? baseline.To.AddDays(1) : DateOnly.MinValue;
        if (definition.Effective is { } effective && effective > from)
            from = effective;
        if (rule.EffectiveFrom is { } named && named > from)
            from = named;
        if (rule.EffectiveFrom is null && since > 1 && ripe > from)
            from = ripe;
        return from <= ripe ? from : null;
    }
}

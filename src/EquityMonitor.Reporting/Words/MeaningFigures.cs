using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>One figure of one subgroup and what it stands beside, from which "What does this mean" is said.</summary>
public sealed record MeaningFigures
{
    public required Metric Metric { get; init; }

    /// <summary>As <see cref="SubgroupNames.Phrase"/> gives it.</summary>
    public required string Who { get; init; }

    /// <summary>Null when it is withheld because a cell is small.</summary>
    public required Estimate? Own { get; init; }

    /// <summary>The same of everyone else; null for All, and when withheld.</summary>
    public Estimate? Others { get; init; }

    /// <summary>Own less others; null where it is not defined, and when withheld.</summary>
    public Estimate? Difference { get; init; }

    /// <summary>The rule that judges the metric in this window; null when nothing was agreed.</summary>
    public RuleDefinition? Rule { get; init; }

    /// <summary>Why the rule finds insufficient data where that is not a matter of numbers, such as a window that overlaps the baseline; null otherwise.</summary>
    public NotEstimableReason? NotJudgedBecause { get; init; }

    /// <summary>What the rule says of the subgroup; null when it does not speak of it.</summary>
    public Verdict? Verdict { get; init; }
}

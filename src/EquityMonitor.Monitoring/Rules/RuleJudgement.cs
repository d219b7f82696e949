using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>What a rule says of one subgroup on one as-of day, and why.</summary>
public sealed record RuleJudgement
{
    public required RuleDefinition Rule { get; init; }

    public required SubgroupSample Subgroup { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>The metric of the subgroup itself.</summary>
    public required Estimate Metric { get; init; }

    /// <summary>The metric of the reference; null when the rule does not compare, and when nobody is there.</summary>
    public Estimate? Reference { get; init; }

    /// <summary>What <see cref="Reference"/> was computed from.</summary>
    public PerformanceSample? ReferenceSample { get; init; }

    /// <summary>The difference or ratio to the reference; null when the rule does not compare.</summary>
    public Estimate? Compared { get; init; }

    /// <summary>Signed distance of the point estimate to the limit, positive on the good side; null when not estimable, infinite for an unbounded ratio.</summary>
    public double? Margin { get; init; }

    /// <summary>Benjamini-Hochberg adjusted one-sided p; null with insufficient data.</summary>
    public double? AdjustedPValue { get; init; }

    /// <summary>Number of subgroups judged together.</summary>
    public int Family { get; init; }

    /// <summary>The whole 95 % interval lies on the good side, at whatever level the model's figures are shown: recovery is a decision, and decisions do not follow the display.</summary>
    public bool SurelyGood { get; init; }

    /// <summary>Why there is insufficient data; null otherwise.</summary>
    public string? Reason { get; init; }
}

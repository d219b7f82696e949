using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>What a forest plot draws of each subgroup.</summary>
public enum ForestQuantity
{
    Value,

    /// <summary>To the reference of the rule.</summary>
    Difference,

    /// <summary>To the reference of the rule.</summary>
    Ratio,
}

/// <summary>One subgroup that a forest plot may draw.</summary>
/// <param name="Verdict">Null when no rule speaks of it.</param>
/// <param name="Drawn">The metric, or its difference or ratio to the reference: measured, or an unbounded ratio.</param>
/// <param name="Denominator">Of the metric.</param>
public sealed record ForestLine(SubgroupKey Key, string Label, Verdict? Verdict, Estimate Drawn, double? Denominator)
{
    /// <summary>To the limit, positive on the good side; without a limit anything that is lowest where it is worst. Null stands last.</summary>
    public double? Distance { get; init; }

    /// <summary>Null where there is a lower limit alone.</summary>
    public double? Value => Drawn.ValueOrNull;

    public Interval? Interval => Drawn is Estimate.Unbounded ratio ? new Interval(ratio.Low, null) : (Drawn as Estimate.Measured)?.Interval;

    /// <summary>Too little data to be judged: it stands after the others, and its wide interval does not stretch the axis.</summary>
    public bool IsWeak { get; init; }
}

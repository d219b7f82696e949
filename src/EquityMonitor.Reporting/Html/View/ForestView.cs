using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>A forest plot, ready to draw: positions are percents of the plot's width.</summary>
/// <param name="Level">Of the intervals.</param>
public sealed record ForestView(
    string Title,
    string Description,
    string QuantityName,
    string DenominatorName,
    IReadOnlyList<AxisTick> Ticks,
    IReadOnlyList<AxisTick> Limits,
    double? Neutral,
    IReadOnlyList<ForestRow> Rows,
    string? Omitted,
    ConfidenceLevel Level)
{
    public ForestQuantity Quantity { get; init; }
}

public readonly record struct AxisTick(double Position, string Label);

/// <param name="Order">Number of dimensions: 0 for all patients.</param>
/// <param name="OpenLow">The interval has no lower limit on the axis: an arrow is drawn.</param>
/// <param name="OpenHigh">The interval has no upper limit on the axis: an arrow is drawn.</param>
public sealed record ForestRow(
    string Label,
    int Order,
    Verdict? Verdict,
    double Position,
    double Low,
    double High,
    bool OpenLow,
    bool OpenHigh,
    string Value,
    string Limits,
    string Denominator)
{
    /// <summary>There is an interval and no point: an unbounded ratio.</summary>
    public bool HasNoPoint { get; init; }

    /// <summary>The text of the subgroup's key.</summary>
    public string Key { get; init; } = string.Empty;
}

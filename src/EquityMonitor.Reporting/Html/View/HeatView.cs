using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Metric by subgroup, shaded where the interval of the difference from everyone else leaves out 0.</summary>
/// <param name="Level">Of the intervals.</param>
public sealed record HeatView(IReadOnlyList<HeatColumn> Columns, IReadOnlyList<HeatGroup> Groups, string? Omitted, ConfidenceLevel Level);

/// <param name="Denominator">What the cells' denominators count.</param>
public readonly record struct HeatColumn(string Name, string Denominator);

/// <summary>The rows of one dimension.</summary>
public sealed record HeatGroup(string Name, IReadOnlyList<HeatRow> Rows);

/// <param name="Suppressed">Why there are no figures; null when there are.</param>
public sealed record HeatRow(string Label, string Scored, IReadOnlyList<HeatCell> Cells, string? Suppressed);

/// <param name="Limits">The interval, or why the metric cannot be estimated; empty without an interval.</param>
/// <param name="Denominator">Empty when not estimable.</param>
/// <param name="Tone">-3 (worse by much) to 3 (better by much) of a metric with a better direction; 0 where the difference may be chance or rests on few.</param>
/// <param name="Verdict">The worst verdict of the rules about this metric.</param>
public sealed record HeatCell(string Value, string Limits, string Denominator, bool Estimable, int Tone, Verdict? Verdict);

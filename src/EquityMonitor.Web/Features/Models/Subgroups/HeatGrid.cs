using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <param name="Tone">As <see cref="HeatTone"/> gives it.</param>
/// <param name="Verdict">The worst of the rules on the metric; null when none speaks of the subgroup.</param>
public sealed record HeatGridCell(Metric Metric, Reading Reading, int Tone, Verdict? Verdict);

/// <param name="Label">The value alone under the heading of its dimension, else the whole name.</param>
public sealed record HeatGridRow(SubgroupRow Subgroup, string Label, IReadOnlyList<HeatGridCell> Cells);

/// <param name="Name">Of the dimension; null for All, and for every group when sorted.</param>
public sealed record HeatGridGroup(string? Name, IReadOnlyList<HeatGridRow> Rows);

/// <summary>Metric by single-value subgroup: All on top, then each dimension in its own order, or everybody by one column.</summary>
public sealed record HeatGrid(IReadOnlyList<Metric> Metrics, IReadOnlyList<HeatGridGroup> Groups)
{
    public IReadOnlyList<HeatGridRow> Rows { get; } = [.. Groups.SelectMany(group => group.Rows)];

    /// <param name="everyMetric">All metrics and not only the judged and the usual ones.</param>
    /// <param name="chosen">The metric of the page, which is always among the columns.</param>
    /// <param name="pins">Keys of subgroups; intersections among them are rows too.</param>
    public static HeatGrid Of(SubgroupsView view, Metric chosen, string? dimension, bool everyMetric, HeatSort? sort, IReadOnlyList<string>? pins = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        Metric[] metrics =
        [
            .. view.Rules.Select(rule => rule.Metric).Concat(everyMetric ? view.Metrics : [.. HeatMetrics.Usual, chosen]).Distinct().Where(metric => view.Metrics.Contains(metric)),
        ];
        var rows = view.Singles(dimension).Concat(view.Pinned(pins ?? [])).Select(row => new HeatGridRow(row, row.Value, [.. metrics.Select(metric => Cell(row, metric))])).ToArray();
        var all = new HeatGridGroup(null, rows[..1]);
        return new HeatGrid(metrics, sort is null
            ?
            [
                all,
                .. view.Dimensions
                    .Select(column => new HeatGridGroup(column.Name, [.. rows.Where(row => row.Subgroup.Order == 1 && row.Subgroup.IsOn(column.Column))]))
                    .Append(new HeatGridGroup("Pinned intersections", [.. rows.Where(row => row.Subgroup.Order > 1)]))
                    .Where(group => group.Rows.Count > 0),
            ]
            : [all, new HeatGridGroup(null, [.. Sorted(rows.Skip(1), metrics, sort).Select(row => row with { Label = dimension is null ? row.Subgroup.Name : row.Label })])]);
    }

    private static HeatGridCell Cell(SubgroupRow row, Metric metric)
    {
        var verdict = row.WorstOf(metric)?.Verdict;
        return new HeatGridCell(metric, row.Own(metric), HeatTone.Of(metric, row.Difference(metric)?.MeasuredOrNull, verdict), verdict);
    }

    private static IEnumerable<HeatGridRow> Sorted(IEnumerable<HeatGridRow> rows, Metric[] metrics, HeatSort sort)
    {
        if (sort.Column == HeatSort.Group)
        {
            return sort.Descending
                ? rows.OrderByDescending(row => row.Subgroup.Name, StringComparer.OrdinalIgnoreCase)
                : rows.OrderBy(row => row.Subgroup.Name, StringComparer.OrdinalIgnoreCase);
        }

        var column = Array.FindIndex(metrics, metric => metric.Key == sort.Column);
        double? Value(HeatGridRow row) => sort.Column == HeatSort.Scored ? row.Subgroup.Scored : column < 0 ? null : row.Cells[column].Reading.MeasuredOrNull?.Value;

        // What has no figure stands last whichever way it is sorted.
        var known = rows.OrderBy(row => Value(row) is null);
        return (sort.Descending ? known.ThenByDescending(Value) : known.ThenBy(Value)).ThenBy(row => row.Subgroup.Subgroup);
    }
}

using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>The charts of a model as tables for files: one row for each day and group; pure.</summary>
public static class ModelTables
{
    public static DataTable Trend(TrendView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var number = view.Metric.IsProportion ? (Func<string, DataColumn>)DataColumn.Share : DataColumn.Number;
        var events = view.Events.ToLookup(happened => happened.Day, happened => happened.Words);
        return new DataTable(
            "trend",
            [
                DataColumn.Day("As of"), DataColumn.Text("Group"), DataColumn.Text("Metric"), DataColumn.Count("Window in days"), number("Value"), number(IntervalWords.Lower(view.Level)),
                number(IntervalWords.Upper(view.Level)), DataColumn.Number("Denominator"), DataColumn.Text("Why there is no value"), DataColumn.Text("What happened on the day"),
            ],
            [
                .. view.Days.SelectMany((day, index) => view.Series.Select(series => (IReadOnlyList<object?>)
                [
                    day, series.Name, view.Metric.Name, view.Window, .. Figures(view, series.Readings[index]), series.IsAll ? string.Join(" ", events[day]) is { Length: > 0 } words ? words : null : null,
                ])),
            ]);
    }

    public static DataTable Measures(IReadOnlyList<MeasureView> measures)
    {
        ArgumentNullException.ThrowIfNull(measures);
        return new DataTable(
            "drift",
            [DataColumn.Day("As of"), DataColumn.Text("Group"), DataColumn.Text("Measure"), DataColumn.Number("Value"), DataColumn.Text("In words")],
            [
                .. measures.SelectMany(measure => measure.Days.SelectMany((day, index) => measure.Series.Select(series => (IReadOnlyList<object?>)
                    [day, series.Name, measure.Name, series.Readings[index]?.Value, series.Readings[index]?.Text ?? TrendTable.NotEvaluated]))),
            ]);
    }

    private static object?[] Figures(TrendView view, Reading? reading) => reading?.MeasuredOrNull is { } measured
        ? [measured.Value, measured.Interval?.Low, measured.Interval?.High, measured.Denominator, null]
        : [null, null, null, null, reading?.Text(view.Metric) ?? TrendTable.NotEvaluated];
}

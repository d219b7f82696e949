using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Subgroups;

/// <summary>Subgroups of one day as a table for spreadsheets: one row per subgroup, metric and rule. What is withheld on screen is withheld here.</summary>
public static class SubgroupsTable
{
    private static readonly DataColumn[] Columns =
    [
        DataColumn.Day("asOf"), DataColumn.Count("window"), DataColumn.Text("subgroup"), DataColumn.Text("name"), DataColumn.Count("dimensions"),
        DataColumn.Count("scored"), DataColumn.Count("outcomeKnown"), DataColumn.Count("patients"),
        DataColumn.Text("metric"), DataColumn.Number("confidence"), DataColumn.Number("value"), DataColumn.Number("low"), DataColumn.Number("high"), DataColumn.Number("denominator"),
        DataColumn.Text("withoutFigure"), DataColumn.Number("difference"), DataColumn.Number("differenceLow"), DataColumn.Number("differenceHigh"),
        DataColumn.Text("rule"), DataColumn.Text("limit"), DataColumn.Text("verdict"), DataColumn.Day("since"),
    ];

    /// <param name="rows">Of the view.</param>
    /// <param name="metric">Null for every metric.</param>
    /// <param name="worthARow">Which verdicts make a row; null for all, and for what nobody judges.</param>
    public static DataTable Of(SubgroupsView view, IEnumerable<SubgroupRow> rows, Metric? metric, Func<SubgroupVerdict, bool>? worthARow)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(rows);
        var metrics = metric is null ? view.Metrics : [metric];
        return new DataTable("subgroups", Columns, [.. rows.SelectMany(row => metrics.SelectMany(column => Of(view, row, column, worthARow)))]);
    }

    private static IEnumerable<IReadOnlyList<object?>> Of(SubgroupsView view, SubgroupRow row, Metric metric, Func<SubgroupVerdict, bool>? worthARow)
    {
        SubgroupVerdict?[] verdicts = [.. row.Verdicts.Where(verdict => verdict.Rule.Metric == metric && worthARow?.Invoke(verdict) is not false)];
        if (verdicts.Length == 0 && worthARow is not null)
            return [];
        var own = row.Own(metric);
        var measured = own.MeasuredOrNull;
        var difference = row.Difference(metric)?.MeasuredOrNull;
        return (verdicts.Length == 0 ? [null] : verdicts).Select(verdict => (IReadOnlyList<object?>)
        [
            view.AsOf, view.Window, row.Order == 0 ? "All" : row.Key, row.Name, row.Order,
            row.Scored, row.Evaluable, row.Patients,
            metric.Key, measured is null ? null : view.Level.Value, measured?.Value, measured?.Interval?.Low, measured?.Interval?.High, measured?.Denominator,
            own switch { Reading.NotEstimable none => none.Why, Reading.Suppressed => "suppressed (1 to 10)", _ => null },
            difference?.Value, difference?.Interval?.Low, difference?.Interval?.High,
            verdict?.Rule.Key, verdict is null ? null : LimitText.Of(verdict.Rule), verdict is null ? null : VerdictWords.Of(verdict.Verdict).Word, verdict?.Onset.Day,
        ]);
    }
}

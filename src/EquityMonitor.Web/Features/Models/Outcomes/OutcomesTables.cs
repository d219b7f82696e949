using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>Outcomes as tables for the screen and for files; pure.</summary>
public static class OutcomesTables
{
    public static TrendTable Ages(OutcomesView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Age of the encounter", .. view.Groups.Select(group => group.Name)],
            [.. view.Groups[0].Ages.Select((age, index) => new TrendRow(OutcomesWords.Age(age), [.. view.Groups.Select(group => group.Ages[index].Known.Text(Metric.OutcomeKnownRate))]))]);
    }

    public static TrendTable Provisional(OutcomesView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Group", "Encounter days", $"{view.Metric.Name} expected", "What came out"],
            [.. view.Groups.SelectMany(group => group.Periods.Reverse().Select(period => new TrendRow(group.Name,
                [DayRange.Of(period.Days.From, period.Days.To), OutcomesWords.Expects(period.Expected, view.Metric), period.Realised?.Text(view.Metric) ?? "Not mature yet"])))]);
    }

    public static DataTable AgesFile(OutcomesView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "outcomes-by-age",
            [
                DataColumn.Text("Group"), DataColumn.Count("Age from, in days"), DataColumn.Count("Age to, in days"), DataColumn.Share("Share with a known outcome"), DataColumn.Share(IntervalWords.Lower(view.Level)),
                DataColumn.Share(IntervalWords.Upper(view.Level)), DataColumn.Number("Encounters"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.Ages.Select(age => (IReadOnlyList<object?>)
                [group.Name, age.From, age.To, .. Figures(age.Known), age.Known.MeasuredOrNull?.Denominator, Why(age.Known, Metric.OutcomeKnownRate)]))]);
    }

    public static DataTable ProvisionalFile(OutcomesView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        DataColumn Figure(string name) => view.Metric.IsProportion ? DataColumn.Share(name) : DataColumn.Number(name);
        return new DataTable(
            "provisional",
            [
                DataColumn.Text("Group"), DataColumn.Day("First encounter day"), DataColumn.Day("Last encounter day"), DataColumn.Text("Metric"), Figure("Expected before outcomes"),
                Figure("What came out"), Figure(IntervalWords.Lower(view.Level)), Figure(IntervalWords.Upper(view.Level)), DataColumn.Text("Remark"),
            ],
            [.. view.Groups.SelectMany(group => group.Periods.Select(period => (IReadOnlyList<object?>)
            [
                group.Name, period.Days.From, period.Days.To, view.Metric.Name, period.Expected.MeasuredOrNull?.Value, .. Figures(period.Realised),
                period.IsNow ? "Provisional: no outcomes yet" : Why(period.Expected, view.Metric) ?? (period.Realised is { } realised ? Why(realised, view.Metric) : null),
            ]))]);
    }

    private static object?[] Figures(Reading? reading) => [reading?.MeasuredOrNull?.Value, reading?.MeasuredOrNull?.Interval?.Low, reading?.MeasuredOrNull?.Interval?.High];

    private static string? Why(Reading reading, Metric metric) => reading is Reading.Known ? null : reading.Text(metric);
}

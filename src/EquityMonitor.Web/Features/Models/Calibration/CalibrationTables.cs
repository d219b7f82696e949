using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>Calibration as tables for the screen and for files; pure.</summary>
public static class CalibrationTables
{
    private const string Withheld = "Suppressed (1 to 10)";

    public static TrendTable Curve(CalibrationView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Group", "Scores from", "to", "Mean score", "Outcome happened", IntervalWords.Heading(view.Level), "Encounters"],
            [.. view.Groups.SelectMany(group => group.IsWithheld ? [new TrendRow(group.Name, ["", "", "", Withheld, "", ""])] : group.Curve.Select(point => new TrendRow(group.Name,
            [
                Formats.Percent(point.LowestScore), Formats.Percent(point.HighestScore), Formats.Percent(point.MeanScore), point.Observed is { } observed ? Formats.Percent(observed.Value) : Withheld,
                Formats.Range(Metric.Prevalence, point.Observed?.Interval), point.Rows is { } rows ? Formats.Count(rows) : string.Empty,
            ])))]);
    }

    public static TrendTable OverTime(CalibrationView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Group", "Encounter days", "Calibration intercept", "Calibration slope"],
            [.. view.Groups.SelectMany(group => group.OverTime.Reverse().Select(window => new TrendRow(group.Name,
                [DayRange.Of(window.Days.From, window.Days.To), window.Intercept.Text(Metric.CalibrationIntercept), window.Slope.Text(Metric.CalibrationSlope)])))]);
    }

    public static DataTable CurveFile(CalibrationView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "calibration",
            [
                DataColumn.Text("Group"), DataColumn.Number("Lowest score"), DataColumn.Number("Highest score"), DataColumn.Number("Mean score"), DataColumn.Share("Share with the outcome"),
                DataColumn.Share(IntervalWords.Lower(view.Level)), DataColumn.Share(IntervalWords.Upper(view.Level)), DataColumn.Count("Encounters"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.IsWithheld ? [[group.Name, null, null, null, null, null, null, null, Withheld]] : group.Curve.Select(point => (IReadOnlyList<object?>)
            [
                group.Name, point.LowestScore, point.HighestScore, point.MeanScore, point.Observed?.Value, point.Observed?.Interval?.Low, point.Observed?.Interval?.High, point.Rows,
                point.Observed is null ? Withheld : null,
            ]))]);
    }

    public static DataTable OverTimeFile(CalibrationView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "calibration-over-time",
            [
                DataColumn.Text("Group"), DataColumn.Day("First encounter day"), DataColumn.Day("Last encounter day"), DataColumn.Text("Measure"), DataColumn.Number("Value"),
                DataColumn.Number(IntervalWords.Lower(view.Level)), DataColumn.Number(IntervalWords.Upper(view.Level)), DataColumn.Number("Denominator"), DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.SelectMany(group => group.OverTime.SelectMany(window => new[] { Row(group, window, Metric.CalibrationIntercept, window.Intercept), Row(group, window, Metric.CalibrationSlope, window.Slope) }))]);
    }

    private static IReadOnlyList<object?> Row(GroupCalibrationView group, CalibrationAtTime window, Metric metric, Reading reading) =>
    [
        group.Name, window.Days.From, window.Days.To, metric.Name, reading.MeasuredOrNull?.Value, reading.MeasuredOrNull?.Interval?.Low, reading.MeasuredOrNull?.Interval?.High,
        reading.MeasuredOrNull?.Denominator, reading is Reading.Known ? null : reading.Text(metric),
    ];
}

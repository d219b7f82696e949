using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>What is explored as tables for the screen and for files; pure.</summary>
public static class ExploreTables
{
    public static TrendTable Roc(ExploreCurves view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Group", "Flagged from", "Of those with the outcome", "Of those without"],
            [.. view.Groups.SelectMany(group => group.Roc.Count == 0 ? [new TrendRow(group.Name, ["", $"Not estimable: {group.Missing}", ""])] : group.Roc.Select(point => new TrendRow(
                group.Name, [point.Threshold is { } threshold ? ExploreCharts.Number(threshold) : "nobody", Formats.Percent(point.TruePositiveRate), Formats.Percent(point.FalsePositiveRate)])))]);
    }

    public static TrendTable PrecisionRecall(ExploreCurves view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["Group", "Flagged from", "Of those with the outcome", "Flags that are right"],
            [.. view.Groups.SelectMany(group => group.PrecisionRecall.Count == 0 ? [new TrendRow(group.Name, ["", $"Not estimable: {group.Missing}", ""])] : group.PrecisionRecall.Select(point => new TrendRow(
                group.Name, [ExploreCharts.Number(point.Threshold), Formats.Percent(point.Recall), Formats.Percent(point.Precision)])))]);
    }

    public static DataTable RocFile(ExploreCurves view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "roc",
            [DataColumn.Text("Group"), DataColumn.Number("Flagged from score"), DataColumn.Share("Sensitivity"), DataColumn.Share("False positive rate"), DataColumn.Text("Why there is no curve")],
            [.. view.Groups.SelectMany(group => group.Roc.Count == 0 ? [[group.Name, null, null, null, group.Missing]]
                : group.Roc.Select(point => (IReadOnlyList<object?>)[group.Name, point.Threshold, point.TruePositiveRate, point.FalsePositiveRate, null]))]);
    }

    public static DataTable PrecisionRecallFile(ExploreCurves view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "precision-recall",
            [DataColumn.Text("Group"), DataColumn.Number("Flagged from score"), DataColumn.Share("Recall (sensitivity)"), DataColumn.Share("Precision (positive predictive value)"), DataColumn.Text("Why there is no curve")],
            [.. view.Groups.SelectMany(group => group.PrecisionRecall.Count == 0 ? [[group.Name, null, null, null, group.Missing]]
                : group.PrecisionRecall.Select(point => (IReadOnlyList<object?>)[group.Name, point.Threshold, point.Recall, point.Precision, null]))]);
    }

    /// <summary>Every metric of the group and of everyone else, with counts.</summary>
    /// <param name="error">The calibration error beside what chance alone gives, which gets a row of its own; null where there is none.</param>
    public static DataTable FiguresFile(ExploreView view, CalibrationError? error)
    {
        ArgumentNullException.ThrowIfNull(view);
        var level = view.Loaded?.Figures.Level ?? ConfidenceLevel.Default;
        return new DataTable(
            "explore",
            [
                DataColumn.Text("Group"), DataColumn.Day("First encounter day"), DataColumn.Day("Last encounter day"), DataColumn.Number("Flagged from score"), DataColumn.Text("Metric"), DataColumn.Text("Of whom"),
                DataColumn.Number("Value"), DataColumn.Number(IntervalWords.Lower(level)), DataColumn.Number(IntervalWords.Upper(level)), DataColumn.Number("Denominator"), DataColumn.Text("Why there is no value"),
            ],
            view.Loaded is not { } loaded ? [] : [.. loaded.Figures.Rows.SelectMany(row => new[]
            {
                ("the group", row.Own), ("everyone else", row.Others), ("group less everyone else", row.Difference), ($"group less everyone else, with the same mix of {loaded.Figures.SameMixOf}", row.Standardised),
            }
                .Where(part => part.Item2 is not null)
                .Select(part => Row(loaded, row.Metric, part.Item1, part.Item2!))
                .Concat(row.Metric == Metric.CalibrationError && error is { } known ? [ByChance(loaded, known)] : []))]);
    }

    private static IReadOnlyList<object?> ByChance(ExploredPeriod loaded, CalibrationError error) =>
        Row(loaded, Metric.CalibrationError, $"a perfectly calibrated model with the scores of the group, mean of {error.Draws} draws", Reading.Of(new Estimate.Measured(error.OfPerfectModel, null, error.Rows)));

    private static IReadOnlyList<object?> Row(ExploredPeriod loaded, Metric metric, string whose, Reading reading) =>
    [
        loaded.Figures.Name, loaded.Ready.Period.Days.From, loaded.Ready.Period.Days.To, loaded.Figures.Threshold, metric.Name, whose,
        reading.MeasuredOrNull?.Value, reading.MeasuredOrNull?.Interval?.Low, reading.MeasuredOrNull?.Interval?.High, reading.MeasuredOrNull?.Denominator, reading is Reading.NotEstimable none ? none.Why : null,
    ];
}

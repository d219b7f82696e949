using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>What every threshold would give: ROC and precision-recall curves.</summary>
internal static class CurveSection
{
    private static readonly double[] AtFalsePositiveRates = [0.05, 0.1, 0.2, 0.4];
    private static readonly double[] AtRecalls = [0.2, 0.4, 0.6, 0.8];

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        var part = figures.Parts!.Curves;
        if (part is not AuditPart<CurveAnalysis>.Ready { Content.Groups: var groups })
            return SectionView.Without("curves", "What other thresholds would give", part);
        return new SectionView(
            "curves",
            "What other thresholds would give",
            [Lead(figures, groups, names)],
            null,
            [
                new SectionBlock.Charts([.. groups.Any(group => group.Roc.Reason is null) ? [Roc(figures, groups, names)] : Array.Empty<LineChartView>(), PrecisionRecall(groups, names)]),
                new SectionBlock.Table(Table(figures, groups, names)),
            ]);
    }

    private static string Lead(AuditFigures figures, IReadOnlyList<GroupCurves> groups, SubgroupNames names)
    {
        var areas = groups.Select(group => (group.Key, Area: figures.Of(group.Key).Of(Metric.Auroc).Value as Estimate.Measured)).Where(group => group.Area is not null).ToArray();
        if (areas is not [{ Key.Order: 0 } all, ..])
            return "The area under the ROC curve cannot be estimated for all patients.";
        var said = $"Whatever the threshold, the model scores a patient with the outcome above one without it in {Formats.Percent(all.Area!.Value)} of pairs among all patients"
            + $" ({Formats.Range(Metric.Sensitivity, all.Area.Interval)}; 50{Formats.Space}% is a coin toss)";
        var lowest = areas.MinBy(group => group.Area!.Value);
        return lowest.Key.Order > 0
            ? $"{said}; of the groups drawn here, least often among {names.Phrase(lowest.Key)}: {Formats.Percent(lowest.Area!.Value)} ({Formats.Range(Metric.Sensitivity, lowest.Area.Interval)})."
            : said + ".";
    }

    private static LineChartView Roc(AuditFigures figures, IReadOnlyList<GroupCurves> groups, SubgroupNames names)
    {
        var plane = new ChartPlane(Axis.FromZero(1, 1), Axis.FromZero(1, 1));
        var threshold = figures.Audit.Definition.Threshold;
        return new LineChartView(
            "ROC curve",
            "How many of those with the outcome are flagged (sensitivity), against how many without it are flagged too (false positive rate), for every threshold. The mark is the model's own threshold; on the dashed line the score tells nothing.",
            "False positive rate",
            "Sensitivity",
            plane.AcrossTicks(Percent),
            plane.UpTicks(Percent),
            [.. groups.Index().Where(item => item.Item.Roc.Reason is null).Select(item => new ChartLine(
                names.Of(item.Item.Key),
                item.Index,
                plane.Path(ThinnedCurve.Of([.. item.Item.Roc.Value.Select(point => (point.FalsePositiveRate, point.TruePositiveRate))], point => point)),
                null,
                [.. item.Item.Roc.Value.Where(point => point.Threshold is null || point.Threshold >= threshold).TakeLast(1).Select(point => plane.At(point.FalsePositiveRate, point.TruePositiveRate))],
                Figure("AUROC", Metric.Auroc, figures.Of(item.Item.Key).Of(Metric.Auroc).Value)))],
            plane.Guide("No better than chance", (0, 0), (1, 1)));
    }

    private static LineChartView PrecisionRecall(IReadOnlyList<GroupCurves> groups, SubgroupNames names)
    {
        var plane = new ChartPlane(Axis.FromZero(1, 1), Axis.FromZero(1, 1));
        return new LineChartView(
            "Precision and recall",
            "How many of the flagged have the outcome (precision), against how many of those with the outcome are flagged (recall). A group with more outcomes lies higher by that alone: compare shapes, not heights.",
            "Recall",
            "Precision",
            plane.AcrossTicks(Percent),
            plane.UpTicks(Percent),
            [.. groups.Index().Where(item => item.Item.PrecisionRecall.Reason is null).Select(item => new ChartLine(
                names.Of(item.Item.Key), item.Index, plane.Path(ThinnedCurve.Of(Steps(item.Item.PrecisionRecall.Value), point => point)), null, [],
                Figure("average precision", Metric.AveragePrecision, item.Item.AveragePrecision)))],
            null);
    }

    /// <summary>As average precision counts it: between two points precision is that of the point with the higher recall.</summary>
    private static List<(double, double)> Steps(IReadOnlyList<PrecisionRecallPoint> points)
    {
        var steps = new List<(double, double)>(2 * points.Count);
        var before = 0.0;
        foreach (var point in points)
        {
            steps.Add((before, point.Precision));
            steps.Add((point.Recall, point.Precision));
            before = point.Recall;
        }

        return steps;
    }

    private static TableView Table(AuditFigures figures, IReadOnlyList<GroupCurves> groups, SubgroupNames names) => new(
        "The curves in figures",
        $"Areas with their {IntervalWords.Of(figures.Level)}s; then what a threshold would give at which so many without the outcome are flagged, or so many with it are found.",
        [
            new("With / without the outcome"), new("AUROC"), new("Average precision"),
            .. AtFalsePositiveRates.Select(rate => new PlainColumn($"Sensitivity at {Percent(rate)} false positives")),
            .. AtRecalls.Select(recall => new PlainColumn($"Precision at {Percent(recall)} recall")),
        ],
        [.. groups.Index().Select(item => new TableLine(
            names.Of(item.Item.Key),
            [
                new($"{Formats.Count((long)item.Item.Positives)} / {Formats.Count((long)item.Item.Negatives)}"),
                Cells.Of(Metric.Auroc, figures.Of(item.Item.Key).Of(Metric.Auroc).Value),
                Cells.Of(Metric.AveragePrecision, item.Item.AveragePrecision),
                .. AtFalsePositiveRates.Select(rate => new TableCell(SensitivityAt(item.Item.Roc, rate))),
                .. AtRecalls.Select(recall => new TableCell(PrecisionAt(item.Item.PrecisionRecall, recall))),
            ],
            item.Index))]);

    /// <summary>On the line between the two points on its sides, as it is drawn.</summary>
    private static string SensitivityAt(Computed<IReadOnlyList<RocPoint>> curve, double rate)
    {
        if (!curve.TryGet(out var roc))
            return "\u2013";
        var after = roc.First(point => point.FalsePositiveRate >= rate);
        var before = roc.Last(point => point.FalsePositiveRate <= rate);
        var width = after.FalsePositiveRate - before.FalsePositiveRate;
        return Formats.Percent(width > 0 ? before.TruePositiveRate + ((rate - before.FalsePositiveRate) / width * (after.TruePositiveRate - before.TruePositiveRate)) : before.TruePositiveRate);
    }

    private static string PrecisionAt(Computed<IReadOnlyList<PrecisionRecallPoint>> curve, double recall) =>
        !curve.TryGet(out var points) ? "\u2013" : Formats.Percent(points.First(point => point.Recall >= recall - 1e-12).Precision);

    private static string Figure(string name, Metric metric, Estimate estimate) => estimate is Estimate.Measured measured ? $"{name} {Formats.Value(metric, measured.Value, measured.Interval)}" : "";

    private static string Percent(double share) => Formats.Percent(share);
}

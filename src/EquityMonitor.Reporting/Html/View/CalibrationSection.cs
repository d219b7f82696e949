using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Whether the scores can be taken for risks, by group.</summary>
internal static class CalibrationSection
{
    /// <summary>Fewer of a class, and a group's figures say next to nothing.</summary>
    private const int LeastOfAClass = 10;

    private const string Guide = "The score is the risk";

    private const int MostNamed = 2;
    private const int MostRows = 60;

    /// <summary>In percent of the plot's height.</summary>
    private const double TallestBar = 25;

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        const string Title = "Do the scores mean what they say?";
        var part = figures.Parts!.Calibration;
        if (part is not AuditPart<CalibrationFigures>.Ready { Content.Groups: var groups })
            return SectionView.Without("calibration", Title, part);
        var compared = figures.Parts.Compared;
        (GroupCalibrationFigures Group, int Slot)[] drawn = [.. compared.Index()
            .Select(item => (Group: groups.FirstOrDefault(group => group.Key.Equals(item.Item)), Slot: item.Index)).Where(item => item.Group is not null).Select(item => (item.Group!, item.Slot))];
        return new SectionView(
            "calibration",
            Title,
            Lead(groups, figures.Level, names),
            null,
            [
                Curves(drawn, figures.Level, names),
                new SectionBlock.Table(Summary(groups, compared, names)),
                new SectionBlock.Table(Bins(drawn, figures.Level, names)),
                new SectionBlock.Table(Spread(drawn, names)),
            ]);
    }

    /// <summary>All, and those whose risk is furthest off by more than chance could explain.</summary>
    private static IReadOnlyList<string> Lead(IReadOnlyList<GroupCalibrationFigures> groups, ConfidenceLevel level, SubgroupNames names)
    {
        var said = groups.Select(group => (group.Key, Ratio: group.ObservedExpected as Estimate.Measured)).Where(group => group.Ratio is not null).ToArray();
        var off = said
            .Where(group => group.Key.Order > 0 && (CalibrationSentences.IsUnderstated(group.Ratio!) || CalibrationSentences.IsOverstated(group.Ratio!)))
            .OrderByDescending(group => group.Ratio!.Value > 0 ? Math.Abs(Math.Log(group.Ratio.Value)) : double.MaxValue)
            .ThenBy(group => group.Key)
            .ToArray();
        var rest = off.Length - MostNamed;
        return
        [
            .. said.Where(group => group.Key.Order == 0).Select(group => string.Join(' ', new[]
            {
                CalibrationSentences.Of(names.Phrase(group.Key), group.Ratio!), CalibrationSentences.Spread(groups.First(known => known.Key.Equals(group.Key)).Slope),
            }.OfType<string>())),
            .. off.Take(MostNamed).Select(group => CalibrationSentences.Of(names.Phrase(group.Key), group.Ratio!)),
            rest > 0
                ? $"For {Formats.Count(rest, "more group", "more groups")} of the {Formats.Count(said.Length - 1)} looked at, the {IntervalWords.Of(level)} leaves out 1 too; about {IntervalWords.Misses(level)} would by chance alone."
                : said.Length < 2 ? "No groups were looked at." : off.Length == 0 ? $"In no group looked at does the {IntervalWords.Of(level)} leave out 1." : $"{Formats.Count(said.Length - 1)} groups were looked at; about {IntervalWords.Misses(level)} would stand out by chance alone.",
        ];
    }

    /// <summary>One panel for each group, with All beside it: six bands in one chart would hide each other.</summary>
    private static SectionBlock.Panels Curves((GroupCalibrationFigures Group, int Slot)[] drawn, ConfidenceLevel level, SubgroupNames names)
    {
        var bins = drawn.SelectMany(item => item.Group.Curve).ToArray();
        var highest = bins.Select(bin => Math.Max(bin.MeanScore, bin.Observed?.Interval?.High ?? bin.Observed?.Value ?? 0)).DefaultIfEmpty(1).Max();
        var axis = Axis.FromZero(highest, 1);
        var plane = new ChartPlane(axis, axis);
        var all = drawn.Where(item => item.Slot == 0).Select(item => Line(item.Group, item.Slot, plane, names) with { Band = null, Marks = [] }).ToArray();
        return new SectionBlock.Panels(
            "Predicted against observed",
            CalibrationSentences.Curve(level) + " The grey bars show how the group's scores are spread.",
            [.. drawn.Select(item => new LineChartView(
                names.Of(item.Group.Key),
                item.Group.ObservedExpected is Estimate.Measured ratio ? $"Observed / expected {Formats.Value(Metric.ObservedExpected, ratio.Value, ratio.Interval)}." : "",
                "Score",
                "Outcome happened",
                plane.AcrossTicks(Formats.Percent),
                plane.UpTicks(Formats.Percent),
                [.. item.Slot == 0 ? [] : all, Line(item.Group, item.Slot, plane, names)],
                plane.Guide(Guide, (0, 0), (highest, highest)))
            {
                HasLegend = false,
                Bars = Bars(item.Group.Histogram, axis),
            })],
            all,
            Guide);
    }

    private static ChartLine Line(GroupCalibrationFigures group, int slot, ChartPlane plane, SubgroupNames names)
    {
        (double X, Estimate.Measured Observed)[] points = [.. group.Curve.Where(bin => bin.Observed is not null).Select(bin => (bin.MeanScore, bin.Observed!))];
        return new ChartLine(
            names.Of(group.Key),
            slot,
            plane.Path(points.Select(point => (point.X, point.Observed.Value))),
            plane.Band([.. points.Select(point => (point.X, point.Observed.Interval?.Low ?? point.Observed.Value, point.Observed.Interval?.High ?? point.Observed.Value))]),
            [.. points.Select(point => plane.At(point.X, point.Observed.Value))],
            "");
    }

    /// <summary>The tallest takes a quarter of the height; scores beyond the axis are few, and in the table.</summary>
    private static IReadOnlyList<ChartBar> Bars(IReadOnlyList<long?> histogram, Axis axis)
    {
        var most = histogram.Max() ?? 0;
        double Edge(int bin) => bin / (double)histogram.Count;
        return most == 0 ? [] :
        [
            .. histogram.Index().Where(bin => bin.Item > 0 && axis.Holds(Edge(bin.Index)))
                .Select(bin => new ChartBar(axis.Position(Edge(bin.Index)), axis.Position(Edge(bin.Index + 1)) - axis.Position(Edge(bin.Index)), Math.Round(TallestBar * bin.Item!.Value / most, 2))),
        ];
    }

    /// <summary>Without the empty end that no group reaches.</summary>
    private static TableView Spread((GroupCalibrationFigures Group, int Slot)[] drawn, SubgroupNames names)
    {
        var bins = drawn.Select(item => item.Group.Histogram.Index().Where(bin => bin.Item is null or > 0).Select(bin => bin.Index + 1).DefaultIfEmpty(0).Max()).DefaultIfEmpty(0).Max();
        return new TableView(
            "How the scores are spread",
            "Encounters with a known outcome by score, and their share of the group.",
            [.. Enumerable.Range(0, bins).Select(bin => new PlainColumn($"{Edge(bin)}\u2013{Edge(bin + 1)}"))],
            [.. drawn.Select(item => new TableLine(
                names.Of(item.Group.Key),
                [.. item.Group.Histogram.Take(bins).Select(count => count is { } known
                    ? new TableCell(Formats.Count(known), Formats.Percent(known / (double)item.Group.Evaluable))
                    : new TableCell("\u2026", "left out as small"))],
                item.Slot))]);

        static string Edge(int bin) => (bin / (double)GroupCalibration.HistogramBins).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
    }

    private static TableView Summary(IReadOnlyList<GroupCalibrationFigures> groups, IReadOnlyList<SubgroupKey> compared, SubgroupNames names)
    {
        var enough = groups.Where(group => Math.Min(group.Positives, group.Evaluable - group.Positives) >= LeastOfAClass).ToArray();
        var few = groups.Count - enough.Length;
        var more = enough.Length - MostRows;
        return new TableView(
            "Calibration by group",
            "Observed over expected: outcomes for each one predicted; above 1 the risk is understated. Predicted less observed: the mean risk less how often the outcome happened, below 0 understated. Intercept: 0 is right, above 0 understated. Slope: 1 is right, below 1 too extreme. "
                + "The calibration error is the mean distance over ten bins; beside it, what a model whose scores are exactly right would show by chance.",
            [new("Outcome known"), new("With the outcome"), new("Observed / expected"), new("Predicted less observed"), new("Intercept"), new("Slope"), new("Calibration error")],
            [.. enough.Take(MostRows).Select(group => new TableLine(
                names.Of(group.Key),
                [
                    Cells.Count(group.Evaluable),
                    Cells.Count(group.Positives),
                    Cells.Of(Metric.ObservedExpected, group.ObservedExpected),
                    Cells.Points(group.MeanError),
                    Cells.Of(Metric.CalibrationIntercept, group.Intercept),
                    Cells.Of(Metric.CalibrationSlope, group.Slope),
                    group.Error.TryGet(out var error) ? new TableCell(CalibrationSentences.Number(error.Value), $"{CalibrationSentences.Number(error.OfPerfectModel)} if exactly right") : new TableCell("\u2013"),
                ],
                compared.Index().Where(item => item.Item.Equals(group.Key)).Select(item => (int?)item.Index).FirstOrDefault()))])
        {
            Note = string.Join(" ", new[]
            {
                few > 0 ? $"{Formats.Count(few, "group has", "groups have")} fewer than {LeastOfAClass} with or without the outcome and {(few == 1 ? "is" : "are")} in audit.json." : null,
                more > 0 ? $"{Formats.Count(more, "more group is", "more groups are")} there too." : null,
            }.OfType<string>()) is { Length: > 0 } note ? note : null,
        };
    }

    private static TableView Bins((GroupCalibrationFigures Group, int Slot)[] drawn, ConfidenceLevel level, SubgroupNames names)
    {
        var most = drawn.Select(item => item.Group.Curve.Count).DefaultIfEmpty(0).Max();
        return new TableView(
            "The curve in figures",
            $"By tenth of each group's own scores, the lowest first: the mean score, then how often the outcome happened with its {IntervalWords.Of(level)}.",
            [.. Enumerable.Range(1, most).Select(bin => new PlainColumn(Formats.Count((long)bin)))],
            [.. drawn.Select(item => new TableLine(
                names.Of(item.Group.Key),
                [.. item.Group.Curve.Select(bin => bin.Observed is { } observed
                    ? new TableCell($"{Formats.Percent(bin.MeanScore)} \u2192 {Formats.Percent(observed.Value)}", Formats.Range(Metric.Prevalence, observed.Interval))
                    : new TableCell($"{Formats.Percent(bin.MeanScore)} \u2192 \u2026", "left out as small"))],
                item.Slot))]);
    }
}

using System.Globalization;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Whether patients with the same score need the same.</summary>
internal static class LabelAuditSection
{
    private const int MostNamed = 2;
    private const int MostLines = 6;
    private const int MostBands = 2;
    private const int MostRows = 25;

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        const string Title = "Is the outcome what patients need?";
        var part = figures.Parts!.LabelAudit;
        if (part is not AuditPart<IReadOnlyList<LabelAuditAnalysis>>.Ready { Content: var audits })
            return SectionView.Without("need", Title, part);
        var need = figures.Audit.Analyses!.Need!.Replace('_', ' ');
        var gaps = audits.Where(audit => audit.Result.Reason is null).SelectMany(audit => audit.Values.Zip(audit.Result.Value.Groups, (value, group) => new Gap(audit, SubgroupKey.Of(audit.Dimension, value), group))).ToArray();
        var sicker = gaps.Where(gap => gap.Group.NeedGap is Estimate.Measured { Interval.Low: > 0 }).OrderByDescending(gap => ((Estimate.Measured)gap.Group.NeedGap).Value).ThenBy(gap => gap.Key).ToArray();
        var drawn = sicker.FirstOrDefault()?.Audit ?? audits.FirstOrDefault(audit => audit.Result.Reason is null);
        return new SectionView(
            "need",
            Title,
            [.. Lead(sicker, gaps, need, names), NeedWords.Bounds],
            null,
            [
                .. drawn is not null
                    ? [new SectionBlock.Charts([Curve(drawn, drawn.Result.Value, sicker.FirstOrDefault()?.Key, need, figures.Level, names)]), new SectionBlock.Table(Bins(drawn, drawn.Result.Value, need, figures.Level, names))]
                    : Array.Empty<SectionBlock>(),
                .. audits.Where(audit => audit.Result.TryGet(out var found) && found.Groups.Count > 0).Select(audit => new SectionBlock.Table(Table(audit, audit.Result.Value, need, names, figures.Audit.Definition.Patient is not null))),
            ]);
    }

    private static IEnumerable<string> Lead(Gap[] sicker, Gap[] all, string need, SubgroupNames names)
    {
        if (sicker.Length == 0)
        {
            yield return NeedWords.NobodySicker([.. all.Where(gap => gap.Group.NeedGap is Estimate.Measured).Select(gap => (names.Of(gap.Key), (Estimate.Measured)gap.Group.NeedGap))], all.Length);
            foreach (var (gap, _) in all
                .Select(gap => (Gap: gap, Missing: NeedWords.Missing(gap.Group.ShareOfFlagged as Estimate.Measured, gap.Group.ShareByNeed.OrNull())))
                .Where(pair => pair.Missing is not null)
                .OrderByDescending(pair => pair.Missing).ThenBy(pair => pair.Gap.Key).Take(MostNamed))
            {
                yield return NeedWords.MoreByNeed(names.Phrase(gap.Key), (Estimate.Measured)gap.Group.ShareOfFlagged, gap.Group.ShareByNeed.Value);
            }
        }

        foreach (var gap in sicker.Take(MostNamed))
        {
            yield return NeedWords.Sicker(
                names.Phrase(gap.Key), need, (Estimate.Measured)gap.Group.NeedGap, (gap.Group.ShareOfFlagged as Estimate.Measured)?.Value, gap.Group.ShareByNeed.OrNull());
        }

        if (sicker.Length > 0)
            yield return $"{Formats.Count(all.Length, "group was", "groups were")} looked at; about one in forty would stand out as needier by chance alone.";
    }

    /// <summary>The largest groups, and whoever stands out.</summary>
    private static IEnumerable<(string Value, LabelAuditGroup Group)> Drawn(LabelAuditAnalysis audit, LabelAuditResult result)
    {
        var shown = audit.Values.Zip(result.Groups)
            .OrderByDescending(pair => pair.Second.NeedGap is Estimate.Measured { Interval.Low: > 0 }).ThenByDescending(pair => pair.Second.Patients).Take(MostLines).Select(pair => pair.First).ToHashSet(StringComparer.Ordinal);
        return audit.Values.Zip(result.Groups).Where(pair => shown.Contains(pair.First));
    }

    /// <param name="banded">Who stands out most: the bands of all would hide each other, and the table below has every interval.</param>
    private static LineChartView Curve(LabelAuditAnalysis audit, LabelAuditResult result, SubgroupKey? banded, string need, ConfidenceLevel level, SubgroupNames names)
    {
        (string Value, (double X, Estimate.Measured Need)[] Points)[] lines = [.. Drawn(audit, result)
            .Select(pair => (pair.Value, pair.Group.Bins.Where(bin => bin.Need is Estimate.Measured).Select(bin => ((bin.FromPercentile + bin.ToPercentile) / 2, (Estimate.Measured)bin.Need)).ToArray()))];
        bool HasBand(string value) => lines.Length <= MostBands || SubgroupKey.Of(audit.Dimension, value).Equals(banded);
        var across = Axis.FromZero(100, 100);
        var up = Axis.Over([.. lines.SelectMany(line => line.Points.SelectMany(point => HasBand(line.Value) && point.Need.Interval is { Low: { } low, High: { } high } ? [point.Need.Value, low, high] : new[] { point.Need.Value }))]);
        var plane = new ChartPlane(across, up);
        var decimals = Math.Max(0, (int)Math.Ceiling(-Math.Log10(up.Step) - 1e-9)).ToString(CultureInfo.InvariantCulture);
        return new LineChartView(
            $"Need by score, by {names.Dimension(audit.Dimension).ToLowerInvariant()}",
            $"Patients are put in order by their score and cut into ten parts of equal size. A point shows the mean need of a group within one part; where lines lie apart, patients with the same score do not need the same. The band is the {IntervalWords.Of(level)}, of who stands out where there are more than two; the table below has all. The dashed line is the threshold.",
            "Score percentile",
            $"Mean need ({need})",
            plane.AcrossTicks(value => value.ToString("0", CultureInfo.InvariantCulture)),
            plane.UpTicks(value => value.ToString("F" + decimals, CultureInfo.InvariantCulture)),
            [.. lines.Index().Select(line => new ChartLine(
                names.Of(SubgroupKey.Of(audit.Dimension, line.Item.Value)), line.Index + 1, plane.Path(line.Item.Points.Select(point => (point.X, point.Need.Value))),
                HasBand(line.Item.Value) ? plane.Band([.. line.Item.Points.Select(point => (point.X, point.Need.Interval?.Low ?? point.Need.Value, point.Need.Interval?.High ?? point.Need.Value))]) : null,
                [.. line.Item.Points.Select(point => plane.At(point.X, point.Need.Value))], ""))],
            new ChartGuide("Threshold", across.Position(result.ThresholdPercentile), 0, across.Position(result.ThresholdPercentile), 100));
    }

    private static TableView Bins(LabelAuditAnalysis audit, LabelAuditResult result, string need, ConfidenceLevel level, SubgroupNames names)
    {
        (double From, double To)[] tenths = [.. result.Groups.SelectMany(group => group.Bins).Select(bin => (bin.FromPercentile, bin.ToPercentile)).Distinct().Order()];
        return new TableView(
            "The curve in figures",
            $"Mean need ({need}) by score percentile, with its {IntervalWords.Of(level)} and the number of patients.",
            [.. tenths.Select(tenth => new PlainColumn($"{Percentile(tenth.From)}\u2013{Percentile(tenth.To)}"))],
            [.. Drawn(audit, result).Select((pair, index) => new TableLine(
                names.Of(SubgroupKey.Of(audit.Dimension, pair.Value)),
                [.. tenths.Select(tenth => Bin(pair.Group.Bins.Where(bin => (bin.FromPercentile, bin.ToPercentile) == tenth).Select(bin => bin.Need).FirstOrDefault()))],
                index + 1))]);
    }

    private static TableCell Bin(Estimate? need) => need switch
    {
        Estimate.Measured { Interval: { Low: { } low, High: { } high } } measured => new($"{ShiftWords.Number(measured.Value)}", $"{ShiftWords.Number(low)} to {ShiftWords.Number(high)}\nof {Formats.Count(measured.Denominator)}"),
        Estimate.Measured measured => new(ShiftWords.Number(measured.Value), $"of {Formats.Count(measured.Denominator)}"),
        Estimate.NotEstimable none => new("\u2013", none.Reason.Text),
        _ => new("\u2013"),
    };

    /// <summary>Without a gap the cell of the gap says why.</summary>
    private static TableCell PValue(LabelAuditGroup group) =>
        group.PValue.TryGet(out var p) ? new TableCell(p < 0.001 ? "below 0.001" : ShiftWords.Number(p))
        : new TableCell("\u2013", group.NeedGap is Estimate.Measured ? group.PValue.Reason!.Text : null);

    private static string Percentile(double percentile) => percentile.ToString("0.#", CultureInfo.InvariantCulture);

    private static TableView Table(LabelAuditAnalysis audit, LabelAuditResult result, string need, SubgroupNames names, bool isLinked)
    {
        var rows = audit.Values.Zip(result.Groups).OrderByDescending(pair => (pair.Second.NeedGap as Estimate.Measured)?.Value ?? double.NegativeInfinity).ThenBy(pair => pair.First, StringComparer.Ordinal).ToArray();
        return new TableView(
            $"Need ({need}) by {names.Dimension(audit.Dimension).ToLowerInvariant()}",
            $"{(isLinked ? $"The first encounter of each of {Formats.Count(result.Patients, "patient", "patients")}" : $"{Formats.Count(result.Patients, "encounter", "encounters")}, each taken for a patient since the definition names no patient column")}, {Formats.Count(result.Flagged)} of them flagged. Difference: mean need less that of everyone else, both within 2.5 percentiles of the threshold, at least {LabelAudit.LeastNearThreshold} on each side.",
            [new("Patients"), new("Difference in need"), new("p"), new("Near the threshold"), new("Of the flagged, now"), new("If flagged by need")],
            [.. rows.Take(MostRows).Select(pair => new TableLine(
                pair.First,
                [
                    Cells.Count(pair.Second.Patients),
                    pair.Second.NeedGap switch
                    {
                        Estimate.Measured gap => new TableCell(NeedWords.Gap(gap)),
                        Estimate.NotEstimable(var reason) => new TableCell("\u2013", reason.Text),
                        _ => default,
                    },
                    PValue(pair.Second),
                    new TableCell($"{Formats.Count(pair.Second.NearThreshold)} / {Formats.Count(pair.Second.OthersNearThreshold)}"),
                    Cells.Of(Metric.FlagRate, pair.Second.ShareOfFlagged),
                    pair.Second.ShareByNeed.TryGet(out var byNeed) ? new TableCell(Formats.Percent(byNeed)) : new TableCell("\u2013", pair.Second.ShareByNeed.Reason!.Text),
                ]))])
        {
            Note = string.Join(" ", new[]
            {
                audit.WithoutNeed > 0 ? $"{Formats.Count(audit.WithoutNeed, "patient has", "patients have")} no measure of need and {(audit.WithoutNeed == 1 ? "is" : "are")} left out." : null,
                rows.Length > MostRows ? $"{Formats.Count(rows.Length - MostRows)} more values are in audit.json." : null,
            }.OfType<string>()) is { Length: > 0 } note ? note : null,
        };
    }

    private sealed record Gap(LabelAuditAnalysis Audit, SubgroupKey Key, LabelAuditGroup Group);
}

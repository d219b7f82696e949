using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Groups that nobody named beforehand: found in one half of the patients, confirmed in the other.</summary>
internal static class ScanSection
{
    private const int MostFinds = 100;

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        const string Title = "Groups that nobody named";
        var part = figures.Parts!.Scan;
        return part is AuditPart<ScanResult>.Ready { Content: var scan }
            ? new SectionView("scan", Title, Lead(scan, names), null, [.. Blocks(scan, names)])
            : SectionView.Without("scan", Title, part);
    }

    private static IReadOnlyList<string> Lead(ScanResult scan, SubgroupNames names)
    {
        var metric = scan.Settings.Metric;
        var confirmed = scan.Found.Where(find => find.IsConfirmed).ToArray();
        var looked = $"{Formats.Count(scan.Candidates, "crossing", "crossings")} of up to {SubgroupScan.MostDimensions} attributes were large enough to be looked at for their {MetricWords.Of(metric).InSentence}.";
        if (scan.Candidates == 0)
            return [$"No crossing of attributes has {scan.Settings.Minimum} or more {MetricWords.Of(metric).Denominator} in both halves, so that there was nothing to look at."];
        if (scan.Found.Count == 0)
            return [$"{looked} In the half that looks, none does worse than everyone else by more than chance would explain."];
        var said = $"{looked} In the half that looks, {Formats.Count(scan.Found.Count, "does", "do")} worse than everyone else; the other half confirms {(confirmed.Length == 0 ? "none of them" : Formats.Count((long)confirmed.Length))}.";
        return confirmed.FirstOrDefault(find => find.Confirm.Own is Estimate.Measured) is { Confirm: { Own: Estimate.Measured own } figures } first
            ? [said, $"{Sentence(names.Phrase(first.Key))} have {Article(metric)} {MetricWords.Of(metric).InSentence} of {Formats.Percent(own.Value)} ({Formats.Range(metric, own.Interval)}, of {Formats.Denominator(metric, own.Denominator)})"
                + (figures.Others is Estimate.Measured others ? $", against {Formats.Percent(others.Value)} among everyone else." : ".")]
            : [said];
    }

    private static IEnumerable<SectionBlock> Blocks(ScanResult scan, SubgroupNames names)
    {
        var metric = scan.Settings.Metric;
        if (scan.Found.Count > 0)
        {
            yield return new SectionBlock.Table(new TableView(
                $"Found for {MetricWords.Of(metric).InSentence}",
                $"Ranked by the half that found them; the figures are those of the half that confirms, since who was chosen for standing out looks worse than they are. "
                    + $"Found at p {SubgroupScan.FindLevel.ToString(System.Globalization.CultureInfo.InvariantCulture)}, confirmed at p {SubgroupScan.ConfirmLevel.ToString(System.Globalization.CultureInfo.InvariantCulture)}, both adjusted (Benjamini\u2013Hochberg). "
                    + "Below each, the larger groups that it is part of, in the same half: where one of them is just as bad, that is the finding.",
                [new("Confirmed", IsNumber: false), new(metric.Name), new("Everyone else"), new("Difference"), new("p, finding"), new("p, confirming")],
                [.. scan.Found.Take(MostFinds).SelectMany(find => Rows(find, names))])
            {
                Note = scan.Found.Count > MostFinds ? $"{Formats.Count(scan.Found.Count - MostFinds)} more are in audit.json." : null,
            });
        }

        yield return new SectionBlock.Note(string.Join(" ", new[]
        {
            $"{Formats.Count(scan.Encounters.Find)} encounters {MetricWords.Of(metric).Denominator} were looked through, {Formats.Count(scan.Encounters.Confirm)} others confirm.",
            scan.IsByPatient ? "All encounters of a patient are in one half." : "Patients are not known, so that the encounters of one patient may be in both halves, which confirms too easily.",
            scan.LeftOut.Count > 0 ? $"Left out, having too many values: {string.Join("; ", scan.LeftOut.Select(columns => string.Join(" with ", columns.Select(names.Dimension))))}." : null,
            "The halves are always the same: a second scan of the same file after seeing the first is exploratory.",
        }.OfType<string>()));
    }

    private static IEnumerable<TableLine> Rows(ScanFind find, SubgroupNames names) =>
    [
        new TableLine(
            names.Of(find.Key),
            [
                find.IsConfirmed ? new TableCell("", null, Monitoring.Rules.Verdict.Below, "confirmed") : new TableCell("", null, Monitoring.Rules.Verdict.Watch, "not confirmed"),
                .. Figures(find.Confirm),
                new TableCell(P(find.FindP)),
                new TableCell(P(find.ConfirmP)),
            ]),
        .. find.Parents.Select(parent => new TableLine(
            $"part of {(parent.Key.Order == 0 ? "all patients" : names.Of(parent.Key))}",
            [new TableCell(parent.Key.Order == 0 ? "" : parent.IsFound ? "found too" : "not found"), .. Figures(parent.Confirm), new TableCell(""), new TableCell("")],
            IsPart: true)),
    ];

    private static TableCell[] Figures(ScanFigures figures) =>
        [Cells.Share(figures.Own), figures.Others is { } others ? Cells.Share(others) : new TableCell("\u2013"), Cells.Points(figures.Difference)];

    private static string P(double p) => p < 0.001 ? "below 0.001" : ShiftWords.Number(p);

    private static string Article(Metric metric) => metric == Metric.Accuracy || metric == Metric.OutcomeKnownRate ? "an" : "a";

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>How far scores, rates and patients are from those of the baseline file, and patients from those that the model was trained on.</summary>
internal static class DriftSection
{
    private const int MostGroups = 20;
    private const int MostNamed = 4;

    /// <summary>With fewer on a side, scores move far by chance.</summary>
    private const int LeastOnASide = 30;

    /// <summary>Of the tests that decide who is named.</summary>
    private const double Level = 0.05;

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        const string Title = "What has moved";
        var part = figures.Parts!.Drift;
        if (part is not AuditPart<DriftFigures>.Ready { Content: var drift })
            return SectionView.Without("drift", Title, part);
        var blocks = new List<SectionBlock>();
        if (drift.Baseline is { } baseline)
        {
            GroupDrift[] drawn = [.. figures.Parts.Compared.SelectMany(key => drift.Groups.Where(group => group.Key.Equals(key) && group.Bins is not null && Math.Min(group.Scored, group.BaselineScored) >= LeastOnASide))];
            if (drawn.Length > 0)
                blocks.Add(new SectionBlock.Bars([.. drawn.Select(group => Bars(group, baseline, names))]));
            blocks.Add(new SectionBlock.Table(Scores(drift, figures.Parts.Compared, names)));
            blocks.Add(new SectionBlock.Table(Shares(drift, figures.Parts.Compared, figures.Level, names)));
        }

        blocks.Add(new SectionBlock.Table(MixTables.Summary(drift.Mix, names)));
        blocks.Add(new SectionBlock.Tables([.. MixTables.Values(drift.Mix, figures.Audit.Definition.Training, names)]));
        return new SectionView("drift", Title, [string.Join(" ", Lead(drift, names))], null, blocks);
    }

    private static List<string> Lead(DriftFigures drift, SubgroupNames names)
    {
        var said = new List<string>();
        if (drift.Groups.Count > 0)
            said.Add(Scores(Known(drift.Groups), names));

        Add(mix => mix.AgainstBaseline, "Patients differ from those of the baseline by", "No attribute of the patients as a whole is far from the baseline.");
        Add(mix => mix.AgainstTraining, "Patients differ from those the model was trained on by", "No attribute as a whole is far from the population that the model was trained on, as far as that was declared.");
        return said;

        void Add(Func<DimensionMix, Computed<MixDriftResult>> against, string differ, string none)
        {
            var known = drift.Mix.Select(mix => (mix.Column, Result: against(mix))).Where(mix => mix.Result.Reason is null).ToArray();
            if (known.Length == 0)
                return;
            var strangers = known.Where(mix => StabilityMarks.HasMoved(mix.Result.Value.StabilityIndex.BiasCorrected))
                .OrderByDescending(mix => mix.Result.Value.StabilityIndex.BiasCorrected)
                .Select(mix => $"{names.Dimension(mix.Column).ToLowerInvariant()} ({Mark(mix.Result.Value.StabilityIndex.BiasCorrected)})").ToList();
            said.Add(strangers.Count == 0 ? none : $"{differ} {ShiftWords.List(strangers)}.");
        }
    }

    private static string Scores(GroupDrift[] known, SubgroupNames names)
    {
        var furthest = known.MaxBy(Index);
        if (furthest is null)
            return $"No group has {LeastOnASide} or more encounters on both sides, so that nothing can be said of its scores.";
        var moved = Moved(known);
        var shown = moved.OrderBy(group => group.Key.Order).ThenByDescending(Index).Take(MostNamed).Select(group => $"{names.Of(group.Key)} ({Mark(Index(group))})").ToList();
        if (moved.Length > shown.Count)
            shown.Add(Formats.Count(moved.Length - shown.Count, "more group", "more groups"));
        return moved.Length > 0 ? $"Scores have moved since the baseline for {ShiftWords.List(shown)}."
            : known.Length == 1 ? $"Scores have hardly moved since the baseline: PSI {ShiftWords.Index(Index(furthest))}."
            : StabilityMarks.HasMoved(Index(furthest)) ? $"Scores have moved no more since the baseline than chance could explain among {Formats.Count(known.Length, "group", "groups")}: most for {names.Of(furthest.Key)}, PSI {ShiftWords.Index(Index(furthest))}."
            : $"Scores have hardly moved since the baseline, whichever group one looks at: most for {names.Of(furthest.Key)}, PSI {ShiftWords.Index(Index(furthest))}.";
    }

    /// <summary>With what chance alone gives taken off.</summary>
    private static double Index(GroupDrift group) => group.Shift.Value.StabilityIndex.BiasCorrected;

    private static string Mark(double index) => $"{StabilityMarks.Word(index)}, PSI {ShiftWords.Index(index)}";

    private static GroupDrift[] Known(IReadOnlyList<GroupDrift> groups) => [.. groups.Where(group => group.Shift.Reason is null && Math.Min(group.Scored, group.BaselineScored) >= LeastOnASide)];

    /// <summary>Those with drift that chance does not explain, though many groups were looked at.</summary>
    private static GroupDrift[] Moved(GroupDrift[] known)
    {
        var adjusted = BenjaminiHochberg.Adjust([.. known.Select(group => group.Shift.Value.KolmogorovSmirnov.PValue)]);
        return [.. known.Where((group, index) => StabilityMarks.HasMoved(Index(group)) && adjusted[index] <= Level)];
    }

    /// <summary>In the tenths of the group's own baseline, so that each line across a bar lies near a tenth.</summary>
    private static BarsView Bars(GroupDrift group, BaselineFile baseline, SubgroupNames names)
    {
        var bins = group.Bins!;
        var axis = Axis.FromZero(Enumerable.Range(0, bins.Now.Count).Max(bin => Math.Max(bins.Now[bin] / (double)group.Scored, bins.Baseline[bin] / (double)group.BaselineScored)), 1);
        return new BarsView(
            group.Key.Order == 0 ? "Scores of all patients, now and in the baseline" : $"Scores, {names.Of(group.Key)}",
            group.Key.Order == 0
                ? $"{ShiftWords.Bins} The line across each bar is the baseline ({baseline.FileName}, {Formats.Count(baseline.Scored, "encounter", "encounters")})."
                : $"{Formats.Count(group.Scored, "encounter", "encounters")} now, {Formats.Count(group.BaselineScored)} in the baseline.",
            "Scores",
            "Baseline",
            "Now",
            [.. Enumerable.Range(0, bins.Now.Count).Select(bin =>
            {
                double before = bins.Baseline[bin] / (double)group.BaselineScored, now = bins.Now[bin] / (double)group.Scored;
                return new BarLine(
                    ShiftWords.Bin(bin == 0 ? null : bins.InnerEdges[bin - 1], bin == bins.InnerEdges.Count ? null : bins.InnerEdges[bin]),
                    axis.Position(before), axis.Position(now), Formats.Percent(before), Formats.Percent(now));
            })]);
    }

    private static TableView Scores(DriftFigures drift, IReadOnlyList<SubgroupKey> compared, SubgroupNames names)
    {
        var shown = Furthest(Known(drift.Groups), compared);
        return new TableView(
            "Score drift by group",
            "Each group against its own baseline. The stability index (PSI) decides the mark: up to 0.1 is little, above 0.25 is much; what chance alone gives groups of this size is taken off, the plain index stands below. "
                + "KS is the largest difference of the shares below any score, with its p-value. Jensen\u2013Shannon: 0 the same distribution, 1 none in common. Move: how far scores moved on average (Wasserstein), in baseline standard deviations below.",
            [new("Drift", IsNumber: false), new("PSI"), new("KS"), new("Jensen\u2013Shannon"), new("Move"), new("Now"), new("Baseline")],
            [.. shown.Select(group => Row(group, compared, names))])
        {
            Note = (drift.Groups.Count - shown.Length) is > 0 and var rest ? $"{Formats.Count(rest, "more group is", "more groups are")} in audit.json: with less drift, or fewer than {LeastOnASide} on a side." : null,
        };
    }

    private static GroupDrift[] Furthest(GroupDrift[] known, IReadOnlyList<SubgroupKey> compared)
    {
        bool First(GroupDrift group) => group.Key.Order == 0 || compared.Contains(group.Key);
        return [.. known.OrderBy(group => group.Key.Order > 0).ThenBy(group => !First(group)).ThenByDescending(Index).ThenBy(group => group.Key).Take(MostGroups)];
    }

    private static TableLine Row(GroupDrift group, IReadOnlyList<SubgroupKey> compared, SubgroupNames names)
    {
        var shift = group.Shift.Value;
        var corrected = shift.StabilityIndex.BiasCorrected;
        return new TableLine(
            names.Of(group.Key),
            [
                new TableCell("", null, StabilityMarks.AsVerdict(corrected), StabilityMarks.Word(corrected)),
                new TableCell(ShiftWords.Index(corrected), $"{ShiftWords.Index(shift.StabilityIndex.Value)} plain"),
                new TableCell(ShiftWords.Number(shift.KolmogorovSmirnov.Statistic), ShiftWords.P(shift.KolmogorovSmirnov.PValue)),
                new TableCell(ShiftWords.Number(shift.JensenShannonDistance)),
                new TableCell(ShiftWords.Number(shift.Wasserstein.Distance), shift.Wasserstein.OverBaselineDeviation.TryGet(out var over) ? $"{ShiftWords.Number(over)} SD" : $"in SD: {shift.Wasserstein.OverBaselineDeviation.Reason}"),
                Cells.Count(group.Scored),
                Cells.Count(group.BaselineScored),
            ],
            compared.Index().Where(item => item.Item.Equals(group.Key)).Select(item => (int?)item.Index).FirstOrDefault());
    }

    private static TableView Shares(DriftFigures drift, IReadOnlyList<SubgroupKey> compared, ConfidenceLevel level, SubgroupNames names)
    {
        (ShareKind Kind, string? Dimension, string Name)[] measures =
        [
            (ShareKind.Prevalence, null, Metric.Prevalence.Name), (ShareKind.FlagRate, null, Metric.FlagRate.Name), (ShareKind.MissingOutcome, null, "Missing outcomes"),
            .. drift.Mix.Select(mix => (ShareKind.MissingAttribute, (string?)mix.Column, $"{names.Dimension(mix.Column)} unknown")),
        ];
        (GroupDrift Group, int Slot)[] shown = [.. compared.Index().SelectMany(item => drift.Groups.Where(group => group.Key.Equals(item.Item)).Select(group => (group, item.Index)))];
        measures = [.. measures.Where(measure => shown.Any(item => Find(item.Group, measure) is { } share && share.X + share.BaselineX > 0))];
        return new TableView(
            "Rates and missing data, now less baseline",
            $"Differences in points; below, the {IntervalWords.Level(level)} limits, and the share now and in the baseline.",
            [.. measures.Select(measure => new PlainColumn(measure.Name))],
            [.. shown.Select(item => new TableLine(names.Of(item.Group.Key), [.. measures.Select(measure => ShareCell(Find(item.Group, measure)))], item.Slot))]);

        static ShareShift? Find(GroupDrift group, (ShareKind Kind, string? Dimension, string Name) measure) =>
            group.Shares.FirstOrDefault(share => share.Kind == measure.Kind && share.Dimension == measure.Dimension);
    }

    private static TableCell ShareCell(ShareShift? share) => share switch
    {
        null => new TableCell("\u2013", "left out as small"),
        { Difference: Estimate.Measured { Interval: { Low: { } low, High: { } high } } difference } => new TableCell(
            PointWords.Signed(difference.Value, high - low),
            $"{PointWords.Signed(low, high - low)} to {PointWords.Signed(high, high - low)}\n{Formats.Percent(share.X / (double)share.N)}, was {Formats.Percent(share.BaselineX / (double)share.BaselineN)}"),
        _ => Cells.Points(share.Difference),
    };
}

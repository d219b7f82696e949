using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>What is left of gaps once groups have the same mix of patients, beside the gaps as they are.</summary>
internal static class StandardisedSection
{
    private const int MostMetrics = 3;
    private const int MostNamed = 2;
    private const int MostRows = 25;

    /// <summary>With fewer in the denominator a gap says next to nothing.</summary>
    private const int Least = 30;

    private static readonly Metric[] WithoutRules = [Metric.Sensitivity, Metric.Ppv];

    public static SectionView Build(AuditFigures figures, SubgroupNames names)
    {
        const string Title = "What is left with the same mix of patients";
        var part = figures.Parts!.Standardised;
        if (part is not AuditPart<StandardisedFigures>.Ready { Content: var standardised })
            return SectionView.Without("standardised", Title, part);
        Metric[] metrics = [.. figures.Audit.Definition.Rules.Select(rule => rule.Metric).Where(GapAnalysis.Covers).Distinct().Take(MostMetrics)];
        if (metrics.Length == 0)
            metrics = WithoutRules;
        var gaps = metrics.ToDictionary(metric => metric, metric => Gaps(standardised, metric));
        return new SectionView(
            "standardised",
            Title,
            [.. Lead(figures, gaps, standardised, names)],
            null,
            [
                .. metrics.Where(metric => gaps[metric].Count > 0).Select(metric => new SectionBlock.Table(Table(metric, gaps[metric], standardised, figures, names))),
                new SectionBlock.Note("Every proportion of every group is in audit.json and audit.csv."),
            ]);
    }

    /// <summary>Worst for the group first, as it is.</summary>
    private static List<(GroupGap Gap, Estimate.Measured Raw)> Gaps(StandardisedFigures standardised, Metric metric) =>
    [
        .. standardised.Groups
            .Select(group => group.Metrics.First(item => item.Metric == metric).Gap)
            .Where(gap => gap.Raw is Estimate.Measured { Denominator: >= Least })
            .Select(gap => (gap, (Estimate.Measured)gap.Raw))
            .OrderBy(item => metric.Better == BetterDirection.Lower ? -item.Item2.Value : item.Item2.Value)
            .ThenBy(item => item.gap.Key),
    ];

    private static IEnumerable<string> Lead(
        AuditFigures figures, Dictionary<Metric, List<(GroupGap Gap, Estimate.Measured Raw)>> gaps, StandardisedFigures standardised, SubgroupNames names)
    {
        var mix = StandardisedWords.Mix(standardised.By);
        var clear = gaps.Values.SelectMany(list => list).Where(item => item.Gap.Key.Order == 1 && IsClear(item.Raw)).ToArray();
        var known = clear.Where(item => item.Gap.Standardised.Difference is Estimate.Measured).ToArray();
        var left = known.Count(item => IsClear((Estimate.Measured)item.Gap.Standardised.Difference));
        yield return known.Length == 0
            ? $"No group differs from everyone else by more than chance would explain, or none can be compared with the same mix of {mix}."
            : $"Of {Formats.Count(known.Length, "gap", "gaps")} to everyone else that chance would not explain, {HowMany(left, known.Length)} still there when both have the same mix of {mix}. "
                + "Which mix a group has does not excuse a gap: it says where to look.";
        var said = AuditViewBuilder.WorstFirst(figures.Subgroups.Where(subgroup => subgroup.SuppressedBecause is null).SelectMany(subgroup => subgroup.Judgements))
            .Where(judgement => gaps.ContainsKey(judgement.Rule.Metric))
            .Select(judgement => (judgement.Rule.Metric, judgement.Subgroup.Key))
            .Distinct()
            .Select(worst => (worst.Metric, Item: gaps[worst.Metric].FirstOrDefault(item => item.Gap.Key.Equals(worst.Key))))
            .Where(worst => worst.Item.Gap is not null)
            .Select(worst => Sentence(worst.Metric, worst.Item.Gap, worst.Item.Raw, names))
            .OfType<string>()
            .Take(MostNamed);
        foreach (var sentence in said)
            yield return sentence;
    }

    private static string HowMany(int left, int known) => left switch
    {
        0 => "none is",
        1 => "1 is",
        _ => $"{(left == known ? "all" : Formats.Count((long)left))} are",
    };

    private static string? Sentence(Metric metric, GroupGap gap, Estimate.Measured raw, SubgroupNames names) =>
        StandardisedWords.Sentence(metric, names.Phrase(gap.Key), StandardisedWords.Mix(gap.By), raw, gap.Standardised.Difference as Estimate.Measured) is { } sentence
            ? $"{metric.Name}: {char.ToLowerInvariant(sentence[0])}{sentence[1..]}" : null;

    private static bool IsClear(Estimate.Measured difference) => difference.Interval is { Low: > 0 } or { High: < 0 };

    private static TableView Table(
        Metric metric, List<(GroupGap Gap, Estimate.Measured Raw)> gaps, StandardisedFigures standardised, AuditFigures figures, SubgroupNames names)
    {
        var compared = figures.Parts!.Compared;
        var of = gaps.Where(item => item.Gap.Key.Order == 1 || compared.Contains(item.Gap.Key)).ToArray();
        var kept = of.OrderBy(item => !compared.Contains(item.Gap.Key)).Take(MostRows).Select(item => item.Gap.Key).ToHashSet();
        return new TableView(
            $"{metric.Name} less that of everyone else",
            $"As it is, and with the same mix of {StandardisedWords.Mix(standardised.By)}, with {IntervalWords.Of(figures.Level)}s; the {(metric.Better == BetterDirection.Lower ? "highest" : "lowest")} first. "
                + "In bold what chance would not explain. A group is never standardised by what it is made of.",
            [
                new("As it is"), new("With the same mix"), new("The group"), new("Everyone else"),
                .. standardised.ShowsCoverage ? [new PlainColumn("Could be compared")] : Array.Empty<PlainColumn>(),
            ],
            [.. of.Where(item => kept.Contains(item.Gap.Key)).Select(item => Row(metric, item.Gap, standardised, figures, names))])
        {
            Note = of.Length > MostRows ? $"{Formats.Count(of.Length - MostRows, "more group is", "more groups are")} in audit.csv." : null,
        };
    }

    private static TableLine Row(Metric metric, GroupGap gap, StandardisedFigures standardised, AuditFigures figures, SubgroupNames names)
    {
        var by = gap.By.Count < standardised.By.Count ? $"by {StandardisedWords.Mix(gap.By)} only" : null;
        return new TableLine(
            names.Of(gap.Key),
            [
                Points(gap.Raw, null),
                Points(gap.Standardised.Difference, by),
                Cells.Share(figures.Of(gap.Key).Of(metric).Value),
                Cells.Share(Estimator.Estimate(metric, gap.Others, RuleJudge.ScaleOf(figures.Audit.Definition), all: figures.All.Sample.Own)),
                .. standardised.ShowsCoverage ? [new TableCell(gap.Standardised.Difference is Estimate.Measured ? Formats.Percent(gap.Standardised.Coverage) : "\u2013")] : Array.Empty<TableCell>(),
            ],
            figures.Parts!.Compared.Index().Where(item => item.Item.Equals(gap.Key)).Select(item => (int?)item.Index).FirstOrDefault());
    }

    private static TableCell Points(Estimate difference, string? by)
    {
        var cell = Cells.Points(difference) with { IsClear = difference is Estimate.Measured measured && IsClear(measured) };
        return by is null || difference is not Estimate.Measured ? cell : cell with { Detail = $"{cell.Detail}; {by}" };
    }
}

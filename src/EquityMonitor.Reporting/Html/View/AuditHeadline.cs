using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The first sentence of the page: what needs attention, in plain words, with numbers.</summary>
internal static class AuditHeadline
{
    public static string Of(AuditFigures figures, IReadOnlyList<RuleJudgement> judgements, RuleJudgement? worst)
    {
        var definition = figures.Audit.Definition;
        if (figures.All.SuppressedBecause is { } reason)
            return $"Nothing of this file may be shown: {reason}.";
        if (definition.Rules.Count == 0)
            return WithoutRules(figures);
        if (worst is not null)
            return JudgementSentence.Of(worst, definition);
        var judged = judgements.Count(judgement => judgement.Verdict == Verdict.Meets);
        return judged == 0
            ? $"{definition.Name} cannot be judged: no subgroup has enough data for any rule."
            : $"{definition.Name} meets what was agreed in all {Formats.Count(judged)} judgements that the data allow.";
    }

    public static IReadOnlyList<string> Summary(AuditFigures figures, IReadOnlyList<RuleJudgement> judgements)
    {
        var summary = new List<string>();
        if (judgements.Count > 0)
        {
            var counts = judgements.CountBy(judgement => judgement.Verdict).OrderBy(count => VerdictWords.Of(count.Key).Rank);
            var words = string.Join(", ", counts.Select(count => $"{Formats.Count(count.Value)} {VerdictWords.Of(count.Key).Word}"));
            summary.Add($"{figures.Audit.Definition.Rules.Count} rules, {Formats.Count(judgements.Count)} judgements: {words}.");
        }

        var left = figures.Subgroups.Count(subgroup => subgroup.SuppressedBecause is not null);
        if (left > 0)
            summary.Add($"{Formats.Count(left)} of {Formats.Count(figures.Subgroups.Count)} subgroups are left out to protect small cells.");
        return summary;
    }

    private static string WithoutRules(AuditFigures figures)
    {
        var definition = figures.Audit.Definition;
        var lowest = figures.Subgroups
            .Where(subgroup => subgroup.Key.Order == 1 && subgroup.SuppressedBecause is null)
            .Select(subgroup => (subgroup, measured: subgroup.Of(Metric.Sensitivity).Value as Estimate.Measured))
            .Where(pair => pair.measured is { Denominator: >= 30 })
            .OrderBy(pair => pair.measured!.Value)
            .ThenBy(pair => pair.subgroup.Key)
            .FirstOrDefault();
        if (figures.All.Of(Metric.Sensitivity).Value is not Estimate.Measured all)
            return $"Nothing was agreed for {definition.Name}, so nothing is judged; its sensitivity cannot be estimated.";
        var overall = $"Nothing was agreed for {definition.Name}, so nothing is judged. It finds {Share(all)} of outcomes among all patients";
        return lowest.measured is null
            ? overall + "."
            : $"{overall}, and fewest among {new SubgroupNames(definition.Dimensions).Phrase(lowest.subgroup.Key)}: {Share(lowest.measured)}.";
    }

    private static string Share(Estimate.Measured measured) =>
        $"{Formats.Percent(measured.Value)} ({Formats.Range(Metric.Sensitivity, measured.Interval)}, of {Formats.Count(measured.Denominator)})";
}

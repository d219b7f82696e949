using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Which subgroups of an audit stand in the forest plot of a rule: All, single subgroups, and the intersections that are below.</summary>
internal static class ForestBuilder
{
    private const int MostSingles = 40;
    private const int MostIntersections = 15;

    /// <summary>The judged quantity of a rule: the metric itself, or its difference or ratio to the reference.</summary>
    public static ForestView OfRule(RuleDefinition rule, AuditFigures figures)
    {
        var names = new SubgroupNames(figures.Audit.Definition.Dimensions);
        var judged = figures.Subgroups
            .Where(subgroup => subgroup.SuppressedBecause is null)
            .SelectMany(subgroup => subgroup.Judgements)
            .Where(judgement => judgement.Rule == rule)
            .ToArray();
        var shown = ForestDrawing.InOrder(judged
            .Where(judgement => judgement.Verdict != Verdict.InsufficientData && Quantity(judgement) is not null)
            .Where(judgement => judgement.Subgroup.Key.Order <= 1 || judgement.Verdict == Verdict.Below)
            .Select(judgement => new ForestLine(
                judgement.Subgroup.Key,
                names.Of(judgement.Subgroup.Key),
                judgement.Verdict,
                Quantity(judgement)!,
                (judgement.Metric as Estimate.Measured)?.Denominator)
            {
                Distance = judgement.Margin,
            }));
        return ForestDrawing.Draw(
            rule.Name,
            $"{rule.Metric.Name}: {LimitWords.Of(rule)}, judged at {rule.Minimum} or more {MetricWords.Of(rule.Metric).Denominator}. {RuleWords.Justification(rule)}",
            rule.Metric,
            ForestDrawing.QuantityOf(rule),
            ForestDrawing.LimitsOf(rule),
            Kept(shown),
            Omitted(judged, shown),
            figures.Level,
            LimitText.Others(rule));
    }

    /// <summary>A metric of All and of each value of each dimension, lowest first, where nothing was agreed.</summary>
    public static ForestView OfMetric(Metric metric, AuditFigures figures)
    {
        var names = new SubgroupNames(figures.Audit.Definition.Dimensions);
        var shown = ForestDrawing.InOrder(figures.Subgroups
            .Where(subgroup => subgroup.SuppressedBecause is null && subgroup.Key.Order <= 1)
            .Select(subgroup => (subgroup, measured: subgroup.Of(metric).Value as Estimate.Measured))
            .Where(pair => pair.measured is not null)
            .Select(pair => new ForestLine(pair.subgroup.Key, names.Of(pair.subgroup.Key), null, pair.measured!, pair.measured!.Denominator) { Distance = pair.measured!.Value }));
        return ForestDrawing.Draw(metric.Name, "Nothing was agreed for this metric; the lowest first.", metric, ForestQuantity.Value, [], Kept(shown), Rest(shown), figures.Level);
    }

    private static Estimate? Quantity(RuleJudgement judgement) =>
        (judgement.Rule.Limit is Limit.Gap or Limit.Ratio ? judgement.Compared : judgement.Metric) is { } quantity and not Estimate.NotEstimable ? quantity : null;

    private static IReadOnlyList<ForestLine> Kept(IReadOnlyList<ForestLine> lines) =>
    [
        .. lines.Where(line => line.Key.Order <= 1).Take(MostSingles + 1),
        .. lines.Where(line => line.Key.Order > 1).Take(MostIntersections),
    ];

    private static string? Omitted(IReadOnlyCollection<RuleJudgement> judged, IReadOnlyList<ForestLine> shown)
    {
        var few = judged.Count(judgement => judgement.Verdict == Verdict.InsufficientData);
        var watch = judged.Count(judgement => judgement.Subgroup.Key.Order > 1 && judgement.Verdict == Verdict.Watch);
        var meeting = judged.Count(judgement => judgement.Subgroup.Key.Order > 1 && judgement.Verdict == Verdict.Meets);
        var parts = new[]
        {
            watch + meeting > 0 ? $"Not drawn: {Formats.Count(watch)} intersections on watch and {Formats.Count(meeting)} that meet the rule." : null,
            few > 0 ? $"{Formats.Count(few)} subgroups have too little data to be judged." : null,
            Rest(shown),
        };
        var said = string.Join(" ", parts.OfType<string>());
        return said.Length == 0 ? null : said + " All figures are in audit.csv.";
    }

    private static string? Rest(IReadOnlyList<ForestLine> lines)
    {
        var rest = lines.Count - Kept(lines).Count;
        return rest > 0 ? $"{Formats.Count(rest)} more subgroups are not drawn." : null;
    }
}

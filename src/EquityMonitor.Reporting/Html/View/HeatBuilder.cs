using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>The table of all single subgroups, and of the intersections that need attention.</summary>
internal static class HeatBuilder
{
    private const int MostIntersections = 40;

    public static HeatView Build(AuditFigures figures)
    {
        var definition = figures.Audit.Definition;
        var metrics = definition.Rules.Select(rule => rule.Metric)
            .Concat(HeatMetrics.Usual)
            .Distinct()
            .Where(metric => figures.All.SuppressedBecause is null && figures.All.Of(metric).Value is Estimate.Measured)
            .ToArray();
        var names = new SubgroupNames(definition.Dimensions);
        var groups = new List<HeatGroup> { new("Everyone", [Row(figures.All, SubgroupNames.All, metrics)]) };
        groups.AddRange(definition.Dimensions
            .Select(dimension => new HeatGroup(dimension.Name, [.. figures.Subgroups
                .Where(subgroup => subgroup.Key.Order == 1 && string.Equals(subgroup.Key.Parts[0].Key, dimension.Column, StringComparison.Ordinal))
                .Select(subgroup => Row(subgroup, subgroup.Key.Parts[0].Value, metrics))]))
            .Where(group => group.Rows.Count > 0));
        var concerning = figures.Subgroups
            .Where(subgroup => subgroup.Key.Order > 1 && subgroup.SuppressedBecause is null && Worst(subgroup.Judgements) is Verdict.Below or Verdict.Watch)
            .OrderBy(subgroup => VerdictWords.Of(Worst(subgroup.Judgements)).Rank)
            .ThenBy(subgroup => subgroup.Judgements.Min(judgement => judgement.AdjustedPValue ?? 1))
            .ThenBy(subgroup => subgroup.Key)
            .ToArray();
        if (concerning.Length > 0)
        {
            groups.Add(new HeatGroup("Intersections below or on watch", [.. concerning
                .Take(MostIntersections)
                .Select(subgroup => Row(subgroup, names.Of(subgroup.Key), metrics))]));
        }

        var intersections = figures.Subgroups.Count(subgroup => subgroup.Key.Order > 1);
        var shown = Math.Min(concerning.Length, MostIntersections);
        var omitted = intersections > shown ? $"{Formats.Count(intersections - shown)} more intersections are in audit.csv." : null;
        return new HeatView([.. metrics.Select(metric => new HeatColumn(metric.Name, MetricWords.Of(metric).Denominator))], groups, omitted, figures.Level);
    }

    private static HeatRow Row(SubgroupFigures subgroup, string label, Metric[] metrics) => subgroup.SuppressedBecause is { } reason
        ? new HeatRow(label, "", [], reason)
        : new HeatRow(label, Formats.Count(subgroup.Scored), [.. metrics.Select(metric => Cell(subgroup, subgroup.Of(metric)))], null);

    private static HeatCell Cell(SubgroupFigures subgroup, MetricFigures figures)
    {
        var metric = figures.Metric;
        var verdict = Worst(subgroup.Judgements.Where(judgement => judgement.Rule.Metric == metric));
        return figures.Value is Estimate.Measured measured
            ? new HeatCell(
                Formats.Value(metric, measured.Value, measured.Interval),
                Formats.Range(metric, measured.Interval),
                "of " + Formats.Count(measured.Denominator),
                true,
                HeatTone.Of(metric, figures.Difference as Estimate.Measured, verdict),
                verdict)
            : new HeatCell("\u2013", ((Estimate.NotEstimable)figures.Value).Reason.Text, "", false, 0, verdict);
    }

    private static Verdict? Worst(IEnumerable<RuleJudgement> judgements) =>
        judgements.Select(judgement => (Verdict?)judgement.Verdict).OrderBy(verdict => VerdictWords.Of(verdict).Rank).FirstOrDefault();
}

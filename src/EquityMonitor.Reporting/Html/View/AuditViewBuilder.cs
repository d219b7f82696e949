using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>From the figures of an audit to the page: what needs attention first, evidence second.</summary>
public static class AuditViewBuilder
{
    private const int MostConcerns = 8;

    private static readonly Metric[] WithoutRules = [Metric.Sensitivity, Metric.Ppv, Metric.Auroc];

    public static AuditView Build(AuditFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var audit = figures.Audit;
        var definition = audit.Definition;
        var judgements = figures.Subgroups.Where(subgroup => subgroup.SuppressedBecause is null).SelectMany(subgroup => subgroup.Judgements).ToArray();
        var concerns = WorstFirst(judgements).ToArray();
        return new AuditView(
            definition.Name,
            judgements.Length == 0 ? null : judgements.Select(judgement => judgement.Verdict).MinBy(verdict => VerdictWords.Of(verdict).Rank),
            AuditHeadline.Of(figures, judgements, concerns.FirstOrDefault()),
            AuditHeadline.Summary(figures, judgements),
            Facts(audit, figures),
            [.. concerns.Skip(1).Take(MostConcerns).Select(judgement => new Concern(judgement.Verdict, judgement.Rule.Name, JudgementSentence.Of(judgement, definition)))],
            concerns.Length > MostConcerns + 1 ? $"{Formats.Count(concerns.Length - MostConcerns - 1)} more verdicts of Below or Watch follow in the charts and in audit.csv." : null,
            definition.Rules.Count > 0
                ? [.. definition.Rules.Select(rule => ForestBuilder.OfRule(rule, figures))]
                : [.. WithoutRules.Select(metric => ForestBuilder.OfMetric(metric, figures)).Where(forest => forest.Rows.Count > 0)],
            HeatBuilder.Build(figures),
            Counts(figures, new SubgroupNames(definition.Dimensions)),
            [.. audit.Quarantined.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Formats.Count(entry.Value)}: {entry.Key}")],
            MethodNotes.For(figures))
        {
            Sections = Sections(figures, new SubgroupNames(definition.Dimensions)),
        };
    }

    /// <summary>Below before Watch, then by severity, All and singles before intersections, and the strongest evidence first.</summary>
    public static IEnumerable<RuleJudgement> WorstFirst(IEnumerable<RuleJudgement> judgements) => judgements
        .Where(judgement => judgement.Verdict is Verdict.Below or Verdict.Watch && judgement.Metric is Estimate.Measured)
        .OrderBy(judgement => VerdictWords.Of(judgement.Verdict).Rank)
        .ThenByDescending(judgement => judgement.Rule.Severity)
        .ThenBy(judgement => judgement.Subgroup.Key.Order)
        .ThenBy(judgement => judgement.AdjustedPValue ?? 1)
        .ThenBy(judgement => judgement.Margin)
        .ThenBy(judgement => judgement.Subgroup.Key);

    private static IReadOnlyList<SectionView> Sections(AuditFigures figures, SubgroupNames names) => figures.Parts is null ? [] :
    [
        CurveSection.Build(figures, names),
        CalibrationSection.Build(figures, names),
        StandardisedSection.Build(figures, names),
        DriftSection.Build(figures, names),
        ScanSection.Build(figures, names),
        LabelAuditSection.Build(figures, names),
    ];

    private static IReadOnlyList<Fact> Facts(AuditResult audit, AuditFigures figures)
    {
        var definition = audit.Definition;
        var shown = figures.All.SuppressedBecause is null;
        var known = figures.All.Of(Metric.OutcomeKnownRate).Value as Estimate.Measured;
        var facts = new List<Fact?>
        {
            new("Model version", definition.Version),
            definition.Purpose is { } purpose ? new("Purpose", purpose) : null,
            definition.Owner is { } owner ? new("Owner", owner) : null,
            new("Flagged", string.Create(CultureInfo.InvariantCulture, $"score of {definition.Threshold} or more")),
            new("Outcome", definition.Outcome.Column),
            new("File", audit.FileName),
            shown ? new("Scored encounters", Formats.Count(figures.All.Scored)) : null,
            shown ? new("Outcome known", known is null ? "none" : $"{Formats.Count(figures.All.Evaluable)} ({Formats.Percent(known.Value)})") : null,
            shown && audit.All.Own.Patients is { } patients ? new("Patients", Formats.Count(patients)) : null,
            new("Rows refused", Formats.Count(audit.Quarantined.Values.Sum())),
            audit.Analyses?.Baseline is { } baseline ? new("Baseline file", baseline.FileName) : null,
            audit.Analyses?.Baseline is { Quarantined.Count: > 0 } refused ? new("Rows refused in the baseline", Formats.Count(refused.Quarantined.Values.Sum())) : null,
            new("Subgroups", $"{Formats.Count(audit.Samples.Count - 1)}, of up to {audit.Intersections.ToString(CultureInfo.InvariantCulture)} dimensions"),
            new("Made", audit.GeneratedAt.UtcDateTime.ToString("d MMM yyyy HH:mm 'UTC'", CultureInfo.InvariantCulture)),
        };
        return [.. facts.OfType<Fact>()];
    }

    private static IReadOnlyList<CountRow> Counts(AuditFigures figures, SubgroupNames names) =>
        [.. figures.Subgroups.Where(subgroup => subgroup.Key.Order <= 1).Select(subgroup => CountsOf(subgroup, names))];

    private static CountRow CountsOf(SubgroupFigures subgroup, SubgroupNames names)
    {
        var label = names.Of(subgroup.Key);
        if (subgroup.SuppressedBecause is { } reason)
            return new CountRow(label, [], reason);
        var own = subgroup.Sample.Own;
        long?[] counts =
        [
            own.Scored, own.Counts.Total, own.Patients,
            own.Counts.TruePositives, own.Counts.FalsePositives, own.Counts.FalseNegatives, own.Counts.TrueNegatives,
        ];
        return new CountRow(label, [.. counts.Select(count => count is { } number ? Formats.Count(number) : "\u2013")], null);
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Api;

/// <summary>All subgroups of one day, derived from stored points and spells.</summary>
internal static class SubgroupQueries
{
    public static async Task<SubgroupsDto> ReadAsync(
        MonitorDbContext context, Model model, ModelDefinition definition, PointSet set, int order, bool showSmallCells, CancellationToken cancellationToken)
    {
        var day = await PointReader.DayAsync(context, model.Id, set.Window, set.AsOf, order, cancellationToken);
        var verdicts = await VerdictReader.OnDayAsync(context, model.Id, set.AsOf, cancellationToken);
        return Build(model.Key, definition, set, day, verdicts, showSmallCells);
    }

    /// <summary>Pure.</summary>
    internal static SubgroupsDto Build(
        string modelKey, ModelDefinition definition, PointSet set, DaySamples? day, IReadOnlyDictionary<(string Rule, SubgroupKey Subgroup), VerdictSpan> verdicts, bool showSmallCells)
    {
        var scale = RuleJudge.ScaleOf(definition);
        var names = new SubgroupNames(definition.Dimensions);
        var rules = definition.Rules.Where(rule => rule.Window == set.Window).Select(rule => rule.Key).ToHashSet(StringComparer.Ordinal);
        var spans = verdicts.Where(verdict => rules.Contains(verdict.Key.Rule)).ToLookup(verdict => verdict.Key.Subgroup, verdict => (verdict.Key.Rule, Span: verdict.Value));
        return new SubgroupsDto
        {
            Model = modelKey,
            Period = PeriodDto.Of(set),
            Subgroups =
            [
                .. (day?.Samples ?? []).Select(sample => new SubgroupDto
                {
                    Subgroup = sample.Key.ToString(),
                    Name = names.Of(sample.Key),
                    Values = sample.Key.Parts.ToDictionary(part => part.Key, part => part.Value, StringComparer.Ordinal),
                    Counts = showSmallCells || !HasSmallCell(sample.Own) ? Counts(sample.Own) : null,
                    Verdicts =
                    [
                        .. spans[sample.Key].OrderBy(verdict => verdict.Rule, StringComparer.Ordinal)
                            .Select(verdict => new RuleVerdictDto { Rule = verdict.Rule, Verdict = verdict.Span.Verdict, Since = verdict.Span.From }),
                    ],
                    Metrics = StoredMetrics.Of(definition).ToDictionary(metric => metric.Key, metric => EstimateDto.Of(metric, sample.Own, day!.All.Own, scale, showSmallCells), StringComparer.Ordinal),
                }),
            ],
        };
    }

    /// <summary>Of all the counts that are given, with what remains of their wholes.</summary>
    private static bool HasSmallCell(PerformanceSample sample) => SmallCells.In(Metric.FlagRate, sample) || SmallCells.In(Metric.OutcomeKnownRate, sample);

    private static CountsDto Counts(PerformanceSample sample) => new()
    {
        Patients = sample.Patients,
        Scored = sample.Scored,
        Flagged = sample.Flagged,
        Mature = sample.Mature,
        TruePositives = sample.Counts.TruePositives,
        FalsePositives = sample.Counts.FalsePositives,
        FalseNegatives = sample.Counts.FalseNegatives,
        TrueNegatives = sample.Counts.TrueNegatives,
    };
}

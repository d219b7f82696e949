using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>From an outcome analysis to what a reader may see; pure.</summary>
public sealed class OutcomesBuilder(TabScope scope)
{
    /// <summary>Those that a clinician asks for first; the others are drawn when they are chosen.</summary>
    private static readonly Metric[] Provisional = [Metric.Sensitivity, Metric.Ppv, Metric.Specificity, Metric.Prevalence];

    public OutcomesView Build(OutcomeAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var metric = BackTest.Metrics.Contains(scope.Choice.Metric) ? scope.Choice.Metric : Metric.Sensitivity;
        GroupOutcomesView[] groups = [.. analysis.Groups.Select(group => Group(group, metric, analysis.Scale))];
        return new OutcomesView(
            analysis.AsOf,
            analysis.MaturityDays,
            analysis.Groups[0].ByAge.Any(band => band.Rows > 0) ? new PanelState.Ready() : new PanelState.Empty(),
            State(analysis, groups),
            OutcomesWords.Lead(analysis, groups[0]),
            metric,
            metric == scope.Choice.Metric ? null : $"{scope.Choice.Metric.Name} has no provisional value: how many of the flagged and of the others are expected to have the outcome does not determine it. {metric.Name} is shown.",
            groups)
        {
            Level = scope.Definition.Confidence,
        };
    }

    private static PanelState State(OutcomeAnalysis analysis, GroupOutcomesView[] groups)
    {
        if (!analysis.Scale.IsProbability)
            return new PanelState.NotEstimable(NotEstimableReason.ScoreIsNotAProbability.Text);
        if (analysis.MaturityDays == 0)
            return new PanelState.NotEstimable("the outcomes of this model are known on the day of the encounter, so that nothing has to be expected");
        var readings = groups.SelectMany(group => group.Periods).Select(period => period.Expected).ToList();
        return readings.Exists(reading => reading is Reading.Known) ? new PanelState.Ready()
            : readings.Exists(reading => reading is Reading.Suppressed) ? new PanelState.Suppressed()
            : new PanelState.NotEstimable(readings.OfType<Reading.NotEstimable>().LastOrDefault()?.Why ?? NotEstimableReason.NothingToExpect.Text);
    }

    private GroupOutcomesView Group(GroupOutcomes group, Metric metric, ScoreScale scale) => new(
        group.Key.ToString(),
        scope.Names.Of(group.Key),
        scope.Names.Phrase(group.Key),
        [.. group.ByAge.Select(band => new AgeView(band.From, band.To, band.IsMature, Known(band)))],
        [.. group.Periods.Select(period => new PeriodView(period.Days, period.IsNow, Expected(period, metric, scale), period.IsNow ? null : Realised(period, metric)))],
        group.Periods.Count == 0 ? [] : [.. Provisional.Append(metric).Distinct().Select(candidate => new ProvisionalFigure(
            candidate, Expected(group.Periods[^1], candidate, scale), BackTest.Summarise(group.Periods.Where(period => !Hides(period, candidate)).SelectMany(period => period.Items).Where(item => item.Metric == candidate))))]);

    private Reading Known(AgeBand band) =>
        !scope.ShowSmallCells && (SmallCells.InPart(band.Known, band.Rows) || SmallCells.InPart(band.Patients, band.Patients)) ? new Reading.Suppressed()
        : Reading.Of(band.Share.Estimate(scope.Definition.Confidence, NotEstimableReason.NoScoredEncounters));

    private Reading Expected(ProvisionalPeriod period, Metric metric, ScoreScale scale) =>
        !scope.ShowSmallCells && period.Sample.Patients is { } patients && SmallCells.InPart(patients, patients) ? new Reading.Suppressed() : Reading.Of(period.Expected.Estimate(metric, scale));

    private Reading Realised(ProvisionalPeriod period, Metric metric) =>
        Hides(period, metric) ? new Reading.Suppressed() : Reading.Of(period.Items.First(item => item.Metric == metric).Realised);

    private bool Hides(ProvisionalPeriod period, Metric metric) => !scope.ShowSmallCells && SmallCells.In(metric, period.Sample);
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>From an outcome analysis to what a reader may see; pure.</summary>
public sealed class OutcomesBuilder(TabScope scope)
{
    /// <summary>Those that a clinician asks for first; the others follow from them.</summary>
    private static readonly Metric[] Provisional = [Metric.Sensitivity, Metric.Ppv, Metric.Specificity, Metric.Prevalence];

    private static readonly Metric[] Drawn = [Metric.Sensitivity, Metric.Ppv, Metric.Specificity, Metric.Prevalence, Metric.Npv, Metric.Fpr, Metric.Fnr, Metric.Accuracy];

    public OutcomesView Build(OutcomeAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var metric = Drawn.Contains(scope.Choice.Metric) ? scope.Choice.Metric : Metric.Sensitivity;
        GroupOutcomesView[] groups = [.. analysis.Groups.Select(group => Group(group, metric))];
        return new OutcomesView(
            analysis.AsOf,
            analysis.MaturityDays,
            analysis.Groups[0].ByAge.Any(band => band.Rows > 0) ? new PanelState.Ready() : new PanelState.Empty(),
            State(analysis, groups),
            OutcomesWords.Lead(analysis, groups[0]),
            metric,
            metric == scope.Choice.Metric ? null : $"{scope.Choice.Metric.Name} has no provisional value, since expected counts do not determine it. {metric.Name} is shown.",
            groups);
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

    private GroupOutcomesView Group(GroupOutcomes group, Metric metric) => new(
        group.Key.ToString(),
        scope.Names.Of(group.Key),
        scope.Names.Phrase(group.Key),
        [.. group.ByAge.Select(band => new AgeView(band.From, band.To, band.IsMature, Known(band)))],
        [.. group.Periods.Select(period => new PeriodView(period.Days, period.IsNow, Expected(period, metric), period.IsNow ? null : Realised(period, metric)))],
        group.Periods.Count == 0 ? [] : [.. Provisional.Select(candidate => new ProvisionalFigure(
            candidate, Expected(group.Periods[^1], candidate), BackTest.Summarise(group.Periods.Where(period => !Hides(period, candidate)).SelectMany(period => period.Items).Where(item => item.Metric == candidate))))]);

    private Reading Known(AgeBand band) =>
        !scope.ShowSmallCells && (SmallCells.InPart(band.Known, band.Rows) || SmallCells.InPart(band.Patients, band.Patients)) ? new Reading.Suppressed()
        : band.Rows == 0 ? new Reading.NotEstimable(NotEstimableReason.NoScoredEncounters.Text)
        : new Reading.Known(new Estimate.Measured(band.Known / (double)band.Rows, Wilson.Interval(band.Known, band.Rows, ConfidenceLevel.Default.Z), band.Rows));

    private Reading Expected(ProvisionalPeriod period, Metric metric) =>
        !scope.ShowSmallCells && period.Sample.Patients is { } patients && SmallCells.InPart(patients, patients) ? new Reading.Suppressed() : Reading.Of(period.Expected.Estimate(metric));

    private Reading Realised(ProvisionalPeriod period, Metric metric) =>
        Hides(period, metric) ? new Reading.Suppressed() : Reading.Of(period.Items.First(item => item.Metric == metric).Realised);

    private bool Hides(ProvisionalPeriod period, Metric metric) => !scope.ShowSmallCells && SmallCells.In(metric, period.Sample);
}

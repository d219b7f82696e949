using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Gaps;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>From what was explored to what is shown; pure.</summary>
public sealed class ExploreBuilder(TabScope scope)
{
    private static readonly (string Name, Metric[] Metrics)[] Sections =
    [
        ("At this threshold", [Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Npv, Metric.Fpr, Metric.Fnr, Metric.FlagRate, Metric.Accuracy, Metric.BalancedAccuracy, Metric.F1, Metric.Nne, Metric.NetBenefit, Metric.OverrideRate]),
        ("Over all thresholds", [Metric.Auroc, Metric.AveragePrecision]),
        ("Predicted risk", [Metric.ObservedExpected, Metric.CalibrationIntercept, Metric.CalibrationSlope, Metric.MeanError, Metric.Brier, Metric.ScaledBrier, Metric.CalibrationError]),
        ("Outcomes", [Metric.Prevalence, Metric.OutcomeKnownRate]),
    ];

    /// <summary>What is shown in place of figures.</summary>
    public static ExploreView Without(ExploreChoice choice, PeriodResult result) => result switch
    {
        PeriodResult.NoEncounters { Stored: { } stored } =>
            ExploreView.None(choice, new PanelState.Empty(), ExploreWords.NoEncounters(choice.Days.From, choice.Days.To, stored.From, stored.To), stored),
        PeriodResult.TooMany many => ExploreView.None(choice, new PanelState.Empty(), ExploreWords.TooMany(many.Encounters, many.Most), null),
        _ => ExploreView.None(choice, new PanelState.Empty(), ExploreWords.NothingStored, null),
    };

    public ExploreView Build(ExploreChoice choice, PeriodResult.Ready ready, StoredDays stored, Exploration exploration, IReadOnlyList<ExploredCurves> curves)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(ready);
        ArgumentNullException.ThrowIfNull(stored);
        var period = ready.Period;
        var loaded = new ExploredPeriod(
            ready,
            [.. scope.Definition.Dimensions.Select((dimension, index) => Values(dimension, period.ValuesOf(index)))],
            ExploreWords.Summary(period.Days.From, period.Days.To, period.Encounters, period.EvaluableEncounters),
            Notes(ready),
            Figures(exploration),
            Curves(choice.Threshold, curves));
        return new ExploreView(choice, new PanelState.Ready(), string.Empty, stored.Stored, loaded);
    }

    /// <summary>The group at its threshold; what changes while the slider moves.</summary>
    public ExploreFigures Figures(Exploration exploration)
    {
        ArgumentNullException.ThrowIfNull(exploration);
        var known = exploration.Metrics.ToDictionary(explored => explored.Metric);
        var (name, phrase) = (scope.Names.Of(exploration.Key), scope.Names.Phrase(exploration.Key));
        var metric = known.GetValueOrDefault(scope.Choice.Metric) ?? known[Metric.Sensitivity];
        var lead = string.Join(" ", MeaningSentences.Of(new MeaningFigures
        {
            Metric = metric.Metric,
            Who = phrase,
            Own = metric.Own,
            Others = metric.Others,
            Difference = exploration.Others is null ? null : metric.Difference,
        }));
        return new ExploreFigures(
            exploration.Key,
            name,
            phrase,
            exploration.Threshold,
            lead,
            [.. Sections.Select(section => new ExploreSection(section.Name, [.. section.Metrics.Where(IsOffered).Select(listed => Row(known[listed]))])).Where(section => section.Rows.Count > 0)],
            exploration.Own.Counts,
            exploration.Others?.Counts)
        {
            Level = scope.Definition.Confidence,
            SameMixOf = exploration.StandardisedBy.Count == 0 ? null : SameMixWords.Of(exploration.StandardisedBy),
        };
    }

    private bool IsOffered(Metric metric) =>
        (!metric.NeedsProbability || scope.Definition.Score.Kind == ScoreKind.Probability) && (metric != Metric.OverrideRate || scope.Definition.Response is not null);

    private static ExploreRow Row(ExploredMetric explored)
    {
        // Sampling error pushes such a value one way, the more so the smaller the group: beside each other two of them mislead.
        var others = explored.Metric.AllowsRules ? explored.Others : null;
        return new ExploreRow(explored.Metric, Reading.Of(explored.Own), others is null ? null : Reading.Of(others), others is null ? null : Reading.Of(explored.Difference))
        {
            Standardised = explored.Standardised is { } standardised ? Reading.Of(standardised.Difference) : null,
        };
    }

    private DimensionValues Values(DimensionDefinition dimension, IReadOnlyList<string> values)
    {
        var options = new GroupOptions(scope.Definition);
        return new DimensionValues(dimension, [.. options.Ordered(values.Select(value => SubgroupKey.Of(dimension.Column, value))).Select(option => (option.Key.Parts[0].Value, option.Name))]);
    }

    private List<string> Notes(PeriodResult.Ready ready)
    {
        var (period, notes) = (ready.Period, new List<string>());
        if (period.Mature is null)
            notes.Add(ExploreWords.NothingMature(scope.Definition.Outcome.MaturityDays));
        else if (period.Mature.Value.To < period.Days.To)
            notes.Add(ExploreWords.PartlyMature(period.Mature.Value.From, period.Mature.Value.To));
        if (ready.Facts.DaysHeld > 0)
            notes.Add(ExploreWords.Held(ready.Facts.DaysHeld));
        if (scope.Definition.Effective is { } effective && period.Days.From < effective && effective <= period.Days.To)
            notes.Add(ExploreWords.TwoVersions(effective));
        return notes;
    }

    private ExploreCurves Curves(double threshold, IReadOnlyList<ExploredCurves> curves) => new(threshold, [.. curves.Select(curve => new CurvesOfGroup(
        curve.Key.ToString(),
        scope.Names.Of(curve.Key),
        curve.Roc.TryGet(out var roc) ? CurveThinning.Of(roc) : [],
        curve.PrecisionRecall.TryGet(out var precisionRecall) ? CurveThinning.Of(precisionRecall) : [],
        (curve.PrecisionRecall.Reason ?? curve.Roc.Reason)?.Text,
        curve.Counts.At(threshold),
        roc is null ? null : Area(roc),
        curve.AveragePrecision.ValueOrNull))]);

    /// <summary>Under the whole curve, tied scores slanted: the exact AUROC.</summary>
    private static double Area(IReadOnlyList<RocPoint> roc) =>
        Enumerable.Range(1, roc.Count - 1).Sum(i => (roc[i].FalsePositiveRate - roc[i - 1].FalsePositiveRate) * (roc[i].TruePositiveRate + roc[i - 1].TruePositiveRate) / 2);
}

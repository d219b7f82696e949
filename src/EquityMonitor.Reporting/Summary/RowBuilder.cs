using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>
/// From the samples of a month to the lines of its table, small cells left out. Two tables are protected, since each could be added up: the encounters by flag and
/// outcome with the metrics over them, and the scored encounters with flag rate and outcome known rate. In the second, flagged, not flagged and unknown outcomes
/// count as cells too; All is exempt for its unknown outcomes, which are a matter of the whole model's data.
/// </summary>
internal static class RowBuilder
{
    private const string WholeMonth = "the whole month";
    private const string VolumeWords = "1 to 10 encounters that were flagged, were not flagged, or have no known outcome";

    /// <param name="definition">In force.</param>
    /// <param name="samples">All, every single value, and complete crossings for the pairs that are shown.</param>
    /// <param name="pairs">The pairs that are shown.</param>
    /// <param name="verdicts">By subgroup.</param>
    public static IReadOnlyList<SummaryRow> Of(
        ModelDefinition definition, IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs, ILookup<SubgroupKey, RuleVerdict> verdicts)
    {
        if (samples.Count == 0)
            return [];
        var shown = samples.Where(sample => sample.Key.Order < 2 || pairs.Contains(sample.Key)).ToArray();
        var suppressed = Suppressed(samples, pairs);
        var withheld = Withheld(samples, pairs, suppressed);
        var names = new SubgroupNames(definition.Dimensions);
        var metrics = Metrics(definition);
        var scale = RuleJudge.ScaleOf(definition);
        return [.. shown.Select(sample => Row(sample, samples[0].Own, metrics, scale, names, suppressed, withheld, verdicts))];
    }

    /// <summary>Those that every summary has, and those of the model's rules, in the catalogue's order.</summary>
    public static IReadOnlyList<Metric> Metrics(ModelDefinition definition)
    {
        HashSet<Metric> wanted =
        [
            Metric.FlagRate, Metric.Prevalence, Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Auroc, Metric.ObservedExpected,
            .. definition.Rules.Select(rule => rule.Metric),
        ];
        return [.. Metric.All.Where(wanted.Contains).Where(metric => definition.Score.Kind == ScoreKind.Probability || !metric.NeedsProbability)];
    }

    private static SummaryRow Row(
        SubgroupSample sample, PerformanceSample all, IReadOnlyList<Metric> metrics, ScoreScale scale, SubgroupNames names,
        IReadOnlyDictionary<SubgroupKey, string> suppressed, IReadOnlyDictionary<SubgroupKey, string> withheld, ILookup<SubgroupKey, RuleVerdict> verdicts)
    {
        var row = new SummaryRow { Key = sample.Key, Name = names.Of(sample.Key), Verdicts = [.. verdicts[sample.Key]], Figures = [.. metrics.Select(_ => (Estimate?)null)] };
        if (suppressed.TryGetValue(sample.Key, out var reason))
            return row with { SuppressedBecause = reason };
        var without = withheld.GetValueOrDefault(sample.Key);
        return row with
        {
            VolumeWithheldBecause = without,
            Encounters = without is null ? sample.Own.Scored : null,
            Patients = without is null ? sample.Own.Patients : null,
            Figures = [.. metrics.Select(metric => without is not null && IsOfVolume(metric) ? null : Estimator.Estimate(metric, sample.Own, scale, all: all))],
        };
    }

    private static bool IsOfVolume(Metric metric) => metric.Population != MetricPopulation.Evaluable;

    private static IReadOnlyDictionary<SubgroupKey, string> Suppressed(IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs) =>
        new SmallCellSuppression(whole: WholeMonth).Decide(
            [.. samples.Select(sample => SmallCell.Of(sample) with { Released = sample.Key.Order < 2 || pairs.Contains(sample.Key) })]);

    private static Dictionary<SubgroupKey, string> Withheld(
        IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs, IReadOnlyDictionary<SubgroupKey, string> suppressed)
    {
        var cells = samples.Select(sample => Volume(sample) with
        {
            Released = (sample.Key.Order < 2 || pairs.Contains(sample.Key)) && !suppressed.ContainsKey(sample.Key),
        }).ToDictionary(cell => cell.Key);
        return new SmallCellSuppression(whole: WholeMonth).Decide(cells.Values)
            .ToDictionary(entry => entry.Key, entry => entry.Key.Order > 0 && cells[entry.Key].IsSmall(SmallCellSuppression.DefaultLargest) ? VolumeWords : entry.Value);
    }

    private static SmallCell Volume(SubgroupSample sample)
    {
        var own = sample.Own;
        var unknown = sample.Key.Order == 0 ? 0 : own.Mature - own.Counts.Total;
        return new SmallCell(sample.Key, own.Patients ?? own.Scored, own.Flagged, own.Scored - own.Flagged, unknown, 0);
    }
}

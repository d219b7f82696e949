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
/// count as cells too; All is exempt for its unknown outcomes, which are a matter of the whole model's data. How many encounters lack an attribute is told of an
/// "Unknown" whose line is suppressed as long as it gives away no other's.
/// </summary>
internal static class RowBuilder
{
    private const string WholeMonth = "the whole month";
    private static string VolumeWords => $"{SmallCount.Range} encounters that were flagged, were not flagged, or have no known outcome";

    /// <param name="definition">In force.</param>
    /// <param name="samples">All, every single value, and complete crossings for the pairs that are shown.</param>
    /// <param name="pairs">The pairs that are shown.</param>
    /// <param name="verdicts">By subgroup.</param>
    public static SummaryRows Of(
        ModelDefinition definition, IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs, ILookup<SubgroupKey, RuleVerdict> verdicts)
    {
        if (samples.Count == 0)
            return new SummaryRows([], new Dictionary<string, long>(StringComparer.Ordinal));
        var shown = samples.Where(sample => sample.Key.Order < 2 || pairs.Contains(sample.Key)).ToArray();
        var names = new SubgroupNames(definition.Dimensions);
        var rule = new SmallCellSuppression(whole: WholeMonth, nameOf: column => $"\u201c{names.Dimension(column)}\u201d");
        var suppressed = Suppressed(rule, samples, pairs);
        var withheld = Withheld(rule, samples, pairs, suppressed);
        var metrics = Metrics(definition);
        var scale = RuleJudge.ScaleOf(definition);
        return new SummaryRows(
            [.. shown.Select(sample => Row(sample, samples[0].Own, metrics, scale, names, suppressed, withheld, verdicts))],
            Unknown(samples, suppressed, withheld));
    }

    /// <summary>Those that every summary has, and those of the model's rules, in the catalogue's order.</summary>
    public static IReadOnlyList<Metric> Metrics(ModelDefinition definition)
    {
        HashSet<Metric> wanted =
        [
            Metric.FlagRate, Metric.Prevalence, Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Auroc, Metric.ObservedExpected,
            .. definition.Rules.Select(rule => rule.Metric),
        ];
        return [.. StoredMetrics.Of(definition).Where(wanted.Contains)];
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

    private static IReadOnlyDictionary<SubgroupKey, string> Suppressed(
        SmallCellSuppression rule, IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs) =>
        rule.Decide(
            [.. samples.Select(sample => SmallCell.Of(sample) with { Released = sample.Key.Order < 2 || pairs.Contains(sample.Key) })]);

    private static Dictionary<SubgroupKey, string> Withheld(
        SmallCellSuppression rule, IReadOnlyList<SubgroupSample> samples, IReadOnlyCollection<SubgroupKey> pairs, IReadOnlyDictionary<SubgroupKey, string> suppressed)
    {
        var cells = samples.Select(sample => suppressed.ContainsKey(sample.Key) && IsUnknown(sample.Key)
            ? new SmallCell(sample.Key, sample.Own.Patients ?? sample.Own.Scored, 0, 0, 0, 0)
            : Volume(sample) with { Released = (sample.Key.Order < 2 || pairs.Contains(sample.Key)) && !suppressed.ContainsKey(sample.Key) })
            .ToDictionary(cell => cell.Key);
        return rule.Decide(cells.Values)
            .ToDictionary(entry => entry.Key, entry => entry.Key.Order > 0 && cells[entry.Key].IsSmall ? VolumeWords : entry.Value);
    }

    /// <summary>Encounters without an attribute, by dimension, where that may be told.</summary>
    private static Dictionary<string, long> Unknown(
        IReadOnlyList<SubgroupSample> samples, IReadOnlyDictionary<SubgroupKey, string> suppressed, Dictionary<SubgroupKey, string> withheld)
    {
        var all = samples[0];
        if (suppressed.ContainsKey(all.Key) || withheld.ContainsKey(all.Key))
            return new Dictionary<string, long>(StringComparer.Ordinal);
        var unknown = samples.Where(sample => IsUnknown(sample.Key)).ToDictionary(sample => sample.Key.Parts[0].Key, StringComparer.Ordinal);
        return samples.Where(sample => sample.Key.Order == 1).Select(sample => sample.Key.Parts[0].Key).Distinct(StringComparer.Ordinal)
            .Select(column => (Column: column, Sample: unknown.GetValueOrDefault(column)))
            .Where(entry => entry.Sample is null || (!withheld.ContainsKey(entry.Sample.Key) && !SmallCount.Is(all.Own.Scored - entry.Sample.Own.Scored)))
            .ToDictionary(entry => entry.Column, entry => entry.Sample?.Own.Scored ?? 0, StringComparer.Ordinal);
    }

    private static bool IsUnknown(SubgroupKey key) => key.Order == 1 && key.Parts[0].Value == DimensionDefinition.Unknown;

    private static SmallCell Volume(SubgroupSample sample)
    {
        var own = sample.Own;
        var unknown = sample.Key.Order == 0 ? 0 : own.Mature - own.Counts.Total;
        return new SmallCell(sample.Key, own.Patients ?? own.Scored, own.Flagged, own.Scored - own.Flagged, unknown, 0);
    }
}

/// <param name="Rows">All first.</param>
/// <param name="Unknown">Encounters whose attribute is missing, by column; a column is absent where that is suppressed.</param>
internal sealed record SummaryRows(IReadOnlyList<SummaryRow> Rows, IReadOnlyDictionary<string, long> Unknown);

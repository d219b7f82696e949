using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Everything that the documents of an audit show: metrics, comparisons, verdicts and suppressions. The three documents only lay it out.</summary>
public sealed record AuditFigures(AuditResult Audit, IReadOnlyList<SubgroupFigures> Subgroups)
{
    /// <summary>Small cells were left out.</summary>
    public bool Suppressed { get; private init; }

    /// <summary>Null where the audit has no analyses.</summary>
    public AuditParts? Parts { get; private init; }

    public SubgroupFigures All => Subgroups[0];

    /// <summary>Of every interval.</summary>
    public ConfidenceLevel Level => Audit.Definition.Confidence;

    /// <exception cref="InvalidOperationException">The audit has no such subgroup.</exception>
    public SubgroupFigures Of(SubgroupKey key) => Subgroups.First(subgroup => subgroup.Key.Equals(key));

    /// <param name="suppression">Null when small cells may be shown.</param>
    public static AuditFigures Of(AuditResult audit, SmallCellSuppression? suppression)
    {
        ArgumentNullException.ThrowIfNull(audit);
        var left = suppression?.Decide([.. audit.Samples.Select(SmallCell.Of)]);
        var judgements = audit.Judgements.ToLookup(judgement => judgement.Subgroup.Key);
        var scale = RuleJudge.ScaleOf(audit.Definition);
        var all = audit.All.Own;
        var metrics = audit.Definition.KeepsCalibration ? Metric.ForRules : Metric.All;
        var subgroups = audit.Samples
            .Select(sample => new SubgroupFigures(
                sample,
                [.. metrics.Select(metric => MetricFigures.Of(metric, sample, scale, all))],
                [.. judgements[sample.Key].Select(judgement => Released(judgement, left))],
                left?.GetValueOrDefault(sample.Key)))
            .ToArray();
        var samples = audit.Samples.ToDictionary(sample => sample.Key, sample => sample.Own);
        Estimate MeanError(SubgroupKey key) => Estimator.Estimate(Metric.MeanError, samples[key], scale, all: all);
        return new AuditFigures(audit, subgroups)
        {
            Suppressed = suppression is not null,
            Parts = audit.Analyses is { } analyses ? AuditParts.Of(analyses, left, suppression, MeanError) : null,
        };
    }

    /// <summary>Beside the group's own figure, a comparison with a named group that is left out would give that one away.</summary>
    private static RuleJudgement Released(RuleJudgement judgement, IReadOnlyDictionary<SubgroupKey, string>? left) =>
        left is not null && RuleScope.Counterpart(judgement.Rule, judgement.Subgroup.Key) is { } counterpart && left.ContainsKey(counterpart)
            ? judgement with { Reference = null, ReferenceSample = null, Compared = null, Margin = null, AdjustedPValue = null }
            : judgement;
}

/// <param name="Metrics">Those that every point stores, then those that a rule asks for; see <see cref="Metric.ForRules"/>.</param>
/// <param name="SuppressedBecause">Why nothing but the name of the subgroup may be shown; null when it may.</param>
public sealed record SubgroupFigures(
    SubgroupSample Sample,
    IReadOnlyList<MetricFigures> Metrics,
    IReadOnlyList<RuleJudgement> Judgements,
    string? SuppressedBecause)
{
    public SubgroupKey Key => Sample.Key;

    public long Scored => Sample.Own.Scored;

    public long Evaluable => Sample.Own.Counts.Total;

    public MetricFigures Of(Metric metric) => Metrics.First(figures => figures.Metric == metric);
}

/// <summary>A metric of a subgroup, and how it compares with everyone else.</summary>
/// <param name="Difference">Null when no difference is defined for the metric, or there is nobody else.</param>
/// <param name="Ratio">Null when no ratio is defined for the metric, or there is nobody else.</param>
/// <param name="KatzRatio">The same ratio with the log interval that other tools give; nothing is judged by it.</param>
public sealed record MetricFigures(Metric Metric, Estimate Value, Estimate? Difference, Estimate? Ratio, Estimate? KatzRatio)
{
    internal static MetricFigures Of(Metric metric, SubgroupSample sample, ScoreScale scale, PerformanceSample all) => new(
        metric,
        Estimator.Estimate(metric, sample.Own, scale, all: all),
        metric.IsKeptOnRequest ? null : Defined(Comparison.Difference(metric, sample.Own, sample.Complement, scale, all: all)),
        metric.IsKeptOnRequest ? null : Defined(Comparison.Ratio(metric, sample.Own, sample.Complement, scale, all: all)),
        metric.IsKeptOnRequest ? null : Defined(Comparison.LogRatio(metric, sample.Own, sample.Complement, scale, all: all)));

    private static Estimate? Defined(Estimate comparison) =>
        comparison is Estimate.NotEstimable(var reason) && (reason == NotEstimableReason.NotComparable || reason == NotEstimableReason.NoComplement) ? null : comparison;
}

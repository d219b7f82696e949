using System.Collections.Frozen;

namespace EquityMonitor.Statistics;

/// <summary>Numerator and denominator of every metric that is a count over a count, the clustered variance that belongs to it, and why it may be undefined.</summary>
internal sealed record ProportionCounts(
    Func<PerformanceSample, long> Numerator,
    Func<PerformanceSample, long> Denominator,
    Func<ClusterVariances, double?> ClusterVariance,
    NotEstimableReason Empty)
{
    private static readonly FrozenDictionary<string, ProportionCounts> ByMetric = new Dictionary<string, ProportionCounts>(StringComparer.Ordinal)
    {
        [Metric.FlagRate.Key] = new(s => s.Flagged, s => s.Scored, v => v.FlagRate, NotEstimableReason.NoScoredEncounters),
        [Metric.OutcomeKnownRate.Key] = new(s => s.Counts.Total, s => s.Mature, v => v.OutcomeKnownRate, NotEstimableReason.NoMatureEncounters),
        [Metric.Prevalence.Key] = new(s => s.Counts.Positives, s => s.Counts.Total, v => v.Prevalence, NotEstimableReason.NoEvaluableEncounters),
        [Metric.Sensitivity.Key] = new(s => s.Counts.TruePositives, s => s.Counts.Positives, v => v.Sensitivity, NotEstimableReason.NoPositives),
        [Metric.Fnr.Key] = new(s => s.Counts.FalseNegatives, s => s.Counts.Positives, v => v.Sensitivity, NotEstimableReason.NoPositives),
        [Metric.Specificity.Key] = new(s => s.Counts.TrueNegatives, s => s.Counts.Negatives, v => v.Specificity, NotEstimableReason.NoNegatives),
        [Metric.Fpr.Key] = new(s => s.Counts.FalsePositives, s => s.Counts.Negatives, v => v.Specificity, NotEstimableReason.NoNegatives),
        [Metric.Ppv.Key] = new(s => s.Counts.TruePositives, s => s.Counts.Flagged, v => v.Ppv, NotEstimableReason.NoneFlagged),
        [Metric.Npv.Key] = new(s => s.Counts.TrueNegatives, s => s.Counts.NotFlagged, v => v.Npv, NotEstimableReason.AllFlagged),
        [Metric.Accuracy.Key] = new(s => s.Counts.TruePositives + s.Counts.TrueNegatives, s => s.Counts.Total, v => v.Accuracy, NotEstimableReason.NoEvaluableEncounters),
        [Metric.OverrideRate.Key] = new(s => s.Overridden, s => s.Responded, v => v.OverrideRate, NotEstimableReason.NoResponses),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>J = TP/(TP+FP+FN). It is empty only when nobody is positive (and nobody is flagged).</summary>
    public static readonly ProportionCounts Jaccard = new(
        s => s.Counts.TruePositives,
        s => s.Counts.TruePositives + s.Counts.FalsePositives + s.Counts.FalseNegatives,
        v => v.Jaccard,
        NotEstimableReason.NoPositives);

    /// <summary>Null when the metric is not a proportion.</summary>
    public static ProportionCounts? Of(Metric metric) => ByMetric.GetValueOrDefault(metric.Key);

    public Attempt Quantity(PerformanceSample sample, PerformanceSample? all, MetricPopulation population)
    {
        var denominator = Denominator(sample);
        if (denominator == 0)
            return population == MetricPopulation.Evaluable && sample.Counts.Total == 0 ? NotEstimableReason.NoEvaluableEncounters : Empty;
        return new ProportionQuantity(Numerator(sample), denominator)
        {
            Denominator = denominator,
            DesignEffect = DesignEffects.Of(sample, all, ClusterVariance, IndependentVariance),
        };
    }

    private double IndependentVariance(PerformanceSample sample)
    {
        double n = Denominator(sample);
        var p = Numerator(sample) / n;
        return n > 0 ? p * (1 - p) / n : 0;
    }
}

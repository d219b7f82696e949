namespace EquityMonitor.Statistics;

/// <summary>
/// A metric of one group, with its interval: Wilson for proportions, transformed for F1, NNE and O/E, DeLong on the logit scale for AUROC, normal for
/// Brier score and net benefit. With a patient key counts and variances carry the design effect; denominators stay raw counts.
/// </summary>
public static class Estimator
{
    /// <param name="metric">One of <see cref="Metric.Catalogue"/>; one of encounters is not estimable of a sample that does not keep what it needs.</param>
    /// <param name="sample">The group.</param>
    /// <param name="scale">The score's threshold and kind.</param>
    /// <param name="level">95 % when null.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>Not estimable with a zero denominator, without a class it needs, or on a points scale where it needs a probability.</returns>
    public static Estimate Estimate(Metric metric, PerformanceSample sample, ScoreScale scale, ConfidenceLevel? level = null, PerformanceSample? all = null) =>
        MetricQuantities.Of(metric, sample, scale, all).ToEstimate(level);
}

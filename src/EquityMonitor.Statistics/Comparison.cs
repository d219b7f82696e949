namespace EquityMonitor.Statistics;

/// <summary>
/// A group against another that shares no encounter with it. Proportions: Newcombe for differences, <see cref="Koopman"/> for ratios, each count divided by
/// its side's design effect. AUROC: z from the two DeLong variances. Brier: z with unequal variances. Other metrics have no comparison.
/// The denominator of a comparison is the smaller side's. A side without an interval (no variation) leaves the difference without one.
/// </summary>
public static class Comparison
{
    /// <summary>own - complement.</summary>
    /// <param name="complement">Null when there is none (the group is the whole).</param>
    /// <param name="all">The whole, whose design effect stands in where a side's is undefined.</param>
    public static Estimate Difference(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, ConfidenceLevel? level = null, PerformanceSample? all = null) =>
        ComparisonQuantities.Difference(metric, own, complement, scale, all).ToEstimate(level);

    /// <summary>own / complement; not estimable when the complement's count is zero.</summary>
    public static Estimate Ratio(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, ConfidenceLevel? level = null, PerformanceSample? all = null) =>
        ComparisonQuantities.Ratio(metric, own, complement, scale, all).ToEstimate(level);

    /// <summary>own - All, where All is own and complement together: (1-w)(own - complement), w own's share of All's denominator. Proportions only.</summary>
    public static Estimate DifferenceToAll(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, ConfidenceLevel? level = null, PerformanceSample? all = null) =>
        ComparisonQuantities.DifferenceToAll(metric, own, complement, scale, all).ToEstimate(level);

    /// <summary>own / All, where All is own and complement together: phi/(w phi + 1 - w). Proportions only.</summary>
    public static Estimate RatioToAll(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, ConfidenceLevel? level = null, PerformanceSample? all = null) =>
        ComparisonQuantities.RatioToAll(metric, own, complement, scale, all).ToEstimate(level);
}

namespace EquityMonitor.Statistics;

/// <summary>
/// Holds a metric, or its comparison with a reference, against a limit. The p-value inverts the very interval that is displayed, at whatever level, so that
/// p &lt; 0.025 exactly when the 95 % interval lies wholly past the limit: the score test for Wilson and Koopman, z on the logit scale for AUROC,
/// z for Brier and net benefit, the transformed limit for F1, NNE, O/E and comparisons with All, bisection for Newcombe.
/// <para>Formula: p = Phi(z*), z* the quantile at which the bound of the interval touches the limit, negative where the estimate is past it; a band has the smaller p of its two
/// sides. A gap g is held against own - reference at -g (or g where lower is better), a ratio r against own / reference at r (or 1/r).</para>
/// <para>Assumes what the interval assumes (<see cref="Estimator"/>, <see cref="Comparison"/>), and one look: over many looks or groups the p-values need
/// <see cref="BenjaminiHochberg"/> or sequential evidence. No answer but the displayed interval depends on the level that is chosen for display. Not estimable where the metric or its comparison is not; without an interval p = 1.</para>
/// Source: duality of tests and confidence sets (Lehmann and Romano 2005, section 3.5); for a floor on a proportion it is the score test (Agresti 2013, section 1.4).
/// </summary>
public static class LimitTest
{
    /// <summary>A gap of exactly the limit is not past it, though 0.50 - 0.55 is below -0.05 in binary.</summary>
    private const double RoundingMargin = 1e-12;

    /// <param name="metric">One of <see cref="Metric.ForRules"/>.</param>
    /// <param name="better">The metric's better direction, or the one that the rule states; read by <see cref="Limit.Gap"/> and <see cref="Limit.Ratio"/>.</param>
    /// <param name="limit">What must hold.</param>
    /// <param name="own">The group.</param>
    /// <param name="complement">The reference for gap and ratio, sharing no encounter with the group; null when there is none.</param>
    /// <param name="againstAll">Gap and ratio refer to group and complement together.</param>
    /// <param name="scale">The score's threshold and kind, and how wide intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where a side's is undefined.</param>
    /// <exception cref="ArgumentException">A gap or a ratio for a metric without a better direction.</exception>
    public static LimitTestResult Evaluate(
        Metric metric,
        BetterDirection better,
        Limit limit,
        PerformanceSample own,
        PerformanceSample? complement,
        bool againstAll,
        ScoreScale scale,
        PerformanceSample? all = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(limit);
        var reference = againstAll ? ComparisonReference.OfAll(complement) : ComparisonReference.OfComplement(complement);
        return Evaluate(metric, better, limit, own, reference, scale, all);
    }

    /// <summary>The same against any reference.</summary>
    /// <exception cref="ArgumentException">A gap or a ratio for a metric without a better direction.</exception>
    public static LimitTestResult Evaluate(
        Metric metric,
        BetterDirection better,
        Limit limit,
        PerformanceSample own,
        ComparisonReference reference,
        ScoreScale scale,
        PerformanceSample? all = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(limit);
        return Of(metric, better, limit, scale.Level, limit switch
        {
            Limit.Gap => ComparisonQuantities.Difference(metric, own, reference, scale, all),
            Limit.Ratio => ComparisonQuantities.Ratio(metric, own, reference, scale, all),
            _ => MetricQuantities.Of(metric, own, scale, all),
        });
    }

    /// <summary>A metric of encounters (<see cref="RowMetrics"/>) against a floor, a ceiling or a band.</summary>
    /// <exception cref="ArgumentException">The limit is a gap or a ratio, or the metric allows no rules.</exception>
    public static LimitTestResult Evaluate(
        Metric metric, Limit limit, ScoredOutcomes own, ScoreScale scale, ScoredOutcomes? all = null)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (limit is Limit.Gap or Limit.Ratio)
            throw new ArgumentException($"\"{metric.Key}\" has no comparison; use a floor, a ceiling or a band.", nameof(limit));
        if (!metric.AllowsRules)
            throw new ArgumentException($"\"{metric.Key}\" is biased upward in small samples, so that no limit on it is fair.", nameof(metric));
        return Of(metric, metric.Better, limit, scale.Level, RowMetrics.Quantity(metric, own, scale, all));
    }

    private static LimitTestResult Of(Metric metric, BetterDirection better, Limit limit, ConfidenceLevel level, Attempt attempt)
    {
        if (attempt.Quantity is not { } quantity)
            return new LimitTestResult.NotEstimable(attempt.Reason!);

        var (low, high) = Range(limit, better, metric);
        var margin = Math.Min(low is { } l ? quantity.Value - l : double.PositiveInfinity, high is { } h ? h - quantity.Value : double.PositiveInfinity);
        var compared = quantity.ToEstimate(level);
        var deciding = level == ConfidenceLevel.Default ? compared : quantity.ToEstimate(ConfidenceLevel.Default);
        var interval = deciding is Estimate.Unbounded unbounded ? new Interval(unbounded.Low, null) : ((Estimate.Measured)deciding).Interval;
        return new LimitTestResult.Tested(
            margin < -RoundingMargin,
            quantity.IntervalReason is null ? PValue(quantity, low, high) : 1,
            margin,
            compared,
            (long)Math.Floor(quantity.Denominator),
            interval is { } whole && (low is null || whole.Low >= low) && (high is null || whole.High <= high));
    }

    /// <summary>The p-value of a band, and of a gap either way, is that of its worse side.</summary>
    private static double PValue(Quantity quantity, double? low, double? high) => Math.Min(
        low is { } l ? StandardNormal.Below(quantity.Touching(l)) : 1,
        high is { } h ? StandardNormal.Below(-quantity.Touching(h)) : 1);

    private static (double? Low, double? High) Range(Limit limit, BetterDirection better, Metric metric) => (limit, better) switch
    {
        (Limit.Floor floor, _) => (floor.Value, null),
        (Limit.Ceiling ceiling, _) => (null, ceiling.Value),
        (Limit.Band band, _) => (band.Low, band.High),
        (Limit.Gap gap, BetterDirection.Higher) => (-gap.Value, null),
        (Limit.Gap gap, BetterDirection.Lower) => (null, gap.Value),
        (Limit.Gap gap, BetterDirection.Target) => (-gap.Value, gap.Value),
        (Limit.Ratio ratio, BetterDirection.Higher) => (ratio.Value, null),
        (Limit.Ratio ratio, BetterDirection.Lower) => (null, 1 / ratio.Value),
        _ => throw new ArgumentException(
            $"A gap or a ratio of \"{metric.Key}\" has no meaning without a better direction; state higher or lower, or use a band.", nameof(better)),
    };
}

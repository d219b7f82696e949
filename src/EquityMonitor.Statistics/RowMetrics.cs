namespace EquityMonitor.Statistics;

/// <summary>
/// The metrics that stored counts and sums do not determine, so that they are computed from the encounters themselves: average precision, scaled Brier
/// score, calibration intercept and slope, expected calibration error. <see cref="Estimator"/> answers for all the others.
/// Formula, assumptions, units and source stand with each: <see cref="AveragePrecision"/>, <see cref="ScaledBrier"/>, <see cref="LogisticCalibration"/>, <see cref="ExpectedCalibrationError"/>.
/// </summary>
public static class RowMetrics
{
    /// <param name="metric">A metric of <see cref="Metric.Catalogue"/> whose <see cref="Metric.Input"/> is <see cref="MetricInput.Encounters"/>.</param>
    /// <param name="rows">The group's evaluable rows.</param>
    /// <param name="scale">The score's kind, and how wide intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>Not estimable without a class the metric needs, where a fit does not exist, or on a points scale where it needs a probability.</returns>
    /// <exception cref="ArgumentException">The metric is one of counts, or a score on a probability scale is not in [0, 1].</exception>
    public static Estimate Estimate(Metric metric, ScoredOutcomes rows, ScoreScale scale, ScoredOutcomes? all = null) =>
        Quantity(metric, rows, scale, all).ToEstimate(scale.Level);

    internal static Attempt Quantity(Metric metric, ScoredOutcomes rows, ScoreScale scale, ScoredOutcomes? all)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(rows);
        if (metric.Input != MetricInput.Encounters)
            throw new ArgumentException($"\"{metric.Key}\" is a metric of counts; {nameof(Estimator)} answers for it.", nameof(metric));
        if (metric.NeedsProbability && !scale.IsProbability)
            return NotEstimableReason.ScoreIsNotAProbability;
        return metric.Key switch
        {
            var key when key == Metric.AveragePrecision.Key => AveragePrecision.Quantity(rows, all),
            var key when key == Metric.ScaledBrier.Key => ScaledBrier.Quantity(rows, all),
            var key when key == Metric.CalibrationIntercept.Key => LogisticCalibration.Intercept(rows, all),
            var key when key == Metric.CalibrationSlope.Key => LogisticCalibration.Slope(rows, all),
            var key when key == Metric.CalibrationError.Key => ExpectedCalibrationError.Quantity(rows),
            _ => throw new ArgumentException($"No estimator is defined for the metric \"{metric.Key}\".", nameof(metric)),
        };
    }

    internal static NotEstimableReason? MissingClass(ScoredOutcomes rows) =>
        rows.Rows == 0 ? NotEstimableReason.NoEvaluableEncounters
        : rows.Positives == 0 ? NotEstimableReason.NoPositives
        : rows.Negatives == 0 ? NotEstimableReason.NoNegatives
        : null;

    internal static void RequireProbabilities(ScoredOutcomes rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (!rows.AreProbabilities)
            throw new ArgumentException("A score is not in [0, 1]; on a points scale this metric is not estimable.", nameof(rows));
    }

    /// <summary>max(1, v / v independent) of the group, else of the whole, else 1; always 1 without a patient key.</summary>
    internal static double DesignEffect(ScoredOutcomes rows, ScoredOutcomes? all, Func<ScoredOutcomes, double?> defined) =>
        rows.HasPatients ? defined(rows) ?? (all is { HasPatients: true } ? defined(all) : null) ?? 1 : 1;

    internal static double? Ratio(double? clustered, double independent) =>
        clustered is { } v && independent > 0 ? Math.Max(1, v / independent) : null;
}

namespace EquityMonitor.Statistics;

/// <summary>
/// The confusion counts that calibrated scores lead one to expect; they need not be whole. In encounters. Assumes that the calibration still holds
/// (<see cref="ConfidenceBasedEstimation"/>); the expectation itself needs no independence. Source: NannyML's CBPE.
/// </summary>
/// <param name="TruePositives">Sum of c(s) over the flagged.</param>
/// <param name="FalsePositives">Sum of 1 - c(s) over the flagged.</param>
/// <param name="FalseNegatives">Sum of c(s) over the others.</param>
/// <param name="TrueNegatives">Sum of 1 - c(s) over the others.</param>
public readonly record struct ExpectedConfusion(double TruePositives, double FalsePositives, double FalseNegatives, double TrueNegatives)
{
    public double Total => TruePositives + FalsePositives + FalseNegatives + TrueNegatives;

    /// <summary>A metric that confusion counts determine, without an interval: how far it may be off depends on what cannot be seen yet.</summary>
    /// <param name="metric">
    /// Prevalence, sensitivity, FNR, specificity, FPR, PPV, NPV, accuracy; balanced accuracy, F1, number needed to evaluate, and net benefit at the threshold.
    /// </param>
    /// <param name="scale">The score's threshold and kind.</param>
    /// <returns>Not estimable at a zero denominator, or for another metric.</returns>
    public Estimate Estimate(Metric metric, ScoreScale scale)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (Total == 0)
            return NotEstimableReason.NothingToExpect;
        return metric.Key switch
        {
            var key when key == Metric.Prevalence.Key => Share(TruePositives + FalseNegatives, Total, NotEstimableReason.NothingToExpect),
            var key when key == Metric.Sensitivity.Key => Sensitivity,
            var key when key == Metric.Fnr.Key => Share(FalseNegatives, TruePositives + FalseNegatives, NotEstimableReason.NoExpectedEvents),
            var key when key == Metric.Specificity.Key => Specificity,
            var key when key == Metric.Fpr.Key => Share(FalsePositives, FalsePositives + TrueNegatives, NotEstimableReason.NoNegatives),
            var key when key == Metric.Ppv.Key => Ppv,
            var key when key == Metric.Npv.Key => Share(TrueNegatives, FalseNegatives + TrueNegatives, NotEstimableReason.AllFlagged),
            var key when key == Metric.Accuracy.Key => Share(TruePositives + TrueNegatives, Total, NotEstimableReason.NothingToExpect),
            var key when key == Metric.BalancedAccuracy.Key => BalancedAccuracy,
            var key when key == Metric.F1.Key => F1,
            var key when key == Metric.Nne.Key => Nne,
            var key when key == Metric.NetBenefit.Key => NetBenefit(scale),
            _ => NotEstimableReason.NotProvisional,
        };
    }

    private Estimate Sensitivity => Share(TruePositives, TruePositives + FalseNegatives, NotEstimableReason.NoExpectedEvents);

    private Estimate Specificity => Share(TrueNegatives, FalsePositives + TrueNegatives, NotEstimableReason.NoNegatives);

    private Estimate Ppv => Share(TruePositives, TruePositives + FalsePositives, NotEstimableReason.NoneFlagged);

    private Estimate BalancedAccuracy => (Sensitivity, Specificity) switch
    {
        (Estimate.Measured sensitivity, Estimate.Measured specificity) =>
            Of((sensitivity.Value + specificity.Value) / 2, Math.Min(sensitivity.Denominator, specificity.Denominator)),
        (Estimate.Measured _, var not) => not,
        var (not, _) => not,
    };

    /// <summary>2J/(1+J) with J = TP/(TP+FP+FN), as of known outcomes.</summary>
    private Estimate F1 => TruePositives + FalseNegatives > 0
        ? Of(2 * TruePositives / ((2 * TruePositives) + FalsePositives + FalseNegatives), TruePositives + FalsePositives + FalseNegatives)
        : NotEstimableReason.NoExpectedEvents;

    private Estimate Nne => Ppv switch
    {
        Estimate.Measured { Value: > 0 } ppv => Of(1 / ppv.Value, ppv.Denominator),
        Estimate.Measured _ => NotEstimableReason.NoTruePositives,
        var not => not,
    };

    private Estimate NetBenefit(ScoreScale scale) =>
        !scale.IsProbability ? NotEstimableReason.ScoreIsNotAProbability
        : scale.Threshold is > 0 and < 1 ? Of((TruePositives - (FalsePositives * scale.Threshold / (1 - scale.Threshold))) / Total, Total)
        : NotEstimableReason.ThresholdNotInside;

    private static Estimate Share(double x, double n, NotEstimableReason empty) => n > 0 ? Of(Math.Min(1, x / n), n) : empty;

    private static Estimate.Measured Of(double value, double denominator) => new(value, null, denominator) { IntervalReason = NotEstimableReason.Provisional };
}

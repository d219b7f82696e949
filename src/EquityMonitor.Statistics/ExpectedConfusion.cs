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

    /// <summary>A proportion of confusion counts, without an interval: how far it may be off depends on what cannot be seen yet.</summary>
    /// <param name="metric">Prevalence, sensitivity, FNR, specificity, FPR, PPV, NPV or accuracy.</param>
    /// <returns>Not estimable at a zero denominator, or for another metric.</returns>
    public Estimate Estimate(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (Total == 0)
            return NotEstimableReason.NothingToExpect;
        (double X, double N, NotEstimableReason Empty)? ratio = metric.Key switch
        {
            var key when key == Metric.Prevalence.Key => (TruePositives + FalseNegatives, Total, NotEstimableReason.NothingToExpect),
            var key when key == Metric.Sensitivity.Key => (TruePositives, TruePositives + FalseNegatives, NotEstimableReason.NoExpectedEvents),
            var key when key == Metric.Fnr.Key => (FalseNegatives, TruePositives + FalseNegatives, NotEstimableReason.NoExpectedEvents),
            var key when key == Metric.Specificity.Key => (TrueNegatives, FalsePositives + TrueNegatives, NotEstimableReason.NoNegatives),
            var key when key == Metric.Fpr.Key => (FalsePositives, FalsePositives + TrueNegatives, NotEstimableReason.NoNegatives),
            var key when key == Metric.Ppv.Key => (TruePositives, TruePositives + FalsePositives, NotEstimableReason.NoneFlagged),
            var key when key == Metric.Npv.Key => (TrueNegatives, FalseNegatives + TrueNegatives, NotEstimableReason.AllFlagged),
            var key when key == Metric.Accuracy.Key => (TruePositives + TrueNegatives, Total, NotEstimableReason.NothingToExpect),
            _ => null,
        };
        if (ratio is not { } found)
            return NotEstimableReason.NotProvisional;
        if (!(found.N > 0))
            return found.Empty;
        return new Estimate.Measured(Math.Min(1, found.X / found.N), null, found.N) { IntervalReason = NotEstimableReason.Provisional };
    }
}

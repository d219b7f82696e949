namespace EquityMonitor.Statistics;

/// <summary>Provisional performance, or why there is none.</summary>
public abstract record ProvisionalPerformance
{
    private ProvisionalPerformance()
    {
    }

    /// <param name="Counts">What the calibrated scores lead one to expect.</param>
    /// <param name="Encounters">The immature encounters it rests on.</param>
    public sealed record Expected(ExpectedConfusion Counts, long Encounters) : ProvisionalPerformance;

    public sealed record NotEstimable(NotEstimableReason Reason) : ProvisionalPerformance;

    /// <summary>A metric of the expected counts; why not, where there are none.</summary>
    /// <param name="metric">One that confusion counts determine.</param>
    /// <param name="scale">The score's threshold and kind.</param>
    public Estimate Estimate(Metric metric, ScoreScale scale) => this switch
    {
        Expected expected => expected.Counts.Estimate(metric, scale),
        NotEstimable not => not.Reason,
        _ => throw new InvalidOperationException("A provisional performance is expected or not estimable."),
    };
}

/// <summary>
/// Confidence-based performance estimation (CBPE): what confusion counts to expect of encounters whose outcomes are not known yet. With c(s) the isotonic
/// calibration of the mature encounters of the same subgroup: expected TP = sum of c(s) over the flagged, FP = sum of 1 - c(s) over them, likewise FN and TN. Scores are probabilities; the counts are of encounters, and not whole.
/// <para>Assumes that the relation of score and outcome has not changed since; it cannot see concept drift. Not estimable below 50 positives or 50 negatives
/// to calibrate on (the whole's curve would hide what is sought), without encounters to estimate, or when the score is not a probability.</para>
/// Source: NannyML's CBPE.
/// </summary>
public sealed class ConfidenceBasedEstimation
{
    /// <summary>Of each class, among the encounters that the calibration rests on.</summary>
    public const int LeastOfAClass = 50;

    private ConfidenceBasedEstimation(Computed<IsotonicCalibration> calibration) => Calibration = calibration;

    /// <summary>c(s), or why there is none.</summary>
    public Computed<IsotonicCalibration> Calibration { get; }

    /// <param name="mature">The subgroup's own mature encounters with known outcomes, of the last 365 days.</param>
    /// <param name="scale">The score's kind.</param>
    /// <exception cref="ArgumentException">A score on a probability scale is not in [0, 1].</exception>
    public static ConfidenceBasedEstimation Fit(ScoredOutcomes mature, ScoreScale scale)
    {
        ArgumentNullException.ThrowIfNull(mature);
        if (!scale.IsProbability)
            return new ConfidenceBasedEstimation(NotEstimableReason.ScoreIsNotAProbability);
        RowMetrics.RequireProbabilities(mature);
        return new ConfidenceBasedEstimation(mature.Positives < LeastOfAClass || mature.Negatives < LeastOfAClass
            ? NotEstimableReason.TooFewToCalibrate
            : IsotonicCalibration.Fit(mature));
    }

    /// <param name="scores">Of the immature encounters; summed in ascending order, so that the result is equal to the bit in any order.</param>
    /// <param name="threshold">Flagged means a score at or above it.</param>
    /// <exception cref="ArgumentException">A score is not a number.</exception>
    public ProvisionalPerformance Estimate(ReadOnlySpan<double> scores, double threshold)
    {
        if (!Calibration.TryGet(out var calibration))
            return new ProvisionalPerformance.NotEstimable(Calibration.Reason!);
        if (scores.IsEmpty)
            return new ProvisionalPerformance.NotEstimable(NotEstimableReason.NothingToExpect);
        var sorted = scores.ToArray();
        Array.Sort(sorted);
        double truePositives = 0, falsePositives = 0, falseNegatives = 0, trueNegatives = 0;
        foreach (var score in sorted)
        {
            var p = calibration.At(score);
            if (score >= threshold)
            {
                truePositives += p;
                falsePositives += 1 - p;
            }
            else
            {
                falseNegatives += p;
                trueNegatives += 1 - p;
            }
        }

        return new ProvisionalPerformance.Expected(new ExpectedConfusion(truePositives, falsePositives, falseNegatives, trueNegatives), sorted.Length);
    }
}

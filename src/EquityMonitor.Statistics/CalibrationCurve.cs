namespace EquityMonitor.Statistics;

/// <summary>One bin of a calibration curve.</summary>
/// <param name="Rows">The rows in the bin.</param>
/// <param name="LowestScore">The lowest score in it.</param>
/// <param name="HighestScore">The highest score in it.</param>
/// <param name="MeanScore">What the model predicted.</param>
/// <param name="Observed">The share with the outcome, with Wilson's interval.</param>
public sealed record CalibrationBin(int Rows, double LowestScore, double HighestScore, double MeanScore, Estimate.Measured Observed);

/// <summary>
/// Predicted against observed in bins of equal count: rows in score order, min(10, n) bins whose sizes differ by at most one, the larger first. Tied scores
/// take their mean outcome, so that a tie across an edge does not depend on the order of rows; a bin's count of outcomes need not be whole.
/// <para>Per bin: mean s, and sum y / n_b with Wilson's limits, both in [0, 1]. The limits hold bin by bin, not for the curve as a whole; where a tie is shared by two bins they
/// are a little too wide (96 to 97 % measured coverage). Empty without rows.</para>
/// <para>Repeated patients: a row that a bin has the fraction f of has the influence f (y - p) / n on the bin's share p, whose design effect divides both counts. Where a bin's is
/// undefined (nobody or everybody had the outcome, or fewer than 2 patients), that of the whole's share with the outcome stands in. Without a patient key rows are taken as
/// independent.</para>
/// Source: Hosmer and Lemeshow 1980 for the grouping; Van Calster et al. 2019 for its use.
/// </summary>
public static class CalibrationCurve
{
    public const int UsualBins = 10;

    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="level">How wide the bins' intervals are.</param>
    /// <param name="bins">How many bins at most, above 0.</param>
    /// <param name="all">The whole, whose design effect stands in where a bin's is undefined; the rows themselves when null.</param>
    /// <exception cref="ArgumentException">A score is not in [0, 1], or there are no bins.</exception>
    public static IReadOnlyList<CalibrationBin> Evaluate(
        ScoredOutcomes rows, ConfidenceLevel level, int bins = UsualBins, ScoredOutcomes? all = null)
    {
        RowMetrics.RequireProbabilities(rows);
        var layout = new CalibrationBins(rows, bins);
        var curve = new CalibrationBin[layout.Count];
        var observed = layout.Outcomes(rows);
        var effects = rows.HasPatients ? layout.DesignEffects(rows, observed) : new double?[curve.Length];
        var ofWhole = rows.HasPatients ? OfOutcome(all ?? rows) : null;
        for (var bin = 0; bin < curve.Length; bin++)
        {
            var size = layout.SizeOf(bin);
            var share = new ProportionQuantity(Math.Clamp(observed[bin], 0, size), size) { Denominator = size, DesignEffect = effects[bin] ?? ofWhole ?? 1 };
            curve[bin] = new CalibrationBin(
                size,
                rows.Scores[layout.FirstBlock(bin)],
                rows.Scores[layout.LastBlock(bin)],
                layout.SumOfScores(bin) / size,
                (Estimate.Measured)share.ToEstimate(level));
        }

        return curve;
    }

    /// <summary>The design effect of the share with the outcome.</summary>
    private static double? OfOutcome(ScoredOutcomes rows)
    {
        double n = rows.Rows, p = rows.Positives / n;
        using var scratch = new ScratchNumbers(rows.Counts.Length);
        var influence = scratch.Span;
        for (var block = 0; block < rows.Blocks; block++)
            (influence[2 * block], influence[(2 * block) + 1]) = (-p / n, (1 - p) / n);
        return RowMetrics.Ratio(rows.ClusterVariance(influence), p * (1 - p) / n);
    }
}

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
/// <para>Per bin: mean s, and sum y / n_b with Wilson's limits, both in [0, 1]. The limits take rows as independent and hold bin by bin, not for the curve as a whole; where a tie
/// is shared by two bins they are a little too wide (96 to 97 % measured coverage). Empty without rows.</para>
/// Source: Hosmer and Lemeshow 1980 for the grouping; Van Calster et al. 2019 for its use.
/// </summary>
public static class CalibrationCurve
{
    public const int UsualBins = 10;

    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="bins">How many bins at most, above 0.</param>
    /// <param name="level">95 % when null.</param>
    /// <exception cref="ArgumentException">A score is not in [0, 1], or there are no bins.</exception>
    public static IReadOnlyList<CalibrationBin> Evaluate(ScoredOutcomes rows, int bins = UsualBins, ConfidenceLevel? level = null)
    {
        RowMetrics.RequireProbabilities(rows);
        var layout = new CalibrationBins(rows, bins);
        var curve = new CalibrationBin[layout.Count];
        var observed = layout.Outcomes(rows);
        for (var bin = 0; bin < curve.Length; bin++)
        {
            var size = layout.SizeOf(bin);
            var x = Math.Clamp(observed[bin], 0, size);
            curve[bin] = new CalibrationBin(
                size,
                rows.Scores[layout.FirstBlock(bin)],
                rows.Scores[layout.LastBlock(bin)],
                layout.SumOfScores(bin) / size,
                new Estimate.Measured(x / size, Wilson.Interval(x, size, (level ?? ConfidenceLevel.Default).Z), size));
        }

        return curve;
    }
}

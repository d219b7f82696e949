namespace EquityMonitor.Statistics;

/// <summary>An expected calibration error and what to hold it against.</summary>
/// <param name="Value">The error.</param>
/// <param name="OfPerfectModel">The mean error of draws y ~ Bernoulli(s): what a perfectly calibrated model with these scores would show by chance.</param>
/// <param name="Draws">How many draws that mean rests on.</param>
/// <param name="Rows">The evaluable rows.</param>
public readonly record struct CalibrationError(double Value, double OfPerfectModel, int Draws, int Rows);

/// <summary>
/// ECE = sum over 10 bins of equal count of n_b/n * |mean y - mean s|, bins as in <see cref="CalibrationCurve"/>.
/// <para>It is biased upward in small samples, so that it has no interval, no rule and no comparison may use it, and the mean error of 200 seeded draws
/// from the scores stands beside it (Bröcker and Smith 2007 draw in this way). In the unit of a probability, in [0, 1]. The value itself assumes nothing; the draws take
/// outcomes as independent given the scores, so that with repeated patients a perfect model would show somewhat more. Not estimable without rows. Source: Naeini et al. 2015.</para>
/// </summary>
public static class ExpectedCalibrationError
{
    public const int UsualDraws = 200;

    /// <summary>Of the draws wherever the figure is shown, so that the same encounters have the same figure everywhere.</summary>
    public const ulong UsualSeed = 20_190_101;

    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="seed">Of the draws. One number per row and draw is taken, rows in score order.</param>
    /// <param name="draws">How many draws, above 0.</param>
    /// <exception cref="ArgumentException">A score is not in [0, 1], or there are no draws.</exception>
    public static Computed<CalibrationError> Evaluate(ScoredOutcomes rows, ulong seed, int draws = UsualDraws, CancellationToken cancellationToken = default)
    {
        RowMetrics.RequireProbabilities(rows);
        if (draws < 1)
            throw new ArgumentException($"The error of a perfect model needs at least 1 draw, not {draws}.", nameof(draws));
        if (rows.Rows == 0)
            return NotEstimableReason.NoEvaluableEncounters;
        var bins = new CalibrationBins(rows, CalibrationCurve.UsualBins);
        var random = new SplitMix64(seed);
        ulong[] limits = [.. rows.Scores.ToArray().Select(SplitMix64.LimitOf)];
        Span<double> outcomes = stackalloc double[bins.Count];
        var sum = 0.0;
        for (var draw = 0; draw < draws; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bins.Draw(limits, ref random, outcomes);
            sum += Error(bins, outcomes, rows.Rows);
        }

        return new CalibrationError(Error(bins, bins.Outcomes(rows), rows.Rows), sum / draws, draws, rows.Rows);
    }

    internal static Attempt Quantity(ScoredOutcomes rows)
    {
        RowMetrics.RequireProbabilities(rows);
        if (rows.Rows == 0)
            return NotEstimableReason.NoEvaluableEncounters;
        var bins = new CalibrationBins(rows, CalibrationCurve.UsualBins);
        return new NormalQuantity(Error(bins, bins.Outcomes(rows), rows.Rows), 0)
        {
            Denominator = rows.Rows,
            IntervalReason = NotEstimableReason.BiasedUpward,
        };
    }

    /// <summary>n_b/n * |mean y - mean s| is |sum y - sum s| / n.</summary>
    private static double Error(CalibrationBins bins, ReadOnlySpan<double> outcomes, int rows)
    {
        var sum = 0.0;
        for (var bin = 0; bin < bins.Count; bin++)
            sum += Math.Abs(outcomes[bin] - bins.SumOfScores(bin));
        return sum / rows;
    }
}

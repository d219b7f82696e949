namespace EquityMonitor.Statistics;

/// <summary>
/// Scaled Brier score: 1 - B/(p(1-p)), B the mean of (s-y)^2 and p the prevalence. 1 is perfect, 0 is no better than telling everyone the prevalence,
/// and it has no lower bound.
/// <para>Standard error by the delta method over B and p together: the influence value of a row is psi = (-((s-y)^2 - B) + B(1-2p)(y-p)/(p(1-p))) / (n p(1-p)),
/// the variance n/(n-1) * sum of psi^2. Normal limits, cut at 1. Assumes independent encounters, or the design effect
/// where patients repeat. Without unit. Not estimable without both classes, or when the score is not a probability.</para>
/// Source: Steyerberg et al. 2010 for the score; the delta method for its variance.
/// </summary>
public static class ScaledBrier
{
    /// <param name="rows">The evaluable rows, their scores probabilities.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <exception cref="ArgumentException">A score is not in [0, 1].</exception>
    public static Estimate Estimate(ScoredOutcomes rows, ConfidenceLevel level, ScoredOutcomes? all = null) => Quantity(rows, all).ToEstimate(level);

    internal static Attempt Quantity(ScoredOutcomes rows, ScoredOutcomes? all)
    {
        RowMetrics.RequireProbabilities(rows);
        if (RowMetrics.MissingClass(rows) is { } reason)
            return reason;
        using var scratch = new ScratchNumbers(rows.Counts.Length);
        var influence = scratch.Span;
        var value = Influence(rows, influence);
        return Quantity(value, IndependentVariance(rows, influence), RowMetrics.DesignEffect(rows, all, DesignEffect), rows.Rows);
    }

    internal static Attempt Quantity(PerformanceSample sample, PerformanceSample? all) =>
        sample.Counts.Positives == 0 ? NotEstimableReason.NoPositives
        : sample.Counts.Negatives == 0 ? NotEstimableReason.NoNegatives
        : sample.SumSquaredErrorOfPositives is null ? NotEstimableReason.NeedsEncounters
        : Quantity(
            1 - (sample.SumSquaredError / sample.Counts.Total / Spread(sample)),
            IndependentVariance(sample),
            DesignEffects.Of(sample, all, v => v.ScaledBrier, s => s.SumSquaredErrorOfPositives is null ? 0 : IndependentVariance(s)),
            sample.Counts.Total);

    private static NormalQuantity Quantity(double value, double variance, double deff, long rows)
    {
        var error = Math.Sqrt(variance * deff);
        return new NormalQuantity(value, error, double.NegativeInfinity, 1)
        {
            Denominator = rows,
            DesignEffect = deff,
            StandardError = error > 0 ? error : null,
            IntervalReason = error > 0 ? null : NotEstimableReason.NoVariation,
        };
    }

    private static double Influence(ScoredOutcomes rows, Span<double> influence)
    {
        var brier = 0.0;
        for (var block = 0; block < rows.Blocks; block++)
        {
            var score = rows.Scores[block];
            brier += (rows.NegativesIn(block) * score * score) + (rows.PositivesIn(block) * (1 - score) * (1 - score));
        }

        brier /= rows.Rows;
        var prevalence = rows.Positives / (double)rows.Rows;
        var spread = prevalence * (1 - prevalence);
        var slope = brier * (1 - (2 * prevalence)) / spread;
        for (var block = 0; block < rows.Blocks; block++)
        {
            var score = rows.Scores[block];
            influence[2 * block] = (brier - (score * score) - (slope * prevalence)) / (rows.Rows * spread);
            influence[(2 * block) + 1] = (brier - ((1 - score) * (1 - score)) + (slope * (1 - prevalence))) / (rows.Rows * spread);
        }

        return 1 - (brier / spread);
    }

    private static double IndependentVariance(ScoredOutcomes rows, ReadOnlySpan<double> influence)
    {
        // Rows that all tell the same leave nothing but rounding, which must not pass for variation.
        var squares = rows.SumOfSquares(influence);
        return squares * rows.Rows > 1e-24 ? squares * rows.Rows / (rows.Rows - 1) : 0;
    }

    private static double Spread(PerformanceSample sample)
    {
        var p = sample.Counts.Positives / (double)sample.Counts.Total;
        return p * (1 - p);
    }

    /// <summary>The sum of psi^2 multiplied out: with e = (s-y)^2, sum (e-B)^2 - 2 slope sum (e-B)(y-p) + slope^2 sum (y-p)^2, over (n p(1-p))^2.</summary>
    private static double IndependentVariance(PerformanceSample sample)
    {
        var counts = sample.Counts;
        double n = counts.Total, p = counts.Positives / n, spread = Spread(sample), brier = sample.SumSquaredError / n;
        if (n < 2 || spread == 0)
            return 0;
        var slope = brier * (1 - (2 * p)) / spread;
        var covariance = sample.SumSquaredErrorOfPositives!.Value - (counts.Positives * brier);
        var squares = sample.SumFourthPowerError - (n * brier * brier) - (2 * slope * covariance) + (slope * slope * n * spread);

        // What is left of rows that all tell the same is rounding.
        return squares > 1e-12 * sample.SumFourthPowerError ? squares / (n * (n - 1) * spread * spread) : 0;
    }

    private static double? DesignEffect(ScoredOutcomes rows)
    {
        if (RowMetrics.MissingClass(rows) is not null)
            return null;
        using var scratch = new ScratchNumbers(rows.Counts.Length);
        var influence = scratch.Span;
        Influence(rows, influence);
        return RowMetrics.Ratio(rows.ClusterVariance(influence), IndependentVariance(rows, influence));
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// AUPRC as average precision: the mean over the positives of the precision at their score, AP = sum over distinct scores, from the highest, of
/// (positives at the score / all positives) * TP/(TP+FP), tied scores as one step. No interpolation. A probability, in (0, 1]; any score scale.
/// <para>Interval on the logit scale: logit(AP) -+ z tau, tau = 1/sqrt(positives * AP * (1-AP)) (Boyd, Eng and Page 2013). At AP = 1 the value is shown
/// without an interval. It assumes independent encounters (or the design effect below) and is too wide with few positives: 98 % measured coverage at 9 positives of 30, 99 % at some 8
/// positive patients, 94 to 96 % from 30 positives on. Not estimable without positives or without negatives. AP depends on prevalence: groups of different prevalence do not compare.</para>
/// <para>Repeated patients: the design effect comes from the influence values of AP under reweighting of rows, with c the positives at or below the row's
/// score: a positive has (P(own) - AP + sum over c of FP/(TP+FP)^2) / positives, a negative -(sum over c of TP/(TP+FP)^2) / positives.</para>
/// </summary>
public static class AveragePrecision
{
    /// <param name="rows">The evaluable rows; any score scale.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="all">The whole, whose design effect stands in where the group's is undefined.</param>
    /// <returns>Its denominator is the number of positives.</returns>
    public static Estimate Estimate(ScoredOutcomes rows, ConfidenceLevel level, ScoredOutcomes? all = null) => Quantity(rows, all).ToEstimate(level);

    /// <summary>The values that points keep, for every cell of a partition; see <see cref="AveragePrecisionSweep"/>.</summary>
    /// <param name="rows">The window.</param>
    /// <param name="codes">The cell of each row, below the length of <paramref name="results"/>; empty for the whole alone.</param>
    /// <param name="results">One per cell, overwritten; null without both classes, of which <see cref="Estimator"/> says the one that is missing.</param>
    /// <exception cref="ArgumentException">There is not one code per row, or a code has no result to go to.</exception>
    public static void EvaluatePartition(RankedOutcomes rows, ReadOnlySpan<ushort> codes, Span<AveragePrecisionResult?> results)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (codes.Length != rows.Rows && (codes.Length != 0 || results.Length != 1))
            throw new ArgumentException($"There are {codes.Length} codes for {rows.Rows} rows; give one per row.", nameof(codes));
        foreach (var code in codes)
        {
            if (code >= results.Length)
                throw new ArgumentException($"A row has code {code}, but there are only {results.Length} cells.", nameof(codes));
        }

        AveragePrecisionSweep.Run(rows, codes, results);
    }

    internal static Attempt Quantity(PerformanceSample sample, PerformanceSample? all) =>
        sample.Counts.Positives == 0 ? NotEstimableReason.NoPositives
        : sample.Counts.Negatives == 0 ? NotEstimableReason.NoNegatives
        : sample.AveragePrecision is not { } kept ? NotEstimableReason.NeedsEncounters
        : Quantity(kept.Value, sample.Counts.Positives, kept.DesignEffect ?? all?.AveragePrecision?.DesignEffect ?? 1);

    internal static Attempt Quantity(ScoredOutcomes rows, ScoredOutcomes? all)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (RowMetrics.MissingClass(rows) is { } reason)
            return reason;
        return Quantity(Value(rows), rows.Positives, RowMetrics.DesignEffect(rows, all, DesignEffect));
    }

    private static LogitQuantity Quantity(double value, long positives, double deff)
    {
        var error = Math.Sqrt(value * (1 - value) / positives * deff);
        return new LogitQuantity(value, error)
        {
            Denominator = positives,
            DesignEffect = deff,
            StandardError = error > 0 ? error : null,
            IntervalReason = error > 0 ? null : NotEstimableReason.NoVariation,
        };
    }

    private static double Value(ScoredOutcomes rows)
    {
        long truePositives = 0, falsePositives = 0;
        var sum = 0.0;
        for (var block = rows.Blocks - 1; block >= 0; block--)
        {
            truePositives += rows.PositivesIn(block);
            falsePositives += rows.NegativesIn(block);
            sum += rows.PositivesIn(block) * (truePositives / (double)(truePositives + falsePositives));
        }

        // Summing rounds, and an area over 1 has no logit.
        return Math.Min(1, sum / rows.Positives);
    }

    private static double? DesignEffect(ScoredOutcomes rows)
    {
        if (RowMetrics.MissingClass(rows) is not null)
            return null;
        var average = Value(rows);
        using var scratch = new ScratchNumbers(rows.Counts.Length);
        var influence = scratch.Span;
        double falseShare = 0, trueShare = 0;
        double truePositives = rows.Positives, falsePositives = rows.Negatives;
        for (var block = 0; block < rows.Blocks; block++)
        {
            var flagged = truePositives + falsePositives;
            falseShare += rows.PositivesIn(block) * falsePositives / (flagged * flagged);
            trueShare += rows.PositivesIn(block) * truePositives / (flagged * flagged);
            influence[2 * block] = -trueShare / rows.Positives;
            influence[(2 * block) + 1] = ((truePositives / flagged) - average + falseShare) / rows.Positives;
            truePositives -= rows.PositivesIn(block);
            falsePositives -= rows.NegativesIn(block);
        }

        var independent = rows.SumOfSquares(influence) * rows.Rows / (rows.Rows - 1);
        return RowMetrics.Ratio(rows.ClusterVariance(influence), independent);
    }
}

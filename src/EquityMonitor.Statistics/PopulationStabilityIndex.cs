namespace EquityMonitor.Statistics;

/// <summary>A population stability index.</summary>
/// <param name="Value">The index as it is usually quoted (0.1 and 0.25 are the usual marks).</param>
/// <param name="BiasCorrected">max(0, Value - (bins - 1)(1/n + 1/N)): what decides the colour, since two small samples of one distribution differ too.</param>
/// <param name="Bins">The bins that were not empty on both sides.</param>
public readonly record struct StabilityIndex(double Value, double BiasCorrected, int Bins);

/// <summary>
/// PSI = sum over bins of (q - p) ln(q / p), p the baseline's and q the current share. A bin empty on one side gets 0.5 added to both its counts, after which
/// the totals are taken anew; a bin empty on both sides is dropped. Symmetric in its two sides.
/// Not estimable when a side has no counts at all. Under equal distributions its expectation is about (bins - 1)(1/n + 1/N) (Yurdakul 2018).
/// <para>Not negative, without upper bound, without unit. The correction of the bias assumes independent encounters; repeated patients leave some of it. It depends on the bins.
/// Sources: Kullback and Leibler 1951 (the symmetric divergence that it is); Lewis 1994 (its use and marks in credit scoring).</para>
/// </summary>
public static class PopulationStabilityIndex
{
    /// <param name="baseline">Counts per bin.</param>
    /// <param name="current">Counts over the same bins.</param>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, or a count is negative.</exception>
    public static Computed<StabilityIndex> Evaluate(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (!BinCounts.Totals(baseline, current, out var baselineTotal, out var currentTotal))
            return BinCounts.Missing(baselineTotal);
        var smoothed = 0.0;
        var bins = 0;
        for (var bin = 0; bin < baseline.Length; bin++)
        {
            smoothed += Smoothing(baseline[bin], current[bin]);
            bins += baseline[bin] > 0 || current[bin] > 0 ? 1 : 0;
        }

        var value = 0.0;
        for (var bin = 0; bin < baseline.Length; bin++)
        {
            if (baseline[bin] == 0 && current[bin] == 0)
                continue;
            var added = Smoothing(baseline[bin], current[bin]);
            var p = (baseline[bin] + added) / (baselineTotal + smoothed);
            var q = (current[bin] + added) / (currentTotal + smoothed);
            value += (q - p) * Math.Log(q / p);
        }

        var bias = (bins - 1) * ((1.0 / baselineTotal) + (1.0 / currentTotal));
        return new StabilityIndex(value, Math.Max(0, value - bias), bins);
    }

    /// <summary>
    /// Against shares that are known without error, such as those of the training population. Where a bin is empty on one side, the shares count as those of
    /// as many encounters as the current sample has, so that the same 0.5 is added to both; the bias is (bins - 1)/n. Not estimable without counts.
    /// </summary>
    /// <param name="shares">Not negative, summing to 1.</param>
    /// <param name="current">Counts over the same bins.</param>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, or a share or count is negative.</exception>
    public static Computed<StabilityIndex> AgainstShares(ReadOnlySpan<double> shares, ReadOnlySpan<long> current)
    {
        if (shares.Length != current.Length)
            throw new ArgumentException($"There are {shares.Length} shares but {current.Length} counts; give one of each per bin.", nameof(current));
        long n = 0;
        var smoothed = 0.0;
        var bins = 0;
        for (var bin = 0; bin < shares.Length; bin++)
        {
            if (!(shares[bin] >= 0) || current[bin] < 0)
                throw new ArgumentException($"Bin {bin} has a negative share or count.", nameof(shares));
            n += current[bin];
            smoothed += Smoothing(shares[bin], current[bin]);
            bins += shares[bin] > 0 || current[bin] > 0 ? 1 : 0;
        }

        if (n == 0)
            return NotEstimableReason.NoScoredEncounters;

        var value = 0.0;
        for (var bin = 0; bin < shares.Length; bin++)
        {
            if (shares[bin] == 0 && current[bin] == 0)
                continue;
            var added = Smoothing(shares[bin], current[bin]);
            var p = ((shares[bin] * n) + added) / (n + smoothed);
            var q = (current[bin] + added) / (n + smoothed);
            value += (q - p) * Math.Log(q / p);
        }

        return new StabilityIndex(value, Math.Max(0, value - ((bins - 1.0) / n)), bins);
    }

    private static double Smoothing(double baseline, long current) => baseline == 0 != (current == 0) ? 0.5 : 0;
}

namespace EquityMonitor.Statistics;

/// <summary>The shape of two counts over the same bins.</summary>
internal static class BinCounts
{
    /// <summary>Why <see cref="Totals"/> was false.</summary>
    public static NotEstimableReason Missing(long baselineTotal) => baselineTotal == 0 ? NotEstimableReason.EmptyReference : NotEstimableReason.NoScoredEncounters;

    /// <returns>False when a side has no counts.</returns>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, or a count is negative.</exception>
    public static bool Totals(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current, out long baselineTotal, out long currentTotal)
    {
        if (baseline.Length != current.Length)
            throw new ArgumentException($"The baseline has {baseline.Length} bins, the current sample {current.Length}; use the same bins for both.", nameof(current));
        baselineTotal = currentTotal = 0;
        for (var bin = 0; bin < baseline.Length; bin++)
        {
            if (baseline[bin] < 0 || current[bin] < 0)
                throw new ArgumentException($"Bin {bin} has a negative count.", nameof(baseline));
            baselineTotal += baseline[bin];
            currentTotal += current[bin];
        }

        return baselineTotal > 0 && currentTotal > 0;
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// Total variation of two distributions over the same categories: half the sum of |p - q|, the share of encounters that would have to change category.
/// In [0, 1], without unit. A description of two samples, not a test: small samples of one distribution differ by about sqrt(k/n) too (k categories). Needs no independence.
/// Not estimable when a side has no counts. Source: Levin, Peres and Wilmer 2009, section 4.1.
/// </summary>
public static class TotalVariation
{
    /// <param name="baseline">Counts per category.</param>
    /// <param name="current">Counts over the same categories.</param>
    /// <exception cref="ArgumentException">The sides have different numbers of categories, or a count is negative.</exception>
    public static Computed<double> Distance(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (!BinCounts.Totals(baseline, current, out var n, out var m))
            return BinCounts.Missing(n);
        var sum = 0.0;
        for (var bin = 0; bin < baseline.Length; bin++)
            sum += Math.Abs((baseline[bin] / (double)n) - (current[bin] / (double)m));
        return Math.Min(1, sum / 2);
    }
}

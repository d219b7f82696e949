namespace EquityMonitor.Statistics;

/// <summary>
/// Total variation of two distributions over the same categories: half the sum of |p - q|, the share of encounters that would have to change category.
/// In [0, 1]. Undefined (null) when a side has no counts.
/// </summary>
public static class TotalVariation
{
    /// <exception cref="ArgumentException">The sides have different numbers of categories, or a count is negative.</exception>
    public static double? Distance(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (!BinCounts.Totals(baseline, current, out var n, out var m))
            return null;
        var sum = 0.0;
        for (var bin = 0; bin < baseline.Length; bin++)
            sum += Math.Abs((baseline[bin] / (double)n) - (current[bin] / (double)m));
        return Math.Min(1, sum / 2);
    }
}

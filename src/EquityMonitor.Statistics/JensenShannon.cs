namespace EquityMonitor.Statistics;

/// <summary>
/// Jensen-Shannon distance of two distributions over the same bins: sqrt((KL(p, m) + KL(q, m))/2) with logarithms to base 2, m the mean of p and q.
/// In [0, 1]: 0 for equal shares, 1 for shares without overlap. No smoothing; 0 log 0 is 0. Not estimable when a side has no counts.
/// Without unit. A description of two samples without an interval: small samples of one distribution differ too, by chance alone. Needs no independence.
/// Source: Lin 1991; the distance is the square root after Endres and Schindelin 2003, as in scipy.
/// </summary>
public static class JensenShannon
{
    /// <param name="baseline">Counts per bin.</param>
    /// <param name="current">Counts over the same bins.</param>
    /// <exception cref="ArgumentException">The sides have different numbers of bins, or a count is negative.</exception>
    public static Computed<double> Distance(ReadOnlySpan<long> baseline, ReadOnlySpan<long> current)
    {
        if (!BinCounts.Totals(baseline, current, out var n, out var m))
            return BinCounts.Missing(n);
        var sum = 0.0;
        for (var bin = 0; bin < baseline.Length; bin++)
        {
            double p = baseline[bin] / (double)n, q = current[bin] / (double)m, middle = (p + q) / 2;
            sum += Term(p, middle) + Term(q, middle);
        }

        return Math.Sqrt(Math.Clamp(sum / 2, 0, 1));
    }

    private static double Term(double p, double middle) => p > 0 ? p * Math.Log2(p / middle) : 0;
}

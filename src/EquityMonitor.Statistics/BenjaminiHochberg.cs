namespace EquityMonitor.Statistics;

/// <summary>
/// Adjusted p-values for the false discovery rate: with p sorted ascending, q_(i) = min over k &gt;= i of min(1, m p_(k) / k). Controls the rate for
/// independent or positively dependent tests. Probabilities in, probabilities out; always defined, no p-values give none. Source: Benjamini and Hochberg 1995; the same as statsmodels' fdr_bh and R's p.adjust.
/// </summary>
public static class BenjaminiHochberg
{
    /// <param name="pValues">Each in [0, 1]; may be empty.</param>
    /// <returns>One adjusted value per p-value, in the given order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is not in [0, 1].</exception>
    public static double[] Adjust(ReadOnlySpan<double> pValues)
    {
        var sorted = pValues.ToArray();
        foreach (var p in sorted)
        {
            if (p is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), p, "A p-value lies in [0, 1].");
        }

        var order = new int[sorted.Length];
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        Array.Sort(sorted, order);

        var adjusted = new double[sorted.Length];
        var smallest = 1.0;
        for (var rank = sorted.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, sorted[rank - 1] * sorted.Length / rank);
            adjusted[order[rank - 1]] = smallest;
        }

        return adjusted;
    }
}

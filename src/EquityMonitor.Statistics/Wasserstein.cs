namespace EquityMonitor.Statistics;

/// <summary>How far a sample has moved from its baseline.</summary>
/// <param name="Distance">In the unit of the score.</param>
/// <param name="OverBaselineDeviation">The same over the baseline's sample standard deviation; not estimable when the baseline does not vary.</param>
public readonly record struct WassersteinResult(double Distance, Computed<double> OverBaselineDeviation);

/// <summary>
/// Wasserstein-1 (earth mover's) distance of two samples: the integral of |F - G| over the scores, each score on average having moved that far.
/// Exact on the samples, without bins; in the unit of the score, and without one over the baseline's standard deviation. A description without an interval: two samples of one
/// distribution lie apart too, by about 1/sqrt(n). Needs no independence. Not estimable when a sample is empty. Source: Vallender 1974; as scipy's wasserstein_distance.
/// </summary>
public static class Wasserstein
{
    /// <param name="baseline">In any order.</param>
    /// <param name="current">In any order.</param>
    /// <exception cref="ArgumentException">A value is not a finite number.</exception>
    public static Computed<WassersteinResult> Evaluate(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        if (baseline.IsEmpty || current.IsEmpty)
            return BinCounts.Missing(baseline.Length);
        double[] first = Sorted(baseline, nameof(baseline)), second = Sorted(current, nameof(current));
        int below = 0, belowSecond = 0;
        var sum = 0.0;
        var position = Math.Min(first[0], second[0]);
        while (below < first.Length || belowSecond < second.Length)
        {
            var next = belowSecond == second.Length || (below < first.Length && first[below] <= second[belowSecond]) ? first[below] : second[belowSecond];
            sum += Math.Abs((below / (double)first.Length) - (belowSecond / (double)second.Length)) * (next - position);
            position = next;
            while (below < first.Length && first[below] == next)
                below++;
            while (belowSecond < second.Length && second[belowSecond] == next)
                belowSecond++;
        }

        var deviation = Deviation(first);
        return new WassersteinResult(sum, deviation > 0 ? sum / deviation : NotEstimableReason.NoVariation);
    }

    /// <summary>Sample standard deviation, n - 1; 0 for a single value or equal ones.</summary>
    private static double Deviation(double[] sorted)
    {
        if (sorted[0] == sorted[^1])
            return 0;
        var mean = 0.0;
        foreach (var value in sorted)
            mean += value;
        mean /= sorted.Length;
        var squares = 0.0;
        foreach (var value in sorted)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (sorted.Length - 1));
    }

    private static double[] Sorted(ReadOnlySpan<double> values, string parameter)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        if (!double.IsFinite(sorted[0]) || !double.IsFinite(sorted[^1]))
            throw new ArgumentException("A score is not a finite number; leave out rows without a score.", parameter);
        return sorted;
    }
}

namespace EquityMonitor.Statistics;

/// <summary>The largest distance between two empirical distribution functions, and its asymptotic two-sided p-value.</summary>
public readonly record struct KolmogorovSmirnovResult(double Statistic, double PValue);

/// <summary>
/// Two-sample Kolmogorov-Smirnov test. D = sup |F - G|; p = 2 sum (-1)^(k-1) exp(-2 k^2 x^2), x = D sqrt(nm/(n+m)).
/// D is in [0, 1], without unit. p assumes two independent samples of independent encounters: repeated patients make it too small. The asymptotic p is conservative with ties and
/// in small samples. Not estimable when a sample is empty. Source: Smirnov 1948.
/// </summary>
public static class KolmogorovSmirnov
{
    /// <summary>From two samples in any order.</summary>
    /// <param name="baseline">Scores in any order.</param>
    /// <param name="current">Scores in any order.</param>
    /// <exception cref="ArgumentException">A value is not a number.</exception>
    public static Computed<KolmogorovSmirnovResult> Evaluate(ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        var reference = Sorted(baseline, nameof(baseline));
        var sample = Sorted(current, nameof(current));
        var atOrBelow = new int[sample.Length];
        var below = new int[sample.Length];
        int lower = 0, upper = 0;
        for (var index = 0; index < sample.Length; index++)
        {
            while (lower < reference.Length && reference[lower] < sample[index])
                lower++;
            while (upper < reference.Length && reference[upper] <= sample[index])
                upper++;
            below[index] = lower;
            atOrBelow[index] = upper;
        }

        return FromBaselinePositions(atOrBelow, below, reference.Length);
    }

    /// <summary>
    /// From where the current sample's scores, ascending, fall in the baseline. The supremum lies at a current score or just left of one, so the baseline
    /// need not be walked again for every window and subgroup.
    /// </summary>
    /// <param name="baselineAtOrBelow">Per current score, ascending: the baseline scores at or below it.</param>
    /// <param name="baselineBelow">Per current score, ascending: the baseline scores strictly below it.</param>
    /// <param name="baselineCount">The baseline's size.</param>
    /// <exception cref="ArgumentException">The two lists differ in length, are not ascending, or exceed the baseline's size.</exception>
    public static Computed<KolmogorovSmirnovResult> FromBaselinePositions(ReadOnlySpan<int> baselineAtOrBelow, ReadOnlySpan<int> baselineBelow, int baselineCount)
    {
        if (baselineAtOrBelow.Length != baselineBelow.Length)
            throw new ArgumentException($"There are {baselineAtOrBelow.Length} positions at or below but {baselineBelow.Length} below; give one of each.", nameof(baselineBelow));
        if (baselineAtOrBelow.IsEmpty || baselineCount == 0)
            return BinCounts.Missing(baselineCount);

        long n = baselineAtOrBelow.Length, largest = 0;
        for (var index = 0; index < n; index++)
        {
            int upper = baselineAtOrBelow[index], lower = baselineBelow[index];
            if (lower < 0 || lower > upper || upper > baselineCount || (index > 0 && (upper < baselineAtOrBelow[index - 1] || lower < baselineBelow[index - 1])))
                throw new ArgumentException($"Position {index} ({lower} below, {upper} at or below, of {baselineCount}) is out of order.", nameof(baselineAtOrBelow));

            // Scores that share both positions are tied, or have no baseline score between them; either way only the ends of the run can be the supremum.
            if (index == 0 || lower != baselineBelow[index - 1] || upper != baselineAtOrBelow[index - 1])
                largest = Math.Max(largest, Math.Abs((lower * n) - ((long)index * baselineCount)));
            if (index == n - 1 || baselineBelow[index + 1] != lower || baselineAtOrBelow[index + 1] != upper)
                largest = Math.Max(largest, Math.Abs((upper * n) - ((index + 1L) * baselineCount)));
        }

        var statistic = largest / ((double)n * baselineCount);
        return new KolmogorovSmirnovResult(statistic, Tail(statistic * Math.Sqrt((double)n * baselineCount / (n + baselineCount))));
    }

    /// <summary>
    /// P(K &gt; x) of Kolmogorov's distribution. Below x = 1 the alternating series loses its digits, and Jacobi's transform of it,
    /// 1 - sqrt(2 pi)/x * sum exp(-(2k-1)^2 pi^2 / (8 x^2)), converges at once; it is 1 to the last digit below x = 0.15.
    /// </summary>
    /// <param name="x">D sqrt(nm/(n+m)), not negative.</param>
    public static double Tail(double x)
    {
        if (x < 0.15)
            return 1;
        var sum = 0.0;
        if (x < 1)
        {
            for (var k = 1; k <= 9; k += 2)
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * x * x));
            return 1 - (Math.Sqrt(2 * Math.PI) / x * sum);
        }

        for (var k = 8; k >= 1; k--)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2 * k * k * x * x);
        return Math.Min(1, sum);
    }

    private static double[] Sorted(ReadOnlySpan<double> values, string parameter)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        if (sorted.Length > 0 && double.IsNaN(sorted[0]))
            throw new ArgumentException("A score is not a number; leave out rows without a score.", parameter);
        return sorted;
    }
}

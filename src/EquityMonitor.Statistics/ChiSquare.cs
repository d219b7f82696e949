using MathNet.Numerics;

namespace EquityMonitor.Statistics;

/// <summary>A chi-square test.</summary>
/// <param name="Statistic">Pearson's statistic, without continuity correction.</param>
/// <param name="DegreesOfFreedom">Cells after pooling, less one.</param>
/// <param name="PValue">The upper tail.</param>
/// <param name="Pooled">How many categories were pooled into one cell because too few were expected in them.</param>
public readonly record struct ChiSquareResult(double Statistic, int DegreesOfFreedom, double PValue, int Pooled);

/// <summary>
/// Pearson's chi-square test of a distribution over categories, against given shares (goodness of fit) or another sample (homogeneity):
/// sum over cells of (observed - expected)^2 / expected.
/// <para>Categories with an expected count under 5 (in the smaller of two samples) are pooled into one cell; while that cell still expects fewer than 5,
/// the category with the next smallest expected count joins it, ties by position. A category that is empty on both sides is dropped.</para>
/// <para>Not estimable when a side has no counts, when only one category occurs, or when pooling leaves one cell. Assumes independent encounters (repeated patients make p too
/// small) and, for the fit, shares that are known without error. Counts in, a statistic without unit and a p-value in [0, 1] out. Sources: Pearson 1900; Cochran 1954.</para>
/// </summary>
public static class ChiSquare
{
    /// <summary>Cells that expect fewer are pooled.</summary>
    public const double LeastExpected = 5;

    /// <summary>Goodness of fit.</summary>
    /// <param name="observed">Counts per category.</param>
    /// <param name="shares">Expected shares, not negative, summing to 1.</param>
    /// <exception cref="ArgumentException">Lengths differ, a count or a share is negative, or the shares do not sum to 1.</exception>
    public static Computed<ChiSquareResult> GoodnessOfFit(ReadOnlySpan<long> observed, ReadOnlySpan<double> shares)
    {
        if (observed.Length != shares.Length)
            throw new ArgumentException($"There are {observed.Length} counts but {shares.Length} shares; give one of each per category.", nameof(shares));
        long n = 0;
        var sum = 0.0;
        for (var category = 0; category < shares.Length; category++)
        {
            if (observed[category] < 0 || !(shares[category] >= 0))
                throw new ArgumentException($"Category {category} has a negative count or share.", nameof(shares));
            n += observed[category];
            sum += shares[category];
        }

        if (n == 0)
            return NotEstimableReason.NoScoredEncounters;
        if (Math.Abs(sum - 1) > 1e-6)
            throw new ArgumentException($"The shares sum to {sum}, not to 1.", nameof(shares));

        var cells = new List<Cell>(shares.Length);
        for (var category = 0; category < shares.Length; category++)
        {
            if (observed[category] > 0 || shares[category] > 0)
                cells.Add(new Cell(observed[category], 0, shares[category] * n));
        }

        return Test(cells, n, 0);
    }

    /// <summary>Two samples over the same categories; symmetric in them.</summary>
    /// <param name="first">Counts per category; of the reference, where one is.</param>
    /// <param name="second">Counts over the same categories.</param>
    /// <exception cref="ArgumentException">The sides have different numbers of categories, or a count is negative.</exception>
    public static Computed<ChiSquareResult> TwoSamples(ReadOnlySpan<long> first, ReadOnlySpan<long> second)
    {
        if (!BinCounts.Totals(first, second, out var n, out var m))
            return BinCounts.Missing(n);
        var cells = new List<Cell>(first.Length);
        for (var category = 0; category < first.Length; category++)
        {
            if (first[category] > 0 || second[category] > 0)
                cells.Add(new Cell(first[category], second[category], (first[category] + second[category]) * ((double)Math.Min(n, m) / (n + m))));
        }

        return Test(cells, n, m);
    }

    /// <summary>P(X &gt; x) of the chi-square distribution.</summary>
    /// <param name="x">Not negative.</param>
    /// <param name="degreesOfFreedom">Above 0.</param>
    public static double Tail(double x, int degreesOfFreedom) => x > 0 ? Math.Clamp(SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, x / 2), 0, 1) : 1;

    private static Computed<ChiSquareResult> Test(List<Cell> cells, long n, long m)
    {
        if (cells.Count < 2)
            return NotEstimableReason.OnlyOneCategory;
        var pooled = Pool(cells);
        if (cells.Count < 2)
            return NotEstimableReason.TooFewPerCategory;
        var statistic = 0.0;
        foreach (var cell in cells)
        {
            if (m == 0)
            {
                statistic += (cell.First - cell.Expected) * (cell.First - cell.Expected) / cell.Expected;
                continue;
            }

            double together = cell.First + cell.Second, expected = together * n / (n + m), expectedSecond = together * m / (n + m);
            var squared = (cell.First - expected) * (cell.First - expected);
            statistic += (squared / expected) + (squared / expectedSecond);
        }

        return new ChiSquareResult(statistic, cells.Count - 1, Tail(statistic, cells.Count - 1), pooled);
    }

    /// <returns>How many categories are in the pooled cell.</returns>
    private static int Pool(List<Cell> cells)
    {
        if (!cells.Exists(cell => cell.Expected < LeastExpected))
            return 0;

        // A stable sort keeps ties in their position.
        var rising = cells.OrderBy(cell => cell.Expected).ToList();
        var pool = default(Cell);
        var taken = 0;
        while (taken < rising.Count && (rising[taken].Expected < LeastExpected || pool.Expected < LeastExpected))
            pool = pool.With(rising[taken++]);
        cells.Clear();
        cells.Add(pool);
        cells.AddRange(rising.Skip(taken));
        return taken;
    }

    /// <param name="First">The count of the first, or only, sample.</param>
    /// <param name="Second">The count of the second.</param>
    /// <param name="Expected">In the only sample, or in the smaller of two.</param>
    private readonly record struct Cell(long First, long Second, double Expected)
    {
        public Cell With(Cell other) => new(First + other.First, Second + other.Second, Expected + other.Expected);
    }
}

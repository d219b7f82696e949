namespace EquityMonitor.Statistics;

/// <summary>One pass over the tie blocks in ascending score order, for a subgroup and its complement together.</summary>
internal static class PlacementScan
{
    /// <param name="totals">Rows of the whole, per key (2 * block + outcome).</param>
    /// <param name="counts">Rows of the subgroup, per key. On return each entry is the scaled placement, among the subgroup, of a row with that key.</param>
    /// <param name="stride">How far apart the entries of two keys stand, where the counts of several subgroups lie side by side.</param>
    public static (PlacementSums Own, PlacementSums Others) Run(ReadOnlySpan<int> totals, Span<int> counts, int stride = 1)
    {
        var (positives, negatives) = Classes(totals);
        return FitsInLong(positives, negatives)
            ? Run<NarrowSum>(totals, counts, stride, positives, negatives)
            : Run<WideSum>(totals, counts, stride, positives, negatives);
    }

    /// <summary>A sum of squares is at most the rows of one class times (2 * rows of the other)^2.</summary>
    public static bool FitsInLong(long positives, long negatives) => 4.0 * positives * negatives * Math.Max(positives, negatives) < long.MaxValue / 2.0;

    public static (long Positives, long Negatives) Classes(ReadOnlySpan<int> counts, int stride = 1)
    {
        long positives = 0, negatives = 0;
        for (var at = 0; at + stride < counts.Length; at += 2 * stride)
        {
            negatives += counts[at];
            positives += counts[at + stride];
        }

        return (positives, negatives);
    }

    private static (PlacementSums Own, PlacementSums Others) Run<TSum>(ReadOnlySpan<int> totals, Span<int> counts, int stride, long positives, long negatives)
        where TSum : struct, ISquareSum
    {
        var (ownPositives, ownNegatives) = Classes(counts, stride);

        // Twice the negatives below and twice the positives not yet passed.
        long below = 0, ownBelow = 0, above = 2 * positives, ownAbove = 2 * ownPositives;
        long ownSum = 0, otherSum = 0;
        TSum ownPositiveSquares = default, ownNegativeSquares = default, otherPositiveSquares = default, otherNegativeSquares = default;
        for (int key = 0, at = 0; key + 1 < totals.Length; key += 2, at += 2 * stride)
        {
            long negative = totals[key], positive = totals[key + 1];
            long ownNegative = counts[at], ownPositive = counts[at + stride];
            long otherNegative = negative - ownNegative, otherPositive = positive - ownPositive;

            var a = ownBelow + ownNegative;
            var c = ownAbove - ownPositive;
            counts[at] = (int)c;
            counts[at + stride] = (int)a;
            ownSum += ownPositive * a;
            ownPositiveSquares.Add(ownPositive * a, a);
            ownNegativeSquares.Add(ownNegative * c, c);

            a = below + negative - a;
            c = above - positive - c;
            otherSum += otherPositive * a;
            otherPositiveSquares.Add(otherPositive * a, a);
            otherNegativeSquares.Add(otherNegative * c, c);

            below += 2 * negative;
            ownBelow += 2 * ownNegative;
            above -= 2 * positive;
            ownAbove -= 2 * ownPositive;
        }

        return (
            new PlacementSums(ownPositives, ownNegatives, ownSum, ownPositiveSquares.Value, ownNegativeSquares.Value),
            new PlacementSums(positives - ownPositives, negatives - ownNegatives, otherSum, otherPositiveSquares.Value, otherNegativeSquares.Value));
    }

    private interface ISquareSum
    {
        Int128 Value { get; }

        void Add(long left, long right);
    }

    private struct NarrowSum : ISquareSum
    {
        private long _value;

        public readonly Int128 Value => _value;

        public void Add(long left, long right) => _value += left * right;
    }

    /// <summary>128 bits by hand: cheaper in the inner loop than Int128 multiplication. Both factors are non-negative.</summary>
    private struct WideSum : ISquareSum
    {
        private ulong _high;
        private ulong _low;

        public readonly Int128 Value => new(_high, _low);

        public void Add(long left, long right)
        {
            var high = Math.BigMul((ulong)left, (ulong)right, out var low);
            _low += low;
            _high += high + (_low < low ? 1UL : 0UL);
        }
    }
}

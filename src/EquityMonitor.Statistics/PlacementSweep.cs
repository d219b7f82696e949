namespace EquityMonitor.Statistics;

/// <summary>
/// The placement sums of every cell of a partition and of every complement in one pass over the rows in score order.
/// A complement's placements are the whole's less the cell's, and the cell's change only where one of its own rows passes. So the squares over the rows
/// outside a cell are settled at the cell's next row from prefix sums over all rows: sum (A - k)^2 = sum A^2 - 2k sum A + m k^2.
/// Integer sums may wrap around on the way; what they end with fits, which the caller makes sure of.
/// </summary>
internal static class PlacementSweep
{
    /// <param name="totals">Rows per key (2 * block + outcome).</param>
    /// <param name="sortedCodes">The cell of each row, in ascending key order.</param>
    /// <param name="cells">One state per cell; on return it holds the sums.</param>
    public static void Run(ReadOnlySpan<int> totals, ReadOnlySpan<ushort> sortedCodes, Span<Cell> cells)
    {
        cells.Clear();
        var (positives, _) = CountClasses(totals, sortedCodes, cells);
        var all = default(Prefix);
        long below = 0, above = 2 * positives;
        var first = 0;
        for (var key = 0; key + 1 < totals.Length; key += 2)
        {
            int negative = totals[key], positive = totals[key + 1];
            var ofPositive = below + negative;
            var ofNegative = above - positive;
            var next = all.With(positive, ofPositive, negative, ofNegative);
            var firstPositive = first + negative;
            var end = firstPositive + positive;
            for (var row = first; row < end; row++)
            {
                ref var cell = ref cells[sortedCodes[row]];
                if (row < firstPositive)
                    cell.BlockNegatives++;
                else
                    cell.BlockPositives++;
            }

            for (var row = first; row < end; row++)
            {
                ref var cell = ref cells[sortedCodes[row]];
                if ((cell.BlockNegatives | cell.BlockPositives) != 0)
                    cell.Pass(all, next, positive, ofPositive, negative, ofNegative);
            }

            all = next;
            below += 2 * negative;
            above -= 2 * positive;
            first = end;
        }

        foreach (ref var cell in cells)
            cell.Settle(all);
    }

    private static (long Positives, long Negatives) CountClasses(ReadOnlySpan<int> totals, ReadOnlySpan<ushort> sortedCodes, Span<Cell> cells)
    {
        long positives = 0;
        var first = 0;
        for (var key = 0; key < totals.Length; key++)
        {
            var end = first + totals[key];
            var isPositive = key & 1;
            for (var row = first; row < end; row++)
            {
                ref var cell = ref cells[sortedCodes[row]];
                cell.Positives += isPositive;
                cell.Rows++;
                positives += isPositive;
            }

            first = end;
        }

        foreach (ref var cell in cells)
            cell.Above = 2 * cell.Positives;
        return (positives, sortedCodes.Length - positives);
    }

    /// <summary>Count, sum and sum of squares of the scaled placements of all rows so far.</summary>
    internal struct Prefix
    {
        public long Positives;
        public long PositiveSum;
        public long PositiveSquares;
        public long Negatives;
        public long NegativeSum;
        public long NegativeSquares;

        public readonly Prefix With(long positives, long ofPositive, long negatives, long ofNegative) => new()
        {
            Positives = Positives + positives,
            PositiveSum = PositiveSum + (positives * ofPositive),
            PositiveSquares = PositiveSquares + (positives * ofPositive * ofPositive),
            Negatives = Negatives + negatives,
            NegativeSum = NegativeSum + (negatives * ofNegative),
            NegativeSquares = NegativeSquares + (negatives * ofNegative * ofNegative),
        };
    }

    internal struct Cell
    {
        public long Rows;
        public long Positives;
        public long Above;
        public long BlockNegatives;
        public long BlockPositives;
        private long _below;
        private Prefix _settled;
        private long _ownSum, _ownPositiveSquares, _ownNegativeSquares;
        private long _otherSum, _otherPositiveSquares, _otherNegativeSquares;

        /// <summary>Takes a block that holds rows of this cell.</summary>
        public void Pass(in Prefix before, in Prefix after, long positive, long ofPositive, long negative, long ofNegative)
        {
            Settle(before);
            var a = _below + BlockNegatives;
            var c = Above - BlockPositives;
            _ownSum += BlockPositives * a;
            _ownPositiveSquares += BlockPositives * a * a;
            _ownNegativeSquares += BlockNegatives * c * c;
            var otherA = ofPositive - a;
            var otherC = ofNegative - c;
            _otherSum += (positive - BlockPositives) * otherA;
            _otherPositiveSquares += (positive - BlockPositives) * otherA * otherA;
            _otherNegativeSquares += (negative - BlockNegatives) * otherC * otherC;
            _below += 2 * BlockNegatives;
            Above -= 2 * BlockPositives;
            _settled = after;
            BlockNegatives = 0;
            BlockPositives = 0;
        }

        /// <summary>Adds the rows of others since this cell's last block.</summary>
        public void Settle(in Prefix now)
        {
            var count = now.Positives - _settled.Positives;
            var sum = now.PositiveSum - _settled.PositiveSum;
            _otherSum += sum - (count * _below);
            _otherPositiveSquares += now.PositiveSquares - _settled.PositiveSquares - (2 * _below * sum) + (count * _below * _below);
            count = now.Negatives - _settled.Negatives;
            sum = now.NegativeSum - _settled.NegativeSum;
            _otherNegativeSquares += now.NegativeSquares - _settled.NegativeSquares - (2 * Above * sum) + (count * Above * Above);
        }

        public readonly PlacementSums Own => new(Positives, Rows - Positives, _ownSum, _ownPositiveSquares, _ownNegativeSquares);

        public readonly PlacementSums Others(long positives, long negatives) =>
            new(positives - Positives, negatives - (Rows - Positives), _otherSum, _otherPositiveSquares, _otherNegativeSquares);
    }
}

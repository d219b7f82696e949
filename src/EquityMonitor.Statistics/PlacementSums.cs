namespace EquityMonitor.Statistics;

/// <summary>
/// The exact integer sums behind AUROC and DeLong's variance, fed block by block in ascending score order. A positive's placement times 2n- is
/// a = 2 * (negatives below) + (negatives tied), a negative's times 2n+ is c = 2 * (positives above) + (positives tied).
/// </summary>
internal struct PlacementSums(long positives, long negatives)
{
    private readonly long _positives = positives;
    private readonly long _negatives = negatives;
    private long _positivesBelow;
    private long _negativesBelow;
    private long _sum;
    private WideSum _positiveSquares;
    private WideSum _negativeSquares;

    /// <summary>The mean a of a positive: 2 * n- * area.</summary>
    public readonly double MeanOfPositives => (double)_sum / _positives;

    /// <summary>The mean c of a negative: 2 * n+ * area.</summary>
    public readonly double MeanOfNegatives => (double)_sum / _negatives;

    /// <summary>Takes the next block and gives the scaled placements of its positives and of its negatives.</summary>
    public (long Positive, long Negative) Add(int positives, int negatives)
    {
        var a = (2 * _negativesBelow) + negatives;
        var c = (2 * (_positives - _positivesBelow)) - positives;
        _positivesBelow += positives;
        _negativesBelow += negatives;
        _sum += positives * a;
        _positiveSquares.Add((ulong)(positives * a), (ulong)a);
        _negativeSquares.Add((ulong)(negatives * c), (ulong)c);
        return (a, c);
    }

    /// <summary>After the last block; null with fewer than 2 of a class.</summary>
    public readonly AurocResult? Result()
    {
        if (_positives < 2 || _negatives < 2)
            return null;
        var pairs = 2.0 * _positives * _negatives;
        var area = _sum / pairs;
        var ofPositives = SumOfSquaredDeviations(_positiveSquares, _positives) / (_positives - 1) / _positives;
        var ofNegatives = SumOfSquaredDeviations(_negativeSquares, _negatives) / (_negatives - 1) / _negatives;
        var variance = (ofPositives / (4.0 * _negatives * _negatives)) + (ofNegatives / (4.0 * _positives * _positives));
        return new AurocResult(area, variance);
    }

    private readonly double SumOfSquaredDeviations(WideSum squares, long count) =>
        (double)((count * squares.Value) - ((Int128)_sum * _sum)) / count;

    /// <summary>A 128-bit sum of products; cheaper in the inner loop than Int128 multiplication.</summary>
    private struct WideSum
    {
        private ulong _high;
        private ulong _low;

        public readonly Int128 Value => new(_high, _low);

        public void Add(ulong left, ulong right)
        {
            var high = Math.BigMul(left, right, out var low);
            _low += low;
            _high += high + (_low < low ? 1UL : 0UL);
        }
    }
}

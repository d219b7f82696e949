namespace EquityMonitor.Statistics;

/// <summary>Which rows of which block of equal scores fall in which bin of equal count, the larger bins first.</summary>
internal sealed class CalibrationBins
{
    private readonly Segment[] _segments;
    private readonly int[] _firstSegment;
    private readonly double[] _sums;
    private readonly int _rows;

    public CalibrationBins(ScoredOutcomes rows, int bins)
    {
        if (bins < 1)
            throw new ArgumentException($"A calibration curve needs at least 1 bin, not {bins}.", nameof(bins));
        _rows = rows.Rows;
        Count = Math.Min(bins, _rows);
        _firstSegment = new int[Count + 1];
        _sums = new double[Count];
        var segments = new List<Segment>(rows.Blocks + Count);
        int bin = 0, room = Count > 0 ? SizeOf(0) : 0;
        for (var block = 0; block < rows.Blocks; block++)
        {
            var size = rows.PositivesIn(block) + rows.NegativesIn(block);
            for (var left = size; left > 0;)
            {
                var taken = Math.Min(left, room);
                segments.Add(new Segment(block, size, taken));
                _sums[bin] += taken * rows.Scores[block];
                left -= taken;
                room -= taken;
                if (room > 0)
                    continue;
                _firstSegment[++bin] = segments.Count;
                room = bin < Count ? SizeOf(bin) : 0;
            }
        }

        _segments = [.. segments];
    }

    /// <summary>The number of bins.</summary>
    public int Count { get; }

    public int SizeOf(int bin) => (_rows / Count) + (bin < _rows % Count ? 1 : 0);

    public double SumOfScores(int bin) => _sums[bin];

    public int FirstBlock(int bin) => _segments[_firstSegment[bin]].Block;

    public int LastBlock(int bin) => _segments[_firstSegment[bin + 1] - 1].Block;

    /// <summary>Outcomes per bin, a block's shared out by the rows that each bin has of it.</summary>
    public double[] Outcomes(ScoredOutcomes rows)
    {
        var outcomes = new double[Count];
        for (var bin = 0; bin < Count; bin++)
        {
            for (var index = _firstSegment[bin]; index < _firstSegment[bin + 1]; index++)
                outcomes[bin] += Share(_segments[index], rows.PositivesIn(_segments[index].Block));
        }

        return outcomes;
    }

    /// <summary>Per bin max(1, v / v independent) of its share with the outcome; null where it is undefined.</summary>
    /// <param name="outcomes">Per bin, as <see cref="Outcomes"/> gives them.</param>
    public double?[] DesignEffects(ScoredOutcomes rows, double[] outcomes)
    {
        var (independent, patients, segmentsOf) = ByRow(rows, outcomes);
        var (clustered, sums, squares, touching) = ((double[])independent.Clone(), new double[Count], new double[Count], new int[Count]);
        var touched = new List<int>();
        var repeated = rows.RepeatedPatients;
        for (var item = 0; item < repeated.Length;)
        {
            var last = item + repeated[item];
            for (item++; item <= last; item++)
            {
                var (block, outcome) = (repeated[item] >> 1, repeated[item] & 1);
                for (var index = segmentsOf[block]; index < segmentsOf[block + 1]; index++)
                {
                    var bin = BinOf(index);
                    if (touching[bin]++ == 0)
                        touched.Add(bin);
                    var influence = Share(_segments[index], 1) * (outcome - (outcomes[bin] / SizeOf(bin)));
                    sums[bin] += influence;
                    squares[bin] += influence * influence;
                }
            }

            foreach (var bin in touched)
            {
                clustered[bin] += (sums[bin] * sums[bin]) - squares[bin];
                patients[bin] -= touching[bin] - 1;
                (sums[bin], squares[bin], touching[bin]) = (0, 0, 0);
            }

            touched.Clear();
        }

        // What is left where all tell the same is rounding, which must not pass for variation.
        return [.. Enumerable.Range(0, Count).Select(bin => patients[bin] < 2 || independent[bin] < 1e-9
            ? null
            : RowMetrics.Ratio(clustered[bin] * patients[bin] / (patients[bin] - 1), independent[bin]))];
    }

    /// <summary>The same with outcomes drawn from the scores: as many per block as drawn, in block order.</summary>
    /// <param name="limits">Per block, from <see cref="SplitMix64.LimitOf"/> its score.</param>
    public void Draw(ReadOnlySpan<ulong> limits, ref SplitMix64 random, Span<double> outcomes)
    {
        // A copy of its own stays in registers.
        var source = random;
        int block = -1, drawn = 0;
        for (var bin = 0; bin < Count; bin++)
        {
            // Nearly all blocks lie in one bin: theirs are whole numbers.
            var whole = 0;
            var shared = 0.0;
            foreach (ref readonly var segment in _segments.AsSpan(_firstSegment[bin].._firstSegment[bin + 1]))
            {
                if (segment.Block != block)
                {
                    block = segment.Block;
                    drawn = 0;
                    var limit = limits[block];
                    for (var row = 0; row < segment.BlockSize; row++)
                        drawn += source.NextIsBelow(limit) ? 1 : 0;
                }

                if (segment.Taken == segment.BlockSize)
                    whole += drawn;
                else
                    shared += Share(segment, drawn);
            }

            outcomes[bin] = whole + shared;
        }

        random = source;
    }

    /// <summary>What every bin would have if no patient came twice: the sum of squared influences, and its rows. With it, where each block's segments begin.</summary>
    private (double[] Squares, long[] Rows, int[] SegmentsOf) ByRow(ScoredOutcomes rows, double[] outcomes)
    {
        var (squares, touching, segmentsOf) = (new double[Count], new long[Count], new int[rows.Blocks + 1]);
        segmentsOf[^1] = _segments.Length;
        for (var index = _segments.Length - 1; index >= 0; index--)
        {
            var segment = _segments[index];
            var bin = BinOf(index);
            double p = outcomes[bin] / SizeOf(bin), share = Share(segment, 1);
            squares[bin] += share * share * ((rows.PositivesIn(segment.Block) * (1 - p) * (1 - p)) + (rows.NegativesIn(segment.Block) * p * p));
            touching[bin] += segment.BlockSize;
            segmentsOf[segment.Block] = index;
        }

        return (squares, touching, segmentsOf);
    }

    private int BinOf(int segment)
    {
        var found = Array.BinarySearch(_firstSegment, segment);
        return found >= 0 ? found : ~found - 1;
    }

    private static double Share(in Segment segment, int outcomes) =>
        segment.Taken == segment.BlockSize ? outcomes : outcomes * (segment.Taken / (double)segment.BlockSize);

    private readonly record struct Segment(int Block, int BlockSize, int Taken);
}

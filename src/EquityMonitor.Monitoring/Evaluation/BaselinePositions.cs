using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Where each row of a frame stands in the baseline of its own subgroup: its decile bin and its place in the baseline's order. Score drift of any window
/// then needs only counting. Kept in the order of the scores, in which it is written and read.
/// </summary>
internal sealed class BaselinePositions
{
    private readonly ushort[] _codes;
    private readonly Cell?[] _cells;
    private readonly byte[] _bins;
    private readonly int[] _below;
    private readonly int[] _atOrBelow;

    /// <param name="codes">By place in the order of the scores.</param>
    private BaselinePositions(ushort[] codes, Cell?[] cells)
    {
        _codes = codes;
        _cells = cells;
        _bins = new byte[codes.Length];
        _below = new int[codes.Length];
        _atOrBelow = new int[codes.Length];
    }

    public static BaselinePositions Of(EncounterFrame frame, Partition partition, EncounterFrame baseline, Partition baselinePartition)
    {
        var places = baselinePartition.Cells.Select((key, place) => (key, place)).ToDictionary(cell => cell.key, cell => cell.place);
        var baselineCodes = baselinePartition.CodesOf(baseline.ByScore);
        var scores = ScoresByCell(baseline, baselineCodes, places.Count);
        var cells = partition.Cells.Select(key => places.TryGetValue(key, out var place) ? new Cell(scores[place]) : null).ToArray();
        var positions = new BaselinePositions(partition.CodesOf(frame.ByScore), cells);
        positions.Locate(frame.SortedScores, baseline.SortedScores, baselineCodes, CellOf(partition, places));
        return positions;
    }

    /// <summary>The baseline's scores of each of its cells, ascending.</summary>
    private static double[][] ScoresByCell(EncounterFrame baseline, ushort[] codes, int cells)
    {
        var counts = new int[cells];
        foreach (var code in codes)
            counts[code]++;
        var scores = Array.ConvertAll(counts, count => new double[count]);
        var next = new int[cells];
        for (var place = 0; place < codes.Length; place++)
            scores[codes[place]][next[codes[place]]++] = baseline.SortedScores[place];
        return scores;
    }

    /// <summary>Per cell of the baseline, the frame's; -1 where it has none.</summary>
    private static int[] CellOf(Partition partition, Dictionary<SubgroupKey, int> places)
    {
        var cellOf = new int[places.Count];
        Array.Fill(cellOf, -1);
        for (var cell = 0; cell < partition.Cells.Count; cell++)
        {
            if (places.TryGetValue(partition.Cells[cell], out var place))
                cellOf[place] = cell;
        }

        return cellOf;
    }

    /// <summary>Both in the order of their scores side by side, so that a row's place in its cell's baseline is what of it has passed.</summary>
    private void Locate(double[] scores, double[] baseline, ushort[] baselineCodes, int[] cellOf)
    {
        var (passed, bins) = (new int[_cells.Length], new int[_cells.Length]);
        var edges = Array.ConvertAll(_cells, cell => cell?.Edges ?? []);
        var next = 0;
        for (int first = 0, end; first < scores.Length; first = end)
        {
            var score = scores[first];
            for (end = first + 1; end < scores.Length && scores[end] == score; end++)
            {
            }

            for (; next < baseline.Length && baseline[next] < score; next++)
                Pass(baselineCodes[next]);
            for (var place = first; place < end; place++)
                _below[place] = passed[_codes[place]];
            for (; next < baseline.Length && baseline[next] == score; next++)
                Pass(baselineCodes[next]);
            for (var place = first; place < end; place++)
            {
                var code = _codes[place];
                _atOrBelow[place] = passed[code];
                var ofCell = edges[code];
                while (bins[code] < ofCell.Length && ofCell[bins[code]] <= score)
                    bins[code]++;
                _bins[place] = (byte)bins[code];
            }
        }

        void Pass(ushort code)
        {
            if (cellOf[code] is >= 0 and var cell)
                passed[cell]++;
        }
    }

    /// <summary>Per cell, the drift of some rows; null where the cell has no baseline or no rows.</summary>
    /// <param name="places">In the order of the scores, ascending.</param>
    public ScoreDrift?[] Drifts(int[] places)
    {
        var starts = Starts(places);
        var below = new int[starts[^1]];
        var atOrBelow = new int[starts[^1]];
        var bins = Array.ConvertAll(_cells, cell => new long[cell?.Bins.Length ?? 1]);
        var next = starts[..^1];
        foreach (var place in places)
        {
            var code = _codes[place];
            var at = next[code]++;
            bins[code][_bins[place]]++;
            below[at] = _below[place];
            atOrBelow[at] = _atOrBelow[place];
        }

        var drifts = new ScoreDrift?[_cells.Length];
        for (var code = 0; code < drifts.Length; code++)
        {
            var rows = starts[code]..starts[code + 1];
            if (_cells[code] is { } cell && starts[code] < starts[code + 1])
                drifts[code] = cell.Drift(bins[code], below.AsSpan(rows), atOrBelow.AsSpan(rows));
        }

        return drifts;
    }

    /// <summary>Where the rows of each cell begin when they are put together by cell; the last entry is their number.</summary>
    private int[] Starts(int[] places)
    {
        var starts = new int[_cells.Length + 1];
        foreach (var place in places)
            starts[_codes[place] + 1]++;
        for (var code = 0; code < _cells.Length; code++)
            starts[code + 1] += starts[code];
        return starts;
    }

    /// <summary>The baseline of one subgroup.</summary>
    private sealed class Cell
    {
        private readonly int _scores;

        /// <param name="scores">Ascending.</param>
        public Cell(double[] scores)
        {
            _scores = scores.Length;
            var deciles = BaselineDeciles.OfSorted(scores);
            Edges = [.. deciles.InnerEdges];
            Bins = deciles.CountSorted(scores);
        }

        public double[] Edges { get; }

        public long[] Bins { get; }

        public ScoreDrift? Drift(long[] bins, ReadOnlySpan<int> below, ReadOnlySpan<int> atOrBelow)
        {
            var ks = KolmogorovSmirnov.FromBaselinePositions(atOrBelow, below, _scores);
            return PopulationStabilityIndex.Evaluate(Bins, bins).TryGet(out var psi) && ks.TryGet(out var d)
                ? new ScoreDrift(psi.Value, psi.Bins, _scores, d.Statistic, d.PValue)
                : null;
        }
    }
}

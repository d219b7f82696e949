using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Where each row of a frame stands in the baseline of its own subgroup: its decile bin and its place in the baseline's order. Score drift of any window
/// then needs only counting.
/// </summary>
internal sealed class BaselinePositions
{
    private readonly ushort[] _codes;
    private readonly Cell?[] _cells;
    private readonly byte[] _bins;
    private readonly int[] _below;
    private readonly int[] _atOrBelow;

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
        var scores = ScoresByCell(baseline, baselinePartition);
        var cells = partition.Cells.Select(key => places.TryGetValue(key, out var place) ? new Cell(scores[place]) : null).ToArray();
        var positions = new BaselinePositions(partition.Codes, cells);
        positions.Locate(frame, baseline, baselinePartition.Codes, CellOf(partition, places));
        return positions;
    }

    /// <summary>The baseline's scores of each of its cells, ascending.</summary>
    private static double[][] ScoresByCell(EncounterFrame baseline, Partition partition)
    {
        var counts = new int[partition.Cells.Count];
        foreach (var code in partition.Codes)
            counts[code]++;
        var scores = Array.ConvertAll(counts, count => new double[count]);
        var next = new int[counts.Length];
        foreach (var row in baseline.ByScore)
        {
            var code = partition.Codes[row];
            scores[code][next[code]++] = baseline.Score[row];
        }

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
    private void Locate(EncounterFrame frame, EncounterFrame baseline, ushort[] baselineCodes, int[] cellOf)
    {
        var (passed, bins) = (new int[_cells.Length], new int[_cells.Length]);
        var next = 0;
        for (int first = 0, end; first < frame.ByScore.Length; first = end)
        {
            var score = frame.Score[frame.ByScore[first]];
            for (end = first + 1; end < frame.ByScore.Length && frame.Score[frame.ByScore[end]] == score; end++)
            {
            }

            var rows = frame.ByScore.AsSpan(first..end);
            for (; next < baseline.ByScore.Length && baseline.Score[baseline.ByScore[next]] < score; next++)
                Pass(baseline.ByScore[next]);
            foreach (var row in rows)
                _below[row] = passed[_codes[row]];
            for (; next < baseline.ByScore.Length && baseline.Score[baseline.ByScore[next]] == score; next++)
                Pass(baseline.ByScore[next]);
            foreach (var row in rows)
            {
                var code = _codes[row];
                _atOrBelow[row] = passed[code];
                if (_cells[code] is not { } cell)
                    continue;
                while (bins[code] < cell.Edges.Length && cell.Edges[bins[code]] <= score)
                    bins[code]++;
                _bins[row] = (byte)bins[code];
            }
        }

        void Pass(int row)
        {
            if (cellOf[baselineCodes[row]] is >= 0 and var cell)
                passed[cell]++;
        }
    }

    /// <summary>Per cell, the drift of the given rows, which ascend by score; null where the cell has no baseline or no rows.</summary>
    public ScoreDrift?[] Drifts(int[] rowsByScore)
    {
        var starts = Starts(rowsByScore);
        var below = new int[starts[^1]];
        var atOrBelow = new int[starts[^1]];
        var bins = new long[_cells.Length][];
        var next = starts[..^1];
        foreach (var row in rowsByScore)
        {
            var code = _codes[row];
            if (_cells[code] is not { } cell)
                continue;
            (bins[code] ??= new long[cell.Bins.Length])[_bins[row]]++;
            below[next[code]] = _below[row];
            atOrBelow[next[code]++] = _atOrBelow[row];
        }

        var drifts = new ScoreDrift?[_cells.Length];
        for (var code = 0; code < drifts.Length; code++)
        {
            var rows = starts[code]..starts[code + 1];
            if (_cells[code] is { } cell && bins[code] is { } counts)
                drifts[code] = cell.Drift(counts, below.AsSpan(rows), atOrBelow.AsSpan(rows));
        }

        return drifts;
    }

    /// <summary>Where the rows of each cell that has a baseline begin when they are put together by cell; the last entry is their number.</summary>
    private int[] Starts(int[] rows)
    {
        var starts = new int[_cells.Length + 1];
        foreach (var row in rows)
        {
            if (_cells[_codes[row]] is not null)
                starts[_codes[row] + 1]++;
        }

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
            Bins = deciles.Count(scores);
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

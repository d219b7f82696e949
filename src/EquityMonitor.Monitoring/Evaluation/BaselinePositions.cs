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
        var scores = new List<double>[baselinePartition.Cells.Count];
        for (var cell = 0; cell < scores.Length; cell++)
            scores[cell] = [];
        for (var row = 0; row < baseline.Rows; row++)
            scores[baselinePartition.Codes[row]].Add(baseline.Score[row]);
        var byKey = baselinePartition.Cells.Select((key, cell) => (key, cell)).ToDictionary(pair => pair.key, pair => scores[pair.cell]);

        var cells = partition.Cells.Select(key => byKey.TryGetValue(key, out var found) ? new Cell(found) : null).ToArray();
        var positions = new BaselinePositions(partition.Codes, cells);
        for (var row = 0; row < frame.Rows; row++)
        {
            if (cells[partition.Codes[row]] is { } cell)
                (positions._bins[row], positions._below[row], positions._atOrBelow[row]) = cell.Locate(frame.Score[row]);
        }

        return positions;
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
        private readonly double[] _scores;
        private readonly BaselineDeciles _deciles;

        public Cell(List<double> scores)
        {
            _scores = [.. scores];
            Array.Sort(_scores);
            _deciles = BaselineDeciles.Of(_scores);
            Bins = _deciles.Count(_scores);
        }

        public long[] Bins { get; }

        public (byte Bin, int Below, int AtOrBelow) Locate(double score) => ((byte)_deciles.BinOf(score), FirstAt(score), FirstAbove(score));

        public ScoreDrift? Drift(long[] bins, ReadOnlySpan<int> below, ReadOnlySpan<int> atOrBelow)
        {
            var ks = KolmogorovSmirnov.FromBaselinePositions(atOrBelow, below, _scores.Length);
            return PopulationStabilityIndex.Evaluate(Bins, bins).TryGet(out var psi) && ks.TryGet(out var d)
                ? new ScoreDrift(psi.Value, psi.Bins, _scores.Length, d.Statistic, d.PValue)
                : null;
        }

        private int FirstAt(double score)
        {
            int low = 0, high = _scores.Length;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                if (_scores[middle] < score)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }

        private int FirstAbove(double score)
        {
            int low = 0, high = _scores.Length;
            while (low < high)
            {
                var middle = (low + high) >> 1;
                if (_scores[middle] <= score)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}

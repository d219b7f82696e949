using System.Buffers;

namespace EquityMonitor.Statistics;

/// <summary>
/// The average precision of every cell of a partition in two passes over the rows in score order, whatever the number of cells: downwards for the values,
/// upwards for the influence values, which <see cref="AveragePrecision"/> defines. A block of equal scores is one step.
/// </summary>
internal static class AveragePrecisionSweep
{
    /// <param name="rows">The window.</param>
    /// <param name="codes">The cell of each row; empty for the whole alone.</param>
    /// <param name="results">One per cell, overwritten; null without both classes.</param>
    public static void Run(RankedOutcomes rows, ReadOnlySpan<ushort> codes, Span<AveragePrecisionResult?> results)
    {
        var cells = new Cell[results.Length];
        var sorted = ArrayPool<ushort>.Shared.Rent(rows.Rows);
        for (var item = 0; item < rows.Rows; item++)
            sorted[item] = codes.IsEmpty ? (ushort)0 : codes[rows.Order[item]];
        Descend(rows.Totals, sorted, cells);
        if (rows.HasPatients)
        {
            var influence = ArrayPool<double>.Shared.Rent(rows.Rows);
            Ascend(rows.Totals, sorted, cells, influence);
            Cluster(rows, sorted, cells, influence);
            ArrayPool<double>.Shared.Return(influence);
        }

        ArrayPool<ushort>.Shared.Return(sorted);

        for (var cell = 0; cell < cells.Length; cell++)
            results[cell] = cells[cell].Result(rows.HasPatients);
    }

    private static void Descend(ReadOnlySpan<int> totals, ReadOnlySpan<ushort> sorted, Span<Cell> cells)
    {
        var end = 0;
        foreach (var total in totals)
            end += total;
        for (var key = totals.Length - 2; key >= 0; key -= 2)
        {
            var block = sorted[(end - totals[key] - totals[key + 1])..end];
            Count(block, totals[key], cells);
            foreach (var code in block)
                cells[code].StepDown();
            end -= block.Length;
        }
    }

    /// <param name="influence">Of each row in score order.</param>
    private static void Ascend(ReadOnlySpan<int> totals, ReadOnlySpan<ushort> sorted, Span<Cell> cells, Span<double> influence)
    {
        var start = 0;
        for (var key = 0; key + 1 < totals.Length; key += 2)
        {
            var (firstPositive, end) = (start + totals[key], start + totals[key] + totals[key + 1]);
            Count(sorted[start..end], totals[key], cells);
            for (var item = start; item < end; item++)
                influence[item] = cells[sorted[item]].StepUp(item >= firstPositive);
            start = end;
        }
    }

    private static void Count(ReadOnlySpan<ushort> block, int negatives, Span<Cell> cells)
    {
        foreach (var code in block[..negatives])
            cells[code].BlockNegatives++;
        foreach (var code in block[negatives..])
            cells[code].BlockPositives++;
    }

    /// <summary>What the rows of one patient in one cell have in common, and how many patients each cell has.</summary>
    private static void Cluster(RankedOutcomes rows, ReadOnlySpan<ushort> sorted, Span<Cell> cells, ReadOnlySpan<double> influence)
    {
        foreach (ref var cell in cells)
            cell.Patients = cell.Rows;
        var repeated = rows.RepeatedRows;
        for (var first = 0; first < repeated.Length;)
        {
            var ofPatient = rows.RepeatedPlaces.Slice(first + 1, repeated[first]);
            foreach (var place in ofPatient)
                cells[sorted[place]].Join(influence[place]);
            foreach (var place in ofPatient)
                cells[sorted[place]].EndPatient();
            first += 1 + ofPatient.Length;
        }
    }

    private struct Cell
    {
        public long BlockPositives;
        public long BlockNegatives;
        public long Patients;

        /// <summary>At and above the block: counted up on the way down, and down on the way up.</summary>
        private long _truePositives;
        private long _falsePositives;
        private long _positives;
        private long _rows;
        private double _sum;
        private double _falseShare;
        private double _trueShare;
        private double _ofPositive;
        private double _ofNegative;
        private double _squares;
        private double _covariances;
        private double _together;
        private double _apart;
        private long _joined;

        public readonly long Rows => _rows;

        private readonly double Average => Math.Min(1, _sum / _positives);

        public void StepDown()
        {
            if ((BlockPositives | BlockNegatives) == 0)
                return;
            _positives += BlockPositives;
            _rows += BlockPositives + BlockNegatives;
            _truePositives += BlockPositives;
            _falsePositives += BlockNegatives;
            if (BlockPositives > 0)
                _sum += BlockPositives * (_truePositives / (double)(_truePositives + _falsePositives));
            (BlockPositives, BlockNegatives) = (0, 0);
        }

        public double StepUp(bool positive)
        {
            if ((BlockPositives | BlockNegatives) != 0)
            {
                // Where no positive passes, nothing that the influence rests on changes.
                if (BlockPositives > 0)
                {
                    double tp = _truePositives, fp = _falsePositives, flagged = tp + fp;
                    _falseShare += BlockPositives * fp / (flagged * flagged);
                    _trueShare += BlockPositives * tp / (flagged * flagged);
                    _ofNegative = -_trueShare / _positives;
                    _ofPositive = ((tp / flagged) - Average + _falseShare) / _positives;
                }

                _truePositives -= BlockPositives;
                _falsePositives -= BlockNegatives;
                (BlockPositives, BlockNegatives) = (0, 0);
            }

            var influence = positive ? _ofPositive : _ofNegative;
            _squares += influence * influence;
            return influence;
        }

        public void Join(double influence)
        {
            _together += influence;
            _apart += influence * influence;
            _joined++;
        }

        public void EndPatient()
        {
            if (_joined == 0)
                return;
            _covariances += (_together * _together) - _apart;
            Patients -= _joined - 1;
            (_together, _apart, _joined) = (0, 0, 0);
        }

        public readonly AveragePrecisionResult? Result(bool hasPatients)
        {
            if (_positives == 0 || _positives == _rows)
                return null;
            double? clustered = hasPatients && Patients > 1 ? (_squares + _covariances) * Patients / (Patients - 1) : null;
            return new AveragePrecisionResult(Average, RowMetrics.Ratio(clustered, _squares * _rows / (_rows - 1)));
        }
    }
}

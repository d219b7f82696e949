using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The dispersion of the days of the baseline, for each subgroup: which of them are shown to vary by chance alone.</summary>
internal sealed class BaselineDispersion(EvidenceKind kind)
{
    private readonly Dictionary<SubgroupKey, DayDispersion> _of = [];

    public void Add(FrozenRows rows)
    {
        var cells = new DayCells(rows);
        var sums = new Dictionary<int, (int Count, double Sum, double Squares)>();
        for (var subset = 0; subset < cells.SubsetCount; subset++)
        {
            sums.Clear();
            for (var row = 0; row < rows.Rows; row++)
            {
                if (!cells.Counts(row, subset))
                    continue;
                var cell = cells.CellOf(row, subset);
                var value = ValueOf(rows, row);
                var (count, sum, squares) = sums.GetValueOrDefault(cell);
                sums[cell] = (count + 1, sum + value, squares + (value * value));
            }

            foreach (var (cell, (count, sum, squares)) in sums)
                Of(cells.KeyOf(subset, cell)).Add(count, sum, squares);
        }
    }

    public FormBasis ToBasis() => new([.. _of.Where(entry => entry.Value.IsOrdinary).Select(entry => entry.Key).Order().Select(key => key.ToString())]);

    private double ValueOf(FrozenRows rows, int row) => kind switch
    {
        EvidenceKind.SquaredError => EncounterBets.SquaredError(rows, row),
        EvidenceKind.ObservedExpected => (rows.Success[row] ? 1 : 0) - rows.Score[row],
        _ => rows.Success[row] ? 1 : 0,
    };

    private DayDispersion Of(SubgroupKey key)
    {
        if (!_of.TryGetValue(key, out var dispersion))
            _of.Add(key, dispersion = new DayDispersion(kind == EvidenceKind.Proportion));
        return dispersion;
    }
}

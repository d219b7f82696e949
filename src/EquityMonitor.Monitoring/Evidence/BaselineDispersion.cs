using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// <see cref="PearsonDispersion"/> of the days of the baseline, for each subgroup: told for subgroups with at least 30 days and, of a proportion, at least 30 successes
/// and 30 failures.
/// </summary>
internal sealed class BaselineDispersion(EvidenceKind kind)
{
    /// <summary>Above it, days are taken to vary more than chance explains.</summary>
    public const double Limit = 1.2;

    private const int LeastDays = 30;
    private const int LeastOfEach = 30;
    private readonly Dictionary<SubgroupKey, Sums> _sums = [];

    public void Add(FrozenRows rows)
    {
        var cells = new DayCells(rows);
        var days = new Dictionary<int, (int Count, double Sum, double Squares, int Successes)>();
        for (var subset = 0; subset < cells.SubsetCount; subset++)
        {
            days.Clear();
            for (var row = 0; row < rows.Rows; row++)
            {
                if (!cells.Counts(row, subset))
                    continue;
                var cell = cells.CellOf(row, subset);
                var value = ValueOf(rows, row);
                var (count, sum, squares, successes) = days.GetValueOrDefault(cell);
                days[cell] = (count + 1, sum + value, squares + (value * value), successes + (rows.Success[row] ? 1 : 0));
            }

            foreach (var (cell, (count, sum, squares, successes)) in days)
            {
                var of = SumsOf(cells.KeyOf(subset, cell));
                of.Days = of.Days.With(count, sum, squares);
                of.Successes += successes;
            }
        }
    }

    public FormBasis ToBasis()
    {
        var told = _sums.Where(entry => entry.Value.IsEnough(kind)).OrderBy(entry => entry.Key).Select(entry => (Key: entry.Key.ToString(), entry.Value.Dispersion)).ToList();
        return new FormBasis(
            [.. told.Where(entry => entry.Dispersion > Limit).Select(entry => entry.Key)], [.. told.Where(entry => !(entry.Dispersion > Limit)).Select(entry => entry.Key)]);
    }

    private double ValueOf(FrozenRows rows, int row) => kind switch
    {
        EvidenceKind.SquaredError => EncounterBets.SquaredError(rows, row),
        EvidenceKind.ObservedExpected => (rows.Success[row] ? 1 : 0) - rows.Score[row],
        _ => rows.Success[row] ? 1 : 0,
    };

    private Sums SumsOf(SubgroupKey key)
    {
        if (!_sums.TryGetValue(key, out var sums))
            _sums.Add(key, sums = new Sums());
        return sums;
    }

    private sealed class Sums
    {
        public PearsonDispersion Days { get; set; }

        public long Successes { get; set; }

        public double Dispersion => Days.Value ?? 1;

        public bool IsEnough(EvidenceKind kind) =>
            Days.Days >= LeastDays && (kind != EvidenceKind.Proportion || Math.Min(Successes, Days.Count - Successes) >= LeastOfEach) && Days.Value is not null;
    }
}

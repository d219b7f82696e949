using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// Pearson's dispersion of the days of the baseline, for each subgroup: the variance of daily means over what independent encounters would give,
/// sum of n_d (m_d - m)^2 / ((days - 1) s^2) with s^2 the variance of single encounters; for a proportion that is the chi-square of the daily counts over its degrees
/// of freedom. Told for subgroups with at least 30 days and, of a proportion, at least 30 successes and 30 failures.
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
        var means = new Dictionary<int, (int Count, double Sum)>();
        for (var subset = 0; subset < cells.SubsetCount; subset++)
        {
            means.Clear();
            for (var row = 0; row < rows.Rows; row++)
            {
                if (!cells.Counts(row, subset))
                    continue;
                var cell = cells.CellOf(row, subset);
                var value = ValueOf(rows, row);
                var (count, sum) = means.GetValueOrDefault(cell);
                means[cell] = (count + 1, sum + value);
                var of = SumsOf(cells.KeyOf(subset, cell));
                of.Squares += value * value;
                of.Successes += rows.Success[row] ? 1 : 0;
            }

            foreach (var (cell, (count, sum)) in means)
            {
                var of = SumsOf(cells.KeyOf(subset, cell));
                of.Days++;
                of.Count += count;
                of.Sum += sum;
                of.Between += sum * sum / count;
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
        public int Days { get; set; }

        public long Count { get; set; }

        public long Successes { get; set; }

        public double Sum { get; set; }

        public double Squares { get; set; }

        /// <summary>Sum of n_d m_d squared.</summary>
        public double Between { get; set; }

        public double Dispersion
        {
            get
            {
                var mean = Sum / Count;
                return (Between - (Count * mean * mean)) / (Days - 1) / ((Squares / Count) - (mean * mean));
            }
        }

        public bool IsEnough(EvidenceKind kind) =>
            Days >= LeastDays && (kind != EvidenceKind.Proportion || Math.Min(Successes, Count - Successes) >= LeastOfEach) && Squares * Count > Sum * Sum;
    }
}

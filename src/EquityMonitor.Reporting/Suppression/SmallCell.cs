using EquityMonitor.Monitoring.Evaluation;

namespace EquityMonitor.Reporting.Suppression;

/// <summary>The counts of one subgroup that a released table would disclose.</summary>
/// <param name="Patients">Distinct patients; encounters where they cannot be linked.</param>
public sealed record SmallCell(SubgroupKey Key, long Patients, long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    /// <summary>
    /// Whether the document would show the subgroup. One that it does not show is there to complete its lines: it counts as hidden from the outset, and what
    /// the shown ones leave over must not give it away if it is small.
    /// </summary>
    public bool Released { get; init; } = true;

    public static SmallCell Of(SubgroupSample sample)
    {
        var counts = sample.Own.Counts;
        return new SmallCell(
            sample.Key,
            sample.Own.Patients ?? sample.Own.Scored,
            counts.TruePositives,
            counts.FalsePositives,
            counts.FalseNegatives,
            counts.TrueNegatives);
    }

    internal bool IsSmall =>
        SmallCount.Is(Patients) || SmallCount.Is(TruePositives) || SmallCount.Is(FalsePositives) || SmallCount.Is(FalseNegatives) || SmallCount.Is(TrueNegatives);

    /// <summary>Patients of overlapping encounters may be counted twice; the sum is then an upper bound.</summary>
    internal static SmallCell Sum(SubgroupKey key, IEnumerable<SmallCell> cells) => cells.Aggregate(
        new SmallCell(key, 0, 0, 0, 0, 0),
        (sum, cell) => new SmallCell(
            key,
            sum.Patients + cell.Patients,
            sum.TruePositives + cell.TruePositives,
            sum.FalsePositives + cell.FalsePositives,
            sum.FalseNegatives + cell.FalseNegatives,
            sum.TrueNegatives + cell.TrueNegatives));
}

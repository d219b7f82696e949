using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What one pass over a window yields for a subgroup: what a point stores. The complement's counts are All's less the subgroup's own.</summary>
public sealed record SubgroupTally(
    SubgroupKey Key, PerformanceSample Own, AurocResult? ComplementAuroc, ClusterVariances? ComplementClusterVariances, ScoreDrift? Drift)
{
    /// <summary>The subgroup with its complement; All itself has none.</summary>
    public SubgroupSample Against(PerformanceSample all) => new(Key, Own, Key.Order == 0 ? null : Complement(all), Drift);

    private PerformanceSample Complement(PerformanceSample all) => new()
    {
        Scored = all.Scored - Own.Scored,
        Flagged = all.Flagged - Own.Flagged,
        Responded = all.Responded - Own.Responded,
        Overridden = all.Overridden - Own.Overridden,
        Mature = all.Mature - Own.Mature,
        Counts = new ConfusionCounts(
            all.Counts.TruePositives - Own.Counts.TruePositives,
            all.Counts.FalsePositives - Own.Counts.FalsePositives,
            all.Counts.FalseNegatives - Own.Counts.FalseNegatives,
            all.Counts.TrueNegatives - Own.Counts.TrueNegatives),
        SumScore = all.SumScore - Own.SumScore,
        SumSquaredError = all.SumSquaredError - Own.SumSquaredError,
        SumFourthPowerError = all.SumFourthPowerError - Own.SumFourthPowerError,
        SumSquaredErrorOfPositives = all.SumSquaredErrorOfPositives - Own.SumSquaredErrorOfPositives,
        Auroc = ComplementAuroc,
        ClusterVariances = ComplementClusterVariances,
    };
}

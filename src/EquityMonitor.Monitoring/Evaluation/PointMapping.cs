using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Between what a point stores and what statistics work with.</summary>
public static class PointMapping
{
    public static EvaluationPoint ToPoint(this SubgroupTally tally, int modelId, WindowRange range, int subgroupId, long fingerprint)
    {
        var own = tally.Own;
        return new EvaluationPoint
        {
            ModelId = modelId,
            Window = range.Window,
            AsOf = range.AsOf,
            SubgroupId = subgroupId,
            Fingerprint = fingerprint,
            Scored = own.Scored,
            Flagged = own.Flagged,
            Responded = own.Responded,
            Overridden = own.Overridden,
            Patients = own.Patients,
            Mature = own.Mature,
            TruePositives = own.Counts.TruePositives,
            FalsePositives = own.Counts.FalsePositives,
            FalseNegatives = own.Counts.FalseNegatives,
            TrueNegatives = own.Counts.TrueNegatives,
            SumScore = own.SumScore,
            SumSquaredError = own.SumSquaredError,
            SumFourthPowerError = own.SumFourthPowerError,
            Auroc = own.Auroc?.Area,
            AurocVariance = own.Auroc?.Variance,
            ComplementAuroc = tally.ComplementAuroc?.Area,
            ComplementAurocVariance = tally.ComplementAuroc?.Variance,
            Psi = tally.Drift?.Psi,
            PsiBins = tally.Drift?.Bins,
            BaselineScored = tally.Drift?.BaselineScored,
            Ks = tally.Drift?.Ks,
            KsPValue = tally.Drift?.KsPValue,
            ClusterVariances = own.ClusterVariances,
            ComplementClusterVariances = tally.ComplementClusterVariances,
        };
    }

    public static SubgroupTally ToTally(this EvaluationPoint point, SubgroupKey key) => new(
        key,
        new PerformanceSample
        {
            Scored = point.Scored,
            Flagged = point.Flagged,
            Responded = point.Responded,
            Overridden = point.Overridden,
            Patients = point.Patients,
            Mature = point.Mature,
            Counts = new ConfusionCounts(point.TruePositives, point.FalsePositives, point.FalseNegatives, point.TrueNegatives),
            SumScore = point.SumScore,
            SumSquaredError = point.SumSquaredError,
            SumFourthPowerError = point.SumFourthPowerError,
            Auroc = Auroc(point.Auroc, point.AurocVariance),
            ClusterVariances = point.ClusterVariances,
        },
        Auroc(point.ComplementAuroc, point.ComplementAurocVariance),
        point.ComplementClusterVariances,
        point is { Psi: { } psi, PsiBins: { } bins, BaselineScored: { } baseline, Ks: { } ks, KsPValue: { } p } ? new ScoreDrift(psi, bins, baseline, ks, p) : null);

    private static AurocResult? Auroc(double? area, double? variance) => area is { } a && variance is { } v ? new AurocResult(a, v) : null;
}

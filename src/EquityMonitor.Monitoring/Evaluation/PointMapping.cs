using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Between what a point stores and what statistics work with.</summary>
public static class PointMapping
{
    public static EvaluationPoint ToPoint(this SubgroupTally tally, int modelId, WindowRange range, int subgroupId, long fingerprint)
    {
        var point = new EvaluationPoint
        {
            ModelId = modelId,
            Window = range.Window,
            AsOf = range.AsOf,
            SubgroupId = subgroupId,
            Fingerprint = fingerprint,
            ComplementAuroc = tally.ComplementAuroc?.Area,
            ComplementAurocVariance = tally.ComplementAuroc?.Variance,
            Psi = tally.Drift?.Psi,
            PsiBins = tally.Drift?.Bins,
            BaselineScored = tally.Drift?.BaselineScored,
            Ks = tally.Drift?.Ks,
            KsPValue = tally.Drift?.KsPValue,
            ComplementClusterVariances = tally.ComplementClusterVariances,
        };
        point.Take(tally.Own);
        return point;
    }

    public static SubgroupTally ToTally(this EvaluationPoint point, SubgroupKey key) => new(
        key,
        point.ToSample(),
        point is { ComplementAuroc: { } area, ComplementAurocVariance: { } variance } ? new AurocResult(area, variance) : null,
        point.ComplementClusterVariances,
        point is { Psi: { } psi, PsiBins: { } bins, BaselineScored: { } baseline, Ks: { } ks, KsPValue: { } p } ? new ScoreDrift(psi, bins, baseline, ks, p) : null);
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>How far scores and patients of the file are from those of the baseline and of the training population, as far as it may be shown.</summary>
/// <param name="Baseline">Null when only the training population is there to compare with.</param>
/// <param name="Groups">Empty without a baseline.</param>
public sealed record DriftFigures(BaselineFile? Baseline, IReadOnlyList<GroupDrift> Groups, IReadOnlyList<DimensionMix> Mix)
{
    internal static AuditPart<DriftFigures> Of(AuditAnalyses analyses, Func<SubgroupKey, bool> shown, SmallCellSuppression? suppression)
    {
        var drift = analyses.Drift;
        if (analyses.Baseline is { Scored: 0 })
            return new AuditPart<DriftFigures>.NotEstimable("nobody in the baseline");
        var mix = drift.Mix.Where(dimension => dimension.AgainstTraining.Reason is null || dimension.AgainstBaseline.Reason is null).ToArray();
        if (analyses.Baseline is null && mix.Length == 0)
            return new AuditPart<DriftFigures>.NotAsked("Write --baseline FILE, a file with the same columns from an earlier time, to have scores and patients compared with it.");
        if (suppression is null)
            return new AuditPart<DriftFigures>.Ready(new DriftFigures(analyses.Baseline, drift.Groups, mix));

        var before = suppression.Decide([.. (analyses.Baseline?.Samples ?? []).Select(SmallCell.Of)]);
        bool Released(SubgroupKey key) => shown(key) && !before.ContainsKey(key);
        return before.ContainsKey(SubgroupKey.All)
            ? new AuditPart<DriftFigures>.Suppressed("the baseline has small cells")
            : new AuditPart<DriftFigures>.Ready(new DriftFigures(
                analyses.Baseline,
                [.. drift.Groups.Where(group => Released(group.Key) && group.Key.Order <= 1).Select(WithoutSmallCells)],
                [.. mix.Select(dimension => WithoutSmallCells(dimension, Released))]));
    }

    private static GroupDrift WithoutSmallCells(GroupDrift group) => group with
    {
        Bins = group.Bins is { } bins && bins.Baseline.Concat(bins.Now).Any(SmallBins.IsSmall) ? null : group.Bins,
        Shares = [.. group.Shares.Where(share => !SmallBins.IsSmall(share.X, share.N) && !SmallBins.IsSmall(share.BaselineX, share.BaselineN))],
    };

    /// <summary>Where a value is left out, what is pooled as "Other" could give it away.</summary>
    private static DimensionMix WithoutSmallCells(DimensionMix mix, Func<SubgroupKey, bool> released)
    {
        var live = (mix.AgainstBaseline.TryGet(out var before) ? before : mix.AgainstTraining.Value).Categories;
        var leaves = live.Any(category => !released(SubgroupKey.Of(mix.Column, category.Name)));
        Computed<MixDriftResult> Kept(Computed<MixDriftResult> against) => against.Select(result => result with
        {
            Categories = [.. result.Categories.Where(category =>
                released(SubgroupKey.Of(mix.Column, category.Name)) && !SmallBins.IsSmall(category.Live) && !(leaves && category.Name == MixDrift.Other))],
        });
        return mix with { AgainstBaseline = Kept(mix.AgainstBaseline), AgainstTraining = Kept(mix.AgainstTraining) };
    }
}

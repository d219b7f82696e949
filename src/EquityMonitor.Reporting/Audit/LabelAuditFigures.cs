using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The label audit of each dimension, as far as it may be shown.</summary>
internal static class LabelAuditFigures
{
    private static readonly NotEstimableReason LeftOut = new("left out as small");

    public static AuditPart<IReadOnlyList<LabelAuditAnalysis>> Of(AuditAnalyses analyses, IReadOnlyDictionary<SubgroupKey, string>? left, SmallCellSuppression? suppression)
    {
        if (analyses.Need is null)
            return new AuditPart<IReadOnlyList<LabelAuditAnalysis>>.NotAsked("Write --need COLUMN, or need in the definition: a measure of need that the model was not trained on.");
        if (analyses.LabelAudits.Count == 0)
            return new AuditPart<IReadOnlyList<LabelAuditAnalysis>>.NotEstimable("no dimension to compare by");
        if (analyses.LabelAudits.All(audit => audit.Result.Reason is not null))
            return new AuditPart<IReadOnlyList<LabelAuditAnalysis>>.NotEstimable(analyses.LabelAudits[0].Result.Reason!.Text);
        return new AuditPart<IReadOnlyList<LabelAuditAnalysis>>.Ready(
            suppression is null ? analyses.LabelAudits : [.. analyses.LabelAudits.Select(audit => WithoutSmallCells(audit, left!, suppression))]);
    }

    private static LabelAuditAnalysis WithoutSmallCells(LabelAuditAnalysis audit, IReadOnlyDictionary<SubgroupKey, string> left, SmallCellSuppression suppression)
    {
        if (!audit.Result.TryGet(out var result))
            return audit;
        (SubgroupKey Key, LabelAuditGroup Group)[] groups = [.. audit.Values.Select(value => SubgroupKey.Of(audit.Dimension, value)).Zip(result.Groups)];
        var small = suppression.Decide([.. groups.Select(group => Cell(group.Key, group.Group, result.Flagged, !left.ContainsKey(group.Key)))]);
        var shown = groups.Where(group => !left.ContainsKey(group.Key) && !small.ContainsKey(group.Key)).ToArray();
        return audit with
        {
            Values = [.. shown.Select(group => group.Key.Parts[0].Value)],
            Result = result with { Groups = [.. shown.Select(group => WithoutSmallCells(group.Group, result.Flagged))] },
        };
    }

    /// <summary>Who of the group is flagged and who is not, as the cells of a released table.</summary>
    private static SmallCell Cell(SubgroupKey key, LabelAuditGroup group, long flagged, bool released)
    {
        var own = group.ShareOfFlagged is Estimate.Measured { Value: var share } ? (long)Math.Round(share * flagged) : 0;
        return new SmallCell(key, group.Patients, own, 0, group.Patients - own, 0) { Released = released };
    }

    private static LabelAuditGroup WithoutSmallCells(LabelAuditGroup group, long flagged)
    {
        var counts = group.Bins.Select(bin => (Count(bin), 0L)).ToArray();
        var hidden = SmallBins.Hidden(counts);
        return group with
        {
            Bins = [.. group.Bins.Where((_, index) => !hidden.Contains(index))],
            NeedGap = SmallBins.IsSmall(group.NearThreshold) || SmallBins.IsSmall(group.OthersNearThreshold) ? NotEstimableReason.TooFewNearThreshold : group.NeedGap,
            ShareByNeed = group.ShareByNeed.TryGet(out var byNeed) && SmallBins.IsSmall((long)Math.Ceiling(byNeed * flagged), flagged) ? LeftOut : group.ShareByNeed,
        };
    }

    private static long Count(NeedBin bin) => bin.Need is Estimate.Measured { Denominator: var patients } ? (long)patients : 0;
}

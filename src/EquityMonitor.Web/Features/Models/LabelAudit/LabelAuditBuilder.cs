using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>From a label audit to what a reader may see; pure.</summary>
public sealed class LabelAuditBuilder(TabScope scope)
{
    public LabelAuditView Build(LabelAuditAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var need = scope.Definition.Need!.Replace('_', ' ');
        var dimension = scope.Names.Dimension(analysis.Dimension);
        if (!analysis.Result.TryGet(out var result))
            return new LabelAuditView(new PanelState.Empty(), string.Empty, analysis.Scored, need, dimension, 0, analysis.WithoutNeed, 0, 0, []) { Level = scope.Definition.Confidence };
        var byKey = analysis.Values.Zip(result.Groups).ToDictionary(pair => SubgroupKey.Of(analysis.Dimension, pair.First), pair => pair.Second);
        LabelAuditGroupView[] groups = [.. new GroupOptions(scope.Definition).Ordered(byKey.Keys).Select(option => Group(option, byKey[option.Key], result.Flagged))];
        string[] pins = [.. scope.Choice.Pins.Select(pin => pin.ToString())];
        PanelState state = groups.Any(group => group.Bins.Count > 0) ? new PanelState.Ready() : new PanelState.Suppressed();
        return new LabelAuditView(
            state, LabelAuditWords.Lead(groups, need), analysis.Scored, need, dimension, result.Patients, analysis.WithoutNeed, result.Flagged, result.ThresholdPercentile, groups)
        {
            Level = scope.Definition.Confidence,
            Banded = groups.Any(group => pins.Contains(group.Key)) ? pins : [.. LabelAuditWords.Sicker(groups).Select(group => group.Key)],
        };
    }

    private LabelAuditGroupView Group(GroupOption option, LabelAuditGroup group, long flagged)
    {
        var phrase = scope.Names.Phrase(option.Key);
        if (Small(group.Patients))
            return new LabelAuditGroupView(option.Key.ToString(), option.Name, phrase, null, [], new Reading.Suppressed(), NotEstimableReason.TooFewNearThreshold, null, null, new Reading.Suppressed(), null);
        var hidesGap = Small(group.NearThreshold) || Small(group.OthersNearThreshold);
        var hidesShare = group.ShareOfFlagged is Estimate.Measured { Value: var share } && !scope.ShowSmallCells && SmallCells.InPart((long)Math.Round(share * flagged), flagged);
        return new LabelAuditGroupView(
            option.Key.ToString(),
            option.Name,
            phrase,
            group.Patients,
            [.. group.Bins.Select(bin => new NeedPoint(bin.FromPercentile, bin.ToPercentile, bin.Need is Estimate.Measured { Denominator: var rows } && Small((long)rows) ? new Reading.Suppressed() : Reading.Of(bin.Need)))],
            hidesGap ? new Reading.Suppressed() : Reading.Of(group.NeedGap),
            hidesGap ? NotEstimableReason.TooFewNearThreshold : group.PValue,
            hidesGap ? null : group.NearThreshold,
            hidesGap ? null : group.OthersNearThreshold,
            hidesShare ? new Reading.Suppressed() : Reading.Of(group.ShareOfFlagged),
            hidesShare || (group.ShareByNeed.TryGet(out var byNeed) && !scope.ShowSmallCells && SmallCells.InPart((long)Math.Ceiling(byNeed * flagged), flagged)) ? null : group.ShareByNeed.OrNull());
    }

    private bool Small(long count) => !scope.ShowSmallCells && SmallCells.InPart(count, count);
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>From a drift analysis to what a reader may see; pure.</summary>
public sealed class DriftBuilder(TabScope scope)
{
    public DriftView Build(DriftAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        GroupDriftView[] groups = [.. analysis.Groups.Select(Group)];
        PanelState state = analysis.NoBaseline is { } reason ? new PanelState.NotEstimable(reason.Text)
            : groups.Any(group => group.Shift is not null) ? new PanelState.Ready()
            : groups.Any(group => group.IsWithheld) ? new PanelState.Suppressed()
            : new PanelState.Empty();
        MixView[] mix = [.. analysis.Mix.Select(dimension => new MixView(dimension.Column, scope.Names.Dimension(dimension.Column), Figures(dimension.AgainstTraining), Figures(dimension.AgainstBaseline)))];
        var chosen = analysis.Mix.First(dimension => dimension.Column == scope.Choice.Dimension.Column);
        var detail = Detail(chosen);
        return new DriftView(state, DriftWords.Scores(groups), DriftWords.Patients(mix, detail), analysis.Scored, analysis.Mature, analysis.Baseline, groups, mix, detail) { Level = scope.Definition.Confidence };
    }

    private GroupDriftView Group(GroupDrift group)
    {
        var hides = !scope.ShowSmallCells && (SmallCells.InPart(group.Patients, group.Patients) || SmallCells.InPart(group.BaselinePatients, group.BaselinePatients));
        return new GroupDriftView(
            group.Key.ToString(),
            scope.Names.Of(group.Key),
            hides,
            group.Scored,
            group.BaselineScored,
            hides || group.Bins is not { } bins ? [] : [.. Enumerable.Range(0, bins.Now.Count).Select(bin => Bin(group, bins, bin))],
            hides || !group.Shift.TryGet(out var shift) ? null : new ShiftView(shift, MeasureBuilder.Level(shift.StabilityIndex.BiasCorrected)),
            [.. group.Shares.Select(share => Share(share, hides))])
        {
            Missing = hides ? null : group.Shift.Reason,
        };
    }

    private DriftBin Bin(GroupDrift group, ScoreBins bins, int bin)
    {
        long before = bins.Baseline[bin], now = bins.Now[bin];
        bool hidesBefore = Hides(before, group.BaselineScored), hidesNow = Hides(now, group.Scored);
        return new DriftBin(
            bin == 0 ? null : bins.InnerEdges[bin - 1],
            bin == bins.InnerEdges.Count ? null : bins.InnerEdges[bin],
            hidesBefore ? null : before / (double)group.BaselineScored,
            hidesNow ? null : now / (double)group.Scored,
            hidesBefore ? null : before,
            hidesNow ? null : now);
    }

    private ShareView Share(ShareShift share, bool hides)
    {
        bool hidesNow = hides || Hides(share.X, share.N), hidesBefore = hides || Hides(share.BaselineX, share.BaselineN);
        var name = share.Kind switch
        {
            ShareKind.Prevalence => Metric.Prevalence.Name,
            ShareKind.FlagRate => Metric.FlagRate.Name,
            ShareKind.MissingOutcome => "Missing outcomes",
            _ => scope.Names.Dimension(share.Dimension!),
        };
        return new ShareView(
            share.Kind,
            name,
            hidesNow ? new Reading.Suppressed() : Reading.Of(share.Now.Estimate(scope.Definition.Confidence, Nobody(share.Kind))),
            hidesBefore ? new Reading.Suppressed() : Reading.Of(share.Baseline.Estimate(scope.Definition.Confidence, Nobody(share.Kind))),
            hidesNow || hidesBefore ? new Reading.Suppressed() : Reading.Of(share.Difference));
    }

    private MixDetail Detail(DimensionMix mix)
    {
        var options = new GroupOptions(scope.Definition);
        var training = ByName(mix.AgainstTraining);
        var baseline = ByName(mix.AgainstBaseline);
        var live = (training.Count > 0 ? training : baseline).Values.Sum(category => category.Live);

        // What no training share was declared for is one value there, but several of their own now and in the baseline.
        var pooled = scope.Definition.Training.TryGetValue(mix.Column, out var declared) && !declared.ContainsKey(MixDrift.Other) && training.Remove(MixDrift.Other, out var rest) ? rest : null;
        var names = options.Ordered(training.Keys.Union(baseline.Keys, StringComparer.Ordinal).Select(value => SubgroupKey.Of(mix.Column, value)));
        return new MixDetail(mix.Column, scope.Names.Dimension(mix.Column), mix.AgainstTraining.Reason is null, mix.AgainstBaseline.Reason is null, [.. names.Select(Row), .. pooled is null ? [] : new[] { Pooled(pooled) }]);

        MixRow Pooled(MixCategory category)
        {
            var hides = Hides(category.Live, live);
            return new MixRow(
                DriftWords.WithoutShare, hides ? new Reading.Suppressed() : Reading.Of(category.Share), category.ReferenceShare, hides ? new Reading.Suppressed() : Reading.Of(category.Representation), null, null);
        }

        MixRow Row(GroupOption option)
        {
            var value = option.Key.Parts[0].Value;
            MixCategory? trained = training.GetValueOrDefault(value), before = baseline.GetValueOrDefault(value);
            var present = before ?? trained!;
            var hides = Hides(present.Live, live) || (before is not null && trained is not null && Hides(trained.Live, live));
            return new MixRow(
                option.Name,
                hides ? new Reading.Suppressed() : Reading.Of(present.Share),
                trained?.ReferenceShare,
                trained is null ? null : hides ? new Reading.Suppressed() : Reading.Of(trained.Representation),
                before?.ReferenceShare,
                before is null ? null : hides ? new Reading.Suppressed() : Reading.Of(before.Representation));
        }
    }

    private static Dictionary<string, MixCategory> ByName(Computed<MixDriftResult> mix) =>
        mix.TryGet(out var result) ? result.Categories.ToDictionary(category => category.Name, StringComparer.Ordinal) : [];

    private static Computed<MixFigures> Figures(Computed<MixDriftResult> mix) => mix.Select(result => new MixFigures(
        result.StabilityIndex.BiasCorrected, MeasureBuilder.Level(result.StabilityIndex.BiasCorrected), result.TotalVariation, result.Test.Select(test => test.PValue)));

    private static NotEstimableReason Nobody(ShareKind kind) => kind switch
    {
        ShareKind.Prevalence => NotEstimableReason.NoEvaluableEncounters,
        ShareKind.MissingOutcome => NotEstimableReason.NoMatureEncounters,
        _ => NotEstimableReason.NoScoredEncounters,
    };

    private bool Hides(long part, long whole) => !scope.ShowSmallCells && SmallCells.InPart(part, whole);
}

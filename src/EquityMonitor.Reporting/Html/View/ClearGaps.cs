using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Which of many gaps chance would not explain, as they are and with the same mix, each adjusted for all that were tested together.</summary>
internal sealed class ClearGaps
{
    private readonly HashSet<(Metric Metric, SubgroupKey Group)> _asTheyAre;
    private readonly HashSet<(Metric Metric, SubgroupKey Group)> _sameMix;

    private ClearGaps(IReadOnlyList<Tried> asTheyAre, IReadOnlyList<Tried> sameMix)
    {
        (_asTheyAre, _sameMix) = (Found(asTheyAre), Found(sameMix));
        Tested = asTheyAre.Count;
        var comparable = sameMix.Select(item => (item.Metric, item.Group)).Where(_asTheyAre.Contains).ToArray();
        Comparable = comparable.Length;
        Left = comparable.Count(_sameMix.Contains);
    }

    /// <summary>How many gaps were tested as they are.</summary>
    public int Tested { get; }

    /// <summary>Those of them that chance would not explain and that can be compared with the same mix.</summary>
    public int Comparable { get; }

    /// <summary>Those of these that chance would not explain with the same mix either.</summary>
    public int Left { get; }

    public static ClearGaps Of(IReadOnlyList<(Metric Metric, GroupGap Gap)> gaps, ScoreScale scale) => new(
        [.. gaps.Where(item => item.Gap.Raw is Estimate.Measured).Select(item => new Tried(item.Metric, item.Gap.Key, PValue(item.Metric, item.Gap, scale), item.Gap.Raw))],
        [.. gaps.Where(item => item.Gap.Standardised is { Difference: Estimate.Measured, PValue.Reason: null })
            .Select(item => new Tried(item.Metric, item.Gap.Key, item.Gap.Standardised.PValue.Value, item.Gap.Standardised.Difference))]);

    public bool IsClear(Metric metric, GroupGap gap) => _asTheyAre.Contains((metric, gap.Key));

    public bool IsLeft(Metric metric, GroupGap gap) => _sameMix.Contains((metric, gap.Key));

    /// <summary>Two-sided: the level at which the interval of the difference touches 0.</summary>
    private static double PValue(Metric metric, GroupGap gap, ScoreScale scale) =>
        LimitTest.Evaluate(metric, BetterDirection.Target, new Limit.Gap(0), gap.Own, gap.Others, againstAll: false, scale, all: gap.All) is LimitTestResult.Tested tested ? Math.Min(1, 2 * tested.PValue) : 1;

    private static HashSet<(Metric Metric, SubgroupKey Group)> Found(IReadOnlyList<Tried> tried) =>
        [.. StandsOut.Among(tried, item => item.PValue, item => Math.Abs(item.Difference.ValueOrNull ?? 0)).Select(item => (item.Metric, item.Group))];

    private sealed record Tried(Metric Metric, SubgroupKey Group, double PValue, Estimate Difference);
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>The gap of each group to everyone else as it is, and as it would be if both had the mix of <see cref="Strata"/> that all patients have.</summary>
public sealed record GapAnalysis(Metric Metric, IReadOnlyList<GroupGap> Groups)
{
    /// <summary>Whether strata can be made of the metric: its counts must tell who is in the denominator, and of them who is in the numerator.</summary>
    public static bool Covers(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsProportion;
    }

    /// <summary>Whether the gap of a group can be standardised: not by what the group itself is made of.</summary>
    public static bool Covers(ModelDefinition definition, SubgroupKey group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Order > 0 && Strata.Of(definition).Any(dimension => group.Parts.All(part => part.Key != dimension.Column));
    }

    internal static GapAnalysis Of(AnalysisFrame frame, WindowRange range, Metric metric, AnalysisQuery query, CancellationToken cancellationToken)
    {
        var all = frame.Sample(SubgroupKey.All, range)?.Own;
        var standardisation = frame.Standardised(range);
        var gaps = new List<GroupGap>();
        SubgroupKey[] groups = [.. query.Groups.Where(group => group.Order > 0)];
        var steps = new AnalysisSteps(groups.Length, query.Progress, cancellationToken);
        foreach (var group in groups)
        {
            if (all is not null && standardisation.Of(group) is { } strata && frame.Sample(group, range, all) is { Complement: not null } sample)
                gaps.Add(GroupGap.Of(metric, sample, strata, frame.Scale, all));
            steps.Done();
        }

        return new GapAnalysis(metric, gaps);
    }
}

/// <param name="By">What was made equal.</param>
/// <param name="Raw">The group less everyone else.</param>
public sealed record GroupGap(
    SubgroupKey Key, IReadOnlyList<DimensionDefinition> By, PerformanceSample Own, PerformanceSample Others, Estimate Raw, StandardisedGapResult Standardised)
{
    /// <param name="sample">Of a group with everyone else.</param>
    internal static GroupGap Of(Metric metric, SubgroupSample sample, StratifiedGroup strata, ScoreScale scale, PerformanceSample all)
    {
        var others = sample.Complement!;
        return new GroupGap(
            sample.Key,
            strata.By,
            sample.Own,
            others,
            Comparison.Difference(metric, sample.Own, others, scale, all: all),
            strata.Gap(metric, Estimator.Estimate(metric, sample.Own, scale, all: all), Estimator.Estimate(metric, others, scale, all: all), scale.Level));
    }
}

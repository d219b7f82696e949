using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>From stored samples to the trend of a rule's metric for All and one subgroup; pure.</summary>
public static class TrendViews
{
    /// <summary>Null without any stored day.</summary>
    public static TrendView? Of(
        ModelDefinition definition, RuleDefinition rule, IReadOnlyList<DaySamples> stored, CurrentVerdict? subgroup, Verdict? allVerdict, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(rule);
        if (stored.Count == 0)
            return null;
        var scale = RuleJudge.ScaleOf(definition);
        var byDay = stored.ToDictionary(day => day.AsOf);
        var days = Enumerable.Range(0, stored[^1].AsOf.DayNumber - stored[0].AsOf.DayNumber + 1).Select(stored[0].AsOf.AddDays).ToArray();

        Reading? Read(DateOnly day, Func<DaySamples, PerformanceSample?> choose) =>
            byDay.TryGetValue(day, out var samples) && choose(samples) is { } sample
                ? !showSmallCells && SmallCells.In(rule.Metric, sample) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(rule.Metric, sample, scale, all: samples.All.Own))
                : null;

        var series = new List<TrendSeries> { new(string.Empty, SubgroupNames.All, allVerdict, [.. days.Select(day => Read(day, samples => samples.All.Own))]) };
        if (subgroup is not null)
        {
            series.Add(new TrendSeries(
                subgroup.Subgroup.ToString(),
                new SubgroupNames(definition.Dimensions).Of(subgroup.Subgroup),
                subgroup.Verdict,
                [.. days.Select(day => Read(day, samples => samples.Find(subgroup.Subgroup)?.Own))]));
        }

        // Where the group is withheld, a limit that follows everyone else would tell it: All stands beside it.
        double? Reference(DateOnly day) => rule.Against is Reference.Everyone
            ? Read(day, samples => samples.All.Own)?.MeasuredOrNull?.Value
            : subgroup is null || Read(day, samples => samples.Find(subgroup.Subgroup)?.Own) is Reading.Suppressed
                ? null
                : Read(day, samples => samples.Find(subgroup.Subgroup)?.Complement)?.MeasuredOrNull?.Value;
        return new TrendView(rule.Metric, rule.Window, days, series, LimitLines.Of(rule, days.Length, day => Reference(days[day])));
    }
}

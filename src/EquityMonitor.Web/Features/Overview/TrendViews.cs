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
    /// <param name="definition">In force.</param>
    /// <param name="rule">What is drawn as a limit.</param>
    /// <param name="stored">All, the subgroup, and whom a rule against a named value holds it against.</param>
    /// <param name="subgroup">Null for All alone.</param>
    /// <param name="allVerdict">Of All.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    /// <param name="baseline">For a rule against the own baseline.</param>
    public static TrendView? Of(
        ModelDefinition definition, RuleDefinition rule, IReadOnlyList<DaySamples> stored, CurrentVerdict? subgroup, Verdict? allVerdict, bool showSmallCells,
        BaselineSamples? baseline = null)
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
        double? Reference(DateOnly day)
        {
            if (!byDay.TryGetValue(day, out var samples))
                return null;
            if (rule.Against is Reference.Everyone)
                return Read(day, _ => samples.All.Own)?.MeasuredOrNull?.Value;
            var judged = subgroup is not null ? samples.Find(subgroup.Subgroup) : rule.Against is Reference.OwnBaseline ? samples.All : null;
            if (judged is null || Read(day, _ => judged.Own) is Reading.Suppressed)
                return null;
            var references = new References(samples.Samples, WindowRange.Of(definition, rule.Window, day), baseline);
            return Read(day, _ => references.SampleOf(rule, judged))?.MeasuredOrNull?.Value;
        }

        return new TrendView(rule.Metric, rule.Window, days, series, LimitLines.Of(rule, days.Length, day => Reference(days[day]))) { Level = scale.Level };
    }
}

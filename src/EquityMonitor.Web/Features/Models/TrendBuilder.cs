using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>From stored points to the trend of a choice: All, what is compared, and the other values of the dimension in grey; pure.</summary>
public sealed class TrendBuilder(ModelDefinition definition, ModelChoice choice, PointHistory history, bool showSmallCells, BaselineSamples? baseline = null)
{
    private readonly ScoreScale _scale = RuleJudge.ScaleOf(definition);
    private readonly SubgroupNames _names = new(definition.Dimensions);

    /// <param name="values">Of the chosen dimension.</param>
    /// <param name="verdicts">On the as-of day, by the rules of the metric and window.</param>
    /// <param name="events">In the time shown.</param>
    /// <param name="notes">Takes what is to be said of limits.</param>
    public TrendView Build(IReadOnlyList<GroupOption> values, IReadOnlyDictionary<SubgroupKey, Verdict> verdicts, IReadOnlyList<TrendEvent> events, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(verdicts);
        var quiet = values.Select(value => value.Key).Where(key => !choice.Pins.Contains(key) && history.Has(key));
        return new TrendView(
            choice.Metric,
            choice.Window,
            history.Days,
            [
                .. choice.Pins.Prepend(SubgroupKey.All).Select(key => Series(key, verdicts.TryGetValue(key, out var verdict) ? verdict : null)),
                .. quiet.Select(key => Series(key, null) with { IsQuiet = true }),
            ],
            [.. Limits(notes)])
        {
            Level = _scale.Level,
            Events = events,
            Least = definition.Rules.Where(rule => rule.Metric == choice.Metric && rule.Window == choice.Window).Select(rule => (double?)rule.Minimum).Min() ?? HeatTone.Least,
        };
    }

    private TrendSeries Series(SubgroupKey key, Verdict? verdict) =>
        new(key.ToString(), _names.Of(key), verdict, [.. Enumerable.Range(0, history.Days.Count).Select(day => Read(key, day))]);

    private Reading? Read(SubgroupKey key, int day) => history.Own(key, day) is { } own ? Read(own, day) : null;

    private Reading Read(PerformanceSample sample, int day) =>
        !showSmallCells && SmallCells.In(choice.Metric, sample) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(choice.Metric, sample, _scale, all: history.All(day)));

    private IEnumerable<TrendLimit> Limits(ICollection<string> notes)
    {
        var rules = definition.Rules.Where(rule => rule.Metric == choice.Metric).ToList();
        if (rules.Count == 0)
            notes.Add($"No rule judges {MetricWords.Of(choice.Metric).InSentence} of this model.");
        foreach (var rule in rules)
        {
            var covered = choice.Pins.DefaultIfEmpty(SubgroupKey.All).Where(pin => RuleScope.Covers(rule, pin)).ToList();
            var columns = DimensionsOf(rule);
            if (covered.Count == 0 && columns.Count > 0 && !columns.Contains(choice.Dimension.Column, StringComparer.Ordinal))
            {
                notes.Add($"“{rule.Name}” ({LimitWords.Of(rule)}) speaks of {Names(columns)} only.");
                continue;
            }

            if (rule.Against is not (null or Reference.Everyone) && covered.Count != 1)
            {
                notes.Add($"“{rule.Name}” ({LimitWords.Of(rule)}) holds each group against {LimitText.Others(rule)}: compare exactly one group to see its limit as a line.");
                continue;
            }

            if (rule.Window != choice.Window)
                notes.Add($"“{rule.Name}” was agreed for windows of {rule.Window} days; in windows of {choice.Window} days it is judged nowhere.");
            foreach (var line in LimitLines.Of(rule, history.Days.Count, day => ReferenceValue(rule, covered, day)))
                yield return line;
        }
    }

    private double? ReferenceValue(RuleDefinition rule, List<SubgroupKey> covered, int day) =>
        ReferenceSample(rule, covered, day) is { } sample ? Read(sample, day).MeasuredOrNull?.Value : null;

    private PerformanceSample? ReferenceSample(RuleDefinition rule, List<SubgroupKey> covered, int day)
    {
        switch (rule.Against)
        {
            case Reference.Everyone:
                return history.All(day);
            case Reference.NamedValue:
                return history.Own(RuleScope.Counterpart(rule, covered[0])!, day);
            case Reference.OwnBaseline when history.Own(covered[0], day) is { } own:
                var range = WindowRange.Of(definition, choice.Window, history.Days[day]);
                return new References([], range, baseline).SampleOf(rule, new SubgroupSample(covered[0], own, null, null));
            case Reference.OwnBaseline:
                return null;
            default:
                return history.Others(covered[0], day);
        }
    }

    /// <summary>The dimensions that a rule is about; empty for all.</summary>
    private static IReadOnlyList<string> DimensionsOf(RuleDefinition rule) =>
        rule.Dimensions.Count == 0 && rule.Against is Reference.NamedValue named ? [named.Column] : rule.Dimensions;

    private string Names(IReadOnlyList<string> columns)
    {
        var names = columns.Select(column => definition.Dimensions.FirstOrDefault(dimension => dimension.Column == column)?.Name ?? column).Select(name => name.ToLowerInvariant()).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models;

/// <summary>From stored points to the trend of a choice: All, what is compared, and the other values of the dimension in grey; pure.</summary>
public sealed class TrendBuilder(ModelDefinition definition, ModelChoice choice, PointHistory history, bool showSmallCells)
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
        { Events = events };
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
            var covered = choice.Pins.Where(pin => Covers(rule, pin)).ToList();
            if (covered.Count == 0 && rule.Dimensions.Count > 0 && !rule.Dimensions.Contains(choice.Dimension.Column, StringComparer.Ordinal))
            {
                notes.Add($"“{rule.Name}” ({LimitWords.Of(rule)}) speaks of {Dimensions(rule)} only.");
                continue;
            }

            if (rule.Against is Reference.Complement && covered.Count != 1)
            {
                notes.Add($"“{rule.Name}” ({LimitWords.Of(rule)}) holds each group against everyone else: compare exactly one group to see its limit as a line.");
                continue;
            }

            if (rule.Window != choice.Window)
                notes.Add($"“{rule.Name}” was agreed for windows of {rule.Window} days; in windows of {choice.Window} days it is judged nowhere.");
            foreach (var line in LimitLines.Of(rule, history.Days.Count, day => Reference(rule, covered, day)))
                yield return line;
        }
    }

    private double? Reference(RuleDefinition rule, List<SubgroupKey> covered, int day) =>
        (rule.Against is Reference.Everyone ? history.All(day) : history.Others(covered[0], day)) is { } sample ? Read(sample, day).MeasuredOrNull?.Value : null;

    private static bool Covers(RuleDefinition rule, SubgroupKey key) => rule.Dimensions.Count == 0 || key.Parts.All(part => rule.Dimensions.Contains(part.Key, StringComparer.Ordinal));

    private string Dimensions(RuleDefinition rule)
    {
        var names = rule.Dimensions.Select(column => definition.Dimensions.FirstOrDefault(dimension => dimension.Column == column)?.Name ?? column).Select(name => name.ToLowerInvariant()).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}

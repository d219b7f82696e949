using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;

namespace EquityMonitor.Web.Features.Models;

/// <summary>What a rule commits to as lines in a chart; pure.</summary>
public static class LimitLines
{
    /// <param name="rule">The rule.</param>
    /// <param name="days">How many days the chart has.</param>
    /// <param name="reference">The metric of those that the rule compares with, by the number of the day; asked only when it compares.</param>
    /// <returns>Two for a band and for a gap either way, else one; none where the reference is known on no day.</returns>
    public static IReadOnlyList<TrendLimit> Of(RuleDefinition rule, int days, Func<int, double?> reference)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(reference);
        var lower = rule.Better == BetterDirection.Lower;
        Func<int, double?>[] lines = rule.Limit switch
        {
            Limit.Floor floor => [_ => floor.Value],
            Limit.Ceiling ceiling => [_ => ceiling.Value],
            Limit.Band band => [_ => band.Low, _ => band.High],
            Limit.Gap gap when rule.Better == BetterDirection.Target => [day => reference(day) - gap.Value, day => reference(day) + gap.Value],
            Limit.Gap gap => [day => reference(day) + (lower ? gap.Value : -gap.Value)],
            Limit.Ratio ratio => [day => reference(day) * (lower ? 1 / ratio.Value : ratio.Value)],
            _ => [],
        };
        var labels = LimitWords.Labels(rule);
        return
        [
            .. lines.Select((line, index) => new TrendLimit(LimitWords.Of(rule), labels[index], [.. Enumerable.Range(0, days).Select(line)]))
                .Where(limit => limit.Values.Any(value => value is not null)),
        ];
    }
}

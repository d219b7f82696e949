using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a rule commits to: the words of <see cref="LimitText"/> with numbers kept beside their units, and a few characters for the end of a line in a chart.</summary>
public static class LimitWords
{
    /// <summary>"at least 55 %", "no more than 5 points worse than everyone else".</summary>
    public static string Of(RuleDefinition rule) => Of(LimitText.Of(rule));

    /// <summary>The same of words that an alert kept.</summary>
    public static string Of(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        return kept.Replace(" %", $"{Formats.Space}%", StringComparison.Ordinal).Replace(" point", $"{Formats.Space}point", StringComparison.Ordinal);
    }

    /// <summary>"≥ 55 %", "others − 5 points"; for a band and a gap either way, of the lower and the upper line.</summary>
    public static IReadOnlyList<string> Labels(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var metric = rule.Metric;
        var lower = rule.Better == BetterDirection.Lower;

        // A chart's margin is narrow; the whole name stands in its legend.
        var others = rule.Against switch { Reference.NamedValue { Value.Length: <= 7 } named => $"\u201c{named.Value}\u201d", Reference.NamedValue => "reference", Reference.OwnBaseline => "baseline", _ => "others" };
        string[] labels = rule.Limit switch
        {
            Limit.Floor floor => [$"≥ {LimitText.Value(metric, floor.Value)}"],
            Limit.Ceiling ceiling => [$"≤ {LimitText.Value(metric, ceiling.Value)}"],
            Limit.Band band => [$"≥ {LimitText.Value(metric, band.Low)}", $"≤ {LimitText.Value(metric, band.High)}"],
            Limit.Gap gap when rule.Better == BetterDirection.Target => [$"{others} − {LimitText.Size(metric, gap.Value)}", $"{others} + {LimitText.Size(metric, gap.Value)}"],
            Limit.Gap gap => [$"{others} {(lower ? "+" : "−")} {LimitText.Size(metric, gap.Value)}"],
            Limit.Ratio ratio => [$"{others} × {LimitText.Times(lower ? 1 / ratio.Value : ratio.Value)}"],
            _ => [],
        };
        return [.. labels.Select(Of)];
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Components;

/// <summary>What a rule commits to, in words for a sentence and in a few characters for the end of a line in a chart.</summary>
public static class LimitWords
{
    /// <summary>"at least 55 %", "no more than 5 points worse than everyone else".</summary>
    public static string Of(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var metric = rule.Metric;
        return rule.Limit switch
        {
            Limit.Floor floor => $"at least {Formats.Value(metric, floor.Value)}",
            Limit.Ceiling ceiling => $"at most {Formats.Value(metric, ceiling.Value)}",
            Limit.Band band => $"between {Formats.Value(metric, band.Low)} and {Formats.Value(metric, band.High)}",
            Limit.Gap gap => $"no more than {Formats.Difference(metric, gap.Value)} worse than {Others(rule)}",
            Limit.Ratio ratio when rule.Better == BetterDirection.Lower => $"at most {Times(1 / ratio.Value)} times that of {Others(rule)}",
            Limit.Ratio ratio => $"at least {Times(ratio.Value)} times that of {Others(rule)}",
            _ => rule.Name,
        };
    }

    /// <summary>"≥ 55 %", "others − 5 points"; for a band, of its lower and upper line.</summary>
    public static IReadOnlyList<string> Labels(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var metric = rule.Metric;
        var lower = rule.Better == BetterDirection.Lower;
        return rule.Limit switch
        {
            Limit.Floor floor => [$"≥ {Formats.Value(metric, floor.Value)}"],
            Limit.Ceiling ceiling => [$"≤ {Formats.Value(metric, ceiling.Value)}"],
            Limit.Band band => [$"≥ {Formats.Value(metric, band.Low)}", $"≤ {Formats.Value(metric, band.High)}"],
            Limit.Gap gap => [$"others {(lower ? "+" : "−")} {Formats.Difference(metric, gap.Value)}"],
            Limit.Ratio ratio => [$"others × {Times(lower ? 1 / ratio.Value : ratio.Value)}"],
            _ => [],
        };
    }

    /// <summary>"everyone else" or "all patients".</summary>
    public static string Others(RuleDefinition rule) => rule.Against is Reference.Everyone ? "all patients" : "everyone else";

    private static string Times(double ratio) => ratio.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}

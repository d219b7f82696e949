using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>What a rule commits to, in the words that an alert keeps and that pages and documents show. A limit is said exactly: one of 62.5 % never reads 63 %.</summary>
public static class LimitText
{
    /// <summary>"at least 55 %", "no more than 5 points worse than everyone else".</summary>
    public static string Of(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var metric = rule.Metric;
        return rule.Limit switch
        {
            Limit.Floor(var value) => $"at least {Value(metric, value)}",
            Limit.Ceiling(var value) => $"at most {Value(metric, value)}",
            Limit.Band(var low, var high) => $"between {Value(metric, low)} and {Value(metric, high)}",
            Limit.Gap(var value) when rule.Better == BetterDirection.Target => $"no more than {Size(metric, value)} above or below {Others(rule)}",
            Limit.Gap(var value) => $"no more than {Size(metric, value)} worse than {Others(rule)}",
            Limit.Ratio(var value) when rule.Better == BetterDirection.Lower => $"at most {Times(1 / value)} times that of {Others(rule)}",
            Limit.Ratio(var value) => $"at least {Times(value)} times that of {Others(rule)}",
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of no known kind.", nameof(rule)),
        };
    }

    /// <summary>Whom the rule compares with.</summary>
    public static string Others(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Against switch
        {
            Reference.Everyone => "all patients",
            Reference.NamedValue named => $"the group \u201c{named.Value}\u201d",
            Reference.OwnBaseline => "its own baseline",
            _ => "everyone else",
        };
    }

    /// <summary>Where their figure holds: "among everyone else", "in its own baseline".</summary>
    public static string Among(RuleDefinition rule) => $"{(rule?.Against is Reference.OwnBaseline ? "in" : "among")} {Others(rule!)}";

    /// <summary>A limit on the metric's own scale: "62.5 %", "0.60".</summary>
    public static string Value(Metric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsProportion ? $"{Trimmed(value * 100)} %" : metric == Metric.Nne ? Trimmed(value) : value.ToString("0.00#", CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }

    /// <summary>A permitted difference: "5 points", "0.05".</summary>
    public static string Size(Metric metric, double value)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsProportion ? Trimmed(value * 100) is var points && points == "1" ? "1 point" : $"{points} points" : Value(metric, value);
    }

    /// <summary>"0.8", "1.25".</summary>
    public static string Times(double ratio) => Trimmed(ratio);

    private static string Trimmed(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}

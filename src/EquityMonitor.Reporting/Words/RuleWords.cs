using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a rule commits to, in plain words.</summary>
public static class RuleWords
{
    public static string Limit(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Limit switch
        {
            EquityMonitor.Statistics.Limit.Floor floor => $"at least {MetricWords.Value(rule.Metric, floor.Value)}",
            EquityMonitor.Statistics.Limit.Ceiling ceiling => $"at most {MetricWords.Value(rule.Metric, ceiling.Value)}",
            EquityMonitor.Statistics.Limit.Band band =>
                $"between {MetricWords.Value(rule.Metric, band.Low)} and {MetricWords.Value(rule.Metric, band.High)}",
            EquityMonitor.Statistics.Limit.Gap gap => $"no more than {Size(rule.Metric, gap.Value)} worse than {Everyone(rule)}",
            EquityMonitor.Statistics.Limit.Ratio ratio => rule.Better == BetterDirection.Lower
                ? $"at most {Times(1 / ratio.Value)} times that of {Everyone(rule)}"
                : $"at least {Times(ratio.Value)} times that of {Everyone(rule)}",
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of an unknown kind.", nameof(rule)),
        };
    }

    /// <summary>Whom the rule compares with.</summary>
    public static string Everyone(RuleDefinition rule) => rule.Against is Reference.Everyone ? "everyone" : "everyone else";

    /// <summary>The size of a difference, without sign.</summary>
    public static string Size(Metric metric, double difference) => MetricWords.Difference(metric, Math.Abs(difference))[1..];

    public static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}

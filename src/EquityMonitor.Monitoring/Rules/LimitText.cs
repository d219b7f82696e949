using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>A rule's limit in words.</summary>
public static class LimitText
{
    /// <summary>For example "at least 0.55", or "at most 0.05 worse than everyone else".</summary>
    public static string Of(RuleDefinition rule)
    {
        var than = rule.Against is Reference.Everyone ? "all patients together" : "everyone else";
        return rule.Limit switch
        {
            Limit.Floor(var value) => $"at least {Number(value)}",
            Limit.Ceiling(var value) => $"at most {Number(value)}",
            Limit.Band(var low, var high) => $"between {Number(low)} and {Number(high)}",
            Limit.Gap(var value) => $"at most {Number(value)} worse than {than}",
            Limit.Ratio(var value) when rule.Better == BetterDirection.Lower => $"at most {Number(1 / value)} times that of {than}",
            Limit.Ratio(var value) => $"at least {Number(value)} times that of {than}",
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of no known kind.", nameof(rule)),
        };
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}

using System.Globalization;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What an alert rests on, in words: how it compares, how likely chance alone would bring it, and what the counts are counts of.</summary>
public static class EvidenceWords
{
    /// <summary>The four cells of flag by outcome.</summary>
    public static IReadOnlyList<(string Words, long Count)> Counts(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return
        [
            ("had the outcome and were flagged", evidence.TruePositives),
            ("had the outcome and were missed", evidence.FalseNegatives),
            ("did not have it but were flagged", evidence.FalsePositives),
            ("did not have it and were not flagged", evidence.TrueNegatives),
        ];
    }

    /// <summary>"25 points lower than everyone else (18 to 31)", "0.62 times that of everyone else (0.54 to 0.71)", "at least 3.13 times that of everyone else"; null when the rule does not compare.</summary>
    public static string? Compared(AlertEvidence evidence, RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(rule);
        return Compared(rule, evidence.Compared, evidence.ComparedLow, evidence.ComparedHigh);
    }

    /// <summary>The same of what was held against the limit; null too where it is not estimable.</summary>
    public static string? Compared(RuleDefinition rule, Estimate compared)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return compared switch
        {
            Estimate.Measured measured => Compared(rule, measured.Value, measured.Interval?.Low, measured.Interval?.High),
            Estimate.Unbounded ratio => Compared(rule, null, ratio.Low, null),
            _ => null,
        };
    }

    private static string? Compared(RuleDefinition rule, double? value, double? low, double? high)
    {
        var others = LimitText.Others(rule);
        if (value is not { } compared)
            return low is { } least && rule.Limit is Limit.Ratio ? Formats.TimesThatOf(least, others) : null;
        return rule.Limit switch
        {
            Limit.Gap => Difference(rule.Metric, compared, low, high, others),
            Limit.Ratio => $"{Formats.Times(compared)} times that of {others}{Range(low, high, Formats.Times)}",
            _ => null,
        };
    }

    /// <summary>
    /// What the adjusted p says, and what it does not promise. Of several groups it is a rate of false discoveries among those called below, not the chance of this
    /// result: only of a group that was judged alone, the two are the same.
    /// </summary>
    /// <param name="adjustedP">Benjamini-Hochberg.</param>
    /// <param name="family">Groups that were judged together.</param>
    public static string Chance(double adjustedP, int family)
    {
        const string daily = "The figures are looked at every day: over many days, a few such results come up by chance alone.";
        return family > 1
            ? $"{Formats.Count(family)} groups were judged together. Of those that are called below in one look on evidence as strong as this or stronger, {Share(adjustedP)} are expected to be at the limit in truth, "
                + $"approximately, since groups overlap. That speaks of the groups called below together, not of this one alone. {daily}"
            : $"If the model were exactly at the limit, a result this far past it would come up by chance in {Odds(adjustedP)} looks. {daily}";
    }

    private static string Share(double share) => share < 0.001 ? Odds(share) : $"at most {Odds(share)}";

    /// <summary>"about 1 in 250", "fewer than 1 in 1,000".</summary>
    public static string Odds(double p)
    {
        if (p < 0.001)
            return "fewer than 1 in 1,000";
        var one = 1 / p;
        var rounded = one >= 200 ? Math.Round(one / 50) * 50 : one >= 20 ? Math.Round(one / 5) * 5 : Math.Round(one);
        return $"about 1 in {Formats.Count(rounded)}";
    }

    private static string Difference(Metric metric, double difference, double? low, double? high, string others)
    {
        // The ends of the interval are said in the direction of the difference, so that no sign is needed unless the interval crosses zero.
        var sign = difference < 0 ? -1 : 1;
        var (from, to) = sign < 0 ? (-high, -low) : (low, high);
        var direction = sign < 0 ? "lower" : "higher";
        return $"{Formats.Difference(metric, difference)} {direction} than {others}{Range(from, to, value => Size(metric, value))}";
    }

    private static string Size(Metric metric, double value) =>
        (metric.IsProportion ? Math.Round(value * 100, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.InvariantCulture) : value.ToString("0.00#", CultureInfo.InvariantCulture))
        .Replace("-", "\u2212", StringComparison.Ordinal);

    private static string Range(double? low, double? high, Func<double, string> text) => (low, high) switch
    {
        ({ } from, { } to) => $" ({text(from)} to {text(to)})",
        ({ } from, null) => $" ({text(from)} or more)",
        (null, { } to) => $" ({text(to)} or less)",
        _ => string.Empty,
    };
}

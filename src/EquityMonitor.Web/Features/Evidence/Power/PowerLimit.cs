using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>The limit that a departure is asked to be past, in the unit of what is counted.</summary>
/// <param name="Other">The other limit of a band.</param>
internal readonly record struct PowerLimit(double Value, bool IsFloor, double? Other = null)
{
    /// <param name="present">The group's figure; null where there is none.</param>
    public static PowerLimit Of(RuleDefinition rule, double? present, PowerVolume volume)
    {
        var lower = rule.Better == BetterDirection.Lower;
        return rule.Limit switch
        {
            Limit.Ceiling(var value) when rule.Metric == Metric.Nne => new(1 / value, true),
            Limit.Band(var low, var high) when rule.Metric == Metric.Nne => Nearer(1 / high, 1 / low, present is > 0 ? 1 / present : null, 1),
            Limit.Floor(var value) => new(value, true),
            Limit.Ceiling(var value) => new(value, false),
            Limit.Band(var low, var high) => Nearer(low, high, present, rule.Metric == Metric.ObservedExpected ? double.PositiveInfinity : 1),
            Limit.Gap(var gap) => new(Gap(rule, lower ? gap : -gap, volume), !lower),
            Limit.Ratio(var ratio) => new(Ratio(rule, lower ? 1 / ratio : ratio, volume), !lower),
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of no known kind.", nameof(rule)),
        };
    }

    /// <summary>Nothing can lie past the end of the range.</summary>
    private static PowerLimit Nearer(double low, double high, double? present, double most) =>
        high < most && (low <= 0 || (present is { } figure && high - figure < figure - low)) ? new(high, false, low) : new(low, true, high);

    /// <summary>Against All the group moves what it is held against: x - (w x + (1 - w) others) = gap.</summary>
    private static double Gap(RuleDefinition rule, double gap, PowerVolume volume) => (volume.OthersValue ?? 0) + (gap / (1 - Share(rule, volume)));

    /// <summary>Likewise x = ratio (w x + (1 - w) others).</summary>
    private static double Ratio(RuleDefinition rule, double ratio, PowerVolume volume)
    {
        var share = Share(rule, volume);
        return ratio * (1 - share) * (volume.OthersValue ?? 0) / (1 - (ratio * share));
    }

    private static double Share(RuleDefinition rule, PowerVolume volume) =>
        rule.Against is Reference.Everyone && volume.Others is { } others ? volume.Trials / (volume.Trials + others) : 0;
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>The limit that a departure is asked to be past, in the unit of what is counted.</summary>
/// <param name="Other">The other limit of a band, or of a gap either way.</param>
internal readonly record struct PowerLimit(double Value, bool IsFloor, double? Other = null)
{
    public static PowerLimit Of(RuleDefinition rule, PowerVolume volume)
    {
        var (present, range) = (volume.Own.Value, PowerRange.Of(rule.Metric, volume.MeanScore));
        return rule.Limit switch
        {
            Limit.Ceiling(var value) when rule.Metric == Metric.Nne => new(1 / value, true),
            Limit.Band(var low, var high) when rule.Metric == Metric.Nne => Nearer(1 / high, 1 / low, present is > 0 ? 1 / present : null, range),
            Limit.Floor(var value) => new(value, true),
            Limit.Ceiling(var value) => new(value, false),
            Limit.Band(var low, var high) => Nearer(low, high, present, range),
            Limit.Gap(var gap) when rule.Better == BetterDirection.Target => Nearer(Reference(volume) - gap, Reference(volume) + gap, present, range),
            Limit.Gap or Limit.Ratio => Compared(rule.Limit, rule.Against, rule.Better != BetterDirection.Lower, volume),
            _ => throw new ArgumentException($"The limit of rule '{rule.Key}' is of no known kind.", nameof(rule)),
        };
    }

    /// <summary>Of a gap or a ratio one way, from the others' figure.</summary>
    public static PowerLimit Compared(Limit limit, Reference? against, bool isFloor, PowerVolume volume) => limit switch
    {
        Limit.Gap(var gap) => new(Gap(against, isFloor ? -gap : gap, volume), isFloor),
        Limit.Ratio(var ratio) => new(Ratio(against, isFloor ? ratio : 1 / ratio, volume), isFloor),
        _ => throw new ArgumentException("The limit compares with nobody.", nameof(limit)),
    };

    /// <summary>Nothing can lie past the end of the range.</summary>
    private static PowerLimit Nearer(double low, double high, double? present, PowerRange range) =>
        high < range.Most && (low <= range.Least || (present is { } figure && high - figure < figure - low)) ? new(high, false, low) : new(low, true, high);

    /// <summary>Against All the group moves what it is held against: x - (w x + (1 - w) others) = gap.</summary>
    private static double Gap(Reference? against, double gap, PowerVolume volume) => Reference(volume) + (gap / (1 - Share(against, volume)));

    /// <summary>Likewise x = ratio (w x + (1 - w) others).</summary>
    private static double Ratio(Reference? against, double ratio, PowerVolume volume)
    {
        var share = Share(against, volume);

        // From this share on no value of the group is so many times that of All.
        return ratio * share >= 1 ? double.PositiveInfinity : ratio * (1 - share) * Reference(volume) / (1 - (ratio * share));
    }

    private static double Reference(PowerVolume volume) => volume.Others?.Value ?? 0;

    private static double Share(Reference? against, PowerVolume volume) =>
        against is Monitoring.Registry.Reference.Everyone && volume.Others is { } others ? volume.Own.Denominator / (volume.Own.Denominator + others.Denominator) : 0;
}

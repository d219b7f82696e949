using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Features.Models.Trust;

/// <summary>What responses to flags say, in sentences with their own numbers.</summary>
public static class TrustWords
{
    /// <summary>Fewer responses of a group are too few to name it in the first sentence.</summary>
    private const double Fewest = 30;

    public const string Bounds = "A flag that was not followed may have been wrong, or seen by somebody who knew more. Where one group's flags are followed less often, ask why before asking whether.";

    /// <summary>How many flags the figures rest on; null when that is withheld.</summary>
    public static string? Recorded(SubgroupsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.All.Own(Metric.OverrideRate) is not Reading.Known { Measured: { } responses } || view.All.Own(Metric.FlagRate) is not Reading.Known { Measured: { } flags })
            return null;
        var flagged = Math.Round(flags.Value * flags.Denominator, MidpointRounding.AwayFromZero);
        return $"A response is recorded for {Formats.Count(responses.Denominator)} of {Formats.Count(flagged)} flagged encounters ({Formats.Percent(responses.Denominator / flagged)}); the others say nothing here.";
    }

    public static string Lead(SubgroupsView view, string dimension)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (view.All.Own(Metric.OverrideRate) is not Reading.Known { Measured: { } all })
            return string.Empty;
        var most = view.Singles(dimension)
            .Select(row => (Row: row, Own: row.Own(Metric.OverrideRate).MeasuredOrNull, Gap: row.Difference(Metric.OverrideRate)?.MeasuredOrNull))
            .Where(entry => entry.Own?.Denominator >= Fewest && entry.Gap?.Interval is { Low: > 0 })
            .OrderByDescending(entry => entry.Gap!.Value)
            .FirstOrDefault();
        var whole = $"Clinicians did not follow {Formats.Percent(all.Value)} of {Formats.Count(all.Denominator)} flags with a recorded response ({Formats.Range(Metric.OverrideRate, all.Interval)}).";
        return most.Row is null
            ? $"{whole} No group shown lies above everyone else by more than chance would explain."
            : $"{whole} For {most.Row.Phrase} it is {Formats.Percent(most.Own!.Value)}, {Formats.Difference(Metric.OverrideRate, most.Gap!.Value)} more than for everyone else, which is more than chance would explain.";
    }
}

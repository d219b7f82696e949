using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>Differences of any metric in words: points for shares, the metric's own unit otherwise.</summary>
public static class DifferenceText
{
    public static string Of(Metric metric, Reading? difference)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return difference switch
        {
            null => "–",
            Reading.Known { Measured: { } known } when metric.IsProportion => GapWords.Of(difference),
            Reading.Known { Measured: { } known } =>
                Formats.Signed(metric, known.Value) + (known.Interval is { Low: { } low, High: { } high } ? $", {Formats.Signed(metric, low)} to {Formats.Signed(metric, high)}" : null),
            Reading.NotEstimable none when none.Why == NotEstimableReason.NotComparable.Text => "Not compared",
            _ => difference.Text(metric),
        };
    }

    /// <summary>Whether the interval of the difference leaves 0 out.</summary>
    public static bool IsClear(Reading? difference) =>
        difference is Reading.Known { Measured.Interval: { } interval } && (interval.Low > 0 || interval.High < 0);
}

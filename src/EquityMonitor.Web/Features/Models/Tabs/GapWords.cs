using System.Globalization;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>Differences of shares in words.</summary>
public static class GapWords
{
    /// <summary>"+5 points, +3 to +7": a difference with its limits, to a tenth of a point.</summary>
    public static string Of(Reading difference) => difference switch
    {
        Reading.Known { Measured: { } known } => $"{Points(known.Value)} points{(known.Interval is { Low: { } low, High: { } high } ? $", {Points(low)} to {Points(high)}" : null)}",
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    public static string Points(double share)
    {
        var points = Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);
        return points == 0 ? "0" : $"{(points > 0 ? "+" : "\u2212")}{Math.Abs(points).ToString("0.#", CultureInfo.InvariantCulture)}";
    }
}

using System.Globalization;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Tabs;

/// <summary>Differences of shares in words.</summary>
public static class GapWords
{
    /// <summary>An interval from this width on is read in whole points: tenths would claim what it does not know.</summary>
    private const double Wide = 0.05;

    /// <summary>"+5 points, −3 to +12": a difference with its limits, to a tenth of a point where they lie close.</summary>
    public static string Of(Reading difference) => difference switch
    {
        Reading.Known { Measured: { Interval: { Low: { } low, High: { } high } } known } when high - low is var width =>
            $"{Points(known.Value, width)} points, {Points(low, width)} to {Points(high, width)}",
        Reading.Known { Measured: { } known } => $"{Points(known.Value)} points",
        Reading.NotEstimable none => $"Not estimable: {none.Why}",
        _ => "Suppressed (1 to 10)",
    };

    /// <param name="share">The difference.</param>
    /// <param name="width">Of its interval; 0 without one.</param>
    public static string Points(double share, double width = 0)
    {
        var decimals = width < Wide ? 1 : 0;
        var points = Math.Round(share * 100, decimals, MidpointRounding.AwayFromZero);
        return points == 0 ? "0" : $"{(points > 0 ? "+" : "\u2212")}{Math.Abs(points).ToString(decimals == 1 ? "0.0" : "0", CultureInfo.InvariantCulture)}";
    }
}

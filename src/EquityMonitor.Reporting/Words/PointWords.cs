using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Differences of shares in points: to a tenth where their limits lie close.</summary>
public static class PointWords
{
    /// <summary>An interval from this width on is read in whole points: tenths would claim what it does not know.</summary>
    private const double Wide = 0.05;

    /// <summary>"+5 points, −3 to +12".</summary>
    public static string Of(Estimate.Measured difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        if (difference.Interval is not { Low: { } low, High: { } high })
            return Unit(Signed(difference.Value));
        var width = high - low;
        return $"{Unit(Signed(difference.Value, width))}, {Signed(low, width)} to {Signed(high, width)}";
    }

    /// <summary>"−1 point", "+5 points".</summary>
    /// <param name="points">As <see cref="Signed"/> gives them.</param>
    internal static string Unit(string points) => $"{points} {(points[1..] is "1" or "1.0" ? "point" : "points")}";

    /// <summary>"2.1 points", without a sign.</summary>
    public static string Size(double share)
    {
        var points = Math.Round(Math.Abs(share) * 100, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);
        return $"{points}{Formats.Space}{(points == "1.0" ? "point" : "points")}";
    }

    /// <param name="share">The difference.</param>
    /// <param name="width">Of its interval; 0 without one.</param>
    public static string Signed(double share, double width = 0)
    {
        var decimals = width < Wide ? 1 : 0;
        var points = Math.Round(share * 100, decimals, MidpointRounding.AwayFromZero);
        return points == 0 ? "0" : $"{(points > 0 ? "+" : "\u2212")}{Math.Abs(points).ToString(decimals == 1 ? "0.0" : "0", CultureInfo.InvariantCulture)}";
    }
}

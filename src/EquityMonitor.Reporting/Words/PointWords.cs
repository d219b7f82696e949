using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Differences of shares in points, to a tenth.</summary>
public static class PointWords
{
    /// <summary>"+5 points, +3 to +7".</summary>
    public static string Of(Estimate.Measured difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return $"{Signed(difference.Value)} points{(difference.Interval is { Low: { } low, High: { } high } ? $", {Signed(low)} to {Signed(high)}" : null)}";
    }

    public static string Signed(double share)
    {
        var points = Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);
        return points == 0 ? "0" : $"{(points > 0 ? "+" : "\u2212")}{Math.Abs(points).ToString("0.#", CultureInfo.InvariantCulture)}";
    }
}

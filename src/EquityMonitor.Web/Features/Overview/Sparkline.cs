using System.Globalization;
using System.Text;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>A trend as the paths of a small drawing, 100 by 100 units with the origin at the top left; pure.</summary>
/// <param name="Lines">One for each series of the trend, in its order; a day without a figure is a gap.</param>
/// <param name="Limits">One for each limit of the trend.</param>
/// <param name="End">Where the newest figure of the last series stands; null without one.</param>
public sealed record Sparkline(IReadOnlyList<string> Lines, IReadOnlyList<string> Limits, SparklinePoint? End)
{
    private const double Size = 100;

    /// <summary>Null when nothing is known that could be drawn.</summary>
    public static Sparkline? Of(TrendView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var series = view.Series.Select(line => line.Readings.Select(reading => reading?.MeasuredOrNull?.Value).ToArray()).ToArray();
        var known = series.SelectMany(line => line).OfType<double>().ToList();
        if (known.Count == 0)
            return null;
        var values = known.Concat(view.Limits.SelectMany(limit => limit.Values).OfType<double>()).ToList();
        var (low, high) = (values.Min(), values.Max());
        var room = Math.Max((high - low) * 0.12, 1e-3);
        (low, high) = (low - room, high + room);

        double X(int day) => view.Days.Count < 2 ? Size : Size * day / (view.Days.Count - 1);
        double Y(double value) => Size * (high - value) / (high - low);
        string Path(IReadOnlyList<double?> line) => PathOf(line, X, Y);

        var last = Array.FindLastIndex(series[^1], value => value is not null);
        return new Sparkline(
            [.. series.Select(Path)],
            [.. view.Limits.Select(limit => Path(limit.Values))],
            last < 0 ? null : new SparklinePoint(X(last), Y(series[^1][last]!.Value)));
    }

    private static string PathOf(IReadOnlyList<double?> line, Func<int, double> x, Func<double, double> y)
    {
        var path = new StringBuilder();
        for (var day = 0; day < line.Count; day++)
        {
            if (line[day] is not { } value)
                continue;
            var begins = day == 0 || line[day - 1] is null;
            path.Append(CultureInfo.InvariantCulture, $"{(begins ? 'M' : 'L')}{x(day):0.##} {y(value):0.##}");

            // A day alone between gaps is a dot: a line of no length with round ends.
            if (begins && (day + 1 == line.Count || line[day + 1] is null))
                path.Append("h0");
        }

        return path.ToString();
    }
}

/// <summary>From the top left, in percent of the drawing.</summary>
public readonly record struct SparklinePoint(double Left, double Top);

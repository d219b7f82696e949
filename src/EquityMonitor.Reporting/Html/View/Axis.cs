using System.Globalization;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>A linear axis with round ticks that holds all values with a little room.</summary>
public sealed class Axis
{
    private readonly double _from;
    private readonly double _to;

    private Axis(double from, double to, double step)
    {
        _from = from;
        _to = to;
        Step = step;
    }

    public double Step { get; }

    public static Axis Over(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var low = values.Count == 0 ? 0 : values.Min();
        var high = values.Count == 0 ? 1 : values.Max();
        var span = Math.Max(high - low, 1e-6);
        var step = NiceStep(span / 5);
        return new Axis(Math.Floor((low - span * 0.02) / step) * step, Math.Ceiling((high + span * 0.02) / step) * step, step);
    }

    /// <summary>From 0 to the next round number above the highest value, at most <paramref name="most"/>: shares and risks.</summary>
    public static Axis FromZero(double highest, double most)
    {
        var end = Math.Min(most, Math.Max(highest, most / 1000) * 1.02);
        var step = NiceStep(end / 5);
        return new Axis(0, Math.Min(most, Math.Ceiling((end / step) - 1e-9) * step), step);
    }

    /// <summary>Whether the value lies on the axis and not beyond its ends.</summary>
    public bool Holds(double value) => value >= _from && value <= _to;

    /// <summary>Position in percent of the width, held within the plot.</summary>
    public double Position(double value) => Math.Round(Math.Clamp((value - _from) / (_to - _from), 0, 1) * 100, 2);

    public IReadOnlyList<AxisTick> Ticks(Func<double, string> label)
    {
        var count = (int)Math.Round((_to - _from) / Step);
        return [.. Enumerable.Range(0, count + 1).Select(i => _from + i * Step).Select(value => new AxisTick(Position(value), label(value)))];
    }

    /// <summary>For a coordinate attribute.</summary>
    public static string Percent(double position) => position.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static double NiceStep(double rough)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var digit = rough / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}

using System.Globalization;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>Lines over two axes, ready to draw: positions are percents of the plot's width and, from the top, of its height.</summary>
/// <param name="Description">What is drawn and how it is read.</param>
/// <param name="Guide">A line to compare with; null without one.</param>
public sealed record LineChartView(
    string Title, string Description, string Across, string Up, IReadOnlyList<AxisTick> AcrossTicks, IReadOnlyList<AxisTick> UpTicks, IReadOnlyList<ChartLine> Lines, ChartGuide? Guide)
{
    /// <summary>False where charts share one.</summary>
    public bool HasLegend { get; init; } = true;

    /// <summary>Along the bottom, behind the lines.</summary>
    public IReadOnlyList<ChartBar> Bars { get; init; } = [];
}

/// <param name="Slot">0 for All; colour, dash and mark follow from it, so that a group looks the same in every chart.</param>
/// <param name="Path">SVG path data on a plot of 100 by 100.</param>
/// <param name="Band">Likewise; null without one.</param>
/// <param name="Figure">Beside the name in the legend; empty without one.</param>
public sealed record ChartLine(string Name, int Slot, string Path, string? Band, IReadOnlyList<ChartMark> Marks, string Figure);

/// <summary>From the bottom up, in percents of the plot.</summary>
public readonly record struct ChartBar(double X, double Width, double Height);

public readonly record struct ChartMark(double X, double Y);

public sealed record ChartGuide(string Name, double X1, double Y1, double X2, double Y2);

/// <summary>The plane of a chart, from values to positions.</summary>
internal sealed class ChartPlane(Axis across, Axis up)
{
    public ChartMark At(double x, double y) => new(across.Position(x), Math.Round(100 - up.Position(y), 2));

    public string Path(IEnumerable<(double X, double Y)> points) =>
        string.Join(' ', points.Select((point, index) => $"{(index == 0 ? 'M' : 'L')}{Text(At(point.X, point.Y))}"));

    /// <summary>Along the lower limits and back along the upper ones.</summary>
    public string? Band(IReadOnlyList<(double X, double Low, double High)> limits) => limits.Count < 2 ? null
        : Path([.. limits.Select(limit => (limit.X, limit.Low)), .. limits.Reverse().Select(limit => (limit.X, limit.High))]) + "Z";

    public ChartGuide Guide(string name, (double X, double Y) from, (double X, double Y) to)
    {
        ChartMark start = At(from.X, from.Y), end = At(to.X, to.Y);
        return new ChartGuide(name, start.X, start.Y, end.X, end.Y);
    }

    /// <summary>"0 %", "20 %" upwards: percents of the height from the top.</summary>
    public IReadOnlyList<AxisTick> UpTicks(Func<double, string> label) => [.. up.Ticks(label).Select(tick => tick with { Position = 100 - tick.Position })];

    public IReadOnlyList<AxisTick> AcrossTicks(Func<double, string> label) => across.Ticks(label);

    private static string Text(ChartMark mark) => string.Create(CultureInfo.InvariantCulture, $"{mark.X:0.##} {mark.Y:0.##}");
}

using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>From the view of calibration to traces and layout; pure.</summary>
public static class CalibrationCharts
{
    private const string Strip = "y2";

    public static TrendChart Curve(CalibrationView view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        var end = End(view);
        List<ITrace?> traces = [Diagonal(end, colours)];
        foreach (var group in view.Groups.Where(group => group.Curve.Count > 0))
        {
            object?[] across = [.. group.Curve.Select(point => (object?)Math.Round(point.MeanScore * 100, 4))];
            traces.Add(PlainDrawing.Band(
                group.Name, across, [.. group.Curve.Select(point => point.Observed?.Interval is { Low: { } low, High: { } high } ? ((double, double)?)(low * 100, high * 100) : null)], palette[group.Key]));
            traces.Add(PlainDrawing.Curve(
                group.Name, across, group.Curve.Select(point => Drawing.Scaled(point.Observed?.Value, 100)), palette[group.Key], group.Key.Length == 0 ? 3 : 2, group.Curve.Select(Words), marks: true));
            var spread = PlainDrawing.Curve(
                group.Name + ", scores", group.Histogram.Select(bin => (object?)Math.Round(100 * bin.From, 4)), group.Histogram.Select(bin => Drawing.Scaled(bin.Share, 100)), palette[group.Key], 2,
                group.Histogram.Select(Words));
            spread.Line.Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum.Hv;
            spread.YAxis = Strip;
            traces.Add(spread);
        }

        var risk = PlainDrawing.Across("Score: the risk that the model gives", colours);
        (risk.Range, risk.TickSuffix, risk.Anchor) = ([0, end], " %", Strip);
        var up = PlainDrawing.Up("Outcome happened", colours);
        (up.Range, up.TickSuffix, up.Domain) = ([0, end], " %", [0.3m, 1m]);
        var strip = PlainDrawing.Up("Encounters", colours);
        (strip.TickSuffix, strip.Domain, strip.NTicks, strip.RangeMode) = (" %", [0m, 0.2m], 2, Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero);
        return new TrendChart([.. traces.OfType<ITrace>()], PlainDrawing.Frame(colours, risk, [up, strip]));
    }

    /// <param name="pick">Intercept or slope.</param>
    /// <param name="right">The value that would be right.</param>
    public static TrendChart OverTime(CalibrationView view, Func<CalibrationAtTime, Reading> pick, Metric metric, double right, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(pick);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        var days = view.Groups.SelectMany(group => group.OverTime).Select(window => window.Days.To).Distinct().Order().ToList();
        var traces = new List<ITrace?>
        {
            new Plotly.Blazor.Traces.Scatter
            {
                Name = "Right", X = [Drawing.Day(days[0]), Drawing.Day(days[^1])], Y = [right, right], Mode = Plotly.Blazor.Traces.ScatterLib.ModeFlag.Lines,
                Line = new Plotly.Blazor.Traces.ScatterLib.Line { Color = colours.TextMuted, Width = 1, Dash = "dash" }, HoverInfo = Plotly.Blazor.Traces.ScatterLib.HoverInfoFlag.Skip, ShowLegend = false,
            },
        };
        foreach (var group in view.Groups)
        {
            object?[] across = [.. group.OverTime.Select(window => (object?)Drawing.Day(window.Days.To))];
            traces.Add(PlainDrawing.Band(
                group.Name, across, [.. group.OverTime.Select(window => pick(window).MeasuredOrNull?.Interval is { Low: { } low, High: { } high } ? ((double, double)?)(low, high) : null)], palette[group.Key]));
            traces.Add(PlainDrawing.Curve(
                group.Name, across, group.OverTime.Select(window => Drawing.Scaled(pick(window).MeasuredOrNull?.Value, 1)), palette[group.Key], group.Key.Length == 0 ? 3 : 2,
                group.OverTime.Select(window => $"{DayRange.Of(window.Days.From, window.Days.To)}<br>{pick(window).Text(metric)}"), marks: true));
        }

        var axis = PlainDrawing.Across(string.Empty, colours);
        (axis.Title, axis.Type, axis.TickFormat, axis.NTicks) = (null, Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date, "%b\n%Y", 5);
        return new TrendChart([.. traces.OfType<ITrace>()], PlainDrawing.Frame(colours, axis, [PlainDrawing.Up(null, colours)]));
    }

    /// <summary>Where both axes end: beyond every point, in steps that read well.</summary>
    internal static double End(CalibrationView view)
    {
        var highest = view.Groups.SelectMany(group => group.Curve).SelectMany(point => new[] { point.MeanScore, point.Observed?.Interval?.High ?? point.Observed?.Value ?? 0 }).DefaultIfEmpty(1).Max();
        return Math.Min(100, Math.Ceiling((highest * 100) + 2) is var end && end > 50 ? Math.Ceiling(end / 10) * 10 : Math.Ceiling(end / 5) * 5);
    }

    private static Plotly.Blazor.Traces.Scatter Diagonal(double end, ThemeColours colours)
    {
        var line = PlainDrawing.Curve("The score is the risk", [0.0, end], [0, end], colours.TextMuted, 1.5m, null);
        line.Line.Dash = "dash";
        return line;
    }

    internal static string Words(CurvePoint point) => point.Observed is { } observed
        ? $"mean score {Formats.Percent(point.MeanScore)}; happened in {Formats.Percent(observed.Value)} ({Formats.Range(Metric.Prevalence, observed.Interval)}) of {Formats.Count(point.Rows!.Value)}"
        : $"mean score {Formats.Percent(point.MeanScore)}; {SmallCells.Suppressed}";

    internal static string Words(HistogramBin bin) =>
        $"scores {Formats.Percent(bin.From)} to {Formats.Percent(bin.To)}: {(bin.Count is { } count ? $"{Formats.Count(count, "encounter", "encounters")} ({Formats.Percent(bin.Share!.Value)})" : SmallCells.Suppressed)}";
}

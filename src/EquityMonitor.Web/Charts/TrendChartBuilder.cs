using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;
using Margin = Plotly.Blazor.LayoutLib.Margin;

namespace EquityMonitor.Web.Charts;

/// <summary>From a trend to traces and layout; pure, so that a test can read the picture as data.</summary>
public static class TrendChartBuilder
{
    public const string BandSuffix = " interval";

    /// <param name="view">What to draw.</param>
    /// <param name="colours">Of the theme.</param>
    /// <param name="slots">Which colour which group has; from their keys alone when null.</param>
    /// <param name="revision">Zooming is possible, and lasts as long as this stays the same; null for a chart that does not zoom.</param>
    public static TrendChart Build(TrendView view, ThemeColours colours, GroupSlots? slots = null, string? revision = null)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        var scale = view.Metric.IsProportion ? 100.0 : 1.0;
        var palette = Palette(view, colours, slots ?? GroupSlots.None);
        if (view.Days.Count == 0)
            return new TrendChart([], Frame(view, scale, colours, revision));

        // From back to front: what was not chosen, bands, limits, what was chosen.
        var traces = new List<ITrace?>();
        traces.AddRange(view.Series.Where(series => series.IsQuiet).SelectMany(series => Curves(view, series, scale, palette[series.Key])));
        traces.AddRange(view.Series.Where(series => !series.IsQuiet).Select(series => TrendBand.Of(view, series, scale, palette[series.Key])));
        traces.AddRange(view.Limits.Select(limit => LimitLine(view, limit, scale, colours)));
        foreach (var series in view.Series.Where(series => !series.IsQuiet))
        {
            traces.AddRange(Curves(view, series, scale, palette[series.Key]));
            traces.Add(Newest(view, series, scale, colours));
        }

        traces.Add(TrendEventMarks.Of(view, colours));
        return new TrendChart([.. traces.OfType<ITrace>()], Frame(view, scale, colours, revision));
    }

    /// <summary>The colour of each series by its key, for the legend outside the drawing too.</summary>
    public static IReadOnlyDictionary<string, string> Palette(TrendView view, ThemeColours colours, GroupSlots slots)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(slots);
        var assigned = slots.Assign(view.Series.Where(series => !series.IsQuiet).Select(series => series.Key));
        return view.Series.ToDictionary(
            series => series.Key,
            series => series.IsAll ? colours.Text : series.IsQuiet ? colours.Quiet : colours.OfSlot(assigned[series.Key]),
            StringComparer.Ordinal);
    }

    private static IEnumerable<ITrace?> Curves(TrendView view, TrendSeries series, double scale, string colour)
    {
        double?[] values = [.. series.Readings.Select(reading => Drawing.Scaled(view.Drawn(reading)?.Value, scale))];
        string[] hover = [.. series.Readings.Select(reading => reading is Reading.Known known ? series.IsQuiet ? known.Short(view.Metric) : known.Text(view.Metric) : string.Empty)];
        yield return Drawing.Curve(series.Name, view.Days[0], values, new Line { Color = colour, Width = series.IsAll ? 3 : series.IsQuiet ? 1.25m : 2.25m }, hover);
        yield return Drawing.LoneDays(series.Name + " on single days", view.Days[0], values, colour);
    }

    private static Scatter LimitLine(TrendView view, TrendLimit limit, double scale, ThemeColours colours) => Drawing.Curve(
        limit.Words, view.Days[0], [.. limit.Values.Select(value => Drawing.Scaled(value, scale))], new Line { Color = colours.TextMuted, Width = 1.5m, Dash = "dash" }, null);

    /// <summary>The newest reading carries the symbol of its verdict, the same as beside the words.</summary>
    private static Scatter? Newest(TrendView view, TrendSeries series, double scale, ThemeColours colours)
    {
        var last = view.Days.Count - 1;
        if (series.Verdict is null || view.Drawn(series.Readings[last]) is not { } measured)
            return null;
        var appearance = VerdictAppearance.Of(series.Verdict);
        return new Scatter
        {
            Name = VerdictWords.Of(series.Verdict).Word,
            X = [Drawing.Day(view.Days[last])],
            Y = [Drawing.Scaled(measured.Value, scale)!],
            Mode = ModeFlag.Markers,
            Marker = new Marker
            {
                Symbol = Drawing.Symbol(appearance.PlotlySymbol),
                Size = 12,
                Color = appearance.Colour(colours),
                Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 2, Color = appearance.Colour(colours) },
            },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
            ClipOnAxis = false,
        };
    }

    private static Layout Frame(TrendView view, double scale, ThemeColours colours, string? revision)
    {
        var labels = view.Limits.Select(limit => (limit.Label, Value: limit.Values.LastOrDefault(value => value is not null)))
            .Where(limit => limit.Value is not null)
            .Select(limit => Drawing.EndLabel(limit.Label, Drawing.Scaled(limit.Value, scale)!.Value, colours))
            .ToList();
        var margin = new Margin { L = 46, R = Drawing.RoomFor(view.Limits.Select(limit => limit.Label)), T = 8, B = 28, Pad = 0 };
        var names = revision is null ? [] : QuietNames.Of(view, scale, [.. labels.Select(label => (double)label.Y)], colours);
        var layout = Drawing.Frame(view.Days, colours, margin, Drawing.Vertical(view.Metric.IsProportion, colours), [.. labels, .. names], revision);
        if (view.Events.Count > 0)
        {
            layout.YAxis.Add(TrendEventMarks.Axis());
            layout.Shapes = TrendEventMarks.Lines(view, colours);
        }

        return layout;
    }
}

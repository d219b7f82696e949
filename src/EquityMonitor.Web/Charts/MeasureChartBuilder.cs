using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;
using Margin = Plotly.Blazor.LayoutLib.Margin;

namespace EquityMonitor.Web.Charts;

/// <summary>From a measure to traces and layout; pure.</summary>
public static class MeasureChartBuilder
{
    public static TrendChart Build(MeasureView view, ThemeColours colours, GroupSlots slots, string revision)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(slots);
        var scale = view.Unit == MeasureUnit.Share ? 100.0 : 1.0;
        var palette = Palette(view, colours, slots);
        var traces = new List<ITrace?>();
        if (view.Days.Count > 0)
        {
            foreach (var mark in view.Marks)
                traces.Add(Drawing.Curve(mark.Label, view.Days[0], [.. view.Days.Select(_ => (double?)mark.Value)], new Line { Color = colours.TextMuted, Width = 1, Dash = "dash" }, null));
            foreach (var series in view.Series)
            {
                var colour = palette[series.Key];
                double?[] values = [.. series.Readings.Select(reading => Drawing.Scaled(reading?.Value, scale))];
                traces.Add(Drawing.Curve(series.Name, view.Days[0], values, new Line { Color = colour, Width = series.IsAll ? 2.5m : 2 }, [.. series.Readings.Select(reading => reading?.Text ?? string.Empty)]));
                traces.Add(Drawing.LoneDays(series.Name + " on single days", view.Days[0], values, colour));
                traces.Add(Newest(view, series, colours));
            }
        }

        var vertical = Drawing.Vertical(view.Unit == MeasureUnit.Share, colours);
        vertical.NTicks = 4;
        if (view.FromZero)
            vertical.RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero;
        var margin = new Margin { L = 46, R = Drawing.RoomFor(view.Marks.Select(mark => mark.Label)), T = 6, B = 24, Pad = 0 };
        return new TrendChart([.. traces.OfType<ITrace>()], Drawing.Frame(view.Days, colours, margin, vertical, [.. view.Marks.Select(mark => Drawing.EndLabel(mark.Label, mark.Value, colours))], revision));
    }

    /// <summary>The colour of each series by its key.</summary>
    public static IReadOnlyDictionary<string, string> Palette(MeasureView view, ThemeColours colours, GroupSlots slots)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(slots);
        var assigned = slots.Assign(view.Series.Select(series => series.Key));
        return view.Series.ToDictionary(series => series.Key, series => series.IsAll ? colours.Text : colours.OfSlot(assigned[series.Key]), StringComparer.Ordinal);
    }

    private static Scatter? Newest(MeasureView view, MeasureSeries series, ThemeColours colours)
    {
        if (series.Readings[^1] is not { Value: { } value, Level: { } level })
            return null;
        var appearance = DriftAppearance.Of(level);
        return new Scatter
        {
            Name = $"{series.Name}: {level}",
            X = [Drawing.Day(view.Days[^1])],
            Y = [Drawing.Scaled(value, 1)!],
            Mode = ModeFlag.Markers,
            Marker = new Marker
            {
                Symbol = Drawing.Symbol(appearance.PlotlySymbol),
                Size = 10,
                Color = appearance.Colour(colours),
                Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 2, Color = appearance.Colour(colours) },
            },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
            ClipOnAxis = false,
        };
    }
}

using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;
using Margin = Plotly.Blazor.LayoutLib.Margin;

namespace EquityMonitor.Web.Charts;

/// <summary>What charts that do not run over days are drawn with.</summary>
internal static class PlainDrawing
{
    public static Plotly.Blazor.Layout Frame(ThemeColours colours, XAxis across, IList<YAxis> up) => new()
    {
        AutoSize = true,
        ShowLegend = false,
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        Font = new Font { Color = colours.TextMuted, Size = 12, Family = "system-ui, sans-serif" },
        Margin = new Margin { L = 52, R = 14, T = 8, B = 42, Pad = 0 },
        DragMode = DragModeEnum.False,
        HoverMode = HoverModeEnum.Closest,
        HoverLabel = new Plotly.Blazor.LayoutLib.HoverLabel { BgColor = colours.SurfaceRaised, BorderColor = colours.Line, Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Color = colours.Text, Size = 13 } },
        XAxis = [across],
        YAxis = up,
    };

    public static XAxis Across(string title, ThemeColours colours) => new()
    {
        Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title { Text = title, Standoff = 6 },
        ShowGrid = false,
        ZeroLine = false,
        LineColor = colours.Line,
        FixedRange = true,
        AutoMargin = Plotly.Blazor.LayoutLib.XAxisLib.AutoMarginFlag.True,
    };

    public static YAxis Up(string? title, ThemeColours colours) => new()
    {
        Title = title is null ? null : new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = title, Standoff = 6 },
        GridColor = colours.Line,
        ZeroLine = false,
        NTicks = 5,
        FixedRange = true,
    };

    public static Scatter Curve(string name, IEnumerable<object?> x, IEnumerable<double?> y, string colour, decimal width, IEnumerable<string>? hover, bool marks = false) => new()
    {
        Name = name,
        X = [.. x.Select(value => value!)],
        Y = [.. y.Select(value => (object)value!)],
        Mode = marks ? ModeFlag.Lines | ModeFlag.Markers : ModeFlag.Lines,
        ConnectGaps = false,
        Line = new Line { Color = colour, Width = width },
        Marker = marks ? new Marker { Color = colour, Size = 7 } : null,
        HoverTextArray = hover is null ? null : [.. hover],
        HoverTemplate = hover is null ? null : $"<b>{Drawing.Escaped(name)}</b><br>%{{hovertext}}<extra></extra>",
        HoverInfo = hover is null ? HoverInfoFlag.Skip : null,
        ShowLegend = false,
    };

    /// <summary>A closed outline for each unbroken run of points, so that no band spans a gap. Null without any.</summary>
    public static Scatter? Band(string name, IReadOnlyList<object?> x, IReadOnlyList<(double Low, double High)?> limits, string colour)
    {
        List<object> across = [], up = [];
        for (var start = 0; start < limits.Count; start++)
        {
            var end = start;
            while (end < limits.Count && limits[end] is not null)
                end++;
            if (end == start)
                continue;
            if (across.Count > 0)
            {
                across.Add(null!);
                up.Add(null!);
            }

            for (var i = start; i < end; i++)
                Add(i, limits[i]!.Value.Low);
            for (var i = end - 1; i >= start; i--)
                Add(i, limits[i]!.Value.High);
            start = end;
        }

        return across.Count == 0 ? null : new Scatter
        {
            Name = name + TrendChartBuilder.BandSuffix,
            X = across,
            Y = up,
            Mode = ModeFlag.Lines,
            Fill = FillEnum.ToSelf,
            FillColor = Drawing.Translucent(colour),
            Line = new Line { Width = 0, Color = colour },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
        };

        void Add(int index, double value)
        {
            across.Add(x[index]!);
            up.Add(Math.Round(value, 6));
        }
    }
}

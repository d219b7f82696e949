using System.Globalization;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;
using Margin = Plotly.Blazor.LayoutLib.Margin;

namespace EquityMonitor.Web.Charts;

/// <summary>What every chart over days is drawn with. A line is one element of the page however many days it has; only days without neighbours get a mark of their own.</summary>
internal static class Drawing
{
    public const decimal OneDay = 86_400_000;

    /// <summary>Beyond this the year has to be told.</summary>
    private const int DaysWithoutYear = 300;

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="hover">One per day, or null for a line that does not answer.</param>
    public static Scatter Curve(string name, DateOnly first, IReadOnlyList<double?> values, Line line, string[]? hover) => new()
    {
        Name = name,
        X0 = Day(first),
        DX = OneDay,
        Y = [.. values.Select(value => (object)value!)],
        Mode = ModeFlag.Lines,
        ConnectGaps = false,
        Line = line,
        HoverTextArray = hover,
        HoverTemplate = hover is null ? null : $"<b>{Escaped(name)}</b>, %{{x|%-d %b %Y}}<br>%{{hovertext}}<extra></extra>",
        HoverInfo = hover is null ? HoverInfoFlag.Skip : null,
        ShowLegend = false,
    };

    /// <summary>A day between two gaps has no line to be seen by. Null when there is none.</summary>
    public static Scatter? LoneDays(string name, DateOnly first, IReadOnlyList<double?> values, string colour)
    {
        bool Known(int index) => index >= 0 && index < values.Count && values[index] is not null;
        var alone = Enumerable.Range(0, values.Count).Where(index => Known(index) && !Known(index - 1) && !Known(index + 1)).ToArray();
        return alone.Length == 0 ? null : new Scatter
        {
            Name = name,
            X = [.. alone.Select(index => (object)Day(first.AddDays(index)))],
            Y = [.. alone.Select(index => (object)values[index]!)],
            Mode = ModeFlag.Markers,
            Marker = new Marker { Color = colour, Size = 5 },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
        };
    }

    public static Layout Frame(IReadOnlyList<DateOnly> days, ThemeColours colours, Margin margin, YAxis vertical, IList<Annotation> annotations, string? revision) => new()
    {
        AutoSize = true,
        ShowLegend = false,
        PaperBgColor = "rgba(0,0,0,0)",
        PlotBgColor = "rgba(0,0,0,0)",
        Font = new Font { Color = colours.TextMuted, Size = 12, Family = "system-ui, sans-serif" },
        Margin = HasYears(days) ? WithSecondLine(margin) : margin,

        // The same revision keeps what the person zoomed into, whatever is drawn anew.
        UiRevision = revision,
        DragMode = revision is null ? DragModeEnum.False : DragModeEnum.Zoom,
        HoverMode = Plotly.Blazor.LayoutLib.HoverModeEnum.Closest,
        HoverLabel = new Plotly.Blazor.LayoutLib.HoverLabel { BgColor = colours.SurfaceRaised, BorderColor = colours.Line, Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Color = colours.Text, Size = 13 } },
        XAxis =
        [
            new XAxis
            {
                Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date,
                ShowGrid = false,
                LineColor = colours.Line,

                // The year on a line of its own: side by side with the month, labels of a narrow chart would be turned and cut off.
                TickFormat = HasYears(days) ? "%b\n%Y" : "%-d %b",
                NTicks = 5,
                FixedRange = revision is null,

                // To the last day and no further, so that lines end where their labels begin.
                Range = days.Count > 1 ? [Day(days[0]), Day(days[^1])] : null,
            },
        ],
        YAxis = [vertical],
        Annotations = annotations,
    };

    private static bool HasYears(IReadOnlyList<DateOnly> days) => days.Count > 0 && days[^1].DayNumber - days[0].DayNumber >= DaysWithoutYear;

    private static Margin WithSecondLine(Margin margin)
    {
        margin.B += 14;
        return margin;
    }

    public static YAxis Vertical(bool isShare, ThemeColours colours) => new()
    {
        GridColor = colours.Line,
        ZeroLine = false,
        TickSuffix = isShare ? " %" : string.Empty,
        NTicks = 5,
        FixedRange = true,
    };

    /// <summary>At the right end of a horizontal line.</summary>
    public static Annotation EndLabel(string text, double at, ThemeColours colours) => new()
    {
        Text = Escaped(text),
        XRef = "paper",
        X = 1,
        XAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Left,
        XShift = 6,
        Y = at,
        YRef = "y",
        ShowArrow = false,
        Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = colours.TextMuted, Size = 12 },
    };

    /// <summary>Room for the labels at the right end, in pixels.</summary>
    public static decimal RoomFor(IEnumerable<string> labels) => Math.Clamp(labels.Select(label => label.Length).DefaultIfEmpty(0).Max() * 7 + 14, 16, 145);

    public static double? Scaled(double? value, double scale) => value is { } known ? Math.Round(known * scale, 6) : null;

    public static string Translucent(string hex, double opacity = 0.18)
    {
        var rgb = Convert.FromHexString(hex.AsSpan(1));
        return FormattableString.Invariant($"rgba({rgb[0]},{rgb[1]},{rgb[2]},{opacity})");
    }

    public static Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum Symbol(string name) => name switch
    {
        "triangle-down" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown,
        "diamond-open" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.DiamondOpen,
        "circle-open-dot" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.CircleOpenDot,
        "square" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.Square,
        "square-open" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.SquareOpen,
        "square-open-dot" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.SquareOpenDot,
        "hourglass-open" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.HourglassOpen,
        _ => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.CircleOpen,
    };

    /// <summary>Names come from the hospital's data; Plotly would read markup and placeholders in them.</summary>
    public static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("%{", "% {", StringComparison.Ordinal);
}

/// <summary>A chart as Plotly takes it.</summary>
public sealed record TrendChart(IReadOnlyList<ITrace> Traces, Layout Layout);

using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Symbols = Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum;

namespace EquityMonitor.Web.Charts;

/// <summary>What happened, as marks at the foot of a trend: one a day, with all its words on hover.</summary>
public static class TrendEventMarks
{
    public const string Name = "What happened";

    /// <summary>Held days may be many, and stand for themselves.</summary>
    private static readonly TrendEventKind[] WithLine = [TrendEventKind.Version, TrendEventKind.Threshold, TrendEventKind.AlertOpened, TrendEventKind.AlertAcknowledged, TrendEventKind.AlertClosed];

    internal static Scatter? Of(TrendView view, ThemeColours colours)
    {
        var days = view.Events.GroupBy(happened => happened.Day).OrderBy(day => day.Key).ToArray();
        return days.Length == 0 ? null : new Scatter
        {
            Name = Name,
            X = [.. days.Select(day => (object)Drawing.Day(day.Key))],
            Y = [.. days.Select(_ => (object)0.03)],
            YAxis = "y2",
            Mode = ModeFlag.Markers,
            Marker = new Marker
            {
                Size = 11,
                SymbolArray = [.. days.Select(day => (Symbols?)Symbol(day.Min(happened => happened.Kind)))],
                ColorArray = [.. days.Select(day => (object)Colour(day.Min(happened => happened.Kind), colours))],
                Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 1, Color = colours.Surface },
            },
            HoverTextArray = [.. days.Select(day => $"<b>{Formats.Date(day.Key)}</b><br>{string.Join("<br>", day.Select(happened => Drawing.Escaped(happened.Words)))}")],
            HoverTemplate = "%{hovertext}<extra></extra>",
            ShowLegend = false,
            ClipOnAxis = false,
        };
    }

    /// <summary>From 0 at the foot to 1 at the top, whatever the metric's scale.</summary>
    internal static YAxis Axis() => new() { Overlaying = "y", Range = [0, 1], Visible = false, FixedRange = true };

    internal static IList<Shape> Lines(TrendView view, ThemeColours colours) =>
    [
        .. view.Events.Where(happened => WithLine.Contains(happened.Kind)).GroupBy(happened => happened.Day).Select(day => new Shape
        {
            Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Line,
            X0 = Drawing.Day(day.Key),
            X1 = Drawing.Day(day.Key),
            Y0 = 0,
            Y1 = 1,
            YRef = "paper",
            Layer = Plotly.Blazor.LayoutLib.ShapeLib.LayerEnum.Below,
            Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Color = Colour(day.Min(happened => happened.Kind), colours), Width = 1, Dash = "dot" },
        }),
    ];

    /// <summary>The mark outside the drawing: the inside of a 16 by 16 picture.</summary>
    public static string Svg(TrendEventKind kind) => kind switch
    {
        TrendEventKind.Version => """<path d="M3 3h10v10H3z" fill="currentColor"/>""",
        TrendEventKind.Threshold => """<path d="M8 1.5 14.5 8 8 14.5 1.5 8z" fill="currentColor"/>""",
        TrendEventKind.AlertOpened => """<path d="M1.5 3h13L8 14z" fill="currentColor"/>""",
        TrendEventKind.AlertAcknowledged => """<circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" stroke-width="3"/>""",
        TrendEventKind.AlertClosed => """<circle cx="8" cy="8" r="5.5" fill="currentColor"/>""",
        _ => """<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="3"/>""",
    };

    public static string Word(TrendEventKind kind) => kind switch
    {
        TrendEventKind.Version => "model version",
        TrendEventKind.Threshold => "threshold changed",
        TrendEventKind.AlertOpened => "alert opened",
        TrendEventKind.AlertAcknowledged => "alert acknowledged",
        TrendEventKind.AlertClosed => "alert closed",
        _ => "day held back",
    };

    public static string Colour(TrendEventKind kind, ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(colours);
        return kind switch
        {
            TrendEventKind.AlertOpened => colours.Below,
            TrendEventKind.AlertAcknowledged => colours.NotMature,
            TrendEventKind.AlertClosed => colours.Meets,
            TrendEventKind.HeldDay => colours.Watch,
            _ => colours.Primary,
        };
    }

    private static Symbols Symbol(TrendEventKind kind) => kind switch
    {
        TrendEventKind.Version => Symbols.Square,
        TrendEventKind.Threshold => Symbols.Diamond,
        TrendEventKind.AlertOpened => Symbols.TriangleDown,
        TrendEventKind.AlertAcknowledged => Symbols.CircleOpen,
        TrendEventKind.AlertClosed => Symbols.Circle,
        _ => Symbols.X,
    };
}

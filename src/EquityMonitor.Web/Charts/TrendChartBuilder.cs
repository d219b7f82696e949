using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
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

    public static TrendChart Build(TrendView view, ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        var scale = view.Metric.IsProportion ? 100.0 : 1.0;
        var days = view.Days.Select(day => (object)day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var traces = new List<ITrace>();
        foreach (var series in view.Series)
        {
            if (Band(view, series, days, scale, ColourOf(series, colours)) is { } band)
                traces.Add(band);
        }

        traces.AddRange(view.Limits.Select(limit => (ITrace)LimitLine(limit, days, scale, colours)));
        foreach (var series in view.Series)
        {
            traces.Add(Curve(view, series, days, scale, ColourOf(series, colours)));
            if (Newest(view, series, days, scale, colours) is { } newest)
                traces.Add(newest);
        }

        return new TrendChart(traces, Frame(view, scale, colours));
    }

    /// <summary>The colour of a series, for the legend outside the drawing too.</summary>
    public static string ColourOf(TrendSeries series, ThemeColours colours)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(colours);
        return series.IsAll ? colours.Text : colours.OfGroup(series.Key);
    }

    private static Scatter Curve(TrendView view, TrendSeries series, object[] days, double scale, string colour) => new()
    {
        Name = series.Name,
        X = days,
        Y = [.. series.Readings.Select(reading => Scaled(reading?.MeasuredOrNull?.Value, scale)!)],
        Mode = ModeFlag.Lines | ModeFlag.Markers,
        ConnectGaps = false,
        Line = new Line { Color = colour, Width = series.IsAll ? 3 : 2 },
        // A day between two gaps has no line to be seen by.
        Marker = new Marker { Color = colour, SizeArray = [.. series.Readings.Select((_, index) => (decimal?)(IsAlone(series, index) ? 5 : 0))] },
        HoverTextArray = [.. series.Readings.Select((reading, index) => Hover(view, series, reading, index))],
        HoverTemplate = "%{hovertext}<extra></extra>",
        ShowLegend = false,
    };

    /// <summary>One closed outline for each unbroken run of days, so that no band spans a gap.</summary>
    private static Scatter? Band(TrendView view, TrendSeries series, object[] days, double scale, string colour)
    {
        var x = new List<object>();
        var y = new List<object>();
        for (var start = 0; start < series.Readings.Count; start++)
        {
            var end = start;
            while (end < series.Readings.Count && Limits(series.Readings[end]) is not null)
                end++;
            if (end == start)
                continue;
            if (x.Count > 0)
            {
                x.Add(null!);
                y.Add(null!);
            }

            for (var i = start; i < end; i++)
                Add(i, Limits(series.Readings[i])!.Value.Low);
            for (var i = end - 1; i >= start; i--)
                Add(i, Limits(series.Readings[i])!.Value.High);
            start = end;
        }

        if (x.Count == 0)
            return null;
        return new Scatter
        {
            Name = series.Name + BandSuffix,
            X = x,
            Y = y,
            Mode = ModeFlag.Lines,
            Fill = FillEnum.ToSelf,
            FillColor = Translucent(colour),
            Line = new Line { Width = 0, Color = colour },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
        };

        void Add(int index, double value)
        {
            x.Add(days[index]);
            y.Add(Scaled(value, scale)!);
        }
    }

    private static Scatter LimitLine(TrendLimit limit, object[] days, double scale, ThemeColours colours) => new()
    {
        Name = limit.Words,
        X = days,
        Y = [.. limit.Values.Select(value => Scaled(value, scale)!)],
        Mode = ModeFlag.Lines,
        ConnectGaps = false,
        Line = new Line { Color = colours.TextMuted, Width = 1.5m, Dash = "dash" },
        HoverInfo = HoverInfoFlag.Skip,
        ShowLegend = false,
    };

    /// <summary>The newest reading carries the symbol of its verdict, the same as beside the words.</summary>
    private static Scatter? Newest(TrendView view, TrendSeries series, object[] days, double scale, ThemeColours colours)
    {
        var last = view.Days.Count - 1;
        if (last < 0 || series.Verdict is null || series.Readings[last]?.MeasuredOrNull is not { } measured)
            return null;
        var appearance = VerdictAppearance.Of(series.Verdict);
        return new Scatter
        {
            Name = VerdictWords.Of(series.Verdict).Word,
            X = [days[last]],
            Y = [Scaled(measured.Value, scale)!],
            Mode = ModeFlag.Markers,
            Marker = new Marker
            {
                Symbol = Symbol(appearance.PlotlySymbol),
                Size = 12,
                Color = appearance.Colour(colours),
                Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 2, Color = appearance.Colour(colours) },
            },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
            ClipOnAxis = false,
        };
    }

    private static Layout Frame(TrendView view, double scale, ThemeColours colours)
    {
        var last = view.Days.Count - 1;
        return new Layout
        {
            AutoSize = true,
            ShowLegend = false,
            PaperBgColor = "rgba(0,0,0,0)",
            PlotBgColor = "rgba(0,0,0,0)",
            Font = new Font { Color = colours.TextMuted, Size = 12, Family = "system-ui, sans-serif" },
            Margin = new Margin { L = 42, R = 84, T = 8, B = 28, Pad = 0 },
            HoverMode = Plotly.Blazor.LayoutLib.HoverModeEnum.Closest,
            HoverLabel = new Plotly.Blazor.LayoutLib.HoverLabel { BgColor = colours.SurfaceRaised, BorderColor = colours.Line, Font = new Plotly.Blazor.LayoutLib.HoverLabelLib.Font { Color = colours.Text, Size = 13 } },
            XAxis =
            [
                new XAxis
                {
                    Type = Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date,
                    ShowGrid = false,
                    LineColor = colours.Line,
                    TickFormat = "%-d %b",
                    NTicks = 5,
                    FixedRange = true,
                },
            ],
            YAxis =
            [
                new YAxis
                {
                    GridColor = colours.Line,
                    ZeroLine = false,
                    TickSuffix = view.Metric.IsProportion ? " %" : string.Empty,
                    NTicks = 5,
                    FixedRange = true,
                },
            ],
            Annotations =
            [
                .. view.Limits.Where(_ => last >= 0).Select(limit => (limit.Label, Value: limit.Values.LastOrDefault(value => value is not null))).Where(limit => limit.Value is not null)
                    .Select(limit => new Annotation
                    {
                        Text = limit.Label,
                        XRef = "paper",
                        X = 1,
                        XAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Left,
                        XShift = 6,
                        Y = Scaled(limit.Value, scale)!,
                        YRef = "y",
                        ShowArrow = false,
                        Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = colours.TextMuted, Size = 12 },
                    }),
            ],
        };
    }

    private static string Hover(TrendView view, TrendSeries series, Reading? reading, int index) =>
        reading is null ? string.Empty : $"<b>{series.Name}</b>, {Formats.Date(view.Days[index])}<br>{reading.Text(view.Metric)}";

    private static bool IsAlone(TrendSeries series, int index) =>
        IsKnown(series, index) && !IsKnown(series, index - 1) && !IsKnown(series, index + 1);

    private static bool IsKnown(TrendSeries series, int index) =>
        index >= 0 && index < series.Readings.Count && series.Readings[index]?.MeasuredOrNull is not null;

    private static (double Low, double High)? Limits(Reading? reading) =>
        reading?.MeasuredOrNull?.Interval is { Low: { } low, High: { } high } ? (low, high) : null;

    private static double? Scaled(double? value, double scale) => value is { } known ? Math.Round(known * scale, 6) : null;

    private static Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum Symbol(string name) => name switch
    {
        "triangle-down" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown,
        "diamond-open" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.DiamondOpen,
        "circle-open-dot" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.CircleOpenDot,
        "hourglass-open" => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.HourglassOpen,
        _ => Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.CircleOpen,
    };

    private static string Translucent(string hex)
    {
        var rgb = Convert.FromHexString(hex.AsSpan(1));
        return FormattableString.Invariant($"rgba({rgb[0]},{rgb[1]},{rgb[2]},0.18)");
    }
}

/// <summary>A chart as Plotly takes it.</summary>
public sealed record TrendChart(IReadOnlyList<ITrace> Traces, Layout Layout);

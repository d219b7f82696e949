using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>From curves to traces and layout; pure.</summary>
public static class ExploreCharts
{
    public static TrendChart Roc(ExploreCurves view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        var coin = PlainDrawing.Curve("A coin toss", [0.0, 100.0], [0, 100], colours.TextMuted, 1.5m, null);
        coin.Line.Dash = "dash";
        List<ITrace?> traces = [coin];
        foreach (var group in view.Groups.Where(group => group.Roc.Count > 0))
        {
            traces.Add(PlainDrawing.Curve(
                group.Name, group.Roc.Select(point => (object?)Hundredths(point.FalsePositiveRate)), group.Roc.Select(point => (double?)Hundredths(point.TruePositiveRate)), palette[group.Key], Width(group),
                group.Roc.Select(Words)));
            traces.Add(Ring(group, group.AtThreshold.FalsePositives / (double)group.AtThreshold.Negatives, group.AtThreshold.TruePositives / (double)group.AtThreshold.Positives, palette[group.Key], colours));
        }

        return Chart(traces, "Flagged among those<br>without the outcome", "Flagged among those with it", Labels(view, group => group.Area, palette, colours, fromTop: false), colours);
    }

    public static TrendChart PrecisionRecall(ExploreCurves view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        List<ITrace?> traces = [];
        foreach (var group in view.Groups.Where(group => group.PrecisionRecall.Count > 0))
        {
            var curve = PlainDrawing.Curve(
                group.Name, group.PrecisionRecall.Select(point => (object?)Hundredths(point.Recall)), group.PrecisionRecall.Select(point => (double?)Hundredths(point.Precision)), palette[group.Key], Width(group),
                group.PrecisionRecall.Select(Words));

            // The precision of a step is that of its end: an outcome more is found at that price.
            curve.Line.Shape = Plotly.Blazor.Traces.ScatterLib.LineLib.ShapeEnum.Vh;
            traces.Add(curve);
            if (group.AtThreshold.Flagged > 0)
                traces.Add(Ring(group, group.AtThreshold.TruePositives / (double)group.AtThreshold.Positives, group.AtThreshold.TruePositives / (double)group.AtThreshold.Flagged, palette[group.Key], colours));
        }

        return Chart(traces, "Flagged among those<br>with the outcome", "Flags that are right", Labels(view, group => group.Precision, palette, colours, fromTop: true), colours);
    }

    public static string Words(RocPoint point) => point.Threshold is { } threshold
        ? $"flagged from {Number(threshold)}: {Formats.Percent(point.TruePositiveRate)} of those with the outcome, {Formats.Percent(point.FalsePositiveRate)} of those without"
        : "nobody flagged";

    public static string Words(PrecisionRecallPoint point) =>
        $"flagged from {Number(point.Threshold)}: {Formats.Percent(point.Precision)} of flags are right, {Formats.Percent(point.Recall)} of those with the outcome are flagged";

    public static string Number(double score) => Math.Round(score, 4).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static TrendChart Chart(List<ITrace?> traces, string across, string up, IList<Annotation> labels, ThemeColours colours)
    {
        var (horizontal, vertical) = (PlainDrawing.Across(across, colours), PlainDrawing.Up(up, colours));
        (horizontal.Range, horizontal.TickSuffix) = ([0, 100], " %");
        (horizontal.TickMode, horizontal.TickVals) = (Plotly.Blazor.LayoutLib.XAxisLib.TickModeEnum.Array, [0, 20, 40, 60, 80, 100]);
        (vertical.Range, vertical.TickSuffix) = ([0, 101], " %");
        var layout = PlainDrawing.Frame(colours, horizontal, [vertical]);
        layout.Annotations = labels;

        // Half of the last label stands beyond the end of the axis; without room for it it is left out.
        layout.Margin.R = 30;
        return new TrendChart([.. traces.OfType<ITrace>()], layout);
    }

    private static Scatter Ring(CurvesOfGroup group, double across, double up, string colour, ThemeColours colours) => new()
    {
        Name = group.Name + " at the threshold",
        X = [Hundredths(across)],
        Y = [Hundredths(up)],
        Mode = ModeFlag.Markers,
        Marker = new Marker { Size = 11, Color = colours.Surface, Line = new Plotly.Blazor.Traces.ScatterLib.MarkerLib.Line { Width = 3, Color = colour } },
        HoverInfo = HoverInfoFlag.Skip,
        ShowLegend = false,
        ClipOnAxis = false,
    };

    /// <summary>Who each line is, and its area, in the corner that curves leave free.</summary>
    private static List<Annotation> Labels(ExploreCurves view, Func<CurvesOfGroup, double?> area, IReadOnlyDictionary<string, string> palette, ThemeColours colours, bool fromTop)
    {
        CurvesOfGroup[] drawn = [.. view.Groups.Where(group => area(group) is not null)];
        return
        [
            .. drawn.Select((group, index) => new Annotation
            {
                Text = $"<span style=\"color:{palette[group.Key]}\">\u25CF</span> {Drawing.Escaped(Short(group.Name))} {area(group)!.Value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)}",
                XRef = "paper",
                YRef = "paper",
                X = 0.99,
                XAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right,
                Y = fromTop ? 0.99 : 0.01,
                YAnchor = fromTop ? Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Top : Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Bottom,
                YShift = fromTop ? -18 * index : 18 * (drawn.Length - 1 - index),
                ShowArrow = false,
                Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = colours.Text, Size = 12 },
            }),
        ];
    }

    private static string Short(string name) => name.Length <= 34 ? name : name[..33] + "\u2026";

    private static decimal Width(CurvesOfGroup group) => group.Key.Length == 0 ? 3 : 2;

    private static double Hundredths(double share) => Math.Round(100 * share, 3);
}

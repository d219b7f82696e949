using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor.LayoutLib;

namespace EquityMonitor.Web.Charts;

/// <summary>The names of grey lines, each at the end of its own: they all have one colour, so that nothing else tells them apart.</summary>
internal static class QuietNames
{
    /// <summary>Of the height of the chart: as much as one line of text takes in the lowest one.</summary>
    private const double Apart = 0.055;

    private const int Longest = 22;

    /// <param name="view">What is drawn.</param>
    /// <param name="scale">Of the axis: 100 for shares.</param>
    /// <param name="limits">Heights of limits, which the axis has room for too.</param>
    /// <param name="colours">Of the theme.</param>
    public static IReadOnlyList<Annotation> Of(TrendView view, double scale, IReadOnlyList<double> limits, ThemeColours colours)
    {
        var ends = view.Series.Where(series => series.IsQuiet)
            .Select(series => (series.Name, At: view.Drawn(series.Readings[^1])?.Value * scale))
            .Where(series => series.At is not null)
            .Select(series => (series.Name, At: series.At!.Value))
            .OrderByDescending(series => series.At)
            .ToList();
        var gap = Apart * Height(view, scale, limits);
        var labels = new List<Annotation>();
        var free = double.PositiveInfinity;
        foreach (var (name, at) in ends)
        {
            // Lower where the place is taken, and never so far that the name would be taken for that of another line.
            var place = Math.Min(at, free);
            if (at - place > 2 * gap)
                continue;
            labels.Add(Label(Short(name), place, colours));
            free = place - gap;
        }

        return labels;
    }

    private static double Height(TrendView view, double scale, IReadOnlyList<double> limits)
    {
        var heights = view.Series.SelectMany(series => series.Readings.Select(view.Drawn).OfType<EquityMonitor.Statistics.Estimate.Measured>()
                .SelectMany(drawn => series.IsQuiet ? [drawn.Value] : new[] { drawn.Value, drawn.Interval?.Low ?? drawn.Value, drawn.Interval?.High ?? drawn.Value }))
            .Select(value => value * scale).Concat(limits).ToList();
        return heights.Count == 0 ? 0 : heights.Max() - heights.Min();
    }

    /// <summary>The value without its dimension, which stands in the title of the chart.</summary>
    private static string Short(string name)
    {
        var value = name[(name.IndexOf(": ", StringComparison.Ordinal) is var cut and >= 0 ? cut + 2 : 0)..];
        return value.Length <= Longest ? value : $"{value[..(Longest - 1)].TrimEnd()}…";
    }

    private static Annotation Label(string text, double at, ThemeColours colours) => new()
    {
        Text = Drawing.Escaped(text),
        XRef = "paper",
        X = 1,
        XAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right,
        XShift = -8,
        Y = at,
        YRef = "y",
        YAnchor = Plotly.Blazor.LayoutLib.AnnotationLib.YAnchorEnum.Bottom,
        ShowArrow = false,

        // Readable where lines and bands pass behind it.
        BgColor = Drawing.Translucent(colours.Surface, 0.7),
        BorderPad = 0,
        Font = new Plotly.Blazor.LayoutLib.AnnotationLib.Font { Color = colours.TextMuted, Size = 11 },
    };
}

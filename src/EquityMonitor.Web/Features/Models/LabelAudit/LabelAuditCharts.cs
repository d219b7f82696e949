using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>From the view of a label audit to traces and layout; pure.</summary>
public static class LabelAuditCharts
{
    public static TrendChart Need(LabelAuditView view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        List<ITrace?> traces = [];
        var highest = 0.0;
        var banded = view.Banded;
        foreach (var group in view.Drawn.OrderBy(group => banded.Contains(group.Key)))
        {
            // All bands and colours at once would hide each other: who is not compared, and does not stand out, is grey.
            var colour = palette.GetValueOrDefault(group.Key) ?? colours.Quiet;
            object?[] across = [.. group.Bins.Select(bin => (object?)(0.5 * (bin.From + bin.To)))];
            (double, double)?[] limits = [.. group.Bins.Select(bin => bin.Need.MeasuredOrNull?.Interval is { Low: { } low, High: { } high } ? ((double, double)?)(low, high) : null)];
            highest = Math.Max(highest, limits.Max(limit => limit?.Item2) ?? 0);
            if (banded.Contains(group.Key))
                traces.Add(PlainDrawing.Band(group.Name, across, limits, colour));
            traces.Add(PlainDrawing.Curve(
                group.Name, across, group.Bins.Select(bin => Drawing.Scaled(bin.Need.MeasuredOrNull?.Value, 1)), colour, banded.Contains(group.Key) ? 3 : 1.5m,
                group.Bins.Select(bin => FormattableString.Invariant($"score percentiles {bin.From:0} to {bin.To:0}: {LabelAuditWords.Need(bin.Need)}")), marks: true));
        }

        var threshold = PlainDrawing.Curve("Threshold", [view.ThresholdPercentile, view.ThresholdPercentile], [0, highest], colours.TextMuted, 1.5m, null);
        threshold.Line.Dash = "dash";
        traces.Add(threshold);
        var score = PlainDrawing.Across("Score percentile", colours);
        score.Range = [0, 100];
        var up = PlainDrawing.Up($"Mean {view.Need}", colours);
        up.RangeMode = Plotly.Blazor.LayoutLib.YAxisLib.RangeModeEnum.ToZero;
        return new TrendChart([.. traces.OfType<ITrace>()], PlainDrawing.Frame(colours, score, [up]));
    }
}

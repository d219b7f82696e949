using EquityMonitor.Web.Components;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Line = Plotly.Blazor.Traces.ScatterLib.Line;

namespace EquityMonitor.Web.Charts;

/// <summary>The intervals of a series: one closed outline for each unbroken run of days, so that no band spans a gap.</summary>
internal static class TrendBand
{
    /// <returns>Null without any interval.</returns>
    public static Scatter? Of(TrendView view, TrendSeries series, double scale, string colour)
    {
        var x = new List<object>();
        var y = new List<object>();
        for (var start = 0; start < series.Readings.Count; start++)
        {
            var end = start;
            while (end < series.Readings.Count && Limits(view, series.Readings[end]) is not null)
                end++;
            if (end == start)
                continue;
            if (x.Count > 0)
            {
                x.Add(null!);
                y.Add(null!);
            }

            for (var i = start; i < end; i++)
                Add(i, Limits(view, series.Readings[i])!.Value.Low);
            for (var i = end - 1; i >= start; i--)
                Add(i, Limits(view, series.Readings[i])!.Value.High);
            start = end;
        }

        return x.Count == 0 ? null : new Scatter
        {
            Name = series.Name + TrendChartBuilder.BandSuffix,
            X = x,
            Y = y,
            Mode = ModeFlag.Lines,
            Fill = FillEnum.ToSelf,
            FillColor = Drawing.Translucent(colour),
            Line = new Line { Width = 0, Color = colour },
            HoverInfo = HoverInfoFlag.Skip,
            ShowLegend = false,
        };

        void Add(int index, double value)
        {
            x.Add(Drawing.Day(view.Days[index]));
            y.Add(Drawing.Scaled(value, scale)!);
        }
    }

    private static (double Low, double High)? Limits(TrendView view, Reading? reading) =>
        view.Drawn(reading)?.Interval is { Low: { } low, High: { } high } ? (low, high) : null;
}

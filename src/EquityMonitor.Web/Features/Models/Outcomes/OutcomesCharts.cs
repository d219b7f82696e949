using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.Traces.ScatterLib.MarkerLib;

namespace EquityMonitor.Web.Features.Models.Outcomes;

/// <summary>From the view of outcomes to traces and layout; pure.</summary>
public static class OutcomesCharts
{
    public static TrendChart Ages(OutcomesView view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        List<ITrace?> traces = [];
        foreach (var group in view.Groups)
        {
            object?[] across = [.. group.Ages.Select(age => (object?)(0.5 * (age.From + age.To)))];
            traces.Add(PlainDrawing.Band(
                group.Name, across, [.. group.Ages.Select(age => age.Known.MeasuredOrNull?.Interval is { Low: { } low, High: { } high } ? ((double, double)?)(low * 100, high * 100) : null)], palette[group.Key]));
            traces.Add(PlainDrawing.Curve(
                group.Name, across, group.Ages.Select(age => Drawing.Scaled(age.Known.MeasuredOrNull?.Value, 100)), palette[group.Key], group.Key.Length == 0 ? 3 : 2,
                group.Ages.Select(age => $"{OutcomesWords.Age(age)}: {age.Known.Text(Metric.OutcomeKnownRate)}"), marks: true));
        }

        if (view.MaturityDays > 0)
        {
            var mark = PlainDrawing.Curve("Expected by", [(double)view.MaturityDays, (double)view.MaturityDays], [0, 100], colours.TextMuted, 1.5m, null);
            mark.Line.Dash = "dash";
            traces.Add(mark);
        }

        var age = PlainDrawing.Across("Age of the encounter in days", colours);
        age.RangeMode = Plotly.Blazor.LayoutLib.XAxisLib.RangeModeEnum.ToZero;
        var up = PlainDrawing.Up("Outcome known", colours);
        (up.TickSuffix, up.Range) = (" %", [0, 103]);
        return new TrendChart([.. traces.OfType<ITrace>()], PlainDrawing.Frame(colours, age, [up]));
    }

    public static TrendChart Provisional(OutcomesView view, ThemeColours colours, IReadOnlyDictionary<string, string> palette)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(colours);
        ArgumentNullException.ThrowIfNull(palette);
        List<ITrace?> traces = [];
        var scale = view.Metric.IsProportion ? 100 : 1;
        foreach (var group in view.Groups)
        {
            var colour = palette[group.Key];
            object?[] across = [.. group.Periods.Select(period => (object?)Drawing.Day(period.Days.To))];
            traces.Add(PlainDrawing.Band(
                group.Name, across, [.. group.Periods.Select(period => period.Realised?.MeasuredOrNull?.Interval is { Low: { } low, High: { } high } ? ((double, double)?)(low * scale, high * scale) : null)], colour));
            traces.Add(PlainDrawing.Curve(
                group.Name, across, group.Periods.Select(period => Drawing.Scaled(period.Realised?.MeasuredOrNull?.Value, scale)), colour, group.Key.Length == 0 ? 3 : 2,
                group.Periods.Select(period => $"{DayRange.Of(period.Days.From, period.Days.To)}<br>{period.Realised?.Text(view.Metric)}"), marks: true));
            var expected = PlainDrawing.Curve(
                group.Name + ", provisional", across, group.Periods.Select(period => Drawing.Scaled(period.Expected.MeasuredOrNull?.Value, scale)), colour, 1.5m,
                group.Periods.Select(period => $"{DayRange.Of(period.Days.From, period.Days.To)}<br>{OutcomesWords.Expects(period.Expected, view.Metric)}{(period.IsNow ? ", provisional: no outcomes yet" : " before its outcomes were known")}"), marks: true);
            expected.Line.Dash = "dash";
            expected.Marker = new Plotly.Blazor.Traces.ScatterLib.Marker { Color = colour, Symbol = SymbolEnum.DiamondOpen, SizeArray = [.. group.Periods.Select(period => (decimal?)(period.IsNow ? 13 : 7))], Line = new Line { Color = colour, Width = 2 } };
            traces.Add(expected);
        }

        var days = PlainDrawing.Across(string.Empty, colours);
        (days.Title, days.Type, days.TickFormat, days.NTicks) = (null, Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Date, "%-d %b\n%Y", 4);
        var up = PlainDrawing.Up(null, colours);
        up.TickSuffix = view.Metric.IsProportion ? " %" : null;
        return new TrendChart([.. traces.OfType<ITrace>()], PlainDrawing.Frame(colours, days, [up]));
    }
}

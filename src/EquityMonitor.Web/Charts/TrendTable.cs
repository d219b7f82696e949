using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Charts;

/// <summary>The numbers of a trend chart as rows, the newest day first; for screen readers, print and people who want the figure.</summary>
public sealed record TrendTable(IReadOnlyList<string> Columns, IReadOnlyList<TrendRow> Rows)
{
    public const string NotEvaluated = "Not evaluated";

    public static TrendTable Of(TrendView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var events = view.Events.ToLookup(happened => happened.Day, happened => happened.Words);
        return new TrendTable(
            ["As of", .. view.Series.Select(series => series.Name), .. view.Limits.Select(limit => $"Limit: {limit.Words}"), .. view.Events.Count > 0 ? ["What happened"] : Array.Empty<string>()],
            [.. Enumerable.Range(0, view.Days.Count).Reverse().Select(index => Row(view, events, index))]);
    }

    public static TrendTable Of(MeasureView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TrendTable(
            ["As of", .. view.Series.Select(series => series.Name)],
            [
                .. Enumerable.Range(0, view.Days.Count).Reverse()
                    .Select(index => new TrendRow(Formats.Date(view.Days[index]), [.. view.Series.Select(series => series.Readings[index]?.Text ?? NotEvaluated)])),
            ]);
    }

    private static TrendRow Row(TrendView view, ILookup<DateOnly, string> events, int index) => new(
        Formats.Date(view.Days[index]),
        [
            .. view.Series.Select(series => series.Readings[index]?.Text(view.Metric) ?? NotEvaluated),
            .. view.Limits.Select(limit => limit.Values[index] is { } value ? Formats.Value(view.Metric, value) : NotEvaluated),
            .. view.Events.Count > 0 ? [string.Join(" ", events[view.Days[index]])] : Array.Empty<string>(),
        ]);
}

public sealed record TrendRow(string Day, IReadOnlyList<string> Cells);

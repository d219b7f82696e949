using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Charts;

/// <summary>The numbers of a trend chart as rows, the newest day first; for screen readers, print and people who want the figure.</summary>
public sealed record TrendTable(IReadOnlyList<string> Columns, IReadOnlyList<TrendRow> Rows)
{
    public const string NotEvaluated = "Not evaluated";

    /// <summary>What every figure of it says, in place of saying it in each cell; null where the columns say it.</summary>
    public string? Caption { get; init; }

    /// <summary>From left to right: All and whoever is compared, limits that move, what happened, then the others. A limit that stays the same is told once, in the caption.</summary>
    public static TrendTable Of(TrendView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var events = view.Events.ToLookup(happened => happened.Day, happened => happened.Words);
        var (steady, moving) = (view.Limits.Where(IsSteady).ToList(), view.Limits.Where(limit => !IsSteady(limit)).ToList());
        var (chosen, others) = (view.Series.Where(series => !series.IsQuiet).ToList(), view.Series.Where(series => series.IsQuiet).ToList());
        string[] happened = view.Events.Count > 0 ? ["What happened"] : [];
        return new TrendTable(
            ["As of", .. chosen.Select(series => series.Name), .. moving.Select(limit => Heading(limit, moving)), .. happened, .. others.Select(series => series.Name)],
            [
                .. Enumerable.Range(0, view.Days.Count).Reverse().Select(index => new TrendRow(
                    Formats.Date(view.Days[index]),
                    [
                        .. chosen.Select(series => Cell(view, series, index)),
                        .. moving.Select(limit => limit.Values[index] is { } value ? Formats.Value(view.Metric, value) : NotEvaluated),
                        .. happened.Select(_ => string.Join(" ", events[view.Days[index]])),
                        .. others.Select(series => Cell(view, series, index)),
                    ])),
            ])
        {
            Caption = $"{view.Metric.Name} with its 95{Formats.Space}% interval, of how many {MetricWords.Of(view.Metric).Denominator}; the newest day first."
                + (steady.Count == 0 ? null : $" Agreed: {string.Join("; ", steady.Select(limit => limit.Words).Distinct(StringComparer.Ordinal))}.")
                + (view.Series.Any(series => series.Readings.Any(reading => reading is Reading.Suppressed)) ? $" {SmallCells.WhySuppressed}" : null),
        };
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

    /// <summary>"24 %, 18 to 32, of 135".</summary>
    private static string Cell(TrendView view, TrendSeries series, int index) => series.Readings[index] switch
    {
        null => NotEvaluated,
        Reading.Known { Measured: { } known } =>
            $"{Whole($"{Formats.Value(view.Metric, known.Value, known.Interval)}{(known.Interval is { } interval ? $", {Formats.Range(view.Metric, interval)}" : null)}")}, {Whole($"of {Formats.Count(known.Denominator)}")}",
        var other => other.Text(view.Metric),
    };

    /// <summary>A figure and its interval stay in one line.</summary>
    private static string Whole(string text) => text.Replace(" ", Formats.Space, StringComparison.Ordinal);

    private static bool IsSteady(TrendLimit limit) => limit.Values.OfType<double>().Distinct().Count() <= 1;

    private static string Heading(TrendLimit limit, List<TrendLimit> moving)
    {
        // Two lines of one rule: a figure may lie between them.
        var alike = moving.Where(other => other.Words == limit.Words).ToList();
        return $"Limit: {limit.Words}{(alike.Count < 2 ? null : alike[0] == limit ? ", lower" : ", upper")}";
    }
}

public sealed record TrendRow(string Day, IReadOnlyList<string> Cells);

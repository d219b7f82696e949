using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Charts;

/// <summary>A metric over as-of days for a few groups, with what was committed to. Chart and table are both made from it.</summary>
/// <param name="Days">Every calendar day from the first to the last, also those without results: a missing day is a gap, never a bridge.</param>
public sealed record TrendView(Metric Metric, int Window, IReadOnlyList<DateOnly> Days, IReadOnlyList<TrendSeries> Series, IReadOnlyList<TrendLimit> Limits)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    /// <summary>What happened in the time shown, ascending by day.</summary>
    public IReadOnlyList<TrendEvent> Events { get; init; } = [];

    /// <summary>The denominator from which a figure is drawn: those of a few patients swing over the whole chart. 0 draws all.</summary>
    public double Least { get; init; }

    /// <summary>Some figures are not drawn, since they rest on too few.</summary>
    public bool LeavesOut => Series.Any(series => series.Readings.Any(reading => reading?.MeasuredOrNull is not null && Drawn(reading) is null));

    /// <summary>What is drawn of a reading; null breaks the line.</summary>
    public Estimate.Measured? Drawn(Reading? reading) => reading?.MeasuredOrNull is { } measured && measured.Denominator >= Least ? measured : null;

    /// <summary>Whether both would be drawn alike, so that a refresh without news does not draw again.</summary>
    public bool LooksLike(TrendView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Metric == other.Metric && Window == other.Window && Least == other.Least && Days.SequenceEqual(other.Days) && Events.SequenceEqual(other.Events)
            && Series.Count == other.Series.Count && Series.Zip(other.Series).All(pair => pair.First.LooksLike(pair.Second))
            && Limits.Count == other.Limits.Count && Limits.Zip(other.Limits).All(pair => pair.First.LooksLike(pair.Second));
    }
}

/// <param name="Key">Text of the subgroup key; empty for All, which is drawn as the thick neutral line.</param>
/// <param name="Verdict">Of the newest day; null while there is none.</param>
/// <param name="Readings">One per day of the view; null where nothing was evaluated.</param>
public sealed record TrendSeries(string Key, string Name, Verdict? Verdict, IReadOnlyList<Reading?> Readings)
{
    public bool IsAll => Key.Length == 0;

    /// <summary>Not chosen: a grey line without band or symbol.</summary>
    public bool IsQuiet { get; init; }

    public bool LooksLike(TrendSeries other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Key == other.Key && Name == other.Name && Verdict == other.Verdict && IsQuiet == other.IsQuiet && Readings.SequenceEqual(other.Readings);
    }
}

/// <param name="Words">For the legend: "at least 55 %".</param>
/// <param name="Label">For the end of the line: "≥ 55 %".</param>
/// <param name="Values">One per day of the view: constant, or following the reference when the rule compares.</param>
public sealed record TrendLimit(string Words, string Label, IReadOnlyList<double?> Values)
{
    public bool LooksLike(TrendLimit other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Words == other.Words && Label == other.Label && Values.SequenceEqual(other.Values);
    }
}

/// <param name="Words">A sentence without its day.</param>
public sealed record TrendEvent(DateOnly Day, TrendEventKind Kind, string Words);

/// <summary>The first of several on one day gives the mark its symbol.</summary>
public enum TrendEventKind
{
    Version,
    Threshold,
    AlertOpened,
    AlertAcknowledged,
    AlertClosed,
    HeldDay,
}

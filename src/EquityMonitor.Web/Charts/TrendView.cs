using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Charts;

/// <summary>A metric over as-of days for a few groups, with what was committed to. Chart and table are both made from it.</summary>
/// <param name="Days">Every calendar day from the first to the last, also those without results: a missing day is a gap, never a bridge.</param>
public sealed record TrendView(Metric Metric, int Window, IReadOnlyList<DateOnly> Days, IReadOnlyList<TrendSeries> Series, IReadOnlyList<TrendLimit> Limits)
{
    /// <summary>Whether both would be drawn alike, so that a refresh without news does not draw again.</summary>
    public bool LooksLike(TrendView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Metric == other.Metric && Window == other.Window && Days.SequenceEqual(other.Days)
            && Series.Count == other.Series.Count && Series.Zip(other.Series).All(pair => pair.First.LooksLike(pair.Second))
            && Limits.Count == other.Limits.Count && Limits.Zip(other.Limits).All(pair => pair.First.Label == pair.Second.Label && pair.First.Values.SequenceEqual(pair.Second.Values));
    }
}

/// <param name="Key">Text of the subgroup key; empty for All, which is drawn as the thick neutral line.</param>
/// <param name="Verdict">Of the newest day; null while there is none.</param>
/// <param name="Readings">One per day of the view; null where nothing was evaluated.</param>
public sealed record TrendSeries(string Key, string Name, Verdict? Verdict, IReadOnlyList<Reading?> Readings)
{
    public bool IsAll => Key.Length == 0;

    public bool LooksLike(TrendSeries other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Key == other.Key && Name == other.Name && Verdict == other.Verdict && Readings.SequenceEqual(other.Readings);
    }
}

/// <param name="Words">For the legend: "at least 55 %".</param>
/// <param name="Label">For the end of the line: "≥ 55 %".</param>
/// <param name="Values">One per day of the view: constant, or following the reference when the rule compares.</param>
public sealed record TrendLimit(string Words, string Label, IReadOnlyList<double?> Values);

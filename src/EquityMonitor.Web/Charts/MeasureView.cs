namespace EquityMonitor.Web.Charts;

/// <summary>A figure that is no metric of performance, over as-of days for a few groups: volume, rates, score drift. Chart, table and file are made from it.</summary>
/// <param name="Key">In addresses and files.</param>
/// <param name="Name">The name a clinician reads.</param>
/// <param name="Explanation">One or two plain sentences.</param>
/// <param name="Unit">How the values are scaled and written.</param>
/// <param name="Marks">Levels that are drawn across.</param>
public sealed record MeasureView(
    string Key, string Name, string Explanation, MeasureUnit Unit, IReadOnlyList<DateOnly> Days, IReadOnlyList<MeasureSeries> Series, IReadOnlyList<MeasureMark> Marks)
{
    /// <summary>Where formula and source stand.</summary>
    public required string HelpHref { get; init; }

    /// <summary>The words of that link.</summary>
    public string HelpText { get; init; } = "How it is computed";

    /// <summary>The scale begins at nothing; not for what always lies near its other end.</summary>
    public bool FromZero { get; init; } = true;

    public bool LooksLike(MeasureView other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Key == other.Key && Days.SequenceEqual(other.Days) && Marks.SequenceEqual(other.Marks)
            && Series.Count == other.Series.Count && Series.Zip(other.Series).All(pair => pair.First.Key == pair.Second.Key && pair.First.Readings.SequenceEqual(pair.Second.Readings));
    }
}

/// <param name="Key">Text of the subgroup key; empty for All.</param>
/// <param name="Readings">One per day; null where nothing was evaluated.</param>
public sealed record MeasureSeries(string Key, string Name, IReadOnlyList<MeasureReading?> Readings)
{
    public bool IsAll => Key.Length == 0;

    /// <summary>What the newest reading means, in plain sentences with its own numbers; empty where there is none.</summary>
    public IReadOnlyList<string> Meaning { get; init; } = [];
}

/// <param name="Value">Null when there is none to show.</param>
/// <param name="Text">The value in words, or why there is none.</param>
/// <param name="Level">Null where levels have no meaning.</param>
public sealed record MeasureReading(double? Value, string Text, DriftLevel? Level = null);

/// <param name="Label">For the end of the line.</param>
public sealed record MeasureMark(double Value, string Label);

public enum MeasureUnit
{
    Count,
    Share,
    Number,
}

/// <summary>How far scores have moved, by the usual marks of the population stability index.</summary>
public enum DriftLevel
{
    Little,
    Some,
    Much,
}

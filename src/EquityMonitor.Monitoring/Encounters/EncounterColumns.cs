namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// The scored encounters of one day as columns of equal length, without identifiers, in their canonical order (time, encounter hash, then every column).
/// </summary>
public sealed record EncounterColumns
{
    public const byte OutcomeUnknown = byte.MaxValue;

    /// <summary>On the scale of the definition.</summary>
    public required double[] Score { get; init; }

    /// <summary>0, 1 or <see cref="OutcomeUnknown"/>.</summary>
    public required byte[] Outcome { get; init; }

    /// <summary>Values of <see cref="Sources.Response"/>.</summary>
    public required byte[] Response { get; init; }

    /// <summary>Null where the row has no measure of need; the array is empty when the definition names none.</summary>
    public required double?[] Need { get; init; }

    /// <summary>One per dimension of the definition, in its order.</summary>
    public required DimensionColumn[] Dimensions { get; init; }

    /// <summary>Keyed hash of the patient id; zero where the row has none. Empty when the definition names no patient column.</summary>
    public required UInt128[] Patient { get; init; }

    /// <summary>Keyed hash of the encounter id.</summary>
    public required UInt128[] Encounter { get; init; }

    public int Rows => Score.Length;
}

/// <summary>A dimension of one day, dictionary-coded.</summary>
/// <param name="Column">Column of the definition.</param>
/// <param name="Dictionary">The values that occur on the day, sorted ordinally.</param>
/// <param name="Codes">Per row, an index into the dictionary.</param>
public sealed record DimensionColumn(string Column, string[] Dictionary, ushort[] Codes);

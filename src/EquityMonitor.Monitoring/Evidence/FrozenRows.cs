namespace EquityMonitor.Monitoring.Evidence;

/// <summary>
/// The encounters of one day that count for a form of a rule, as they were when they were frozen, without anything that identifies them. They stand in the order of
/// a keyed hash of the encounter, which is the order in which blocks are dealt: fixed, and unrelated to outcomes and scores.
/// </summary>
internal sealed class FrozenRows
{
    /// <summary>Columns of the dimensions that the rule covers.</summary>
    public required string[] Columns { get; init; }

    /// <summary>Of what each dimension meant; streams on it begin anew when it changes.</summary>
    public required string[] Meanings { get; init; }

    /// <summary>Per dimension, the values that occur.</summary>
    public required string[][] Values { get; init; }

    /// <summary>Per dimension and row, an index into <see cref="Values"/>.</summary>
    public required ushort[][] Codes { get; init; }

    /// <summary>Per row, <see cref="Subsets.Words"/> words: the bits of the subsets in whose streams the row counts. Empty where every row counts in all.</summary>
    public required ulong[] Counted { get; init; }

    /// <summary>A success of a proportion; otherwise the outcome.</summary>
    public required bool[] Success { get; init; }

    /// <summary>Empty where the metric needs none.</summary>
    public required double[] Score { get; init; }

    /// <summary>How many of the rows name no patient, so that the same patient may be among them more than once.</summary>
    public int Unlinked { get; init; }

    public int Rows => Success.Length;

    public bool Counts(int row, int subset, int words) => Counted.Length == 0 || (Counted[(row * words) + (subset >> 6)] >> (subset & 63) & 1) != 0;
}

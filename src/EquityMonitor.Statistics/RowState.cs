namespace EquityMonitor.Statistics;

/// <summary>What one row contributes to: a byte per row, as <see cref="ClusteredCounts"/> reads it.</summary>
[Flags]
public enum RowState
{
    None = 0,
    InScoredRange = 1,

    /// <summary>Score at or above the threshold.</summary>
    Flagged = 2,
    InMatureRange = 4,
    OutcomeKnown = 8,
    OutcomePositive = 16,

    /// <summary>A response of clinicians to the encounter is recorded.</summary>
    Responded = 32,

    /// <summary>The response was not to follow the flag.</summary>
    Overridden = 64,
}

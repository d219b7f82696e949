namespace EquityMonitor.Monitoring.Sources;

/// <summary>How a clinician responded to a flag.</summary>
public enum Response : byte
{
    None = 0,
    Accepted = 1,
    Overridden = 2,
}

/// <summary>One prediction for one encounter as it was read and found valid: still with its identifiers, which never leave the process that pulls.</summary>
public sealed record ScoredEncounter
{
    /// <summary>Null only in the audit of a file without time.</summary>
    public EncounterTime? Time { get; init; }

    public required string Encounter { get; init; }

    /// <summary>Null when the definition names no patient column, or the row has none.</summary>
    public string? Patient { get; init; }

    public required double Score { get; init; }

    /// <summary>0, 1, or null while not known.</summary>
    public byte? Outcome { get; init; }

    public Response Response { get; init; }

    public double? Need { get; init; }

    /// <summary>One value per dimension of the definition, in its order; "Unknown" where missing or blank.</summary>
    public required string[] Values { get; init; }
}

/// <summary>When an encounter was scored.</summary>
/// <param name="Day">The local day of the site, to which the encounter belongs.</param>
/// <param name="Ticks">Orders encounters within their stream: ticks of the local wall clock (kind local) or of the instant (utc, offset).</param>
public readonly record struct EncounterTime(DateOnly Day, long Ticks);

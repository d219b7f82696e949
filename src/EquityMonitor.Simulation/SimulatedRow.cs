namespace EquityMonitor.Simulation;

/// <summary>One score as it will stand in the source once everything about it is known.</summary>
public sealed record SimulatedRow
{
    public required string EncounterId { get; init; }

    public required string PatientId { get; init; }

    /// <summary>Local wall clock.</summary>
    public required DateTime ScoredAt { get; init; }

    public required double Score { get; init; }

    /// <summary>What happens to the patient, whether or not it is ever recorded.</summary>
    public required bool Outcome { get; init; }

    /// <summary>When the outcome reaches the source, local wall clock; null when it never does.</summary>
    public required DateTime? OutcomeRecordedAt { get; init; }

    /// <summary>accepted, overridden, or null: no recorded response, or nothing to respond to.</summary>
    public required string? Response { get; init; }

    public required int ChronicConditions { get; init; }

    public required string? Race { get; init; }

    public required string? Ethnicity { get; init; }

    public required string? Sex { get; init; }

    /// <summary>Completed years on the day of the score.</summary>
    public required int Age { get; init; }

    public required string? Language { get; init; }

    public required string? Payer { get; init; }

    public required string Site { get; init; }

    public required string? DeprivationQuintile { get; init; }

    /// <summary>Whether the source has the outcome at the end of <paramref name="day"/>.</summary>
    public bool IsRecordedBy(DateOnly day) => OutcomeRecordedAt is { } at && DateOnly.FromDateTime(at) <= day;
}

using System.Diagnostics.CodeAnalysis;

namespace EquityMonitor.Monitoring.Sources;

/// <summary>Why a row of the source is put aside.</summary>
public enum RejectionReason
{
    ScoreMissing,
    ScoreNotANumber,
    ScoreOutOfRange,
    OutcomeInvalid,
    TimeMissing,
    TimeNotATime,
    TimeInFuture,
    EncounterMissing,
    NeedNotANumber,
    Duplicate,
}

/// <summary>A row that is put aside, without anything that it said.</summary>
/// <param name="Day">The local day it would have belonged to; null when there is no time or it cannot be read, which fails a pull.</param>
/// <param name="Field">The column that is at fault.</param>
public sealed record RejectedRow(DateOnly? Day, RejectionReason Reason, string Field);

/// <summary>Either a valid encounter or a rejected row.</summary>
public readonly record struct SourceRow
{
    private SourceRow(ScoredEncounter? encounter, RejectedRow? rejected)
    {
        Encounter = encounter;
        Rejected = rejected;
    }

    public ScoredEncounter? Encounter { get; }

    public RejectedRow? Rejected { get; }

    [MemberNotNullWhen(true, nameof(Encounter))]
    [MemberNotNullWhen(false, nameof(Rejected))]
    public bool IsValid => Encounter is not null;

    public static SourceRow Valid(ScoredEncounter encounter) => new(encounter, null);

    public static SourceRow Bad(DateOnly? day, RejectionReason reason, string field) => new(null, new(day, reason, field));
}

public static class RejectionReasons
{
    /// <summary>The reason as a person reads it.</summary>
    public static string Text(this RejectionReason reason) => reason switch
    {
        RejectionReason.ScoreMissing => "score is missing",
        RejectionReason.ScoreNotANumber => "score is not a number",
        RejectionReason.ScoreOutOfRange => "score lies outside its range",
        RejectionReason.OutcomeInvalid => "outcome is not 0, 1 or empty",
        RejectionReason.TimeMissing => "time is missing",
        RejectionReason.TimeNotATime => "time cannot be read",
        RejectionReason.TimeInFuture => "time lies in the future",
        RejectionReason.EncounterMissing => "encounter id is missing",
        RejectionReason.NeedNotANumber => "need is not a number",
        RejectionReason.Duplicate => "another row has the same encounter and time, or is wholly equal where there is no time",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}

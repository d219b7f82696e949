using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Jobs;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>One model in the list.</summary>
public sealed record ModelStatus
{
    public required int Id { get; init; }
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Null when the stored definition cannot be read.</summary>
    public required ModelDefinition? Definition { get; init; }

    /// <summary>UTC; null before the first good pull.</summary>
    public DateTime? PulledAt { get; init; }

    /// <summary>UTC; null when the newest pull was good.</summary>
    public DateTime? FailedAt { get; init; }

    /// <summary>Safe to show.</summary>
    public string? Failure { get; init; }

    /// <summary>The newest day with rows.</summary>
    public DateOnly? NewestDay { get; init; }

    /// <summary>The last complete day at the model's site.</summary>
    public required DateOnly Yesterday { get; init; }

    public int StoredDays { get; init; }
    public long StoredRows { get; init; }

    /// <summary>Rows of the days that were read within the retention of refused rows, the refused ones not among them.</summary>
    public long GoodRows { get; init; }

    public long RefusedRows { get; init; }
    public int HeldDays { get; init; }
    public int WaitingDays { get; init; }
    public NextRun Next { get; init; } = NextRun.None;
    /// <summary>Whether the program believes in another day than the scheduler, whose moments then do not fit beside its own.</summary>
    public bool IsSimulatedDay { get; init; }

    public RunRecord? LastRun { get; init; }

    /// <summary>The file of the definition folder that says something else than what is in force; null as a rule.</summary>
    public string? DifferingFile { get; init; }

    /// <summary>A night has passed without a good pull, although one was scheduled.</summary>
    public bool IsLate { get; init; }

    public TimeZoneInfo Zone => Definition?.Time?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>Null when nothing was read.</summary>
    public double? RefusedShare => GoodRows + RefusedRows > 0 ? (double)RefusedRows / (GoodRows + RefusedRows) : null;

    public bool NeedsDecision => HeldDays > 0 || DifferingFile is not null || Definition is null;

    public bool NeedsAttention => NeedsDecision || Failure is not null || IsLate;
}

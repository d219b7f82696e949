using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring;

/// <summary>One run of a model: what was asked, by whom, and what came of it.</summary>
public sealed class RunRecord
{
    public int Id { get; set; }

    public required int ModelId { get; set; }

    public required RunKind Kind { get; set; }

    /// <summary>First and last day of a backfill; null for other kinds.</summary>
    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public required string AskedBy { get; set; }

    public required DateTime StartedAt { get; set; }

    /// <summary>Null while it runs, and for a run that was interrupted at a moment that nobody knows.</summary>
    public DateTime? EndedAt { get; set; }

    public required RunOutcome Outcome { get; set; }

    /// <summary>The person, of a cancelled run.</summary>
    public string? CancelledBy { get; set; }

    /// <summary>Why it did not succeed, safe to show: no identifiers, no secrets.</summary>
    public string? Message { get; set; }

    /// <summary>Of a failed run; stands in the log beside the exception.</summary>
    public string? Reference { get; set; }

    public int DaysRead { get; set; }

    /// <summary>Of the days that were read, those in force afterwards.</summary>
    public int Rows { get; set; }

    public int RefusedRows { get; set; }

    /// <summary>As-of days that were computed anew.</summary>
    public int DaysEvaluated { get; set; }

    public int AlertsOpened { get; set; }
}

public enum RunKind
{
    Nightly,
    Weekly,

    /// <summary>All days of a range, again.</summary>
    Backfill,
}

public enum RunOutcome
{
    Running,
    Succeeded,
    Failed,
    Cancelled,

    /// <summary>The program was stopped or killed; the next run goes on where this one was.</summary>
    Interrupted,
}

internal sealed class RunRecordConfiguration : IEntityTypeConfiguration<RunRecord>
{
    public void Configure(EntityTypeBuilder<RunRecord> builder)
    {
        builder.ToTable("Runs");
        builder.HasOne<Model>().WithMany().HasForeignKey(run => run.ModelId);
        builder.HasIndex(run => new { run.ModelId, run.StartedAt });
        builder.Property(run => run.AskedBy).HasMaxLength(200);
        builder.Property(run => run.CancelledBy).HasMaxLength(200);
        builder.Property(run => run.Message).HasMaxLength(2000);
        builder.Property(run => run.Reference).HasMaxLength(16);
    }
}

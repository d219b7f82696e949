using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>
/// A day that is to be pulled: waiting its turn, or held because what the source returned looks wrong. While a day is held its previous content stays in
/// force, the new content waits here, every run tries again, and an Administrator may accept it.
/// </summary>
public sealed class PendingDay : IVersioned
{
    public int ModelId { get; set; }

    public DateOnly Day { get; set; }

    public required DateTime Since { get; set; }

    /// <summary>Null while the day only waits its turn.</summary>
    public HoldReason? Hold { get; set; }

    /// <summary>Of the held content: valid rows, rejected rows, known outcomes.</summary>
    public int Rows { get; set; }

    public int RejectedRows { get; set; }

    public int KnownOutcomes { get; set; }

    public string? ContentHash { get; set; }

    public string? KeyId { get; set; }

    /// <summary>Definition revision that the held content was pulled under.</summary>
    public int? Revision { get; set; }

    public byte[]? Arrow { get; set; }

    public int Version { get; set; }
}

/// <summary>Why a day is held.</summary>
public enum HoldReason
{
    /// <summary>Over 5 % of the rows, and at least 10, are bad.</summary>
    TooManyBadRows,

    /// <summary>The day had rows and now has none.</summary>
    RowsVanished,

    /// <summary>The day lost over 20 % of its rows.</summary>
    RowsLost,

    /// <summary>The day lost over 20 % of its known outcomes.</summary>
    OutcomesLost,
}

internal sealed class PendingDayConfiguration : IEntityTypeConfiguration<PendingDay>
{
    public void Configure(EntityTypeBuilder<PendingDay> builder)
    {
        builder.HasKey(day => new { day.ModelId, day.Day });
        builder.HasOne<Model>().WithMany().HasForeignKey(day => day.ModelId);
        builder.Property(day => day.ContentHash).HasMaxLength(64);
        builder.Property(day => day.KeyId).HasMaxLength(64);
        builder.Property(day => day.Version).IsConcurrencyToken();
    }
}

using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>All scored encounters of one model on one local day: what is known about them without opening the content.</summary>
public sealed class EncounterDay
{
    public int ModelId { get; set; }

    public DateOnly Day { get; set; }

    /// <summary>SHA-256 over the logical content, hexadecimal.</summary>
    public required string ContentHash { get; set; }

    /// <summary>Which hash key the patient and encounter hashes were made with.</summary>
    public required string KeyId { get; set; }

    public required int Rows { get; set; }

    public required int KnownOutcomes { get; set; }

    /// <summary>Definition revision that the day was pulled under.</summary>
    public required int Revision { get; set; }

    public required DateTime PulledAt { get; set; }
}

/// <summary>The columns of an encounter day as an Arrow IPC stream, in a table of its own so that listing days stays cheap.</summary>
public sealed class EncounterDayContent
{
    public int ModelId { get; set; }

    public DateOnly Day { get; set; }

    public required byte[] Arrow { get; set; }
}

internal sealed class EncounterDayConfiguration : IEntityTypeConfiguration<EncounterDay>, IEntityTypeConfiguration<EncounterDayContent>
{
    public void Configure(EntityTypeBuilder<EncounterDay> builder)
    {
        builder.HasKey(day => new { day.ModelId, day.Day });
        builder.HasOne<Model>().WithMany().HasForeignKey(day => day.ModelId);
        builder.Property(day => day.ContentHash).HasMaxLength(64);
        builder.Property(day => day.KeyId).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<EncounterDayContent> builder)
    {
        builder.HasKey(content => new { content.ModelId, content.Day });
        builder.HasOne<EncounterDay>().WithOne().HasForeignKey<EncounterDayContent>(content => new { content.ModelId, content.Day });
    }
}

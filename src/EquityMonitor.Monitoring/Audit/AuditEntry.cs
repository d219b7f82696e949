using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Audit;

/// <summary>Something that a person or the program did and that an auditor may ask about. Never changed, never removed.</summary>
public sealed class AuditEntry
{
    public int Id { get; set; }

    public required DateTime At { get; set; }

    public required string Who { get; set; }

    /// <summary>For example "model imported".</summary>
    public required string What { get; set; }

    /// <summary>For example the key of a model.</summary>
    public required string Subject { get; set; }

    public string? Details { get; set; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.Property(entry => entry.Who).HasMaxLength(200);
        builder.Property(entry => entry.What).HasMaxLength(100);
        builder.Property(entry => entry.Subject).HasMaxLength(200);
        builder.Property(entry => entry.Details).HasMaxLength(4000);
        builder.HasIndex(entry => entry.At);
    }
}

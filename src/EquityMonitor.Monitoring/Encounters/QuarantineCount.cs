using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>How many rows of a day were refused, for which reason and in which field. Neither identifiers nor values are kept.</summary>
public sealed class QuarantineCount
{
    public int ModelId { get; set; }

    public DateOnly Day { get; set; }

    /// <summary>Name of a <see cref="Sources"/> rejection reason.</summary>
    public required string Reason { get; set; }

    /// <summary>Column of the source.</summary>
    public required string Field { get; set; }

    public required int Rows { get; set; }

    public required DateTime PulledAt { get; set; }
}

internal sealed class QuarantineCountConfiguration : IEntityTypeConfiguration<QuarantineCount>
{
    public void Configure(EntityTypeBuilder<QuarantineCount> builder)
    {
        builder.HasKey(count => new { count.ModelId, count.Day, count.Reason, count.Field });
        builder.HasOne<Model>().WithMany().HasForeignKey(count => count.ModelId);
        builder.Property(count => count.Reason).HasMaxLength(64);
        builder.Property(count => count.Field).HasMaxLength(128);
    }
}

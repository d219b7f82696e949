using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>How far the pulling of a model has come.</summary>
public sealed class PullState
{
    public int ModelId { get; set; }

    /// <summary>Highest change value of the source seen so far, and what it was read from (see <see cref="Encounters.Watermark"/>); null before the first look.</summary>
    public string? Watermark { get; set; }

    /// <summary>When the last pull ended well.</summary>
    public DateTime? SucceededAt { get; set; }

    /// <summary>When the last weekly pull, which looks for moved and deleted rows, ended well.</summary>
    public DateTime? WeeklySucceededAt { get; set; }

    /// <summary>When and why the last pull failed; null after a good one.</summary>
    public DateTime? FailedAt { get; set; }

    /// <summary>A message that is safe to show: no identifiers, no secrets.</summary>
    public string? Failure { get; set; }
}

internal sealed class PullStateConfiguration : IEntityTypeConfiguration<PullState>
{
    public void Configure(EntityTypeBuilder<PullState> builder)
    {
        builder.HasKey(state => state.ModelId);
        builder.HasOne<Model>().WithMany().HasForeignKey(state => state.ModelId);
        builder.Property(state => state.ModelId).ValueGeneratedNever();
        builder.Property(state => state.Watermark).HasMaxLength(64);
        builder.Property(state => state.Failure).HasMaxLength(2000);
    }
}

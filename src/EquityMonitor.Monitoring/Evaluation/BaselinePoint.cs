using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>What all baseline points of a model share. One row a model: a version that ended leaves its comparisons in verdicts and alerts.</summary>
public sealed class BaselineSet
{
    public int ModelId { get; set; }

    /// <summary>Of the model.</summary>
    public required string Version { get; set; }

    public required DateOnly From { get; set; }

    public required DateOnly To { get; set; }

    /// <summary>Of everything the points were computed from; they are recomputed when it differs, and only then.</summary>
    public required long Fingerprint { get; set; }
}

/// <summary>One subgroup in the baseline as a whole: what rules against the own baseline hold later windows against.</summary>
public sealed class BaselinePoint : StoredSample
{
    public int ModelId { get; set; }

    public int SubgroupId { get; set; }
}

internal sealed class BaselinePointConfiguration : IEntityTypeConfiguration<BaselineSet>, IEntityTypeConfiguration<BaselinePoint>
{
    public void Configure(EntityTypeBuilder<BaselineSet> builder)
    {
        builder.HasKey(set => set.ModelId);
        builder.HasOne<Model>().WithMany().HasForeignKey(set => set.ModelId);
        builder.Property(set => set.ModelId).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<BaselinePoint> builder)
    {
        builder.HasKey(point => new { point.ModelId, point.SubgroupId });
        builder.HasOne<BaselineSet>().WithMany().HasForeignKey(point => point.ModelId).OnDelete(DeleteBehavior.Cascade);
        builder.Property(point => point.Calibration).HasConversion(CalibrationBlob.Converter);
        builder.Property(point => point.ClusterVariances).HasConversion(ClusterVariancesBlob.Converter);
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>A subgroup of a model, numbered.</summary>
public sealed class Subgroup
{
    public int Id { get; set; }

    public int ModelId { get; set; }

    /// <summary>The text of the <see cref="SubgroupKey"/>; empty for All.</summary>
    public required string Key { get; set; }

    /// <summary>Number of dimensions.</summary>
    public required int Order { get; set; }
}

/// <summary>What all points of one model, window and as-of day share.</summary>
public sealed class PointSet
{
    public int ModelId { get; set; }

    /// <summary>Window length in days.</summary>
    public int Window { get; set; }

    public DateOnly AsOf { get; set; }

    /// <summary>Encounter days behind volume, flag rate, overrides and score drift. The range may start later than the window asks for when a version began within it.</summary>
    public required DateOnly ScoredFrom { get; set; }

    public required DateOnly ScoredTo { get; set; }

    /// <summary>Encounter days behind every performance metric.</summary>
    public required DateOnly MatureFrom { get; set; }

    public required DateOnly MatureTo { get; set; }

    /// <summary>How many days of the mature range are there as the source has them, and how many are held: older content, or none, is in force. The rest has not been pulled.</summary>
    public required int DaysPresent { get; set; }

    public required int DaysHeld { get; set; }

    /// <summary>Of everything the points were computed from; they are recomputed when it differs, and only then.</summary>
    public required long Fingerprint { get; set; }

    /// <summary>The fingerprint that every pair was last evaluated with; null on days on which only followed pairs were.</summary>
    public long? PairsFingerprint { get; set; }
}

/// <summary>Counts and sums of one subgroup, window and as-of day, from which metrics and intervals are derived on reading.</summary>
public sealed class EvaluationPoint : StoredSample
{
    public int ModelId { get; set; }

    public int Window { get; set; }

    public DateOnly AsOf { get; set; }

    public int SubgroupId { get; set; }

    /// <summary>As of the <see cref="PointSet"/> that the point was computed with.</summary>
    public long Fingerprint { get; set; }

    public double? ComplementAuroc { get; set; }
    public double? ComplementAurocVariance { get; set; }

    /// <summary>Score drift of the scored range against the subgroup's own baseline; null without one.</summary>
    public double? Psi { get; set; }

    /// <summary>Bins behind <see cref="Psi"/>, and baseline encounters behind both drift figures.</summary>
    public int? PsiBins { get; set; }

    public long? BaselineScored { get; set; }
    public double? Ks { get; set; }
    public double? KsPValue { get; set; }

    public ClusterVariances? ComplementClusterVariances { get; set; }
}

internal sealed class EvaluationPointConfiguration : IEntityTypeConfiguration<Subgroup>, IEntityTypeConfiguration<PointSet>, IEntityTypeConfiguration<EvaluationPoint>
{
    public void Configure(EntityTypeBuilder<Subgroup> builder)
    {
        builder.HasOne<Model>().WithMany().HasForeignKey(subgroup => subgroup.ModelId);
        builder.Property(subgroup => subgroup.Key).HasMaxLength(400);
        builder.HasIndex(subgroup => new { subgroup.ModelId, subgroup.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PointSet> builder)
    {
        builder.HasKey(set => new { set.ModelId, set.Window, set.AsOf });
        builder.HasOne<Model>().WithMany().HasForeignKey(set => set.ModelId);
    }

    public void Configure(EntityTypeBuilder<EvaluationPoint> builder)
    {
        builder.HasKey(point => new { point.ModelId, point.Window, point.AsOf, point.SubgroupId });
        builder.HasIndex(point => new { point.SubgroupId, point.Window, point.AsOf });
        builder.Property(point => point.Calibration).HasConversion(CalibrationBlob.Converter);
        builder.Property(point => point.ClusterVariances).HasConversion(ClusterVariancesBlob.Converter);
        builder.Property(point => point.ComplementClusterVariances).HasConversion(ClusterVariancesBlob.Converter);
    }
}

using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>How many of a model's patients belong to a subgroup that is Below, as of the newest day that was judged. One row a model.</summary>
public sealed class AffectedPatients
{
    public int ModelId { get; set; }

    public required DateOnly AsOf { get; set; }

    /// <summary>Length in days: the longest window that any rule looks at.</summary>
    public required int Window { get; set; }

    /// <summary>In at least one subgroup that is Below under any rule.</summary>
    public required long Affected { get; set; }

    /// <summary>Everybody in the scored range.</summary>
    public required long Total { get; set; }

    /// <summary>Distinct patients were counted; otherwise encounters, since patients cannot be linked.</summary>
    public required bool CountsPatients { get; set; }

    /// <summary>Of the days and the subgroups that were counted; counted again when it differs, and only then.</summary>
    public required long Fingerprint { get; set; }
}

internal sealed class AffectedPatientsConfiguration : IEntityTypeConfiguration<AffectedPatients>
{
    public void Configure(EntityTypeBuilder<AffectedPatients> builder)
    {
        builder.HasKey(row => row.ModelId);
        builder.HasOne<Model>().WithMany().HasForeignKey(row => row.ModelId);
        builder.Property(row => row.ModelId).ValueGeneratedNever();
    }
}

using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>A deployed predictive model under watch, with the definition that is in force.</summary>
public sealed class Model : IVersioned
{
    public int Id { get; set; }

    public required string Key { get; set; }

    public required string Name { get; set; }

    /// <summary>The definition in force, as YAML.</summary>
    public required string DefinitionYaml { get; set; }

    /// <summary>Hash of the definition in force; equal definitions have equal hashes however they are written.</summary>
    public required string DefinitionHash { get; set; }

    /// <summary>Number of the definition in force, from 1.</summary>
    public required int Revision { get; set; }

    /// <summary>Alerts open for as-of days from this one on.</summary>
    public required DateOnly AlertsFrom { get; set; }

    public required DateTime RegisteredAt { get; set; }

    /// <summary>Hash of the definition-folder file that was last applied; null when the model did not come from a folder.</summary>
    public string? AppliedFileHash { get; set; }

    public int Version { get; set; }
}

/// <summary>One definition that was in force, kept for good: alerts refer to the revision that they were opened under.</summary>
public sealed class DefinitionRevision
{
    public int ModelId { get; set; }

    public int Revision { get; set; }

    public required string Yaml { get; set; }

    public required string Hash { get; set; }

    public required DateTime AppliedAt { get; set; }

    /// <summary>The person, or "definition folder", "simulation", "command line".</summary>
    public required string AppliedBy { get; set; }

    /// <summary>What the change did, in plain language.</summary>
    public required string Effect { get; set; }
}

internal sealed class ModelConfiguration : IEntityTypeConfiguration<Model>, IEntityTypeConfiguration<DefinitionRevision>
{
    public void Configure(EntityTypeBuilder<Model> builder)
    {
        builder.HasIndex(model => model.Key).IsUnique();
        builder.Property(model => model.Key).HasMaxLength(64);
        builder.Property(model => model.Name).HasMaxLength(200);
        builder.Property(model => model.DefinitionHash).HasMaxLength(64);
        builder.Property(model => model.AppliedFileHash).HasMaxLength(64);
        builder.Property(model => model.Version).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<DefinitionRevision> builder)
    {
        builder.HasKey(revision => new { revision.ModelId, revision.Revision });
        builder.HasOne<Model>().WithMany().HasForeignKey(revision => revision.ModelId);
        builder.Property(revision => revision.Hash).HasMaxLength(64);
        builder.Property(revision => revision.AppliedBy).HasMaxLength(200);
        builder.Property(revision => revision.Effect).HasMaxLength(1000);
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>A form of a rule whose evidence is peek-safe, with what was fixed when its first day was frozen. Never changed.</summary>
public sealed class EvidenceForm
{
    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    /// <summary>Definition revision since which the rule has said the same.</summary>
    public required int Since { get; set; }

    /// <summary>First encounter day that can count.</summary>
    public required DateOnly From { get; set; }

    /// <summary>What the baseline showed, as JSON (<see cref="FormBasis"/>).</summary>
    public required string Basis { get; set; }
}

/// <summary>
/// One line of the evidence ledger: what one form of a rule saw of one encounter day, frozen on the first as-of day on which the day was mature and not held.
/// Only ever added; a day that is pulled again later changes points, never this.
/// </summary>
public sealed class EvidenceDay
{
    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    public required int Since { get; set; }

    /// <summary>Encounter day.</summary>
    public required DateOnly Day { get; set; }

    /// <summary>As-of day.</summary>
    public required DateOnly FrozenOn { get; set; }

    /// <summary>Definition revision in force.</summary>
    public required int Revision { get; set; }

    /// <summary>Of the encounter day as it was; another one now means that the day was revised since.</summary>
    public required string ContentHash { get; set; }

    /// <summary>K, the streams that were known before this day.</summary>
    public required int Streams { get; set; }

    /// <summary>The encounters that count, compressed (<see cref="FrozenRowsCodec"/>).</summary>
    public required byte[] Rows { get; set; }
}

/// <summary>A stream that began anew because a person closed its alert. Only ever added.</summary>
public sealed class EvidenceReset
{
    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    public required int Since { get; set; }

    public required int SubgroupId { get; set; }

    /// <summary>Before the steps that were frozen on this as-of day.</summary>
    public required DateOnly AsOf { get; set; }
}

/// <summary>Where the streams of a form stood after an as-of day: what replaying the ledger up to it gives, kept so that a night need not replay it.</summary>
public sealed class EvidenceCheckpoint
{
    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    public required int Since { get; set; }

    public required DateOnly AsOf { get; set; }

    /// <summary>Of the program; another version replays the ledger instead.</summary>
    public required int Engine { get; set; }

    public required byte[] State { get; set; }
}

internal sealed class LedgerConfiguration :
    IEntityTypeConfiguration<EvidenceForm>, IEntityTypeConfiguration<EvidenceDay>, IEntityTypeConfiguration<EvidenceReset>, IEntityTypeConfiguration<EvidenceCheckpoint>
{
    private const int KeyLength = 64;

    public void Configure(EntityTypeBuilder<EvidenceForm> builder)
    {
        builder.HasKey(form => new { form.ModelId, form.RuleKey, form.Since });
        builder.HasOne<Model>().WithMany().HasForeignKey(form => form.ModelId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(form => form.RuleKey).HasMaxLength(KeyLength);
    }

    public void Configure(EntityTypeBuilder<EvidenceDay> builder)
    {
        // Whatever is run again, a day is frozen once.
        builder.HasKey(day => new { day.ModelId, day.RuleKey, day.Since, day.Day });
        builder.HasOne<EvidenceForm>().WithMany().HasForeignKey(day => new { day.ModelId, day.RuleKey, day.Since }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(day => day.RuleKey).HasMaxLength(KeyLength);
        builder.Property(day => day.ContentHash).HasMaxLength(64);
        builder.HasIndex(day => new { day.ModelId, day.FrozenOn });
    }

    public void Configure(EntityTypeBuilder<EvidenceReset> builder)
    {
        builder.HasKey(reset => new { reset.ModelId, reset.RuleKey, reset.Since, reset.SubgroupId, reset.AsOf });
        builder.HasOne<EvidenceForm>().WithMany().HasForeignKey(reset => new { reset.ModelId, reset.RuleKey, reset.Since }).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subgroup>().WithMany().HasForeignKey(reset => reset.SubgroupId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(reset => reset.RuleKey).HasMaxLength(KeyLength);
    }

    public void Configure(EntityTypeBuilder<EvidenceCheckpoint> builder)
    {
        builder.HasKey(checkpoint => new { checkpoint.ModelId, checkpoint.RuleKey, checkpoint.Since });
        builder.HasOne<EvidenceForm>().WithOne().HasForeignKey<EvidenceCheckpoint>(checkpoint => new { checkpoint.ModelId, checkpoint.RuleKey, checkpoint.Since }).OnDelete(DeleteBehavior.Restrict);
        builder.Property(checkpoint => checkpoint.RuleKey).HasMaxLength(KeyLength);
    }
}

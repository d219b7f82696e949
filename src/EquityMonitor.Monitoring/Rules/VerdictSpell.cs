using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>What a rule says of a subgroup on a day.</summary>
public enum Verdict
{
    Meets,

    /// <summary>The point estimate is past the limit, the evidence is not.</summary>
    Watch,

    /// <summary>The evidence is past the limit.</summary>
    Below,

    /// <summary>The denominator is under the rule's minimum, or the metric is not estimable.</summary>
    InsufficientData,
}

/// <summary>Consecutive as-of days with the same verdict, as judged on each of those days; later revisions of the data do not rewrite it.</summary>
public sealed class VerdictSpell
{
    public int Id { get; set; }

    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    public required int SubgroupId { get; set; }

    public required Verdict Verdict { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>Last as-of day of the spell; null while it lasts.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Definition revision that the spell began under.</summary>
    public required int Revision { get; set; }
}

/// <summary>How far the judging of a model has come.</summary>
public sealed class JudgeState
{
    public int ModelId { get; set; }

    /// <summary>Newest as-of day that was judged.</summary>
    public required DateOnly JudgedThrough { get; set; }

    /// <summary>Of the points that day was judged on, so that the newest day is judged again when they change.</summary>
    public required long Fingerprint { get; set; }

    /// <summary>Definition revision that day was judged under.</summary>
    public required int Revision { get; set; }
}

internal sealed class VerdictConfiguration : IEntityTypeConfiguration<VerdictSpell>, IEntityTypeConfiguration<JudgeState>
{
    public void Configure(EntityTypeBuilder<VerdictSpell> builder)
    {
        builder.HasOne<Model>().WithMany().HasForeignKey(spell => spell.ModelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subgroup>().WithMany().HasForeignKey(spell => spell.SubgroupId).OnDelete(DeleteBehavior.Restrict);
        builder.Property(spell => spell.RuleKey).HasMaxLength(64);
        builder.HasIndex(spell => new { spell.ModelId, spell.RuleKey, spell.SubgroupId, spell.From }).IsUnique();
        builder.HasIndex(spell => new { spell.ModelId, spell.To });
    }

    public void Configure(EntityTypeBuilder<JudgeState> builder)
    {
        builder.HasKey(state => state.ModelId);
        builder.HasOne<Model>().WithMany().HasForeignKey(state => state.ModelId);
        builder.Property(state => state.ModelId).ValueGeneratedNever();
    }
}

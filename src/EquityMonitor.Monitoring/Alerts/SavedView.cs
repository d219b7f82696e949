using EquityMonitor.Monitoring.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Alerts;

/// <summary>A choice of alerts that a person gave a name, to come back to.</summary>
public sealed class SavedView
{
    public int Id { get; set; }

    /// <summary>Key of the person.</summary>
    public required string Owner { get; set; }

    public required string Name { get; set; }

    /// <summary>The choice as the query of an address, without the question mark.</summary>
    public required string Query { get; set; }

    public required DateTime CreatedAt { get; set; }
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.Property(view => view.Owner).HasMaxLength(Person.KeyLength);
        builder.Property(view => view.Name).HasMaxLength(SavedViews.NameLength);
        builder.Property(view => view.Query).HasMaxLength(SavedViews.QueryLength);
        builder.HasIndex(view => new { view.Owner, view.Name }).IsUnique();
    }
}

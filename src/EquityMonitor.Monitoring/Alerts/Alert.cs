using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EquityMonitor.Monitoring.Alerts;

public enum AlertState
{
    Open,
    Acknowledged,

    /// <summary>Closed by the evidence.</summary>
    Recovered,

    /// <summary>Closed by a person: dealt with.</summary>
    Resolved,

    /// <summary>Closed by a person: not a problem, with a reason.</summary>
    Dismissed,
}

/// <summary>A Below that a person must handle.</summary>
public sealed class Alert : IVersioned
{
    public int Id { get; set; }

    public int ModelId { get; set; }

    public required string RuleKey { get; set; }

    public required string RuleName { get; set; }

    public required Severity Severity { get; set; }

    /// <summary>Definition revision that the alert was opened under.</summary>
    public required int Revision { get; set; }

    public required int SubgroupId { get; set; }

    public required AlertState State { get; set; }

    /// <summary>The as-of day that the alert was opened for.</summary>
    public required DateOnly OpenedFor { get; set; }

    /// <summary>The moment it was opened; later than <see cref="OpenedFor"/> when days were caught up.</summary>
    public required DateTime OpenedAt { get; set; }

    /// <summary>The as-of day that the alert was closed for by the evidence; null otherwise.</summary>
    public DateOnly? ClosedFor { get; set; }

    public DateTime? ClosedAt { get; set; }

    /// <summary>The person's name as it was then.</summary>
    public string? AcknowledgedBy { get; set; }

    /// <summary>Key of the same person.</summary>
    public string? AcknowledgedByKey { get; set; }

    public DateTime? AcknowledgedAt { get; set; }

    /// <summary>What the alert rests on, frozen when it was opened.</summary>
    public required AlertEvidence Evidence { get; set; }

    public List<AlertAction> Actions { get; } = [];

    public int Version { get; set; }

    public bool IsOpen => State is AlertState.Open or AlertState.Acknowledged;
}

/// <summary>The figures behind an alert on the day it was opened for.</summary>
public sealed class AlertEvidence
{
    /// <summary>Key of the metric.</summary>
    public required string Metric { get; set; }

    /// <summary>The limit in words, for example "at least 0.55".</summary>
    public required string Limit { get; set; }

    /// <summary>The metric of the subgroup.</summary>
    public required double Value { get; set; }

    public double? Low { get; set; }
    public double? High { get; set; }

    /// <summary>Of all limits here, as the model's figures were shown when the alert was opened; null for 95 %.</summary>
    public double? Confidence { get; set; }

    public required double Denominator { get; set; }

    /// <summary>The metric of the reference, when the rule compares.</summary>
    public double? ReferenceValue { get; set; }

    /// <summary>
    /// The smallest count above 0 that the reference's figure rests on; null when the rule does not compare. Whoever may not see small cells may not see the
    /// comparison where this is one.
    /// </summary>
    public long? ReferenceSmallestCell { get; set; }

    /// <summary>The difference or ratio that was tested, when the rule compares; null too for a ratio to a reference of 0, of which the lower limit alone is known.</summary>
    public double? Compared { get; set; }

    public double? ComparedLow { get; set; }
    public double? ComparedHigh { get; set; }

    /// <summary>Benjamini-Hochberg adjusted, one-sided; null where the window held too little, which a peek-safe alarm does not ask for.</summary>
    public required double? AdjustedPValue { get; set; }

    /// <summary>What peek-safe evidence alarmed on; null where the interval decided.</summary>
    public AlarmEvidence? Alarm { get; set; }

    /// <summary>Subgroups judged together with this one.</summary>
    public required int Family { get; set; }

    public long? Patients { get; set; }
    public required long Scored { get; set; }
    public required long TruePositives { get; set; }
    public required long FalsePositives { get; set; }
    public required long FalseNegatives { get; set; }
    public required long TrueNegatives { get; set; }
    public required DateOnly ScoredFrom { get; set; }
    public required DateOnly ScoredTo { get; set; }
    public required DateOnly MatureFrom { get; set; }
    public required DateOnly MatureTo { get; set; }
    public required int Window { get; set; }

    /// <summary>Of the limits here.</summary>
    public ConfidenceLevel Level() => Confidence is { } level ? ConfidenceLevel.Of(level) : ConfidenceLevel.Default;

    /// <summary>The metric of the subgroup with its interval as it was then.</summary>
    public Estimate.Measured Measured() => new(Value, Low is null && High is null ? null : new Interval(Low, High), Denominator) { Level = Level() };

    /// <summary>The figures of a group in a window by themselves; what they are compared with, and how sure that is, is for whoever judges to add.</summary>
    /// <param name="metric">Key of the metric.</param>
    /// <param name="limit">The limit in words.</param>
    /// <param name="figure">The metric of the group.</param>
    /// <param name="own">What it was derived from.</param>
    /// <param name="range">The days of both.</param>
    /// <param name="family">Subgroups judged together with this one.</param>
    public static AlertEvidence Of(string metric, string limit, Estimate.Measured figure, PerformanceSample own, WindowRange range, int family)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(own);
        return new AlertEvidence
        {
            Metric = metric,
            Limit = limit,
            Value = figure.Value,
            Low = figure.Interval?.Low,
            High = figure.Interval?.High,
            Confidence = figure.Level == ConfidenceLevel.Default ? null : figure.Level.Value,
            Denominator = figure.Denominator,
            AdjustedPValue = null,
            Family = family,
            Patients = own.Patients,
            Scored = own.Scored,
            TruePositives = own.Counts.TruePositives,
            FalsePositives = own.Counts.FalsePositives,
            FalseNegatives = own.Counts.FalseNegatives,
            TrueNegatives = own.Counts.TrueNegatives,
            ScoredFrom = range.Scored.From,
            ScoredTo = range.Scored.To,
            MatureFrom = range.Mature.From,
            MatureTo = range.Mature.To,
            Window = range.Window,
        };
    }
}

/// <summary>The peek-safe alarm that an alert rests on.</summary>
public sealed class AlarmEvidence
{
    /// <summary>As-of day on which the evidence reached the budget; before the day the alert was opened for where that had to wait.</summary>
    public required DateOnly RaisedOn { get; set; }

    /// <summary>Encounter day of the step.</summary>
    public required DateOnly Day { get; set; }

    /// <summary>Encounter day on which the departure probably began.</summary>
    public required DateOnly Onset { get; set; }

    public required double LogEvidence { get; set; }

    /// <summary>B: on average at most one false alarm of the model in so many days.</summary>
    public required double BudgetDays { get; set; }
}

/// <summary>Something that was done about an alert, by whom and when. Never changed, never removed.</summary>
public sealed class AlertAction
{
    public int Id { get; set; }

    public int AlertId { get; set; }

    public required DateTime At { get; set; }

    /// <summary>The person, or "EquityMonitor".</summary>
    public required string Who { get; set; }

    public required AlertActionKind Kind { get; set; }

    public string? Comment { get; set; }
}

public enum AlertActionKind
{
    Opened,
    Acknowledged,
    Commented,
    Recovered,
    Resolved,
    Dismissed,
}

internal sealed class AlertConfiguration : IEntityTypeConfiguration<Alert>, IEntityTypeConfiguration<AlertAction>
{
    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.HasOne<Model>().WithMany().HasForeignKey(alert => alert.ModelId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Subgroup>().WithMany().HasForeignKey(alert => alert.SubgroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(alert => alert.Actions).WithOne().HasForeignKey(action => action.AlertId);
        builder.Property(alert => alert.RuleKey).HasMaxLength(64);
        builder.Property(alert => alert.RuleName).HasMaxLength(200);
        builder.Property(alert => alert.AcknowledgedBy).HasMaxLength(200);
        builder.Property(alert => alert.AcknowledgedByKey).HasMaxLength(Person.KeyLength);
        builder.Property(alert => alert.Version).IsConcurrencyToken();
        builder.OwnsOne(alert => alert.Evidence, evidence =>
        {
            evidence.ToJson();
            evidence.OwnsOne(of => of.Alarm);
        });
        builder.HasIndex(alert => new { alert.ModelId, alert.State });

        // Whatever is run again, an alert is opened once for a day.
        builder.HasIndex(alert => new { alert.ModelId, alert.RuleKey, alert.SubgroupId, alert.OpenedFor }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<AlertAction> builder)
    {
        builder.Property(action => action.Who).HasMaxLength(200);
        builder.Property(action => action.Comment).HasMaxLength(4000);
    }
}

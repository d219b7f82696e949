using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>
/// An alert that was opened, acknowledged or closed in the month, or was open at its end. What was done after the month is left to later summaries, but for an alert that was opened
/// later for a day of the month or before it.
/// </summary>
public sealed record AlertLine
{
    public required int Id { get; init; }

    public required string RuleKey { get; init; }

    public required string RuleName { get; init; }

    public required Severity Severity { get; init; }

    public required SubgroupKey Subgroup { get; init; }

    public required string SubgroupName { get; init; }

    /// <summary>The as-of day that it was opened for.</summary>
    public required DateOnly OpenedFor { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime OpenedAt { get; init; }

    public required bool OpenedInMonth { get; init; }

    /// <summary>The local day after the month on which it was opened, from days that were evaluated late: nobody could know of it in the month. Null for the others.</summary>
    public DateOnly? OpenedLaterOn { get; init; }

    public bool IsOpenAtEnd => OpenedLaterOn is null && ClosedAt is null;

    /// <summary>UTC; null when nobody had acknowledged it by the end of the month.</summary>
    public DateTime? AcknowledgedAt { get; init; }

    public string? AcknowledgedBy { get; init; }

    public bool AcknowledgedInMonth { get; init; }

    /// <summary>UTC; null when it was open at the end of the month.</summary>
    public DateTime? ClosedAt { get; init; }

    /// <summary>How it was closed; null when it was open at the end of the month.</summary>
    public AlertState? ClosedAs { get; init; }

    public bool ClosedInMonth => ClosedAt is not null;

    /// <summary>From its opening to its acknowledgement.</summary>
    public TimeSpan? ToAcknowledge => AcknowledgedAt - OpenedAt;

    /// <summary>From its opening to its closing.</summary>
    public TimeSpan? ToClose => ClosedAt - OpenedAt;

    /// <summary>Null when this version does not know the metric.</summary>
    public Metric? Metric { get; init; }

    /// <summary>What was agreed, in words.</summary>
    public required string Limit { get; init; }

    /// <summary>
    /// The metric on the day it was opened for, rounded to two decimals and without its denominator: its window overlaps the months, and exact counts of both could be
    /// subtracted. Null when suppressed.
    /// </summary>
    public double? Value { get; init; }

    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>Of its interval: that of the day it was opened for.</summary>
    public required ConfidenceLevel Level { get; init; }

    /// <summary>Null when the figures are shown.</summary>
    public string? SuppressedBecause { get; init; }
}

/// <summary>Score drift against the baseline on the last as-of day of the month that was evaluated.</summary>
/// <param name="Scored">The days that are compared with the baseline.</param>
/// <param name="Lines">All and every single value.</param>
public sealed record DriftOfMonth(DateOnly AsOf, int Window, DateRange Scored, IReadOnlyList<DriftLine> Lines);

/// <summary>How far the scores of a subgroup have moved.</summary>
/// <param name="Psi">Population stability index; null when suppressed or not defined.</param>
/// <param name="Ks">Kolmogorov-Smirnov D.</param>
/// <param name="Mark">The size in a word; null without a figure.</param>
/// <param name="Because">Why there is no figure.</param>
public sealed record DriftLine(SubgroupKey Key, string Name, double? Psi, double? Ks, string? Mark, string? Because)
{
    /// <summary>Nothing may be said of it, not even that it did not move.</summary>
    public bool IsSuppressed { get; init; }
}

/// <summary>What is known of the data behind a month. Counts of rows and days, which are no counts of a subgroup.</summary>
public sealed record DataQuality
{
    /// <summary>Null when all figures of the month are suppressed.</summary>
    public long? Encounters { get; init; }

    /// <summary>Encounters of the month whose outcome is known, mature or not.</summary>
    public long? KnownOutcomes { get; init; }

    /// <summary>Encounters old enough for their outcome to be recorded, and how many of them have one.</summary>
    public long? Mature { get; init; }

    public long? MatureKnown { get; init; }

    /// <summary>Days of the period, and how many of them have been pulled.</summary>
    public int Days { get; init; }

    public int DaysPulled { get; init; }

    public IReadOnlyList<RefusedRows> Refused { get; init; } = [];

    /// <summary>Null when the counts of the month are complete; else why some may be gone.</summary>
    public string? RefusedNote { get; init; }

    public IReadOnlyList<UnknownShare> Unknown { get; init; } = [];

    public IReadOnlyList<HeldInMonth> Held { get; init; } = [];
}

/// <param name="Reason">In words.</param>
/// <param name="Field">Column of the source.</param>
public sealed record RefusedRows(string Reason, string Field, long Rows, int Days);

/// <summary>How often an attribute is missing.</summary>
/// <param name="Share">Of all encounters; null when suppressed.</param>
/// <param name="Because">Why there is no share.</param>
public sealed record UnknownShare(string Column, string Dimension, double? Share, string? Because);

/// <param name="Since">UTC.</param>
/// <param name="Waiting">Rows of the content that waits for a decision.</param>
/// <param name="InForce">Rows of the content that counts meanwhile; null when there is none.</param>
public sealed record HeldInMonth(DateOnly Day, HoldReason Reason, DateTime Since, int Waiting, int? InForce);

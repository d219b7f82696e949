using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>What the page of one alert shows, as it was stored at one moment. Immutable.</summary>
/// <param name="Alert">Null when there is no such alert.</param>
public sealed record AlertPageView(int Id, AlertDetail? Alert);

/// <summary>One alert with everything a person needs to decide about it.</summary>
public sealed record AlertDetail
{
    public required int Id { get; init; }

    /// <summary>What an action that closes the alert must have seen.</summary>
    public required int Version { get; init; }

    public required string ModelKey { get; init; }
    public required string ModelName { get; init; }
    public required string Subgroup { get; init; }
    public required AlertState State { get; init; }

    /// <summary>Of the model's site.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>The finding as one sentence.</summary>
    public required string Lead { get; init; }

    /// <summary>State, age and who has it, as one sentence.</summary>
    public required string Standing { get; init; }

    /// <summary>That the newest figures are below, in the middle of a sentence; null where they are not.</summary>
    public required string? StillBelow { get; init; }

    public required EvidenceView Evidence { get; init; }
    public required IReadOnlyList<string> Meaning { get; init; }
    public required IReadOnlyList<string> Affected { get; init; }

    /// <summary>Null when nothing is stored that could be shown.</summary>
    public required TodayView? Today { get; init; }

    /// <summary>Null when no day of the time around the opening is stored.</summary>
    public required TrendView? Trend { get; init; }

    /// <summary>Why the course does not show the beginning; null where it does.</summary>
    public required string? TrendNote { get; init; }

    /// <summary>The evidence grew from day to day, which the page reads by itself: replaying it takes longer than all the rest.</summary>
    public required bool HasCourse { get; init; }

    /// <summary>What could be found at the present volume; null where nobody needs it or nothing can be said.</summary>
    public required PowerQuestion? Power { get; init; }

    /// <summary>Why that cannot be said; null where it is said or nobody needs it.</summary>
    public required PowerReason? NoPower { get; init; }

    /// <summary>What is left of the gap with the same mix of patients; null where there is none.</summary>
    public required SameMixQuestion? SameMix { get; init; }

    public required RuleView Rule { get; init; }

    /// <summary>Everything that anyone did, in the order it was done.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>Where the model's page shows the same figures.</summary>
    public required string ModelAddress { get; init; }

    public bool IsOpen => AlertStateWords.IsOpen(State);
}

/// <summary>The figures of the day the alert opened for, frozen.</summary>
/// <param name="AsOf">The day it opened for.</param>
/// <param name="IsSuppressed">They rest on few patients, and this reader may not see them.</param>
/// <param name="Facts">Term and text.</param>
/// <param name="Counts">Encounters by flag and outcome; empty when suppressed.</param>
/// <param name="Chance">Null when suppressed.</param>
public sealed record EvidenceView(DateOnly AsOf, bool IsSuppressed, IReadOnlyList<Fact> Facts, IReadOnlyList<Fact> Counts, string? Chance);

public sealed record Fact(string Term, string Text);

/// <summary>The newest figures, and how it stands in data of after the opening.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="AsOf">Newest as-of day.</param>
/// <param name="Verdict">Of the rule in force; null when it does not judge the group.</param>
/// <param name="Rows">All, the parents of a pair, and the group itself, on one scale.</param>
/// <param name="Limits">On the metric's own scale; empty when the limit is relative.</param>
/// <param name="Others">Whom it stands beside, and their figure; null without.</param>
/// <param name="AfterOpening">How it stands in data of after the opening, in sentences.</param>
public sealed record TodayView(
    Metric Metric, DateOnly AsOf, Verdict? Verdict, string? VerdictSince, IReadOnlyList<IntervalRow> Rows, IReadOnlyList<double> Limits, Fact? Others,
    IReadOnlyList<string> AfterOpening);

/// <summary>What was committed to, by whom and since when.</summary>
/// <param name="Metric">Null when this version of the program does not know it.</param>
/// <param name="Sentences">About the rule as it was when the alert opened.</param>
/// <param name="Since">Who imported it, and when; null when that is not known.</param>
/// <param name="Changed">What has become of it; null while it says the same.</param>
public sealed record RuleView(string Name, Metric? Metric, string Limit, IReadOnlyList<string> Sentences, string? Since, string? Changed);

/// <param name="At">In the zone of the model's site.</param>
/// <param name="What">What was done, after the name of who did it.</param>
public sealed record TimelineEntry(int Id, AlertActionKind Kind, string At, string Who, string What, string? Comment);

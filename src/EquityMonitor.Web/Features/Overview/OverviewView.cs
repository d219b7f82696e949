using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Everything the overview shows, as it was stored at one moment. Immutable.</summary>
public sealed record OverviewView(IReadOnlyList<ModelCardView> Models, IReadOnlyList<AlertView> Alerts, IReadOnlyList<FreshnessView> Freshness)
{
    /// <summary>The same alerts by age and by who took them on.</summary>
    public AlertLoad Load { get; init; } = AlertLoad.None;

    public bool IsEmpty => Models.Count == 0;
}

/// <summary>One model at a glance.</summary>
public sealed record ModelCardView
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? Version { get; init; }
    public string? Purpose { get; init; }

    /// <summary>Why the stored definition cannot be shown; null as a rule.</summary>
    public string? Problem { get; init; }

    /// <summary>Its history was evaluated and judged; false during the first run, whose results are of days long past.</summary>
    public bool IsReady { get; init; }

    /// <summary>The worst over all rules; null while nothing was judged.</summary>
    public Verdict? Verdict { get; init; }

    public GroupCounts Counts { get; init; } = GroupCounts.None;

    /// <summary>The rule that the verdict comes from; null while nothing was judged, or without rules.</summary>
    public ConcernView? Concern { get; init; }

    /// <summary>Of the concern's metric, for All and its worst group: what the verdict is about, over the last days.</summary>
    public TrendView? Trend { get; init; }

    /// <summary>Null until they were counted for the newest judged day.</summary>
    public AffectedView? Affected { get; init; }

    public int OpenAlerts { get; init; }

    /// <summary>Of All, in the window of <see cref="Period"/>; null when patients cannot be linked.</summary>
    public long? Patients { get; init; }

    public long Scored { get; init; }

    /// <summary>Of All, in the mature range; null while nothing was evaluated.</summary>
    public Reading? OutcomesKnown { get; init; }

    /// <summary>Null while nothing was evaluated.</summary>
    public PeriodView? Period { get; init; }
}

/// <summary>All and the worst subgroup side by side under one rule.</summary>
public sealed record ConcernView
{
    public required RuleDefinition Rule { get; init; }
    public required Verdict Verdict { get; init; }

    /// <summary>What the rule says of All; null when it does not speak of All.</summary>
    public required Verdict? AllVerdict { get; init; }

    public required Reading All { get; init; }

    /// <summary>Null when All itself is the only one with this verdict.</summary>
    public SubgroupView? Worst { get; init; }

    public Metric Metric => Rule.Metric;
}

/// <summary>A subgroup under a rule.</summary>
/// <param name="Phrase">The name in the middle of a sentence.</param>
/// <param name="Onset">Since when the verdict has been the same.</param>
/// <param name="Others">Everyone else.</param>
public sealed record SubgroupView(string Key, string Name, string Phrase, Verdict Verdict, Onset Onset, Reading Own, Reading Others, long? Patients, long Scored, int? AlertId)
{
    /// <summary>The alert that was closed although this holds; null where one is open, or none was.</summary>
    public ClosedAlert? Closed { get; init; }

    /// <summary>Whom the rule compares with where that is a named value or the own baseline, so that it stands in the place of everyone else; null otherwise, and when withheld.</summary>
    public Reading? Reference { get; init; }
}

/// <summary>What the newest figures rest on.</summary>
public sealed record PeriodView(int Window, DateOnly AsOf, DateOnly MatureFrom, DateOnly MatureTo, int DaysPresent, int DaysHeld)
{
    public int DaysWanted => MatureTo.DayNumber - MatureFrom.DayNumber + 1;

    public bool IsComplete => DaysHeld == 0 && DaysPresent >= DaysWanted;
}

/// <summary>How fresh the data of a model are.</summary>
public sealed record FreshnessView
{
    public required string ModelKey { get; init; }
    public required string ModelName { get; init; }

    /// <summary>In the zone of the model's site; null before the first good pull.</summary>
    public string? PulledAt { get; init; }

    public DateOnly? AsOf { get; init; }

    /// <summary>"96 %", of the newest mature days; null while nothing was evaluated.</summary>
    public string? OutcomesKnown { get; init; }

    public int HeldDays { get; init; }
    public int WaitingDays { get; init; }
    public string? FailedAt { get; init; }

    /// <summary>Safe to show.</summary>
    public string? Failure { get; init; }
}

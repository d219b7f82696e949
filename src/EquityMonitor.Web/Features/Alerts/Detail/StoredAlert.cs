using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>Everything that is stored about one alert and its subgroup; the builders make the page of it.</summary>
public sealed record StoredAlert
{
    /// <summary>With its actions.</summary>
    public required Alert Alert { get; init; }

    public required Model Model { get; init; }
    public required SubgroupKey Subgroup { get; init; }

    /// <summary>In force; null when it cannot be read.</summary>
    public required ModelDefinition? Definition { get; init; }

    /// <summary>The rule as it was when the alert opened, and who committed to it; null when that is not known.</summary>
    public required RuleOrigin? Origin { get; init; }

    /// <summary>The newest results of each window in which both the subgroup and All have some.</summary>
    public IReadOnlyList<WindowResult> Windows { get; init; } = [];

    /// <summary>All, the parents of a pair, and the subgroup on the newest as-of day, in the rule's window.</summary>
    public DaySamples? Today { get; init; }

    /// <summary>The group's own baseline and All's; null where the rule does not ask for it.</summary>
    public BaselineSamples? Baseline { get; init; }

    /// <summary>From before the opening to the newest day, in the rule's window; All, the subgroup, and whom a rule against a named value holds it against.</summary>
    public IReadOnlyList<DaySamples> Trend { get; init; } = [];

    /// <summary>What happened to the model and the subgroup in that time.</summary>
    public IReadOnlyList<TrendEvent> Events { get; init; } = [];

    /// <summary>Of the rule and the subgroup; null where it was not read.</summary>
    public SpellHistory? History { get; init; }

    /// <summary>Since when the finding has held.</summary>
    public Onset Onset => History is { } history ? Onsets.Of(Alert, Subgroup, history) : Onsets.Of(Alert.OpenedFor, Subgroup, Alert, isFirst: false);

    /// <summary>The course of the peek-safe evidence of the rule in force; null without one.</summary>
    public EvidencePath? Path { get; init; }

    /// <summary>What the rule in force says now, by subgroup.</summary>
    public IReadOnlyDictionary<SubgroupKey, CurrentVerdict> Verdicts { get; init; } = new Dictionary<SubgroupKey, CurrentVerdict>();

    public RuleDefinition? RuleInForce => Definition?.Rules.FirstOrDefault(rule => rule.Key == Alert.RuleKey);

    /// <summary>As it was when the alert opened; as it is where that is not known and nothing has changed since.</summary>
    public RuleDefinition? Rule => Origin?.Rule ?? (Alert.Revision == Model.Revision ? RuleInForce : null);

    /// <summary>The rule gathered evidence from day to day when the alert opened.</summary>
    public bool IsPeekSafe => Alert.Evidence.Alarm is not null || Rule?.Evidence == RuleEvidence.PeekSafe;

    /// <summary>It does so still, and says the same as then.</summary>
    public bool IsGathering => IsPeekSafe && Rule is { } then && RuleInForce is { } now && RuleOrigin.SaysTheSame(then, now);

    public TimeZoneInfo Zone => Definition?.Time?.Zone ?? TimeZoneInfo.Utc;

    public Metric? Metric => EquityMonitor.Statistics.Metric.Find(Alert.Evidence.Metric);
}

/// <summary>The newest results of one window.</summary>
/// <param name="Own">The alert's subgroup.</param>
/// <param name="Day">It, All, and whom a rule against a named value holds it against.</param>
public sealed record WindowResult(PointSet Set, SubgroupSample Own, DaySamples Day);

using System.ComponentModel;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Api;

[Description("Every model under watch, those that need attention first.")]
public sealed record ModelListDto(IReadOnlyList<ModelSummaryDto> Models);

[Description("One model at a glance, as on the overview.")]
public sealed record ModelSummaryDto
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public string? Version { get; init; }
    public string? Purpose { get; init; }

    [Description("The worst over all rules; absent while nothing was judged.")]
    public Verdict? Verdict { get; init; }

    [Description("Newest day of the figures; absent while nothing was evaluated.")]
    public DateOnly? AsOf { get; init; }

    public required int OpenAlerts { get; init; }

    [Description("Groups that need attention under any rule.")]
    public GroupsDto? Groups { get; init; }

    [Description("How many belong to a group that is below; absent until it was counted for the newest judged day.")]
    public AffectedDto? Affected { get; init; }

    [Description("The rule that the verdict comes from, with All and the worst group side by side.")]
    public ConcernDto? Concern { get; init; }

    [Description("Why the model cannot be shown; absent as a rule.")]
    public string? Problem { get; init; }
}

/// <param name="Below">Groups that are below.</param>
/// <param name="BelowWithin">Combinations within them.</param>
/// <param name="Watch">Groups on watch.</param>
public sealed record GroupsDto(
    [property: Description("Groups that are below.")] int Below,
    [property: Description("Combinations within those groups that are below too.")] int BelowWithin,
    [property: Description("Groups past their limit, which chance alone could explain.")] int Watch);

public enum CountedUnit
{
    Patients,
    Encounters,
}

[Description("Distinct patients (encounters where patients cannot be linked) in at least one group that is below under any rule.")]
public sealed record AffectedDto
{
    [Description("Length of the scored range in days.")]
    public required int Window { get; init; }

    public required CountedUnit Unit { get; init; }

    [Description("Whether the number is withheld: it, or what remains, is 1 to 10, which your role may not see.")]
    public required bool Suppressed { get; init; }

    [Description("Absent when suppressed.")]
    public long? Affected { get; init; }

    [Description("Everybody in the scored range; absent when suppressed.")]
    public long? Total { get; init; }
}

[Description("All against the worst group under one rule.")]
public sealed record ConcernDto
{
    public required string Rule { get; init; }
    public required string RuleName { get; init; }
    public required Verdict Verdict { get; init; }
    public required string Metric { get; init; }

    [Description("What was agreed, in words.")]
    public required string Limit { get; init; }

    [Description("Length in days.")]
    public required int Window { get; init; }

    public required EstimateDto All { get; init; }

    [Description("Absent when the rule does not speak of All.")]
    public Verdict? AllVerdict { get; init; }

    [Description("Absent when only All has this verdict.")]
    public WorstGroupDto? Worst { get; init; }
}

public sealed record WorstGroupDto
{
    [Description("Key of the subgroup: dimension=value, pairs joined by ' & '.")]
    public required string Subgroup { get; init; }

    public required string Name { get; init; }

    [Description("As-of day since which the verdict has been the same; of a pair, the day on which it was judged so for the first time.")]
    public required DateOnly Since { get; init; }

    [Description("Encounter day on which it probably began, as peek-safe evidence tells; absent where nothing tells it.")]
    public DateOnly? Began { get; init; }

    public required EstimateDto Estimate { get; init; }
    public required EstimateDto EveryoneElse { get; init; }

    [Description("Whom the rule compares with where that is a named value or the own baseline; absent otherwise, and when the group is suppressed.")]
    public EstimateDto? Reference { get; init; }

    [Description("In the scored range; absent when suppressed or when patients cannot be linked.")]
    public long? Patients { get; init; }

    [Description("The open alert about it, if there is one.")]
    public int? Alert { get; init; }
}

[Description("A model with what was declared of it and agreed for it.")]
public sealed record ModelDetailDto
{
    public required ModelSummaryDto Summary { get; init; }
    public string? Owner { get; init; }

    [Description("First day of this version.")]
    public DateOnly? Effective { get; init; }

    [Description("Revision of the definition in force.")]
    public required int Revision { get; init; }

    public required ScoreKind Score { get; init; }

    [Description("An encounter is flagged when its score is at or above it.")]
    public required double Threshold { get; init; }

    [Description("Level of the intervals that figures of the model are given with: 0.95 unless its definition says otherwise. No verdict depends on it.")]
    public required double Confidence { get; init; }

    [Description("Days after which an outcome is expected to be recorded.")]
    public required int MaturityDays { get; init; }

    [Description("IANA name of the zone whose days are meant.")]
    public string? TimeZone { get; init; }

    public DaysDto? Baseline { get; init; }

    [Description("Alerts open for as-of days from this one on.")]
    public required DateOnly AlertsFrom { get; init; }

    public required IReadOnlyList<DimensionDto> Dimensions { get; init; }
    public required IReadOnlyList<RuleDto> Rules { get; init; }

    [Description("Newest as-of day of each window; a window without results is left out.")]
    public required IReadOnlyList<PeriodDto> Newest { get; init; }

    [Description("Lengths in days.")]
    public required IReadOnlyList<int> Windows { get; init; }

    [Description("Keys that 'metric' takes.")]
    public required IReadOnlyList<string> Metrics { get; init; }

    [Description("End of the last pull that went well.")]
    public DateTime? PulledAt { get; init; }

    [Description("Days whose newest content looked wrong and waits for a decision or a better pull.")]
    public required int HeldDays { get; init; }
}

public sealed record DimensionDto([property: Description("What 'dimension' takes.")] string Key, string Name);

[Description("What was agreed.")]
public sealed record RuleDto
{
    public required string Key { get; init; }
    public required string Name { get; init; }
    public required string Metric { get; init; }

    [Description("In words.")]
    public required string Limit { get; init; }

    [Description("Of a gap or a ratio: complement, all, baseline (the subgroup's own), or a value such as race=White. Absent when the rule does not compare.")]
    public string? Against { get; init; }

    public required BetterDirection Better { get; init; }

    [Description("Length in days.")]
    public required int Window { get; init; }

    [Description("The least denominator at which the rule is judged.")]
    public required int Minimum { get; init; }

    public required Severity Severity { get; init; }

    [Description("What makes a group below: peekSafe (gathered day by day, on average at most one false alarm of the model in evidenceBudget days) or interval (of one window, adjusted for the groups looked at).")]
    public required RuleEvidence Evidence { get; init; }

    [Description("First encounter day that peek-safe evidence may count; absent when the rule names none.")]
    public DateOnly? EffectiveFrom { get; init; }

    [Description("Why the limit is what it is, clinically; absent where none is recorded.")]
    public string? Justification { get; init; }

    [Description("Day on which the justification was given.")]
    public DateOnly? JustifiedOn { get; init; }

    [Description("Dimensions that it is about; empty means all, and All itself.")]
    public required IReadOnlyList<string> Dimensions { get; init; }
}

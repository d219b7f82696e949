using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Evidence;

/// <summary>The course of the peek-safe evidence of one rule about one subgroup, as the ledger tells it: what an alert rests on.</summary>
public sealed record EvidencePath
{
    public required RuleDefinition Rule { get; init; }

    public required SubgroupKey Subgroup { get; init; }

    /// <summary>B: on average at most one false alarm of the whole model in so many days. An alarm is raised where the evidence reaches it.</summary>
    public required double BudgetDays { get; init; }

    /// <summary>K: how many streams of the model (rule and subgroup) share the budget now.</summary>
    public required int Streams { get; init; }

    /// <summary>In the order in which they were taken: by freezing day, then encounter day. A day without a denominator has none.</summary>
    public required IReadOnlyList<EvidenceStep> Steps { get; init; }

    /// <summary>Every alarm so far, oldest first; the last one is open when <see cref="IsAlarmed"/>.</summary>
    public required IReadOnlyList<EvidenceAlarm> Alarms { get; init; }

    /// <summary>The subgroup is Below now: alarmed, and neither recovered nor closed by a person since.</summary>
    public required bool IsAlarmed { get; init; }

    /// <summary>The encounter day since which the running evidence has grown: the departure of the open alarm, or of what is gathering now. Null without evidence.</summary>
    public required DateOnly? Onset { get; init; }

    /// <summary>First encounter day that could count: after the baseline, and after the rule's first day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Encounter days of the steps whose rows were changed by a later pull, after they were frozen. Their steps stay; the points follow the new rows.</summary>
    public required IReadOnlyList<DateOnly> RevisedDays { get; init; }

    /// <summary>Why the budget is not guaranteed; null where it is.</summary>
    public required RateCaveat? Caveat { get; init; }

    /// <summary>What the rule counted without knowing whose it was; null where every encounter named its patient, or none could.</summary>
    public UnlinkedEncounters? Unlinked { get; init; }

    /// <summary>The baseline does not show that days vary by chance alone, so that one bet a day is placed on the mean.</summary>
    public required bool OneBetPerDay { get; init; }

    /// <summary>ln B, where an alarm is raised.</summary>
    public double LogBudget => Math.Log(BudgetDays);

    /// <summary>ln 10 B, where the evidence of recovery closes an alarm.</summary>
    public double LogRecovery => Math.Log(10 * BudgetDays);
}

/// <summary>What a step was a step of.</summary>
public enum EvidencePhase
{
    /// <summary>Evidence that the limit is broken is gathered.</summary>
    Watching,

    /// <summary>An alarm is open: evidence that the limit is met again is gathered.</summary>
    Recovering,
}

/// <summary>One encounter day, counted once.</summary>
/// <param name="Day">Encounter day.</param>
/// <param name="FrozenOn">The as-of day on which its rows were frozen.</param>
/// <param name="Phase">Which evidence moved.</param>
/// <param name="LogEvidence">ln of the evidence after the step, to be held against <see cref="EvidencePath.LogBudget"/>, or <see cref="EvidencePath.LogRecovery"/> while recovering.</param>
/// <param name="Trials">n: encounters in the denominator that were counted, one a patient. For AUROC, of all the days that the step's blocks pool.</param>
/// <param name="Successes">k of a proportion; null for other metrics.</param>
/// <param name="ReferenceTrials">The same of the reference; null where the rule does not compare.</param>
/// <param name="ReferenceSuccesses">The same of the reference.</param>
/// <param name="Event">What the step led to.</param>
public sealed record EvidenceStep(
    DateOnly Day, DateOnly FrozenOn, EvidencePhase Phase, double LogEvidence, int Trials, int? Successes, int? ReferenceTrials, int? ReferenceSuccesses, EvidenceEvent Event);

public enum EvidenceEvent
{
    None,

    /// <summary>The evidence reached the budget.</summary>
    Alarm,

    /// <summary>The evidence of recovery sufficed.</summary>
    Recovery,
}

/// <summary>One alarm.</summary>
/// <param name="RaisedOn">The as-of day.</param>
/// <param name="Day">The encounter day whose step raised it.</param>
/// <param name="Onset">The encounter day on which the departure probably began.</param>
/// <param name="LogEvidence">ln of the evidence that raised it.</param>
/// <param name="ClosedOn">The as-of day on which it recovered, or was found closed by a person; null while it is open.</param>
/// <param name="ClosedByPerson">A person closed the alert, and the evidence began anew.</param>
public sealed record EvidenceAlarm(DateOnly RaisedOn, DateOnly Day, DateOnly Onset, double LogEvidence, DateOnly? ClosedOn, bool ClosedByPerson);

/// <summary>Encounters without a patient id, where the model names a column of patients: each counts once, and its patient maybe more than once.</summary>
/// <param name="Count">Without a patient id, among those that the rule counted in all groups together.</param>
/// <param name="Counted">Those that the rule counted.</param>
public sealed record UnlinkedEncounters(long Count, long Counted);

/// <summary>Why the budget of false alarms is not guaranteed.</summary>
public enum RateCaveat
{
    /// <summary>Without a patient key a patient may count more than once.</summary>
    NoPatientKey,

    /// <summary>Encounters are kept for less than the 365 days within which a patient counts once.</summary>
    ShortRetention,
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>Everything that is stored about the evidence of one rule and group.</summary>
public sealed record StoredEvidence
{
    public required ModelDefinition Definition { get; init; }

    public required RuleDefinition Rule { get; init; }

    /// <summary>Whom the rule judges now, the worst first.</summary>
    public required IReadOnlyList<CurrentVerdict> Judged { get; init; }

    public required CurrentVerdict Group { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Null where none is in the ledger.</summary>
    public required EvidencePath? Path { get; init; }

    /// <summary>The group and All on the newest day; null when nothing is stored.</summary>
    public required DaySamples? Newest { get; init; }

    /// <summary>Whom the rule holds the group against on that day; null where it compares with nobody.</summary>
    public required ComparisonReference? Reference { get; init; }

    public required int? AlertId { get; init; }
}

/// <summary>From what is stored to what the page shows; pure.</summary>
public static class EvidenceSubjects
{
    public static EvidenceSubject Of(StoredEvidence stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var (rule, group) = (stored.Rule, stored.Group);
        var names = new SubgroupNames(stored.Definition.Dimensions);
        var own = stored.Newest?.Find(group.Subgroup);
        var reading = own is null ? null : Read(stored, own.Own, rule.Metric, showSmallCells);
        PowerReason? why = null;
        var power = group.Verdict == Verdict.Below || reading is null || stored.Newest is not { } newest
            ? null
            : PowerQuestion.Of(stored.Definition, rule, group.Subgroup, newest.AsOf, Readings(stored, own!.Own, showSmallCells),
                stored.Reference is { } reference ? PowerReference.Of(reference, sample => Readings(stored, sample, showSmallCells)) : null, out why);
        return new EvidenceSubject
        {
            Lead = Lead(stored, names, reading),
            Notes = stored.Notes,
            Rules = [.. stored.Definition.Rules.Select(other => new EvidenceChoice(other.Key, $"{other.Name} ({other.Metric.Name} {LimitWords.Of(other)})", other.Evidence == RuleEvidence.PeekSafe ? "Peek-safe evidence" : "Interval evidence"))],
            Groups = [.. stored.Judged.Select(other => new EvidenceChoice(other.Subgroup.ToString(), names.Of(other.Subgroup), VerdictWords.Of(other.Verdict).Word))],
            RuleKey = rule.Key,
            Group = group.Subgroup.ToString(),
            GroupName = names.Of(group.Subgroup),
            RuleText = RuleWords.Of(rule, stored.Definition),
            Metric = rule.Metric,
            Verdict = group.Verdict,
            Since = new Onset(group.From, group.Subgroup.Order > 1)
            {
                Began = group.Verdict == Verdict.Below && stored.Path is { IsAlarmed: true, Onset: { } began } && began <= group.From ? began : null,
            }.AfterVerdict,
            Consequence = group.Verdict == Verdict.InsufficientData && EnoughWords.Of(rule, reading?.MeasuredOrNull?.Denominator) is { } enough
                ? $"{enough} That is an answer, not an all-clear."
                : Consequence(group.Verdict),
            Figure = reading?.Text(rule.Metric),
            Evidence = Evidence(stored, names, showSmallCells),
            Power = power,
            NoPower = why,
            AlertId = stored.AlertId,
            ModelAddress = $"/models/{Uri.EscapeDataString(stored.Definition.Key)}?metric={Uri.EscapeDataString(rule.Metric.Key)}&window={rule.Window}{Pin(group.Subgroup)}",
        };
    }

    /// <summary>Below first, then on watch, then whoever cannot be judged.</summary>
    public static int Rank(Verdict verdict) => VerdictWords.Of(verdict).Rank;

    /// <summary>Shown by every page that has a course of evidence.</summary>
    public static EvidenceShown Shown(EvidencePath? path, ModelDefinition definition, RuleDefinition rule, SubgroupKey subgroup, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(rule);
        if (rule.Evidence == RuleEvidence.Interval)
            return new EvidenceShown.Interval();
        return path is { Steps.Count: > 0 }
            ? new EvidenceShown.Course(EvidenceBuilder.Of(path, new SubgroupNames(definition.Dimensions), EvidenceBuilder.FileAddress(definition.Key, rule.Key, subgroup), showSmallCells))
            : new EvidenceShown.NothingYet(Awaited(path, definition, rule));
    }

    /// <summary>What a verdict leads to: only Below asks anybody to act.</summary>
    public static string Consequence(Verdict verdict) => verdict switch
    {
        Verdict.Below => "The evidence suffices: an alert asks a person to act.",
        Verdict.Watch => "The figure is past the limit, the evidence is not: it is shown here and alerts nobody.",
        Verdict.InsufficientData => "There are too few encounters for a verdict. That is an answer, not an all-clear.",
        _ => "The figure is on the good side of the limit.",
    };

    private static EvidenceShown Evidence(StoredEvidence stored, SubgroupNames names, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Shown(stored.Path, stored.Definition, stored.Rule, stored.Group.Subgroup, showSmallCells);
    }

    /// <summary>The figure, how far the evidence has come that it is not what was agreed, and what there is to do.</summary>
    private static string Lead(StoredEvidence stored, SubgroupNames names, Reading? reading)
    {
        var (rule, metric, who) = (stored.Rule, MetricWords.Of(stored.Rule.Metric).InSentence, names.Phrase(stored.Group.Subgroup));
        var figure = reading switch
        {
            Reading.Known known => $"{Formats.Capital(metric)} among {who} is {known.Text(rule.Metric)}, where {LimitWords.Of(rule)} was agreed.",
            Reading.Suppressed => $"{Formats.Capital(metric)} among {who} should be {LimitWords.Of(rule)}; {SmallCells.Withheld}.",
            _ => $"{Formats.Capital(metric)} among {who} should be {LimitWords.Of(rule)}; there is no figure now.",
        };
        return $"{figure} {Standing(stored)}{Next(stored)}";
    }

    private static string Standing(StoredEvidence stored) => stored switch
    {
        { Rule.Evidence: RuleEvidence.Interval } => "It is judged by the interval of one window.",
        { Path: { Steps: [.., var last] } path } => path.IsAlarmed
            ? "The evidence that this was not met was strong enough for an alarm."
            : $"The evidence that this is not met stands at {EvidenceScale.Times(EvidenceScale.Times(path, last))} its start; an alarm needs {EvidenceScale.Times(EvidenceScale.AlarmAt(path))}.",
        _ => "There is no evidence yet that this is not met.",
    };

    private static string? Next(StoredEvidence stored) => stored switch
    {
        { AlertId: not null } => " An open alert asks a person to act.",
        { Group.Verdict: Verdict.Below } => " No alert of its own is open.",
        { Group.Verdict: Verdict.Watch or Verdict.InsufficientData } => " Nobody needs to act yet.",
        { Group.Verdict: Verdict.Meets } => " Nobody needs to act.",
        _ => null,
    };

    private static string[] Awaited(EvidencePath? path, ModelDefinition definition, RuleDefinition rule)
    {
        var due = rule.Metric.Population == MetricPopulation.Scored ? 0 : definition.Outcome.MaturityDays;
        return
        [
            (path?.From ?? rule.EffectiveFrom) is { } day
                ? $"No encounter has been counted yet. Counting begins with the encounters of {Formats.Date(day)}."
                : "No encounter has been counted yet. Counting begins after the baseline, with the next day of encounters whose outcomes are due.",
            due > 0 ? $"Each day of encounters is counted once, {Formats.Count(due, "day", "days")} later, when its outcomes are due." : "Each day of encounters is counted once, when it is evaluated first.",
        ];
    }

    private static Reading Read(StoredEvidence stored, PerformanceSample sample, Metric metric, bool showSmallCells) =>
        !showSmallCells && SmallCells.In(metric, sample)
            ? new Reading.Suppressed()
            : Reading.Of(Estimator.Estimate(metric, sample, RuleJudge.ScaleOf(stored.Definition), all: stored.Newest!.All.Own));

    private static PowerReadings Readings(StoredEvidence stored, PerformanceSample sample, bool showSmallCells) => new(metric => Read(stored, sample, metric, showSmallCells));

    private static string? Pin(SubgroupKey subgroup) =>
        subgroup.Order == 0 ? null : $"&dimension={Uri.EscapeDataString(subgroup.Parts[0].Key)}&pin={Uri.EscapeDataString(subgroup.ToString())}";
}

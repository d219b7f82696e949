using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Evidence;

/// <summary>Courses of evidence about Spanish speakers, 40 streams sharing a year.</summary>
internal static class Paths
{
    public static readonly DateOnly First = new(2026, 3, 1);

    public static readonly SubgroupKey Spanish = SubgroupKey.Of("language", "Spanish");

    public static ModelDefinition Definition { get; } = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;

    public static RuleDefinition Floor { get; } = Definition.Rules.Single(rule => rule.Key == "sens-floor");

    /// <summary>30 days at 4 of 5, then days at 1 of 5; gathering without an alarm.</summary>
    public static EvidencePath Gathering(int bad = 6)
    {
        var good = Enumerable.Range(0, 30).Select(day => Step(day, Math.Log(0.02), 5, 4));
        var past = Enumerable.Range(0, bad).Select(day => Step(30 + day, Math.Log(0.05) + day, 5, 1));
        return Of([.. good, .. past]) with { Onset = First.AddDays(30) };
    }

    /// <summary>The same until an alarm, then two days of recovery.</summary>
    public static EvidencePath Alarmed()
    {
        var gathering = Gathering(8);
        var alarm = Step(38, Math.Log(400), 5, 0) with { Event = EvidenceEvent.Alarm };
        return gathering with
        {
            Steps = [.. gathering.Steps, alarm, Step(39, 0.2, 5, 4) with { Phase = EvidencePhase.Recovering }, Step(40, Math.Log(3), 5, 5) with { Phase = EvidencePhase.Recovering }],
            Alarms = [new EvidenceAlarm(First.AddDays(68), First.AddDays(38), First.AddDays(30), Math.Log(400), null, false)],
            IsAlarmed = true,
            Onset = First.AddDays(30),
        };
    }

    public static EvidencePath Of(IReadOnlyList<EvidenceStep> steps) => new()
    {
        Rule = Floor,
        Subgroup = Spanish,
        BudgetDays = 365,
        Streams = 40,
        Steps = steps,
        Alarms = [],
        IsAlarmed = false,
        Onset = null,
        From = First,
        RevisedDays = [],
        Caveat = null,
        OneBetPerDay = false,
    };

    public static EvidenceStep Step(int day, double logEvidence, int trials, int successes) =>
        new(First.AddDays(day), First.AddDays(day + 30), EvidencePhase.Watching, logEvidence, trials, successes, null, null, EvidenceEvent.None);
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Tests.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>From evidence to verdicts and alerts, and back.</summary>
public sealed class PeekSafeAlertTests
{
    private const int Failing = 20;
    private static readonly DateOnly First = PeekSafeHospital.FirstDay;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_SubgroupThatFails_IsBelowFromTheDayOnWhichTheEvidenceReachesTheBudget()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(60, Failing));
        await hospital.RunAsync();

        var alert = (await AlertsAsync(hospital)).ShouldHaveSingleItem();
        var alarm = alert.Evidence.Alarm.ShouldNotBeNull();
        alarm.RaisedOn.ShouldBe(alert.OpenedFor);
        alarm.RaisedOn.ShouldBe(alarm.Day.AddDays(5));
        alarm.Onset.ShouldBeInRange(First.AddDays(Failing - 1), First.AddDays(Failing + 2));
        alarm.LogEvidence.ShouldBeGreaterThanOrEqualTo(Math.Log(365));
        alarm.BudgetDays.ShouldBe(365);

        var spells = await SpellsAsync(hospital, "race=B");
        spells.Single(spell => spell.Verdict == Verdict.Below).From.ShouldBe(alarm.RaisedOn);
        spells.Single(spell => spell.To == alarm.RaisedOn.AddDays(-1)).Verdict.ShouldBeOneOf(Verdict.Meets, Verdict.Watch);
        (await SpellsAsync(hospital, "race=A")).ShouldNotContain(spell => spell.Verdict == Verdict.Below);

        var path = (await hospital.PathAsync("race=B")).ShouldNotBeNull();
        path.IsAlarmed.ShouldBeTrue();
        path.Onset.ShouldBe(alarm.Onset);
        var step = path.Steps.Single(step => step.Event == EvidenceEvent.Alarm);
        (step.Day, step.FrozenOn, step.LogEvidence).ShouldBe((alarm.Day, alarm.RaisedOn, alarm.LogEvidence));
        path.Alarms.ShouldBe([new EvidenceAlarm(alarm.RaisedOn, alarm.Day, alarm.Onset, alarm.LogEvidence, null, false)]);
        path.Steps.ShouldAllBe(step => step.Successes <= step.Trials && step.ReferenceTrials == null);
        path.Caveat.ShouldBeNull();
        path.Unlinked.ShouldBeNull();
    }

    [Fact]
    public async Task Run_PairsOfAnAlertedGroup_AreBelowAndExplained()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(90, Failing));
        await hospital.RunAsync();

        (await AlertsAsync(hospital)).ShouldHaveSingleItem();
        (await SpellsAsync(hospital, "race=B & sex=F")).ShouldContain(spell => spell.Verdict == Verdict.Below && spell.From == First.AddDays(89));
    }

    [Fact]
    public async Task Run_PairThatFailsAlone_OpensItsAlertOnTheDayOnWhichPairsAreJudged()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(120).Select(row =>
            row.Values[0] == "B" && row.Values[1] == "F" && row.Outcome == 1 && row.Time!.Value.Day >= First.AddDays(Failing) ? row with { Score = 0.1 } : row));
        await hospital.RunAsync();

        var alert = (await AlertsAsync(hospital, "race=B & sex=F")).ShouldHaveSingleItem();
        alert.OpenedFor.ShouldBe(First.AddDays(119));
        alert.Evidence.Alarm!.RaisedOn.ShouldBeLessThan(alert.OpenedFor);
    }

    [Fact]
    public async Task Run_SubgroupIsGoodAgain_RecoversByEvidenceFromLaterDays()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(120, Failing, mended: 55));
        await hospital.RunAsync();

        var alert = (await AlertsAsync(hospital)).ShouldHaveSingleItem();
        alert.State.ShouldBe(AlertState.Recovered);
        alert.Actions[^1].Kind.ShouldBe(AlertActionKind.Recovered);
        var path = (await hospital.PathAsync("race=B")).ShouldNotBeNull();
        var recovery = path.Steps.Single(step => step.Event == EvidenceEvent.Recovery);
        alert.ClosedFor.ShouldBe(recovery.FrozenOn);
        recovery.LogEvidence.ShouldBeGreaterThanOrEqualTo(Math.Log(3650));
        path.Steps.Where(step => step.Phase == EvidencePhase.Recovering).ShouldAllBe(step => step.Day > alert.Evidence.Alarm!.Day && step.Day <= recovery.Day);
        path.Steps[^1].Phase.ShouldBe(EvidencePhase.Watching);
        path.IsAlarmed.ShouldBeFalse();
        path.Alarms.ShouldHaveSingleItem().ClosedOn.ShouldBe(recovery.FrozenOn);
        (await SpellsAsync(hospital, "race=B")).Single(spell => spell.To == null).Verdict.ShouldBe(Verdict.Meets);
    }

    [Theory]
    [InlineData(AlertState.Dismissed)]
    [InlineData(AlertState.Resolved)]
    public async Task Run_PersonClosedTheAlert_EvidenceBeginsAnewAndMayAlarmAgain(AlertState state)
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        var rows = PeekSafeHospital.Rows(120, Failing);
        await hospital.PutAsync(rows.Before(60));
        await hospital.RunAsync();
        await CloseAsync(hospital, state);

        await hospital.PutAsync(rows.Before(61).From(60));
        await hospital.RunAsync();
        (await SpellsAsync(hospital, "race=B")).Single(spell => spell.To == null).Verdict.ShouldBe(Verdict.Watch);
        (await SpellsAsync(hospital, "race=B & sex=F")).Single(spell => spell.To == null).Verdict.ShouldNotBe(Verdict.Below, "dealing with the group dealt with its pairs");
        (await AlertsAsync(hospital, null)).Count.ShouldBe(1);

        await hospital.PutAsync(rows.From(61));
        await hospital.RunAsync();
        var alerts = await AlertsAsync(hospital);
        alerts.Count.ShouldBe(2);
        alerts[1].State.ShouldBe(AlertState.Open);
        alerts[1].Evidence.Alarm!.Onset.ShouldBeGreaterThanOrEqualTo(First.AddDays(55));
        var path = (await hospital.PathAsync("race=B")).ShouldNotBeNull();
        path.Alarms.Count.ShouldBe(2);
        path.Alarms[0].ShouldSatisfyAllConditions(alarm => alarm.ClosedByPerson.ShouldBeTrue(), alarm => alarm.ClosedOn.ShouldBe(First.AddDays(60)));
        path.Alarms[1].RaisedOn.ShouldBe(alerts[1].Evidence.Alarm!.RaisedOn);

        // The resets are part of what the ledger replays.
        await using var context = hospital.Open();
        var checkpoint = await context.EvidenceCheckpoints.SingleAsync(row => row.RuleKey == "sens-floor", Token);
        var stored = await context.EvidenceForms.SingleAsync(form => form.RuleKey == "sens-floor", Token);
        var streams = new FormStreams(new RuleForm(hospital.Definition, hospital.Definition.Rules[0], 1, stored.From, FormBasis.Parse(stored.Basis)));
        var resets = await LedgerReplay.ResetsAsync(context, hospital.ModelId, "sens-floor", 1, Token);
        LedgerReplay.Run(streams, (await hospital.LinesAsync()).Select(FrozenDay.Of), resets, []);
        StreamsCodec.Encode(streams).ShouldBe(checkpoint.State);
    }

    [Fact]
    public async Task Run_AlarmBeforeAlertsOpen_OpensOneOnTheFirstDayTheyDo()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition with { AlertsFrom = First.AddDays(80) });
        await hospital.PutAsync(PeekSafeHospital.Rows(90, Failing));
        await hospital.RunAsync();

        var alert = (await AlertsAsync(hospital)).ShouldHaveSingleItem();
        alert.OpenedFor.ShouldBe(First.AddDays(80));
        alert.Evidence.Alarm!.RaisedOn.ShouldBeLessThan(First.AddDays(80));
    }

    [Fact]
    public async Task Run_LimitChangedWhileAnAlertIsOpen_LeavesItToAPerson()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(60, Failing));
        await hospital.RunAsync();
        await hospital.ChangeAsync(PeekSafeHospital.Definition with
        {
            Rules = [PeekSafeHospital.Definition.Rules[0] with { Limit = new Statistics.Limit.Floor(0.01) }, PeekSafeHospital.Definition.Rules[1]],
        });
        await hospital.PutAsync(PeekSafeHospital.Rows(120).From(60));
        await hospital.RunAsync();

        (await AlertsAsync(hospital)).ShouldHaveSingleItem().State.ShouldBe(AlertState.Open);
    }

    [Fact]
    public async Task PathAsync_ModelWithoutPatientKey_SaysThatTheRateIsNotGuaranteed()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition with { Patient = null });
        await hospital.PutAsync(PeekSafeHospital.Rows(40));
        await hospital.RunAsync();

        (await hospital.PathAsync("race=B")).ShouldNotBeNull().Caveat.ShouldBe(RateCaveat.NoPatientKey);
        (await hospital.PathAsync("race=B", "auroc-gap")).ShouldNotBeNull().Steps.ShouldAllBe(step => step.Successes == null && step.ReferenceTrials >= 10);
    }

    [Fact]
    public async Task PathAsync_EncountersWithoutAPatientId_AreCountedAndTold()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(40).Select((row, index) => index % 20 == 0 ? row with { Patient = null } : row));
        await hospital.RunAsync();

        var path = (await hospital.PathAsync("race=B")).ShouldNotBeNull();

        path.Caveat.ShouldBeNull();
        var rows = (await hospital.LinesAsync()).Select(line => FrozenRowsCodec.Decode(line.Rows)).ToList();
        path.Unlinked.ShouldBe(new UnlinkedEncounters(rows.Sum(line => line.Unlinked), rows.Sum(line => line.Rows)));
        path.Unlinked!.Count.ShouldBeInRange(1, path.Unlinked.Counted / 10);
    }

    [Fact]
    public async Task Run_JustificationOfTheLimitAlone_GoesOnWithEvidenceAndAlert()
    {
        var definition = PeekSafeHospital.Definition;
        using var hospital = new StoredHospital(definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(60, Failing));
        await hospital.RunAsync();
        var before = await hospital.LinesAsync();
        var points = (await hospital.DumpAsync()).Split('\n').Where(line => line.StartsWith("point", StringComparison.Ordinal)).ToList();
        points.ShouldNotBeEmpty();
        await hospital.ChangeAsync(definition with { Rules = [definition.Rules[0] with { Justification = new RuleJustification("Half is too few.", First) }, definition.Rules[1]] });
        await hospital.RunAsync();

        (await hospital.DumpAsync()).Split('\n').Where(line => line.StartsWith("point", StringComparison.Ordinal)).ShouldBe(points);
        await hospital.PutAsync(PeekSafeHospital.Rows(64, Failing).From(60));
        await hospital.RunAsync();

        var after = await hospital.LinesAsync();
        after.Count.ShouldBe(before.Count + 4, "the days after go on with the same form");
        (await hospital.LinesAsync(since: 2)).ShouldBeEmpty();
        (await AlertsAsync(hospital)).ShouldHaveSingleItem().State.ShouldBe(AlertState.Open);
    }

    [Fact]
    public async Task PathAsync_FrozenDaysThatRetentionTook_SaysThatTheRateIsNotGuaranteed()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(40));
        await hospital.RunAsync();
        await using (var context = hospital.Open())
        {
            await context.EncounterDays.Where(day => day.Day < First.AddDays(20)).ExecuteDeleteAsync(Token);
        }

        (await hospital.PathAsync("race=B")).ShouldNotBeNull().Caveat.ShouldBe(RateCaveat.ShortRetention);
    }

    [Fact]
    public void Judge_Alarm_DecidesWhateverTheWindowHolds()
    {
        var definition = PeekSafeHospital.Definition with { Rules = [PeekSafeHospital.Definition.Rules[0] with { Minimum = 100_000 }] };
        var samples = PeriodEvaluationSamples(definition);
        var range = Monitoring.Evaluation.WindowRange.Of(definition, 14, First.AddDays(19));

        RuleJudge.Judge(definition, range, samples, isAlarmed: (_, _) => false).ShouldAllBe(judgement => judgement.Verdict == Verdict.InsufficientData);
        RuleJudge.Judge(definition, range, samples, isAlarmed: (_, key) => key.Order == 0).Count(judgement => judgement.Verdict == Verdict.Below).ShouldBe(1);

        var failing = definition with { Rules = [definition.Rules[0] with { Minimum = 1, Limit = new Statistics.Limit.Floor(0.99) }] };
        RuleJudge.Judge(failing, samples)[0].Verdict.ShouldBe(Verdict.Below, "a period that is looked at once has interval evidence");
        RuleJudge.Judge(failing, range, samples, isAlarmed: (_, _) => false)[0].Verdict.ShouldBe(Verdict.Watch);
    }

    private static IReadOnlyList<Monitoring.Evaluation.SubgroupSample> PeriodEvaluationSamples(ModelDefinition definition) =>
        Monitoring.Evaluation.PeriodEvaluation.Evaluate(definition, PeekSafeHospital.Rows(20), 1, Token);

    private static async Task CloseAsync(StoredHospital hospital, AlertState state)
    {
        await using var context = hospital.Open();
        await context.Alerts.ExecuteUpdateAsync(alert => alert.SetProperty(a => a.State, state), Token);
    }

    private static async Task<List<Alert>> AlertsAsync(StoredHospital hospital, string? subgroup = "race=B")
    {
        await using var context = hospital.Open();
        return await context.Alerts.Include(alert => alert.Actions)
            .Where(alert => alert.RuleKey == "sens-floor" && (subgroup == null || context.Subgroups.Any(row => row.Id == alert.SubgroupId && row.Key == subgroup)))
            .OrderBy(alert => alert.OpenedFor).ToListAsync(Token);
    }

    private static async Task<List<VerdictSpell>> SpellsAsync(StoredHospital hospital, string subgroup)
    {
        await using var context = hospital.Open();
        return await context.VerdictSpells
            .Where(spell => spell.RuleKey == "sens-floor" && context.Subgroups.Any(row => row.Id == spell.SubgroupId && row.Key == subgroup))
            .OrderBy(spell => spell.From).ToListAsync(Token);
    }
}

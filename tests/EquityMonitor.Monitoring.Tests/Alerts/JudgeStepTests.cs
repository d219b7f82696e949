using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Alerts;

public sealed class JudgeStepTests
{
    /// <summary>Every spell and every alert, and the evidence of the alert on the floor.</summary>
    private static async Task<(List<string> Decisions, AlertEvidence Evidence)> DecisionsAsync(ConfidenceLevel level, IReadOnlyList<ScoredEncounter> rows)
    {
        using var hospital = new StoredHospital(Hospital.Definition with { Confidence = level });
        await hospital.PutAsync(rows);
        await hospital.RunAsync();
        await using var context = hospital.Open();
        var spells = await context.VerdictSpells.OrderBy(spell => spell.RuleKey).ThenBy(spell => spell.SubgroupId).ThenBy(spell => spell.From).ToListAsync(Token);
        var alerts = await context.Alerts.OrderBy(alert => alert.Id).ToListAsync(Token);
        return (
            [
                .. spells.Select(spell => $"{spell.RuleKey} {spell.SubgroupId} {spell.Verdict} {spell.From} {spell.To}"),
                .. alerts.Select(alert => $"{alert.RuleKey} {alert.SubgroupId} {alert.State} {alert.OpenedFor} {alert.ClosedFor} {alert.Evidence.AdjustedPValue}"),
            ],
            alerts.Single(alert => alert.RuleKey == "sens-floor").Evidence);
    }

    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateOnly Failing = Hospital.FirstDay.AddDays(20);

    [Fact]
    public async Task Run_SubgroupBeginsToFail_OpensOneAlertWithItsEvidence()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var alert = (await context.Alerts.Include(alert => alert.Actions).ToListAsync(Token)).Where(alert => alert.RuleKey == "sens-floor").ShouldHaveSingleItem();
        (await context.Subgroups.SingleAsync(subgroup => subgroup.Id == alert.SubgroupId, Token)).Key.ShouldBe("race=B");
        alert.State.ShouldBe(AlertState.Open);
        alert.OpenedFor.ShouldBeGreaterThan(Failing.AddDays(5));
        alert.Evidence.Value.ShouldBeLessThan(0.5);
        alert.Evidence.High!.Value.ShouldBeLessThan(0.5);
        alert.Evidence.AdjustedPValue!.Value.ShouldBeLessThanOrEqualTo(0.025);
        alert.Evidence.Denominator.ShouldBe(alert.Evidence.TruePositives + alert.Evidence.FalseNegatives);
        alert.Evidence.Limit.ShouldBe("at least 50 %");
        alert.Actions.ShouldHaveSingleItem().Kind.ShouldBe(AlertActionKind.Opened);
    }

    [Fact]
    public async Task Run_OtherLevelOfIntervals_DecidesTheSameAndKeepsItsOwnLimits()
    {
        var end = Hospital.FirstDay.AddDays(40);
        ScoredEncounter[] rows = [.. Hospital.Rows(90, failing: Failing).Where(row => row.Time!.Value.Day < end), .. Hospital.Rows(90).Where(row => row.Time!.Value.Day >= end)];

        var (usual, alert) = await DecisionsAsync(ConfidenceLevel.Default, rows);
        var (narrow, narrower) = await DecisionsAsync(ConfidenceLevel.Of(0.8), rows);

        usual.ShouldContain(line => line.Contains("Recovered", StringComparison.Ordinal));
        narrow.ShouldBe(usual);
        (alert.Confidence, narrower.Confidence).ShouldBe((null, 0.8));
        narrower.Measured().Level.ShouldBe(ConfidenceLevel.Of(0.8));
        narrower.Low!.Value.ShouldBeGreaterThan(alert.Low!.Value);
        narrower.High!.Value.ShouldBeLessThan(alert.High!.Value);
    }

    [Fact]
    public async Task Run_Spells_FollowOneAnotherWithoutGapOrOverlap()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var singles = await context.Subgroups.Where(subgroup => subgroup.Order <= 1).Select(subgroup => subgroup.Id).ToListAsync(Token);
        var spells = await context.VerdictSpells.Where(spell => singles.Contains(spell.SubgroupId)).OrderBy(spell => spell.From).ToListAsync(Token);
        foreach (var sequence in spells.GroupBy(spell => (spell.RuleKey, spell.SubgroupId)).Select(group => group.ToList()))
        {
            for (var i = 1; i < sequence.Count; i++)
            {
                sequence[i].From.ShouldBe(sequence[i - 1].To!.Value.AddDays(1));
                sequence[i].Verdict.ShouldNotBe(sequence[i - 1].Verdict);
            }

            sequence[^1].To.ShouldBeNull();
        }

        spells.Select(spell => spell.Verdict).Distinct().ShouldContain(Verdict.Below);
    }

    [Fact]
    public async Task Run_SiteThatCloses_KeepsNoVerdictOnceItHasLeftTheWindow()
    {
        var closed = Hospital.FirstDay.AddDays(30);
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(30));
        await hospital.RunAsync();
        await hospital.PutAsync(Hospital.Rows(60).Where(row => row.Time!.Value.Day >= closed && row.Values[2] != "South"));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var lasting = await (
            from spell in context.VerdictSpells
            join subgroup in context.Subgroups on spell.SubgroupId equals subgroup.Id
            where spell.To == null
            select subgroup.Key).Distinct().ToListAsync(Token);
        lasting.ShouldContain("site=North");
        lasting.ShouldContain("race=A & site=North");
        lasting.ShouldAllBe(key => !key.Contains("South", StringComparison.Ordinal));

        // The last window with anybody of the closed site ends at most maturity and window after the last day.
        var south = await (
            from spell in context.VerdictSpells
            join subgroup in context.Subgroups on spell.SubgroupId equals subgroup.Id
            where subgroup.Key == "site=South" && spell.RuleKey == "sens-floor"
            select spell.To).ToListAsync(Token);
        south.Max().ShouldBe(closed.AddDays(-1 + 5 + 14 - 1));
    }

    [Fact]
    public async Task Run_AlertsFromLaterThanTheFailure_OpensOnThatDay()
    {
        var from = Hospital.FirstDay.AddDays(45);
        using var hospital = new StoredHospital(Hospital.Definition with { AlertsFrom = from });
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        (await context.Alerts.Where(alert => alert.RuleKey == "sens-floor").Select(alert => alert.OpenedFor).ToListAsync(Token)).ShouldBe([from]);
    }

    [Fact]
    public async Task Run_DayByDay_GivesTheSameSpellsAndAlertsAsAtOnce()
    {
        using var atOnce = new StoredHospital();
        await atOnce.PutAsync(Hospital.Rows(45, failing: Failing));
        await atOnce.EvaluateAsync();
        await atOnce.JudgeAsync();
        using var daily = new StoredHospital();
        foreach (var day in Hospital.Rows(45, failing: Failing).GroupBy(row => row.Time!.Value.Day).Chunk(3))
        {
            await daily.PutAsync(day.SelectMany(rows => rows));
            await daily.EvaluateAsync();
            await daily.JudgeAsync();
        }

        // From the day on that the first full window gives both the same start.
        SinglesFrom(await daily.DumpAsync(), Hospital.FirstDay.AddDays(19)).ShouldBe(SinglesFrom(await atOnce.DumpAsync(), Hospital.FirstDay.AddDays(19)));
    }

    [Fact]
    public async Task Run_FailureEnds_RecoversOnlyOnAWindowThatCameAfterTheAlert()
    {
        using var hospital = new StoredHospital();
        var end = Hospital.FirstDay.AddDays(40);
        await hospital.PutAsync(Hospital.Rows(90, failing: Failing).Where(row => row.Time!.Value.Day < end)
            .Concat(Hospital.Rows(90).Where(row => row.Time!.Value.Day >= end)));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var alert = await context.Alerts.Include(alert => alert.Actions).SingleAsync(alert => alert.RuleKey == "sens-floor", Token);
        alert.State.ShouldBe(AlertState.Recovered);
        WindowRange.Of(hospital.Definition, 14, alert.ClosedFor!.Value).Mature.From.ShouldBeGreaterThan(alert.OpenedFor);
        alert.ClosedFor.Value.ShouldBeGreaterThan(end.AddDays(5));
        alert.Actions.OrderBy(action => action.Id).Select(action => action.Kind).ShouldBe([AlertActionKind.Opened, AlertActionKind.Recovered]);
    }

    [Fact]
    public async Task Run_ClosedByAPersonWhileStillBelow_DoesNotOpenAgainForTheSameSpell()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(45, failing: Failing));
        await hospital.RunAsync();
        await using (var context = hospital.Open())
        {
            foreach (var alert in await context.Alerts.ToListAsync(Token))
                alert.State = AlertState.Dismissed;
            await context.SaveChangesAsync(Token);
        }

        await hospital.PutAsync(Hospital.Rows(50, failing: Failing).Where(row => row.Time!.Value.Day >= Hospital.FirstDay.AddDays(45)));
        await hospital.RunAsync();

        await using var after = hospital.Open();
        (await after.Alerts.CountAsync(alert => alert.RuleKey == "sens-floor", Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Run_PairUnderAnAlertedParent_OpensNoAlertOfItsOwn()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var pairsBelow = await context.VerdictSpells
            .Where(spell => spell.To == null && spell.Verdict == Verdict.Below && context.Subgroups.Any(subgroup => subgroup.Id == spell.SubgroupId && subgroup.Order == 2))
            .CountAsync(Token);
        pairsBelow.ShouldBeGreaterThan(0);
        (await context.Alerts.CountAsync(alert => context.Subgroups.Any(subgroup => subgroup.Id == alert.SubgroupId && subgroup.Order == 2), Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Run_PairsThatAreBelow_GetAHistoryAndTheOthersKeepNone()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var noticed = await context.VerdictSpells
            .Where(spell => spell.To == null && (spell.Verdict == Verdict.Below || spell.Verdict == Verdict.Watch))
            .Select(spell => spell.SubgroupId).Distinct().ToListAsync(Token);
        var pairs = await context.Subgroups.Where(subgroup => subgroup.Order == 2).Select(subgroup => subgroup.Id).ToListAsync(Token);
        var days = await context.PointSets.CountAsync(Token);
        foreach (var pair in pairs)
            (await context.Points.CountAsync(point => point.SubgroupId == pair, Token)).ShouldBe(noticed.Contains(pair) ? days : 2);
    }

    [Fact]
    public async Task Run_StoppedAtEveryDay_EndsWithTheSameContent()
    {
        using var undisturbed = new StoredHospital();
        await undisturbed.PutAsync(Hospital.Rows(45, failing: Failing));
        await undisturbed.RunAsync();
        using var stopped = new StoredHospital();
        await stopped.PutAsync(Hospital.Rows(45, failing: Failing));

        var stops = 0;
        for (var finished = false; !finished && stops < 200;)
        {
            using var source = new CancellationTokenSource();
            try
            {
                await stopped.RunAsync(new StopAfter(source, 1 + (stops % 12)), source.Token);
                finished = true;
            }
            catch (OperationCanceledException)
            {
                stops++;
            }
        }

        stops.ShouldBeGreaterThan(10);
        (await stopped.DumpAsync()).ShouldBe(await undisturbed.DumpAsync());
    }

    [Fact]
    public async Task Run_RuleTakenOut_EndsItsSpellsAndKeepsItsAlerts()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));
        await hospital.RunAsync();

        await hospital.ChangeAsync(hospital.Definition with { Rules = [hospital.Definition.Rules[1]] });
        await hospital.RunAsync();

        await using var context = hospital.Open();
        (await context.VerdictSpells.CountAsync(spell => spell.RuleKey == "sens-floor" && spell.To == null, Token)).ShouldBe(0);
        (await context.Alerts.CountAsync(alert => alert.RuleKey == "sens-floor" && alert.State == AlertState.Open, Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Run_RuleTakenOutAndPutBackOnOneDay_IsJudgedAgain()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));
        await hospital.RunAsync();

        await hospital.ChangeAsync(hospital.Definition with { Rules = [hospital.Definition.Rules[1]] });
        await hospital.RunAsync();
        await hospital.ChangeAsync(Hospital.Definition);
        await hospital.RunAsync();

        await using var context = hospital.Open();
        var lasting = await context.VerdictSpells.Where(spell => spell.RuleKey == "sens-floor" && spell.To == null).ToListAsync(Token);
        lasting.Count.ShouldBeGreaterThan(20);
        lasting.ShouldAllBe(spell => spell.From == Hospital.FirstDay.AddDays(49));
    }

    [Fact]
    public async Task Run_StricterLimitAfterADismissal_OpensAnAlertOfItsOwn()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(45, failing: Failing));
        await hospital.RunAsync();
        await using (var context = hospital.Open())
        {
            await context.Alerts.ExecuteUpdateAsync(alert => alert.SetProperty(a => a.State, AlertState.Dismissed), Token);
        }

        await hospital.ChangeAsync(hospital.Definition with
        {
            Rules = [hospital.Definition.Rules[0] with { Limit = new Statistics.Limit.Floor(0.55) }, hospital.Definition.Rules[1]],
        });
        await hospital.PutAsync(Hospital.Rows(46, failing: Failing).Where(row => row.Time!.Value.Day == Hospital.FirstDay.AddDays(45)));
        await hospital.RunAsync();

        await using var after = hospital.Open();
        var alerts = await after.Alerts.Where(alert => alert.RuleKey == "sens-floor" && alert.State == AlertState.Open).ToListAsync(Token);
        alerts.ShouldContain(alert => alert.Revision == 2 && alert.Evidence.Limit == "at least 55 %");
    }

    [Fact]
    public async Task Run_RuleLoosenedWhileAnAlertIsOpen_LeavesItToAPerson()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(40, failing: Failing));
        await hospital.RunAsync();

        await hospital.ChangeAsync(hospital.Definition with
        {
            Rules = [hospital.Definition.Rules[0] with { Limit = new Statistics.Limit.Floor(0.01) }, hospital.Definition.Rules[1]],
        });
        await hospital.PutAsync(Hospital.Rows(80).Where(row => row.Time!.Value.Day >= Hospital.FirstDay.AddDays(40)));
        await hospital.RunAsync();

        await using var context = hospital.Open();
        (await context.Alerts.SingleAsync(alert => alert.RuleKey == "sens-floor", Token)).State.ShouldBe(AlertState.Open);
    }

    [Fact]
    public async Task Run_NewVersion_LeavesEarlierDaysAndDoesNotRecoverOnAWindowThatIsNotFull()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(40, failing: Failing));
        await hospital.RunAsync();
        var effective = Hospital.FirstDay.AddDays(40);
        var before = PointsBefore(await hospital.DumpAsync(), effective);

        await hospital.ChangeAsync(hospital.Definition with { Version = "2", Effective = effective, Threshold = 0.29 });
        await hospital.PutAsync(Hospital.Rows(56).Where(row => row.Time!.Value.Day >= effective));
        await hospital.RunAsync();

        PointsBefore(await hospital.DumpAsync(), effective).ShouldBe(before);
        await using var context = hospital.Open();
        (await context.Alerts.SingleAsync(alert => alert.RuleKey == "sens-floor", Token)).State.ShouldBe(AlertState.Open);
        (await context.Points.CountAsync(point => point.AsOf >= effective && point.Psi != null, Token)).ShouldBe(0);
    }

    /// <summary>Points of All and of single values.</summary>
    private static IEnumerable<string> PointsBefore(string dump, DateOnly day) => dump.Split('\n')
        .Where(line => line.StartsWith("point|", StringComparison.Ordinal) && !line.Split('|')[4].Contains('&'))
        .Where(line => string.CompareOrdinal(line.Split('|')[3], day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)) < 0);

    [Fact]
    public async Task Run_NewestDayJudgedAgainAfterAPassingFault_ContinuesTheEarlierSpell()
    {
        using var hospital = new StoredHospital();
        var rows = Hospital.Rows(40);
        await hospital.PutAsync(rows.Where(row => row.Time!.Value.Day < Hospital.FirstDay.AddDays(39)));
        await hospital.RunAsync();
        await hospital.PutAsync(rows.Where(row => row.Time!.Value.Day >= Hospital.FirstDay.AddDays(39)));
        await hospital.RunAsync();
        var before = Spells(await hospital.DumpAsync());

        await hospital.PutAsync(rows.Select(row => row.Values[0] == "A" ? row with { Score = 0.1 } : row));
        await hospital.EvaluateAsync();
        await hospital.JudgeAsync();
        Spells(await hospital.DumpAsync()).ShouldNotBe(before);
        await hospital.PutAsync(rows);
        await hospital.EvaluateAsync();
        await hospital.JudgeAsync();

        Spells(await hospital.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Run_PersonAcknowledgesWhileTheRunIsAboutToClose_KeepsBoth()
    {
        using var hospital = new StoredHospital();
        var end = Hospital.FirstDay.AddDays(40);
        await hospital.PutAsync(Hospital.Rows(90, failing: Failing).Where(row => row.Time!.Value.Day < end)
            .Concat(Hospital.Rows(90).Where(row => row.Time!.Value.Day >= end)));
        await hospital.EvaluateAsync();

        await hospital.JudgeAsync(new Acknowledging(hospital, end));

        await using var context = hospital.Open();
        var alert = await context.Alerts.SingleAsync(alert => alert.RuleKey == "sens-floor", Token);
        alert.State.ShouldBe(AlertState.Recovered);
        alert.AcknowledgedBy.ShouldBe("Kim");
    }

    /// <summary>Acknowledges every open alert once, when a day was judged.</summary>
    private sealed class Acknowledging(StoredHospital hospital, DateOnly day) : IProgress<StepProgress>
    {
        private bool _done;

        public void Report(StepProgress value)
        {
            if (_done || value.Day != day)
                return;
            _done = true;
            using var context = hospital.Open();
            foreach (var alert in context.Alerts.Where(alert => alert.State == AlertState.Open))
            {
                alert.State = AlertState.Acknowledged;
                alert.AcknowledgedBy = "Kim";
            }

            context.SaveChanges();
        }
    }

    private static IEnumerable<string> Spells(string dump) => dump.Split('\n').Where(line => line.StartsWith("spell|", StringComparison.Ordinal));

    /// <summary>Spells and alerts of single-dimension subgroups that began from a day on.</summary>
    private static List<string> SinglesFrom(string dump, DateOnly from)
    {
        var text = from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var singles = dump.Split('\n').Where(line => line.StartsWith("alert|", StringComparison.Ordinal) || line.StartsWith("spell|", StringComparison.Ordinal))
            .Where(line => !line.Split('|')[3].Contains('&') && string.CompareOrdinal(line.Split('|')[4], text) >= 0)
            .ToList();
        singles.ShouldContain(line => line.StartsWith("alert|", StringComparison.Ordinal));
        singles.ShouldContain(line => line.StartsWith("spell|", StringComparison.Ordinal));
        return singles;
    }

    private sealed class StopAfter(CancellationTokenSource source, int reports) : IProgress<StepProgress>
    {
        private int _left = reports;

        public void Report(StepProgress value)
        {
            if (--_left == 0)
                source.Cancel();
        }
    }
}

using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Evidence;

/// <summary>What is frozen, when, and that it stays.</summary>
public sealed class LedgerTests
{
    private const int Maturity = 5;
    private const int FirstCounted = 10;
    private static readonly DateOnly First = PeekSafeHospital.FirstDay;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_DayByDay_FreezesEachDayWhenItMatures()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(40));
        await hospital.RunAsync();

        var lines = await hospital.LinesAsync();
        lines.Select(line => line.Day).ShouldBe(Enumerable.Range(FirstCounted, 40 - Maturity - FirstCounted).Select(First.AddDays));
        lines.Where(line => line.Day > First.AddDays(FirstCounted)).ShouldAllBe(line => line.FrozenOn == line.Day.AddDays(Maturity));
        lines[0].Streams.ShouldBe(0);
        lines[1].Streams.ShouldBeGreaterThan(20);
        lines[^1].Streams.ShouldBeGreaterThanOrEqualTo(lines[1].Streams);
        (await hospital.LinesAsync("auroc-gap")).Select(line => (line.Day, line.Streams)).ShouldBe(lines.Select(line => (line.Day, line.Streams)));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(9, true)]
    [InlineData(9, false)]
    public async Task Run_InOneGoOrNightByNightOrKilled_WritesTheSame(int rowsOfSomePatients, bool areLinked)
    {
        // Every tenth row is one of a patient who comes so often, or of an encounter of nobody knows whom that was scored so often.
        var rows = PeekSafeHospital.Rows(44, failing: 18).Select((row, index) => (index % 10, $"P{index / 10 / rowsOfSomePatients}") switch
        {
            (not 0, _) => row,
            (_, var patient) when areLinked => row with { Patient = patient },
            (_, var encounter) => row with { Patient = null, Encounter = encounter },
        }).ToList();
        using var whole = new StoredHospital(PeekSafeHospital.Definition);
        await whole.PutAsync(rows);
        await whole.RunAsync();
        var expected = PeekSafeHospital.Evidence(await whole.DumpAsync());
        expected.ShouldContain(line => line.StartsWith("alert|", StringComparison.Ordinal));
        expected.Count(line => line.StartsWith("checkpoint|", StringComparison.Ordinal)).ShouldBe(2);

        using var nightly = new StoredHospital(PeekSafeHospital.Definition);
        for (var day = 24; day <= 44; day++)
        {
            await nightly.PutAsync(rows.Before(day).From(day == 24 ? 0 : day - 1));
            await nightly.RunAsync();
        }

        PeekSafeHospital.Evidence(await nightly.DumpAsync()).ShouldBe(expected);

        using var killed = new StoredHospital(PeekSafeHospital.Definition);
        await killed.PutAsync(rows);
        await killed.EvaluateAsync(cancellationToken: Token);
        for (var reports = 1; reports < 5; reports++)
        {
            using var source = new CancellationTokenSource();
            await Should.ThrowAsync<OperationCanceledException>(killed.JudgeAsync(new StopAfter(source, 2 * reports), source.Token));
        }

        await killed.RunAsync();
        PeekSafeHospital.Evidence(await killed.DumpAsync()).ShouldBe(expected);
    }

    [Fact]
    public async Task Replay_FromTheLedgerAlone_IsTheCheckpointToTheBit()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        await hospital.PutAsync(PeekSafeHospital.Rows(60, failing: 18, mended: 40));
        await hospital.RunAsync();

        foreach (var rule in PeekSafeHospital.Definition.Rules)
        {
            await using var context = hospital.Open();
            var stored = await context.EvidenceForms.SingleAsync(form => form.RuleKey == rule.Key, Token);
            var checkpoint = await context.EvidenceCheckpoints.SingleAsync(row => row.RuleKey == rule.Key, Token);
            var streams = new FormStreams(new RuleForm(hospital.Definition, rule, 1, stored.From, FormBasis.Parse(stored.Basis)));
            LedgerReplay.Run(streams, (await hospital.LinesAsync(rule.Key)).Select(FrozenDay.Of), [], []);

            StreamsCodec.Encode(streams).ShouldBe(checkpoint.State, rule.Key);
            streams.Streams.ShouldContain(stream => stream.Watching.Steps > 5, rule.Key);
        }
    }

    [Fact]
    public async Task Run_WithoutItsCheckpoints_TakesTheSameSteps()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        var rows = PeekSafeHospital.Rows(46, failing: 18);
        await hospital.PutAsync(rows.Before(40));
        await hospital.RunAsync();
        await using (var context = hospital.Open())
        {
            await context.EvidenceCheckpoints.ExecuteDeleteAsync(Token);
        }

        await hospital.PutAsync(rows.From(40));
        await hospital.RunAsync();
        using var whole = new StoredHospital(PeekSafeHospital.Definition);
        await whole.PutAsync(rows);
        await whole.RunAsync();

        PeekSafeHospital.Evidence(await hospital.DumpAsync()).ShouldBe(PeekSafeHospital.Evidence(await whole.DumpAsync()));
    }

    [Fact]
    public async Task Run_FrozenDayIsRevised_ChangesPointsAndNoStep()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        var rows = PeekSafeHospital.Rows(40);
        await hospital.PutAsync(rows);
        await hospital.RunAsync();
        var before = await hospital.DumpAsync();
        var path = (await hospital.PathAsync("race=A")).ShouldNotBeNull();

        var revised = First.AddDays(30);
        await hospital.PutAsync(rows.Where(row => row.Time!.Value.Day == revised).Select(row => row with { Outcome = 1, Score = 0.01 }));
        await hospital.RunAsync();
        var after = await hospital.DumpAsync();

        string[] Of(string dump, string kind) => [.. dump.Split('\n').Where(line => line.StartsWith(kind, StringComparison.Ordinal))];
        Of(after, "frozen|").ShouldBe(Of(before, "frozen|"));
        Of(after, "checkpoint|").ShouldBe(Of(before, "checkpoint|"));
        Of(after, "point|").ShouldNotBe(Of(before, "point|"));
        path.RevisedDays.ShouldBeEmpty();
        var again = (await hospital.PathAsync("race=A")).ShouldNotBeNull();
        again.RevisedDays.ShouldBe([revised]);
        again.Steps.ShouldBe(path.Steps);
    }

    [Fact]
    public async Task Run_HeldDay_IsFrozenAndSteppedWhenItIsReleased()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        var held = First.AddDays(25);
        var rows = PeekSafeHospital.Rows(46);
        await hospital.PutAsync(rows.Before(40));
        await using (var context = hospital.Open())
        {
            context.PendingDays.Add(new PendingDay { ModelId = hospital.ModelId, Day = held, Since = DateTime.UnixEpoch, Hold = HoldReason.RowsLost });
            await context.SaveChangesAsync(Token);
        }

        await hospital.RunAsync();
        (await hospital.LinesAsync()).ShouldNotContain(line => line.Day == held);
        (await hospital.LinesAsync()).ShouldContain(line => line.Day == held.AddDays(1));
        await using (var context = hospital.Open())
        {
            await context.PendingDays.ExecuteDeleteAsync(Token);
        }

        await hospital.RunAsync();
        (await hospital.LinesAsync()).ShouldNotContain(line => line.Day == held, "there was no new as-of day");
        await hospital.PutAsync(rows.From(40));
        await hospital.RunAsync();

        (await hospital.LinesAsync()).Single(line => line.Day == held).FrozenOn.ShouldBe(First.AddDays(40));
        var steps = (await hospital.PathAsync("")).ShouldNotBeNull().Steps.Select(step => step.Day).ToList();
        steps.IndexOf(held).ShouldBe(steps.IndexOf(First.AddDays(34)) + 1);
        steps.IndexOf(First.AddDays(35)).ShouldBe(steps.IndexOf(held) + 1);
    }

    [Fact]
    public async Task Run_RuleWithItsOwnFirstDay_CountsFromThere()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition with
        {
            Rules = [PeekSafeHospital.Definition.Rules[0] with { EffectiveFrom = First.AddDays(21) }, PeekSafeHospital.Definition.Rules[1] with { EffectiveFrom = First }],
        });
        await hospital.PutAsync(PeekSafeHospital.Rows(40));
        await hospital.RunAsync();

        (await hospital.LinesAsync())[0].Day.ShouldBe(First.AddDays(21));
        (await hospital.LinesAsync("auroc-gap"))[0].Day.ShouldBe(First.AddDays(FirstCounted), "the baseline never counts");
    }

    [Fact]
    public async Task Run_ChangedLimitThresholdVersionOrBudget_BeginsAStreamOfDaysThatNobodyHadSeen()
    {
        var definition = PeekSafeHospital.Definition;
        ModelDefinition[] changes =
        [
            definition with { Rules = [definition.Rules[0] with { Limit = new Limit.Floor(0.55) }, definition.Rules[1]] },
            definition with { Threshold = 0.31 },
            definition with { Version = "2", Effective = First.AddDays(34) },
            definition with { EvidenceBudget = 200 },
        ];
        foreach (var changed in changes)
        {
            using var hospital = new StoredHospital(definition);
            var rows = PeekSafeHospital.Rows(46);
            await hospital.PutAsync(rows.Before(40));
            await hospital.RunAsync();
            var before = await hospital.LinesAsync();
            await hospital.ChangeAsync(changed);
            await hospital.PutAsync(rows.From(40));
            await hospital.RunAsync();

            (await hospital.LinesAsync()).Select(line => line.Day).ShouldBe(before.Select(line => line.Day));
            (await hospital.LinesAsync(since: 2)).Select(line => line.Day).ShouldBe(Enumerable.Range(35, 6).Select(First.AddDays));
            (await hospital.PathAsync("")).ShouldNotBeNull().From.ShouldBe(First.AddDays(35));
        }
    }

    [Fact]
    public async Task Run_RenamedModelAndOtherRule_KeepTheStream()
    {
        using var hospital = new StoredHospital(PeekSafeHospital.Definition);
        var rows = PeekSafeHospital.Rows(46);
        await hospital.PutAsync(rows.Before(40));
        await hospital.RunAsync();
        await hospital.ChangeAsync(PeekSafeHospital.Definition with { Name = "Another name", Rules = [PeekSafeHospital.Definition.Rules[0]] });
        await hospital.PutAsync(rows.From(40));
        await hospital.RunAsync();

        var lines = await hospital.LinesAsync();
        lines.Count.ShouldBe(46 - Maturity - FirstCounted);
        lines[^1].Revision.ShouldBe(2);
        lines[^1].Streams.ShouldBeLessThan(lines[0 + (40 - Maturity - FirstCounted - 1)].Streams, "the streams of a rule that is gone no longer share the budget");
    }

    [Fact]
    public async Task Run_RuleAgainstTheOwnBaseline_FreezesItsValuesWhenTheEvidenceBegins()
    {
        var rule = PeekSafeHospital.Definition.Rules[0] with { Key = "own", Limit = new Limit.Gap(0.2), Against = new Reference.OwnBaseline() };
        using var hospital = new StoredHospital(PeekSafeHospital.Definition with { Rules = [rule] });
        var rows = PeekSafeHospital.Rows(60, failing: 25);
        await hospital.PutAsync(rows.Before(40));
        await hospital.RunAsync();
        var before = await BasisAsync();
        before.References.ShouldNotBeNull()["race=B"].ShouldBeInRange(0.5, 1);
        before.References.Keys.ShouldContain("");

        // Nobody rewrites what was frozen, though the baseline itself is revised.
        await hospital.PutAsync(rows.Before(5).Select(row => row with { Score = 0.05 }));
        await hospital.PutAsync(rows.From(40));
        await hospital.RunAsync();

        (await BasisAsync()).ToJson().ShouldBe(before.ToJson());
        (await hospital.PathAsync("race=B", "own")).ShouldNotBeNull().IsAlarmed.ShouldBeTrue();
        (await hospital.PathAsync("race=A", "own")).ShouldNotBeNull().IsAlarmed.ShouldBeFalse();

        async Task<FormBasis> BasisAsync()
        {
            await using var context = hospital.Open();
            return FormBasis.Parse((await context.EvidenceForms.SingleAsync(form => form.RuleKey == "own", Token)).Basis);
        }
    }

    [Fact]
    public async Task Run_IntervalEvidence_WritesNoLedger()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(PeekSafeHospital.Rows(40));
        await hospital.RunAsync();

        (await hospital.LinesAsync()).ShouldBeEmpty();
        (await hospital.PathAsync("")).ShouldBeNull();
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

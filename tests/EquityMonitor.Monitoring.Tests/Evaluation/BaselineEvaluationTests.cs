using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

public sealed class BaselineEvaluationTests
{
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateOnly Failing = Hospital.FirstDay.AddDays(20);

    private static readonly ModelDefinition Definition = Hospital.Definition with
    {
        Rules =
        [
            Hospital.Definition.Rules[0],
            Hospital.Definition.Rules[0] with { Key = "own", Name = "Worse than before", Limit = new Limit.Gap(0.2), Against = new Reference.OwnBaseline() },
        ],
    };

    [Fact]
    public async Task Evaluate_WithARuleThatAsks_KeepsEverySubgroupOfTheBaseline()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Hospital.Rows(30));

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var baseline = (await BaselineSamples.LoadAsync(context, hospital.ModelId, only: null, Token)).ShouldNotBeNull();
        (baseline.Version, baseline.Period).ShouldBe(("1", Definition.Baseline!.Value));
        var expected = PeriodEvaluation.Evaluate(Definition, Hospital.Rows(10), 2, Token);
        baseline.Samples.Keys.ShouldBe(expected.Select(sample => sample.Key), ignoreOrder: true);
        foreach (var sample in expected)
        {
            baseline.Find(sample.Key)!.Counts.ShouldBe(sample.Own.Counts);
            baseline.ValueOf(Metric.Sensitivity, sample.Key, RuleJudge.ScaleOf(Definition)).ValueOrNull.ShouldBe(sample.Own.Counts.TruePositives / (double)sample.Own.Counts.Positives);
            baseline.Find(sample.Key)!.AveragePrecision!.Value.Value.ShouldBe(sample.Own.AveragePrecision!.Value.Value, 1e-12);
        }

        baseline.ValueOf(Metric.Sensitivity, SubgroupKey.Of("race", "Nobody"), RuleJudge.ScaleOf(Definition)).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoBaseline));
        var number = await context.Subgroups.Where(subgroup => subgroup.Key == "race=B").Select(subgroup => subgroup.Id).SingleAsync(Token);
        (await BaselineSamples.LoadAsync(context, hospital.ModelId, [number], Token))!.Samples.Keys.Select(key => key.ToString()).ShouldBe(["", "race=B"], ignoreOrder: true);
    }

    [Fact]
    public async Task Evaluate_WithoutARuleThatAsks_KeepsNothing()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Hospital.Rows(20));
        await hospital.EvaluateAsync();

        await hospital.ChangeAsync(Hospital.Definition);
        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        (await BaselineSamples.LoadAsync(context, hospital.ModelId, only: null, Token)).ShouldBeNull();
        (await context.BaselinePoints.CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Evaluate_BaselineOfAnEarlierVersion_IsNone()
    {
        using var hospital = new StoredHospital(Definition with { Effective = Hospital.FirstDay.AddDays(1) });
        await hospital.PutAsync(Hospital.Rows(20));

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        (await context.BaselineSets.CountAsync(Token)).ShouldBe(0);
    }

    [Fact]
    public async Task Evaluate_OnlyAChangedBaseline_IsComputedAnew()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Hospital.Rows(20));
        await hospital.EvaluateAsync();
        var first = await SetAsync(hospital);

        await hospital.PutAsync(Hospital.Rows(25).Skip(20 * 60));
        await hospital.EvaluateAsync();
        (await SetAsync(hospital)).ShouldBe(first);

        await hospital.PutAsync(Hospital.Rows(1, perDay: 90));
        await hospital.EvaluateAsync();
        var changed = await SetAsync(hospital);
        changed.Fingerprint.ShouldNotBe(first.Fingerprint);
        changed.Scored.ShouldBe(first.Scored + 30);
    }

    [Fact]
    public async Task Judge_GroupThatBecomesWorseThanItWas_OpensAnAlertWithTheBaselineBesideIt()
    {
        using var hospital = new StoredHospital(Definition);
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var alert = (await context.Alerts.ToListAsync(Token)).Where(alert => alert.RuleKey == "own").ShouldHaveSingleItem();
        (await context.Subgroups.SingleAsync(subgroup => subgroup.Id == alert.SubgroupId, Token)).Key.ShouldBe("race=B");
        var baseline = (await BaselineSamples.LoadAsync(context, hospital.ModelId, only: null, Token))!;
        alert.OpenedFor.ShouldBeGreaterThan(Failing.AddDays(5));
        alert.Evidence.Limit.ShouldBe("no more than 20 points worse than its own baseline");
        alert.Evidence.ReferenceValue.ShouldBe(baseline.ValueOf(Metric.Sensitivity, SubgroupKey.Of("race", "B"), RuleJudge.ScaleOf(Definition)).ValueOrNull);
        alert.Evidence.Compared!.Value.ShouldBe(alert.Evidence.Value - alert.Evidence.ReferenceValue!.Value, 1e-12);
        alert.Evidence.ReferenceSmallestCell.ShouldNotBeNull();

        // Until the whole window lies after the baseline, there is none.
        var early = await VerdictReader.OnDayAsync(context, hospital.ModelId, Hospital.FirstDay.AddDays(20), Token);
        early[("own", SubgroupKey.Of("race", "B"))].Verdict.ShouldBe(Verdict.InsufficientData);
        early[("own", SubgroupKey.All)].Verdict.ShouldBe(Verdict.InsufficientData);
    }

    [Fact]
    public async Task Judge_TheSameDaysAtOnceOrOneByOne_SaysTheSame()
    {
        var rows = Hospital.Rows(40, failing: Failing);
        using var atOnce = new StoredHospital(Definition);
        await atOnce.PutAsync(rows);
        await atOnce.RunAsync();
        using var nightly = new StoredHospital(Definition);
        await nightly.PutAsync(rows.Where(row => row.Time!.Value.Day < Hospital.FirstDay.AddDays(30)));
        for (var day = 30; day <= 40; day++)
        {
            await nightly.RunAsync();
            await nightly.PutAsync(rows.Where(row => row.Time!.Value.Day == Hospital.FirstDay.AddDays(day)));
        }

        await nightly.RunAsync();
        await nightly.RunAsync();

        Singles(await nightly.DumpAsync()).ShouldBe(Singles(await atOnce.DumpAsync()));
    }

    [Fact]
    public async Task Run_PairHeldAgainstANamedValue_GivesItsCounterpartTheSameHistory()
    {
        using var hospital = new StoredHospital(Definition with
        {
            Rules = [Definition.Rules[0] with { Key = "against-a", Limit = new Limit.Gap(0.2), Against = new Reference.NamedValue("race", "A") }],
        });
        await hospital.PutAsync(Hospital.Rows(50, failing: Failing));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var alert = (await context.Alerts.ToListAsync(Token)).Where(alert => alert.State == AlertState.Open).ShouldHaveSingleItem();
        alert.Evidence.Limit.ShouldBe("no more than 20 points worse than the group \u201cA\u201d");
        var followed = await VerdictReader.NoticedAsync(context, Token);
        var pair = followed.Select(verdict => verdict.Subgroup).First(key => key.Order == 2);
        var counterpart = SubgroupKey.Of(pair.Parts.Select(part => part.Key == "race" ? new("race", "A") : part));
        (await DaysAsync(context, counterpart)).ShouldBe(await DaysAsync(context, pair));
        (await DaysAsync(context, pair)).ShouldBeGreaterThan(10);
    }

    private static async Task<int> DaysAsync(Data.MonitorDbContext context, SubgroupKey key) =>
        await context.Points.CountAsync(point => point.Window == 14 && context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Key == key.ToString()), Token);

    private static async Task<(long Fingerprint, long Scored)> SetAsync(StoredHospital hospital)
    {
        await using var context = hospital.Open();
        var baseline = (await BaselineSamples.LoadAsync(context, hospital.ModelId, only: null, Token)).ShouldNotBeNull();
        return ((await context.BaselineSets.SingleAsync(Token)).Fingerprint, baseline.Find(SubgroupKey.All)!.Scored);
    }

    /// <summary>Pairs are judged on the newest day alone, which is another one every night.</summary>
    private static string[] Singles(string dump) =>
        [.. dump.Split('\n').Where(line => line.StartsWith("spell|", StringComparison.Ordinal) || line.StartsWith("baseline", StringComparison.Ordinal)).Where(line => !line.Contains(" & ", StringComparison.Ordinal) || line.StartsWith("baseline", StringComparison.Ordinal))];
}

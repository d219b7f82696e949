using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Sources;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

public sealed class EvaluateStepTests
{
    private static readonly CancellationToken Token = CancellationToken.None;

    [Fact]
    public async Task Run_StoredDays_WritesFullWindowsOnlyUpToTheNewestDay()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(40));

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var sets = await context.PointSets.ToListAsync(Token);
        foreach (var (window, maturity) in new[] { (7, 5), (14, 5) })
        {
            var days = sets.Where(set => set.Window == window).Select(set => set.AsOf).Order().ToList();
            days[0].ShouldBe(Hospital.FirstDay.AddDays(window + maturity - 1));
            days[^1].ShouldBe(Hospital.FirstDay.AddDays(39));
            days.Count.ShouldBe(40 - window - maturity + 1);
        }

        sets.ShouldAllBe(set => set.DaysPresent == set.Window && set.DaysHeld == 0);
    }

    [Fact]
    public async Task Run_ShortHistory_EvaluatesTheNewestDayAndTellsHowManyDaysThereAre()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(8));

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var set = await context.PointSets.SingleAsync(set => set.Window == 14, Token);
        set.AsOf.ShouldBe(Hospital.FirstDay.AddDays(7));
        set.DaysPresent.ShouldBe(3);
    }

    [Fact]
    public async Task Run_Points_EqualThePeriodEvaluationOfTheirRanges()
    {
        using var hospital = new StoredHospital();
        var rows = Hospital.Rows(30);
        await hospital.PutAsync(rows);

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var keys = await context.Subgroups.ToDictionaryAsync(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key), Token);
        foreach (var set in await context.PointSets.Where(set => set.AsOf >= Hospital.FirstDay.AddDays(28)).ToListAsync(Token))
        {
            var points = await context.Points.Where(point => point.Window == set.Window && point.AsOf == set.AsOf).ToListAsync(Token);
            var samples = SubgroupSamples.FromPoints(points, keys);
            var mature = Within(rows, set.MatureFrom, set.MatureTo);
            var scored = Within(rows, set.ScoredFrom, set.ScoredTo);
            var order = samples.Max(sample => sample.Key.Order);
            order.ShouldBe(set.AsOf == Hospital.FirstDay.AddDays(29) ? 2 : 1);
            var expectedMature = PeriodEvaluation.Evaluate(hospital.Definition, mature, order, Token).ToDictionary(sample => sample.Key);
            var expectedScored = PeriodEvaluation.Evaluate(hospital.Definition, scored, order, Token).ToDictionary(sample => sample.Key);
            foreach (var sample in samples)
            {
                var performance = expectedMature[sample.Key].Own;
                sample.Own.Counts.ShouldBe(performance.Counts);
                sample.Own.Mature.ShouldBe(performance.Mature);
                sample.Own.Auroc.ShouldBe(performance.Auroc);
                sample.Own.SumSquaredError.ShouldBe(performance.SumSquaredError, 1e-9);
                sample.Own.ClusterVariances!.Sensitivity.ShouldBe(performance.ClusterVariances!.Sensitivity);
                (sample.Own.ClusterVariances.Auroc ?? -1).ShouldBe(performance.ClusterVariances.Auroc ?? -1, 1e-12);
                sample.Complement?.Auroc.ShouldBe(expectedMature[sample.Key].Complement?.Auroc);
                sample.Own.Scored.ShouldBe(expectedScored[sample.Key].Own.Scored);
                sample.Own.Flagged.ShouldBe(expectedScored[sample.Key].Own.Flagged);
                sample.Own.Overridden.ShouldBe(expectedScored[sample.Key].Own.Overridden);
                sample.Own.Patients.ShouldBe(expectedScored[sample.Key].Own.Patients);
            }
        }
    }

    [Fact]
    public async Task Run_Again_ChangesNothing()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(30));
        await hospital.EvaluateAsync();
        var before = await hospital.DumpAsync();
        var reported = new List<StepProgress>();

        await hospital.EvaluateAsync(progress: new Recorder(reported));

        (await hospital.DumpAsync()).ShouldBe(before);
        reported.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_DaysInTwoRuns_GivesTheSameBitsAsInOne()
    {
        using var atOnce = new StoredHospital();
        await atOnce.PutAsync(Hospital.Rows(45));
        await atOnce.EvaluateAsync();
        using var inTwo = new StoredHospital();
        await inTwo.PutAsync(Hospital.Rows(31));
        await inTwo.EvaluateAsync();
        await inTwo.PutAsync(Hospital.Rows(45).Where(row => row.Time!.Value.Day >= Hospital.FirstDay.AddDays(31)));
        await inTwo.EvaluateAsync();
        await inTwo.FollowAsync();

        // The first run of the second hospital ended on another day, whose pairs are dropped again because nothing follows them.
        await atOnce.FollowAsync();
        WithoutPairMarks(await inTwo.DumpAsync()).ShouldBe(WithoutPairMarks(await atOnce.DumpAsync()));
    }

    [Fact]
    public async Task Run_LateOutcome_RecomputesOnlyTheWindowsThatHoldTheDay()
    {
        using var hospital = new StoredHospital();
        var rows = Hospital.Rows(40);
        await hospital.PutAsync(rows);
        await hospital.EvaluateAsync();
        var changed = Hospital.FirstDay.AddDays(20);
        await hospital.PutAsync(rows.Where(row => row.Time!.Value.Day == changed).Select(row => row with { Outcome = row.Outcome ?? 1 }));
        var reported = new List<StepProgress>();

        await hospital.EvaluateAsync(progress: new Recorder(reported));

        reported.Select(progress => progress.Day!.Value).ShouldBe(
            Enumerable.Range(0, 40).Select(offset => Hospital.FirstDay.AddDays(offset)).Where(asOf =>
                new[] { 7, 14 }.Any(window => asOf >= Hospital.FirstDay.AddDays(window + 4)
                    && (Holds(asOf.AddDays(-5), window, changed) || Holds(asOf, window, changed)))));
    }

    [Fact]
    public async Task Run_ThresholdChanged_RestatesEveryPoint()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(30));
        await hospital.EvaluateAsync();

        await hospital.ChangeAsync(hospital.Definition with { Threshold = 0.4 });
        await hospital.EvaluateAsync();

        using var fresh = new StoredHospital(Hospital.Definition with { Threshold = 0.4 });
        await fresh.PutAsync(Hospital.Rows(30));
        await fresh.EvaluateAsync();
        (await hospital.DumpAsync()).ShouldBe(await fresh.DumpAsync());
    }

    [Fact]
    public async Task Run_RulesChanged_RecomputesNothing()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(30));
        await hospital.EvaluateAsync();
        var reported = new List<StepProgress>();

        await hospital.ChangeAsync(hospital.Definition with { Rules = [hospital.Definition.Rules[0]] });
        await hospital.EvaluateAsync(progress: new Recorder(reported));

        reported.ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_DimensionDeclaredLater_ShowsNotRecordedForDaysThatLackIt()
    {
        using var hospital = new StoredHospital(Hospital.Definition with { Dimensions = [.. Hospital.Definition.Dimensions.Take(2)] });
        await hospital.PutAsync(Hospital.Rows(20).Select(row => row with { Values = row.Values[..2] }));

        await hospital.ChangeAsync(Hospital.Definition);
        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        (await context.Subgroups.Select(subgroup => subgroup.Key).ToListAsync(Token)).ShouldContain("site=Not recorded");
    }

    [Fact]
    public async Task Run_DaysRemovedByRetention_KeepsThePointsThatWereComputedFromThem()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Hospital.Rows(40));
        await hospital.EvaluateAsync();
        var before = await PointsAsync(hospital);
        await using (var context = hospital.Open())
        {
            // The baseline's days never expire, so the gap begins after them.
            var (from, to) = (Hospital.FirstDay.AddDays(10), Hospital.FirstDay.AddDays(17));
            await context.EncounterDayContents.Where(day => day.Day >= from && day.Day <= to).ExecuteDeleteAsync(Token);
            await context.EncounterDays.Where(day => day.Day >= from && day.Day <= to).ExecuteDeleteAsync(Token);
        }

        await hospital.EvaluateAsync();

        (await PointsAsync(hospital)).ShouldBe(before);
    }

    [Fact]
    public async Task Run_WindowWithoutAnyRow_HasNoPointsAndIsJudgedWithoutThem()
    {
        using var hospital = new StoredHospital();
        var gap = Hospital.FirstDay.AddDays(60);
        await hospital.PutAsync(Hospital.Rows(30).Concat(Hospital.Rows(62).Where(row => row.Time!.Value.Day >= gap)));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var empty = Hospital.FirstDay.AddDays(45);
        (await context.PointSets.CountAsync(set => set.AsOf == empty && set.Window == 7, Token)).ShouldBe(1);
        (await context.Points.CountAsync(point => point.AsOf == empty && point.Window == 7, Token)).ShouldBe(0);
        (await context.JudgeStates.SingleAsync(Token)).JudgedThrough.ShouldBe(Hospital.FirstDay.AddDays(61));
    }

    [Fact]
    public async Task Run_DriftAgainstTheOwnBaseline_IsZeroOnTheBaselineItself()
    {
        using var hospital = new StoredHospital(Hospital.Definition with { Baseline = new Monitoring.Registry.DateRange(Hospital.FirstDay.AddDays(16), Hospital.FirstDay.AddDays(29)) });
        await hospital.PutAsync(Hospital.Rows(30));

        await hospital.EvaluateAsync();

        await using var context = hospital.Open();
        var points = await context.Points.Where(point => point.Window == 14 && point.AsOf == Hospital.FirstDay.AddDays(29)).ToListAsync(Token);
        points.Count.ShouldBeGreaterThan(8);
        points.ShouldAllBe(point => point.Psi == 0 && point.Ks == 0 && point.KsPValue == 1 && point.BaselineScored == point.Scored);
    }

    private static async Task<IEnumerable<string>> PointsAsync(StoredHospital hospital) =>
        (await hospital.DumpAsync()).Split('\n').Where(line => line.StartsWith("point|", StringComparison.Ordinal) || line.StartsWith("set|", StringComparison.Ordinal));

    private static bool Holds(DateOnly to, int window, DateOnly day) => day <= to && day > to.AddDays(-window);

    private static List<ScoredEncounter> Within(List<ScoredEncounter> rows, DateOnly from, DateOnly to) =>
        rows.FindAll(row => row.Time!.Value.Day >= from && row.Time!.Value.Day <= to);

    /// <summary>Without the last field of a point set, which tells on which days every pair was evaluated.</summary>
    private static string WithoutPairMarks(string dump) =>
        string.Join('\n', dump.Split('\n').Select(line => line.StartsWith("set|", StringComparison.Ordinal) ? line[..line.LastIndexOf('|')] : line));

    private sealed class Recorder(List<StepProgress> reported) : IProgress<StepProgress>
    {
        public void Report(StepProgress value) => reported.Add(value);
    }
}

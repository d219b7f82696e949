using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Rules;

public sealed class AffectedStepTests
{
    private const int Days = 50;
    private static readonly CancellationToken Token = CancellationToken.None;
    private static readonly DateOnly Newest = Hospital.FirstDay.AddDays(Days - 1);

    [Fact]
    public async Task Run_SubgroupBelow_CountsItsDistinctPatientsInTheScoredRange()
    {
        using var hospital = new StoredHospital();
        var rows = Failing();
        await hospital.PutAsync(rows);

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var below = await BelowAsync(context.VerdictSpells, context.Subgroups);
        below.ShouldContain(SubgroupKey.Of("race", "B"));
        var stored = await context.AffectedPatients.SingleAsync(Token);
        var inRange = rows.Where(row => row.Time!.Value.Day > Newest.AddDays(-14)).ToList();
        stored.AsOf.ShouldBe(Newest);
        stored.Window.ShouldBe(14);
        stored.CountsPatients.ShouldBeTrue();
        stored.Affected.ShouldBe(inRange.Where(row => below.Exists(key => IsIn(key, row))).Select(Who).Distinct(StringComparer.Ordinal).LongCount());
        stored.Total.ShouldBe(inRange.Select(Who).Distinct(StringComparer.Ordinal).LongCount());
        stored.Affected.ShouldBeInRange(1, stored.Total - 1);
    }

    [Fact]
    public async Task Run_Total_IsThePatientsOfAll()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Failing());

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var all = await (
            from point in context.Points
            join subgroup in context.Subgroups on point.SubgroupId equals subgroup.Id
            where subgroup.Order == 0 && point.Window == 14 && point.AsOf == Newest
            select point.Patients).SingleAsync(Token);
        (await context.AffectedPatients.SingleAsync(Token)).Total.ShouldBe(all!.Value);
    }

    [Fact]
    public async Task Run_PatientsCannotBeLinked_CountsEncounters()
    {
        using var hospital = new StoredHospital(Hospital.Definition with { Patient = null });
        await hospital.PutAsync(Failing().Select(row => row with { Patient = null }));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var stored = await context.AffectedPatients.SingleAsync(Token);
        stored.CountsPatients.ShouldBeFalse();
        stored.Total.ShouldBe(14 * 60);
    }

    [Fact]
    public async Task Run_NothingBelow_CountsNobodyOutOfAll()
    {
        using var hospital = new StoredHospital(Hospital.Definition with { Rules = [Hospital.Definition.Rules[0] with { Limit = new EquityMonitor.Statistics.Limit.Floor(0.01) }] });
        await hospital.PutAsync(Hospital.Rows(Days));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        var stored = await context.AffectedPatients.SingleAsync(Token);
        stored.Affected.ShouldBe(0);
        stored.Total.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Run_NothingChanged_DoesNotReadTheDaysAgain()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Failing());
        await hospital.RunAsync();
        var before = await hospital.DumpAsync();
        await using (var context = hospital.Open())
            await context.EncounterDayContents.ExecuteUpdateAsync(content => content.SetProperty(row => row.Arrow, Array.Empty<byte>()), Token);

        await hospital.CountAffectedAsync(Token);

        (await hospital.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Run_StoppedBeforeTheCount_CountsWhenRunAgain()
    {
        using var whole = new StoredHospital();
        await whole.PutAsync(Failing());
        await whole.RunAsync();
        using var stopped = new StoredHospital();
        await stopped.PutAsync(Failing());
        await stopped.EvaluateAsync(cancellationToken: Token);
        await stopped.JudgeAsync(cancellationToken: Token);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => stopped.CountAffectedAsync(gone.Token));

        await stopped.RunAsync();

        (await stopped.DumpAsync()).ShouldBe(await whole.DumpAsync());
    }

    [Fact]
    public async Task Run_NewDay_CountsAnew()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Failing());
        await hospital.RunAsync();
        await hospital.PutAsync(Hospital.Rows(Days + 1, failing: Hospital.FirstDay.AddDays(20)).Where(row => row.Time!.Value.Day > Newest));

        await hospital.RunAsync();

        await using var context = hospital.Open();
        (await context.AffectedPatients.SingleAsync(Token)).AsOf.ShouldBe(Newest.AddDays(1));
    }

    [Fact]
    public async Task Run_RulesTakenBack_LeaveNoCount()
    {
        using var hospital = new StoredHospital();
        await hospital.PutAsync(Failing());
        await hospital.RunAsync();
        await hospital.ChangeAsync(Hospital.Definition with { Rules = [] });

        await hospital.RunAsync();

        await using var context = hospital.Open();
        (await context.AffectedPatients.AnyAsync(Token)).ShouldBeFalse();
    }

    private static List<ScoredEncounter> Failing() => Hospital.Rows(Days, failing: Hospital.FirstDay.AddDays(20));

    private static string Who(ScoredEncounter row) => row.Patient ?? row.Encounter;

    private static bool IsIn(SubgroupKey key, ScoredEncounter row) =>
        key.Parts.All(part => row.Values[Hospital.Definition.Dimensions.ToList().FindIndex(dimension => dimension.Column == part.Key)] == part.Value);

    private static async Task<List<SubgroupKey>> BelowAsync(IQueryable<VerdictSpell> spells, IQueryable<Subgroup> subgroups) =>
    [
        .. (await (
            from spell in spells
            join subgroup in subgroups on spell.SubgroupId equals subgroup.Id
            where spell.To == null && spell.Verdict == Verdict.Below
            select subgroup.Key).Distinct().ToListAsync(Token)).Select(SubgroupKey.Parse),
    ];
}

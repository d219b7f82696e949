using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Explore;

public sealed class PeriodLoaderTests
{
    private static readonly DateRange Week = new(Hospital.FirstDay.AddDays(4), Hospital.FirstDay.AddDays(10));

    [Fact]
    public async Task Stored_Model_TellsItsDaysAndTheUsualPeriodWithinThem()
    {
        using var hospital = await FillAsync();

        var stored = (await hospital.Periods.StoredAsync("small", CancellationToken.None))!;

        stored.Stored.ShouldBe(ExploredHospital.Period);
        stored.Newest.ShouldBe(ExploredHospital.Period.To);
        stored.Usual.ShouldBe(new DateRange(ExploredHospital.Mature.To.AddDays(-13), ExploredHospital.Mature.To));
        (await hospital.Periods.StoredAsync("other", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Stored_VersionBeganWithinTheUsualPeriod_BeginsWithIt()
    {
        using var hospital = await FillAsync(ExploredHospital.Definition with { Effective = ExploredHospital.Mature.To.AddDays(-3) });

        (await hospital.Periods.StoredAsync("small", CancellationToken.None))!.Usual.From.ShouldBe(ExploredHospital.Mature.To.AddDays(-3));
    }

    [Fact]
    public async Task Load_Period_HoldsItsEncountersAndTellsWhichMatured()
    {
        using var hospital = await FillAsync();

        var ready = (await hospital.Periods.LoadAsync("small", new DateRange(Week.From, new DateOnly(2027, 1, 1)), null, CancellationToken.None)).ShouldBeOfType<PeriodResult.Ready>();

        ready.Period.Days.ShouldBe(new DateRange(Week.From, ExploredHospital.Period.To));
        ready.Period.Mature.ShouldBe(new DateRange(Week.From, ExploredHospital.Mature.To));
        ready.Period.Encounters.ShouldBe(ExploredHospital.Rows.Count(row => ready.Period.Days.Contains(row.Time!.Value.Day)));
        ready.Facts.DaysStored.ShouldBe(ready.Period.Days.Days);
        ready.Facts.DaysHeld.ShouldBe(0);
    }

    [Fact]
    public async Task Load_NothingThere_SaysWhat()
    {
        using var hospital = await FillAsync();

        (await hospital.Periods.LoadAsync("other", Week, null, CancellationToken.None)).ShouldBeOfType<PeriodResult.NoModel>();
        (await hospital.Periods.LoadAsync("small", new DateRange(new DateOnly(2020, 1, 1), new DateOnly(2020, 2, 1)), null, CancellationToken.None))
            .ShouldBeOfType<PeriodResult.NoEncounters>().Stored.ShouldBe(ExploredHospital.Period);
        using var small = new PeriodLoader(hospital.Contexts, new EncounterDayReader(hospital.Contexts), new PeriodCache(10_000), hospital.Time);
        (await small.LoadAsync("small", Week, null, CancellationToken.None)).ShouldBeOfType<PeriodResult.TooMany>().Most.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Load_Again_IsTheSameUntilADayChanges()
    {
        using var hospital = await FillAsync();
        var first = (PeriodResult.Ready)await hospital.Periods.LoadAsync("small", Week, null, CancellationToken.None);
        ((PeriodResult.Ready)await hospital.Periods.LoadAsync("small", Week, null, CancellationToken.None)).Period.ShouldBeSameAs(first.Period);

        await hospital.PutAsync(ExploredHospital.Rows.Where(row => row.Time!.Value.Day == Week.From).Select(row => row with { Score = 0.9 }));

        var again = (PeriodResult.Ready)await hospital.Periods.LoadAsync("small", Week, null, CancellationToken.None);
        again.Period.ShouldNotBeSameAs(first.Period);
        again.Period.Scores.Length.ShouldNotBe(first.Period.Scores.Length);
        hospital.Cache.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Load_DaysAmongThoseLoaded_ReadsNothingAndIsTheSameAsLoadingThemAlone()
    {
        using var hospital = await FillAsync();
        using var fresh = await FillAsync();
        await hospital.Periods.LoadAsync("small", ExploredHospital.Period, null, CancellationToken.None);
        await ForgetContentsAsync(hospital);

        var cut = (PeriodResult.Ready)await hospital.Periods.LoadAsync("small", Week, null, CancellationToken.None);

        var alone = (PeriodResult.Ready)await fresh.Periods.LoadAsync("small", Week, null, CancellationToken.None);
        Same(cut.Period.Frame, alone.Period.Frame);
    }

    [Fact]
    public async Task Analyses_DaysThatAreLoaded_ReadNothing()
    {
        using var hospital = await FillAsync();
        using var fresh = await FillAsync();
        await hospital.Periods.LoadAsync("small", ExploredHospital.Period, null, CancellationToken.None);
        await ForgetContentsAsync(hospital);
        var query = new AnalysisQuery("small", 7, ExploredHospital.Period.To, [SubgroupKey.Of("race", "B")]);

        var shared = (await hospital.Analyses.CalibrationAsync(query, CancellationToken.None))!;

        var alone = (await fresh.Analyses.CalibrationAsync(query, CancellationToken.None))!;
        shared.Groups[0].Rows.ShouldBeGreaterThan(0);
        shared.Groups[0].Curve.ShouldBe(alone.Groups[0].Curve);
        shared.Groups[0].Slope.ShouldBe(alone.Groups[0].Slope);
    }

    [Fact]
    public async Task Cache_LittleRoom_KeepsWhatWasUsedLast()
    {
        using var hospital = await FillAsync();
        var bytes = LoadedPeriod.BytesFor(ExploredHospital.Rows.Count / ExploredHospital.Days * 8, 4);
        var cache = new PeriodCache(bytes);
        using var loader = new PeriodLoader(hospital.Contexts, new EncounterDayReader(hospital.Contexts), cache, hospital.Time);
        var first = (PeriodResult.Ready)await loader.LoadAsync("small", Week, null, CancellationToken.None);

        var second = (PeriodResult.Ready)await loader.LoadAsync("small", new DateRange(Week.From.AddDays(7), Week.To.AddDays(7)), null, CancellationToken.None);

        cache.Count.ShouldBe(1);
        cache.Find(first.Facts.Key).ShouldBeNull();
        cache.Find(second.Facts.Key).ShouldBeSameAs(second.Period);
    }

    private static async Task<StoredHospital> FillAsync(ModelDefinition? definition = null)
    {
        var hospital = new StoredHospital(definition ?? ExploredHospital.Definition);
        await hospital.PutAsync(ExploredHospital.Rows);
        return hospital;
    }

    /// <summary>Whoever reads days from now on finds none.</summary>
    private static async Task ForgetContentsAsync(StoredHospital hospital)
    {
        await using var context = hospital.Open();
        await context.EncounterDayContents.ExecuteDeleteAsync();
    }

    private static void Same(EncounterFrame frame, EncounterFrame other)
    {
        frame.Day.ShouldBe(other.Day);
        frame.Score.ShouldBe(other.Score);
        frame.Rank.ShouldBe(other.Rank);
        frame.Outcome.ShouldBe(other.Outcome);
        frame.Response.ShouldBe(other.Response);
        frame.Cluster.ShouldBe(other.Cluster);
        frame.Flagged.ShouldBe(other.Flagged);
        frame.Values.ShouldBe(other.Values);
        frame.Codes.ShouldBe(other.Codes);
    }
}

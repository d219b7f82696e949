using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Explore;

public sealed class ScanDeskTests
{
    private static readonly ScanSettings Settings = new(Metric.Sensitivity, 0.3, 5);

    [Fact]
    public async Task Run_FirstScan_IsNoSecondLookAndStandsInTheTrail()
    {
        using var hospital = await FillAsync();
        var ready = await LoadAsync(hospital, ExploredHospital.Period);

        var report = await hospital.ScanDesk.RunAsync(ready, Settings, "Ada", null, CancellationToken.None);

        report.Standing.ShouldBe(new ScanStanding(IsExploratory: false, EarlierScans: 0));
        await using var context = hospital.Open();
        var entry = await context.AuditEntries.SingleAsync();
        (entry.Who, entry.What, entry.Subject).ShouldBe(("Ada", ScanRecord.What, "small"));
        ScanRecord.TryRead(entry.Details).ShouldBe(new ScanRecord(ExploredHospital.Period, "sensitivity", 0.3, 5, ready.Facts.Key.Fingerprint, IsExploratory: false));
    }

    [Fact]
    public async Task Run_TheSameAgain_ShowsTheSameAndIsNoFurtherLook()
    {
        using var hospital = await FillAsync();
        var ready = await LoadAsync(hospital, ExploredHospital.Period);
        var first = await hospital.ScanDesk.RunAsync(ready, Settings, "Ada", null, CancellationToken.None);

        var again = await hospital.ScanDesk.RunAsync(ready, Settings, "Bea", null, CancellationToken.None);

        again.Standing.IsExploratory.ShouldBeFalse();
        again.Result.Found.Select(find => (find.Key, find.FindP, find.ConfirmP)).ShouldBe(first.Result.Found.Select(find => (find.Key, find.FindP, find.ConfirmP)));
        await using var context = hospital.Open();
        (await context.AuditEntries.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Run_TheSameWithOtherIntervals_IsNoFurtherLook()
    {
        using var hospital = new StoredHospital(ExploredHospital.Definition);
        await hospital.PutAsync(ExploredHospital.Rows.Select(row => row.Values[0] == "B" ? row with { Score = row.Score / 10 } : row));
        var usual = await hospital.ScanDesk.RunAsync(await LoadAsync(hospital, ExploredHospital.Period), Settings, "Ada", null, CancellationToken.None);
        await hospital.ChangeAsync(hospital.Definition with { Confidence = ConfidenceLevel.Of(0.8) });

        var narrow = await hospital.ScanDesk.RunAsync(await LoadAsync(hospital, ExploredHospital.Period), Settings, "Ada", null, CancellationToken.None);

        narrow.Standing.ShouldBe(new ScanStanding(IsExploratory: false, EarlierScans: 0));
        narrow.Result.Found.Select(find => (find.Key, find.FindP, find.ConfirmP)).ShouldBe(usual.Result.Found.Select(find => (find.Key, find.FindP, find.ConfirmP)));
        usual.Result.Found.ShouldNotBeEmpty();
        foreach (var (wide, less) in usual.Result.Found.Zip(narrow.Result.Found))
        {
            var (before, after) = ((Estimate.Measured)wide.Find.Own, (Estimate.Measured)less.Find.Own);
            (after.Value, after.Level).ShouldBe((before.Value, ConfidenceLevel.Of(0.8)));
            (after.Interval!.Value.High - after.Interval.Value.Low)!.Value.ShouldBeLessThan((before.Interval!.Value.High - before.Interval.Value.Low)!.Value);
        }
    }

    [Theory]
    [InlineData("specificity", 0.3, 0)]
    [InlineData("sensitivity", 0.4, 0)]
    [InlineData("sensitivity", 0.3, 3)]
    public async Task Run_SomethingElseOfTheSamePeople_IsExploratory(string metric, double threshold, int later)
    {
        using var hospital = await FillAsync();
        await hospital.ScanDesk.RunAsync(await LoadAsync(hospital, ExploredHospital.Period), Settings, "Ada", null, CancellationToken.None);
        var ready = await LoadAsync(hospital, new DateRange(ExploredHospital.Period.From.AddDays(later), ExploredHospital.Period.To));

        var report = await hospital.ScanDesk.RunAsync(ready, new ScanSettings(SubgroupScan.Metrics.Single(known => known.Key == metric), threshold, 5), "Ada", null, CancellationToken.None);

        report.Standing.ShouldBe(new ScanStanding(IsExploratory: true, EarlierScans: 1));
    }

    [Fact]
    public async Task Run_OtherDays_AreOtherEncounters()
    {
        using var hospital = await FillAsync();
        await hospital.ScanDesk.RunAsync(await LoadAsync(hospital, ExploredHospital.Period with { To = ExploredHospital.Period.From.AddDays(9) }), Settings, "Ada", null, CancellationToken.None);

        var report = await hospital.ScanDesk.RunAsync(await LoadAsync(hospital, ExploredHospital.Period with { From = ExploredHospital.Period.From.AddDays(10) }), Settings, "Ada", null, CancellationToken.None);

        report.Standing.IsExploratory.ShouldBeFalse();
    }

    [Fact]
    public async Task Run_GivenUp_LeavesNoTrace()
    {
        using var hospital = await FillAsync();
        var ready = await LoadAsync(hospital, ExploredHospital.Period);

        await Should.ThrowAsync<OperationCanceledException>(() => hospital.ScanDesk.RunAsync(ready, Settings, "Ada", null, new CancellationToken(canceled: true)));

        await using var context = hospital.Open();
        (await context.AuditEntries.CountAsync()).ShouldBe(0);
        (await hospital.ScanDesk.RunAsync(ready, Settings, "Ada", null, CancellationToken.None)).Standing.EarlierScans.ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("days 2026-01-01 to soon; metric sensitivity; threshold 0.3; minimum 5; input x; first look")]
    public void TryRead_WhatItDidNotWrite_IsNull(string? details) => ScanRecord.TryRead(details).ShouldBeNull();

    private static async Task<StoredHospital> FillAsync()
    {
        var hospital = new StoredHospital(ExploredHospital.Definition);
        await hospital.PutAsync(ExploredHospital.Rows);
        return hospital;
    }

    private static async Task<PeriodResult.Ready> LoadAsync(StoredHospital hospital, DateRange days) => (PeriodResult.Ready)await hospital.Periods.LoadAsync("small", days, null, CancellationToken.None);
}

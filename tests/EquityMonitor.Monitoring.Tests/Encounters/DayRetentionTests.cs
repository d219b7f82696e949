using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class DayRetentionTests : IDisposable
{
    private readonly PullFixture _pull = new();

    public void Dispose() => _pull.Dispose();

    [Fact]
    public async Task Nightly_WithRetention_KeepsTheNewestDaysAndTheBaseline()
    {
        await _pull.PullAsync();
        _pull.Retention.EncounterDays = 10;

        await _pull.PullAsync();
        _pull.Source.Reads.Clear();
        await _pull.PullAsync(new PullScope.Weekly());

        var baseline = PullFixture.Plain.Baseline!.Value;
        var newest = new DateRange(PullFixture.Last.AddDays(-9), PullFixture.Last);
        var reader = new EncounterDayReader(_pull.Database);
        var days = await reader.ReadAsync(_pull.ModelId, new DateRange(PullFixture.First, PullFixture.Last), default);
        days.Select(day => day.Day).ShouldBe(Enumerable.Range(0, baseline.Days).Select(baseline.From.AddDays).Concat(Enumerable.Range(0, 10).Select(newest.From.AddDays)));
        using var context = _pull.Database.CreateDbContext();
        context.EncounterDays.Count().ShouldBe(20);
        context.PendingDays.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nightly_QuarantineCountsOverNinetyDaysOld_AreRemoved()
    {
        _pull.Reject(PullFixture.First, 2);
        await _pull.PullAsync();
        _pull.Time.Advance(TimeSpan.FromDays(90));
        await _pull.PullAsync();
        Count().ShouldBe(1);

        _pull.Time.Advance(TimeSpan.FromDays(1));
        await _pull.PullAsync();

        Count().ShouldBe(0);

        int Count()
        {
            using var context = _pull.Database.CreateDbContext();
            return context.QuarantineCounts.Count();
        }
    }

    [Fact]
    public async Task Read_ARange_GivesItsDaysInOrder()
    {
        await _pull.PullAsync();
        var range = new DateRange(PullFixture.First.AddDays(3), PullFixture.First.AddDays(12));

        var days = await new EncounterDayReader(_pull.Database).ReadAsync(_pull.ModelId, range, default);

        days.Select(day => day.Day).ShouldBe(Enumerable.Range(0, 10).Select(range.From.AddDays));
        days.ShouldAllBe(day => ContentHash.Of(day.Columns) == _pull.Day(day.Day)!.ContentHash);
    }
}

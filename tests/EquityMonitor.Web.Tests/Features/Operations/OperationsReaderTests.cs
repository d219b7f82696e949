using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class OperationsReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();
    private readonly InMemoryStorage _storage = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));

    public void Dispose()
    {
        _files.Dispose();
        _storage.Dispose();
    }

    [Fact]
    public async Task Read_HeldDay_CountsItsWaitingRowsAndNotThoseInForceAsRead()
    {
        Seed.Fill(_files, days: 3);
        Store(2, pulledAt: Seed.Now.AddDays(-1));
        using (var context = _files.CreateDbContext())
        {
            var held = context.PendingDays.Single();
            held.Rows = 70;
            context.EncounterDays.Add(Day(held.Day, Seed.Now.AddDays(-1)));
            context.QuarantineCounts.Add(Refused(held.Day, 30, Seed.Now.AddDays(-1)));
            context.QuarantineCounts.Add(Refused(held.Day.AddDays(-1), 500, Seed.Now.AddDays(-91)));
            context.SaveChanges();
        }

        var status = (await ReadAsync()).Models.ShouldHaveSingleItem();

        (status.GoodRows, status.RefusedRows).ShouldBe((270, 30));
        status.RefusedShare.ShouldBe(0.1);
        (status.StoredDays, status.StoredRows, status.NewestDay).ShouldBe((3, 300, Seed.Newest));
        status.NeedsDecision.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_NightWithoutAPull_IsLateOnlyWhereOneWasScheduled()
    {
        Seed.Fill(_files, days: 3);
        _time.Advance(TimeSpan.FromDays(2));
        (await ReadAsync()).Models[0].IsLate.ShouldBeFalse("nothing is scheduled for a model that the simulation left behind");
        new RecurringJobManager(_storage).AddOrUpdate<MonitoringJobs>(ModelSchedule.Nightly("readmission"), job => job.NightlyAsync("readmission", CancellationToken.None), "10 2 * * *");
        (await ReadAsync()).Models[0].IsLate.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_SimulatedDay_IsSaidSinceTheSchedulerGoesByTheRealClock()
    {
        Seed.Fill(_files, days: 3);

        (await ReadAsync()).Models[0].IsSimulatedDay.ShouldBeFalse();
        (await Reader(new SimulatedClock(Seed.Newest.AddDays(1), _time)).ReadAsync(null, CancellationToken.None)).Models[0].IsSimulatedDay.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_NothingSelected_ShowsTheModelThatNeedsItMost()
    {
        Seed.Fill(_files, days: 3);
        using (var context = _files.CreateDbContext())
        {
            context.Models.Add(new Model { Key = "aaa", Name = "A model in order", DefinitionYaml = ExampleDefinition.Yaml, DefinitionHash = "h2", Revision = 1, AlertsFrom = Seed.Newest, RegisteredAt = Seed.Now });
            context.SaveChanges();
        }

        var view = await ReadAsync();
        view.Models.Select(model => model.Key).ShouldBe(["readmission", "aaa"]);
        view.Selected!.Status.Key.ShouldBe("readmission");
        (await ReadAsync("aaa")).Selected!.Status.Key.ShouldBe("aaa");
        (await ReadAsync("nope")).Selected.ShouldBeNull();
    }

    [Fact]
    public void Read_TwoYears_TakesEachDayOnce()
    {
        Seed.Fill(_files, days: 3);
        Store(730, Seed.Now.AddDays(-1));
        var reader = Reader();

        var cost = _files.Meter.Of(() => reader.ReadAsync("readmission", TestContext.Current.CancellationToken));

        cost.IsAtMost(queries: 14, rows: 800, megabytes: 2).ShouldBeTrue(cost.ToString());
    }

    private Task<OperationsView> ReadAsync(string? key = null) => Reader().ReadAsync(key, CancellationToken.None);

    private OperationsReader Reader(TimeProvider? clock = null)
    {
        var broker = new ChangeBroker();
        var folder = new DefinitionFolder(Options.Create(new RegistryOptions()), new ModelRegistry(_files, _time, broker), NullLogger<DefinitionFolder>.Instance);
        return new(
            _files, new HeldDays(_files, _time, broker), folder, new NextRuns(_storage),
            new RunRequests(new BackgroundJobClient(_storage), _storage, new RunGate()), Options.Create(new RetentionOptions()), clock ?? _time, NullLogger<OperationsReader>.Instance);
    }

    /// <summary>The newest days, with 100 rows each.</summary>
    private void Store(int days, DateTime pulledAt)
    {
        using var context = _files.CreateDbContext();
        context.EncounterDays.AddRange(Enumerable.Range(0, days).Select(back => Day(Seed.Newest.AddDays(-back), pulledAt)));
        context.SaveChanges();
    }

    private static EncounterDay Day(DateOnly day, DateTime pulledAt) =>
        new() { ModelId = 1, Day = day, ContentHash = "h", KeyId = "k", Rows = 100, KnownOutcomes = 90, Revision = 1, PulledAt = pulledAt };

    private static QuarantineCount Refused(DateOnly day, int rows, DateTime pulledAt) =>
        new() { ModelId = 1, Day = day, Reason = "ScoreMissing", Field = "score", Rows = rows, PulledAt = pulledAt };
}

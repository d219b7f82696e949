using System.Diagnostics;
using System.Text;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Simulation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Encounters;

/// <summary>The pull out of a real SQLite source, with outcomes that arrive late and are found by their change time.</summary>
public sealed class SimulatedPullTests : IDisposable
{
    private const int Days = 70;
    private const int DaysLater = 12;
    private static readonly DateOnly Anchor = new(2026, 3, 12);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("equitymonitor-pull-");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Anchor, new TimeOnly(12, 0), TimeSpan.Zero));

    private string SourcePath => Path.Combine(_folder.FullName, "hospital.sqlite");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nightly_AsDaysPass_EndsWithTheContentOfOnePullOfTheWhole()
    {
        var source = new SimulatedSource(Connect);
        await source.CreateAsync(SourcePath, new SimulationOptions { Anchor = Anchor, Days = Days }, null, TestContext.Current.CancellationToken);
        using var nightly = Registered();
        await PullAsync(nightly, new PullScope.Nightly());
        _time.Advance(TimeSpan.FromDays(DaysLater / 2));
        await source.ExtendAsync(SourcePath, Anchor.AddDays(DaysLater / 2), TestContext.Current.CancellationToken);
        await PullAsync(nightly, new PullScope.Nightly());
        _time.Advance(TimeSpan.FromDays(DaysLater / 2));
        await source.ExtendAsync(SourcePath, Anchor.AddDays(DaysLater), TestContext.Current.CancellationToken);
        await PullAsync(nightly, new PullScope.Nightly());

        using var once = Registered();
        await PullAsync(once, new PullScope.Nightly());

        var dump = Dump(nightly);
        dump.ShouldBe(Dump(once));
        dump.Split('\n').Length.ShouldBeGreaterThan(3 * (Days + DaysLater));
    }

    private async Task PullAsync(TestDatabase database, PullScope scope)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"ConnectionStrings:{SimulatedHospital.ConnectionName}", $"Data Source={SourcePath}")]).Build();
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time)
            .AddSources(configuration, path => Path.Combine(_folder.FullName, path)).BuildServiceProvider();
        var pull = new PullStep(
            database, new SourceReaderEncounters(services.GetRequiredService<SourceReader>()), Fixtures.Hasher(), _time, new ChangeBroker(),
            Options.Create(new RetentionOptions()), NullLogger<PullStep>.Instance);
        using var context = database.CreateDbContext();
        foreach (var model in context.Models.ToList())
        {
            var clock = Stopwatch.StartNew();
            await pull.RunAsync(model.Id, scope, null, TestContext.Current.CancellationToken);
            TestContext.Current.SendDiagnosticMessage($"{model.Key} pulled in {clock.ElapsedMilliseconds} ms");
        }
    }

    private static TestDatabase Registered()
    {
        var database = TestDatabase.Create();
        using var context = database.CreateDbContext();
        foreach (var (file, yaml) in SimulatedHospital.Definitions(Anchor, Days))
        {
            var definition = ModelDefinitionYaml.Parse(yaml, file, DefinitionUse.Monitoring).Definition.ShouldNotBeNull();
            context.Models.Add(new Model
            {
                Key = definition.Key,
                Name = definition.Name,
                DefinitionYaml = yaml,
                DefinitionHash = ModelDefinitionHash.Of(definition),
                Revision = 1,
                AlertsFrom = Anchor,
                RegisteredAt = DateTime.UnixEpoch,
            });
        }

        context.SaveChanges();
        return database;
    }

    private static string Dump(TestDatabase database)
    {
        using var context = database.CreateDbContext();
        var dump = new StringBuilder();
        foreach (var day in context.EncounterDays.OrderBy(day => day.ModelId).ThenBy(day => day.Day))
            dump.AppendLine($"{day.ModelId} {day.Day:O} {day.ContentHash} {day.Rows} {day.KnownOutcomes}");
        foreach (var pending in context.PendingDays.OrderBy(pending => pending.ModelId).ThenBy(pending => pending.Day))
            dump.AppendLine($"pending {pending.ModelId} {pending.Day:O} {pending.Hold}");
        foreach (var count in context.QuarantineCounts.OrderBy(count => count.ModelId).ThenBy(count => count.Day).ThenBy(count => count.Reason))
            dump.AppendLine($"quarantine {count.ModelId} {count.Day:O} {count.Reason} {count.Rows}");
        return dump.ToString();
    }

    private static SqliteConnection Connect(string path) => new($"Data Source={path};Pooling=False");
}

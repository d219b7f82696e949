using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>The product's own services over a data root of the test's own, at a moment of the test's choice.</summary>
internal sealed class MonitoredHost : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly IHost _host;

    public MonitoredHost(DateTimeOffset now, params (string Key, string Value)[] settings)
    {
        Clock = new FakeTimeProvider(now);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Root", _folder.Path)).ToDictionary(pair => pair.Item1, pair => (string?)pair.Item2, StringComparer.Ordinal));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddEquityMonitor();
        _host = builder.Build();
    }

    public FakeTimeProvider Clock { get; }

    public async Task RegisterAsync(string yaml, CancellationToken cancellationToken)
    {
        await _host.Services.GetRequiredService<MonitorDatabase>().OpenAsync(cancellationToken);
        var outcome = await _host.Services.GetRequiredService<ModelRegistry>().ApplyAsync(yaml, "model.yaml", "a data scientist", cancellationToken);
        outcome.Problems.ShouldBeEmpty();
        outcome.Kind.ShouldBe(DefinitionOutcomeKind.Registered);
    }

    public Task RunAsync(string key, PullScope scope, IProgress<StepProgress>? progress, CancellationToken cancellationToken) =>
        _host.Services.GetRequiredService<MonitoringRun>().RunAsync(key, new RunOrder(scope, RunOrder.Schedule), progress, cancellationToken);

    public MonitorDbContext OpenContext() => _host.Services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContext();

    public void Dispose()
    {
        _host.Dispose();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

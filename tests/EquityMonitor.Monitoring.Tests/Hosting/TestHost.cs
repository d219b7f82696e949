using EquityMonitor.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Tests.Hosting;

/// <summary>A host as the programs compose it, with the given settings and its data below a folder of the test's own.</summary>
internal sealed class TestHost : IDisposable
{
    private readonly IHost _host;

    public TestHost(string root, bool simulateByDefault, params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Append(("Data:Root", root)).ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal));
        builder.AddEquityMonitor(simulateByDefault);
        _host = builder.Build();
    }

    public TestHost(string root, params (string Key, string? Value)[] settings)
        : this(root, simulateByDefault: false, settings)
    {
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public T Options<T>()
        where T : class => Get<IOptions<T>>().Value;

    public Task StartAsync() => _host.StartAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _host.Dispose();
        SqliteConnection.ClearAllPools();
    }
}

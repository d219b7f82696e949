using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Sources;

/// <summary>A data root of its own with the readers over it.</summary>
internal sealed class SourceFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public SourceFixture(DateTimeOffset? now = null, Dictionary<string, string?>? settings = null)
    {
        Root = Directory.CreateTempSubdirectory("equitymonitor-sources-").FullName;
        Clock = new FakeTimeProvider(now ?? new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var all = new Dictionary<string, string?> { ["ConnectionStrings:Hospital"] = "Data Source=hospital.db", ["ConnectionStrings:Files"] = "Data Source=:memory:" };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(Clock)
            .AddSources(configuration, path => Path.Combine(Root, path))
            .BuildServiceProvider();
    }

    public string Root { get; }

    public FakeTimeProvider Clock { get; }

    public SourceReader Reader => _services.GetRequiredService<SourceReader>();

    public FileReader Files => _services.GetRequiredService<FileReader>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Sqlite(params IEnumerable<string> statements)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Root, "hospital.db")};Pooling=false");
        connection.Open();
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>Rows of encounter, time, score, outcome, race in a table v; the times as texts.</summary>
    public void SqliteTimes(params string[] times) => Sqlite(
        ["CREATE TABLE v (enc TEXT, t TEXT, score, y, race TEXT)", .. times.Select((time, index) => $"INSERT INTO v VALUES ('e{index}', '{time}', 0.5, 1, 'A')")]);

    public string Write(string name, string content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public async Task<List<SourceRow>> PullAsync(ModelDefinition definition, DateOnly from, DateOnly to)
    {
        var rows = new List<SourceRow>();
        await foreach (var row in Reader.ReadAsync(definition, from, to, TestContext.Current.CancellationToken))
            rows.Add(row);
        return rows;
    }

    public static ModelDefinition Model(
        TimeKind kind = TimeKind.Local, string zone = "America/Chicago", string provider = "sqlite", string connection = "Hospital",
        string query = "SELECT * FROM v WHERE t >= @from AND t < @to") => new()
        {
            Key = "m",
            Name = "M",
            Version = "1",
            Score = new("score", ScoreKind.Probability, 0, 1),
            Threshold = 0.5,
            Outcome = new("y", 0),
            Time = new("t", TimeZoneInfo.FindSystemTimeZoneById(zone), kind),
            Encounter = "enc",
            Source = new(provider, connection, query),
            Dimensions = [new("race", "Race", [], [])],
        };

    public void Dispose()
    {
        _services.Dispose();
        Directory.Delete(Root, recursive: true);
    }
}

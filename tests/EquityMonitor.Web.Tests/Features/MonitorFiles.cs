using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Tests;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Tests.Features;

/// <summary>A monitor database in a temporary folder, removed on dispose.</summary>
internal sealed class MonitorFiles : IDbContextFactory<MonitorDbContext>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("equitymonitor-web-").FullName;
    private readonly string _connection;
    private readonly DbContextOptions<MonitorDbContext> _options;

    public MonitorFiles()
    {
        _connection = new SqliteConnectionStringBuilder { DataSource = Path.Combine(_folder, "monitor.sqlite") }.ConnectionString;
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlite(_connection).AddInterceptors(Meter);
        _options = builder.Options;
        using var context = CreateDbContext();
        context.Database.Migrate();
    }

    /// <summary>Of whatever is read from it.</summary>
    public ReadingMeter Meter { get; } = new();

    public MonitorDbContext CreateDbContext() => new(_options);

    public void Dispose()
    {
        using (var connection = new SqliteConnection(_connection))
            SqliteConnection.ClearPool(connection);
        Directory.Delete(_folder, recursive: true);
    }
}

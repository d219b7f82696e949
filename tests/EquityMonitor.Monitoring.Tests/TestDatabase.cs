using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EquityMonitor.Monitoring.Tests;

/// <summary>
/// A migrated monitor database (SQLite, a real file) in a folder of its own, removed on dispose. Migrating takes a third of a second, so it is done once and
/// every test starts from a copy.
/// </summary>
public sealed class TestDatabase : IDbContextFactory<MonitorDbContext>, IDisposable
{
    private static readonly Lazy<byte[]> Migrated = new(Migrate);

    private readonly string _connectionString;
    private readonly DbContextOptions<MonitorDbContext> _options;

    private TestDatabase(string folder, IInterceptor? interceptor)
    {
        Folder = folder;
        _connectionString = ConnectionStringOf(FilePath);
        _options = OptionsOf(_connectionString, interceptor);
    }

    /// <summary>For whatever else the test needs on disk.</summary>
    public string Folder { get; }

    public string FilePath => Path.Combine(Folder, "monitor.sqlite");

    /// <param name="interceptor">Of every context, for a test that disturbs them.</param>
    public static TestDatabase Create(IInterceptor? interceptor = null)
    {
        var database = new TestDatabase(Directory.CreateTempSubdirectory("equitymonitor-test-").FullName, interceptor);
        File.WriteAllBytes(database.FilePath, Migrated.Value);
        return database;
    }

    public MonitorDbContext CreateDbContext() => new(_options);

    public void Dispose()
    {
        ClearPool(_connectionString);
        Directory.Delete(Folder, recursive: true);
    }

    private static byte[] Migrate()
    {
        var folder = Directory.CreateTempSubdirectory("equitymonitor-test-").FullName;
        try
        {
            var file = Path.Combine(folder, "monitor.sqlite");
            var connectionString = ConnectionStringOf(file);
            using (var context = new MonitorDbContext(OptionsOf(connectionString)))
                context.Database.Migrate();

            // Closing the last connection folds the write-ahead log into the file.
            ClearPool(connectionString);
            return File.ReadAllBytes(file);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string ConnectionStringOf(string file) => new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString;

    private static DbContextOptions<MonitorDbContext> OptionsOf(string connectionString, IInterceptor? interceptor = null)
    {
        var builder = new DbContextOptionsBuilder<MonitorDbContext>();
        builder.UseEquityMonitorSqlite(connectionString);
        if (interceptor is not null)
            builder.AddInterceptors(interceptor);
        return builder.Options;
    }

    private static void ClearPool(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }
}

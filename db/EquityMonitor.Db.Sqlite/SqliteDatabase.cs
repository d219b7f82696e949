using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Db.Sqlite;

/// <summary>The embedded monitor database.</summary>
public static class SqliteDatabase
{
    /// <summary>Configures a context for SQLite with the migrations of this assembly.</summary>
    /// <param name="builder">Of the context.</param>
    /// <param name="connectionString">Of Microsoft.Data.Sqlite; a relative Data Source is the caller's to resolve.</param>
    /// <param name="maxBatchSize">Statements per round trip; null leaves it to EF Core.</param>
    public static DbContextOptionsBuilder UseEquityMonitorSqlite(this DbContextOptionsBuilder builder, string connectionString, int? maxBatchSize = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .UseSqlite(connectionString, sqlite =>
            {
                sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name);
                if (maxBatchSize is { } size)
                    sqlite.MaxBatchSize(size);
            })
            .AddInterceptors(SqlitePragmas.Instance);
    }

    /// <summary>The database file of a connection string; null when it lives in memory.</summary>
    public static string? FileOf(string connectionString)
    {
        var builder = new SqliteConnectionStringBuilder(connectionString);
        return builder.Mode == SqliteOpenMode.Memory || builder.DataSource is "" or ":memory:" ? null : builder.DataSource;
    }
}

using EquityMonitor.Db.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace EquityMonitor.Hosting;

public enum DatabaseProvider
{
    /// <summary>Embedded: one file, one writing process.</summary>
    Sqlite,

    SqlServer,
}

/// <summary>Where the monitor database is.</summary>
public sealed class DatabaseOptions : CheckedOptions
{
    public const string ConnectionName = "Monitor";

    private const string ConnectionKey = "ConnectionStrings:" + ConnectionName;

    /// <summary>Database__Provider; Sqlite unless said otherwise.</summary>
    public DatabaseProvider Provider { get; set; }

    /// <summary>ConnectionStrings__Monitor; the embedded database is data/monitor.sqlite unless said otherwise. A relative file is resolved already.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Database__MaxBatchSize: statements that EF Core sends at once; null leaves it to EF Core.</summary>
    public int? MaxBatchSize { get; set; }

    public bool IsEmbedded => Provider == DatabaseProvider.Sqlite;

    /// <summary>Whatever of it can be read, for options that depend on it: its problems are told once, by itself.</summary>
    internal static DatabaseOptions Peek(IConfiguration configuration, MonitorPaths paths)
    {
        var options = new DatabaseOptions();
        options.Read(new(configuration, options.Problems), paths);
        return options;
    }

    internal void Read(Settings settings, MonitorPaths paths)
    {
        Provider = settings.Choice("Database:Provider", DatabaseProvider.Sqlite);
        MaxBatchSize = (int?)settings.Number("Database:MaxBatchSize", 1, 10_000);
        var configured = settings.Text(ConnectionKey);
        if (!IsEmbedded)
        {
            ConnectionString = configured ?? "";
            if (configured is null)
                settings.Missing(ConnectionKey, "write the connection string of the SQL Server database, for example Server=db;Database=EquityMonitor;Integrated Security=true;Encrypt=true");
            return;
        }

        try
        {
            var builder = new SqliteConnectionStringBuilder(configured ?? "Data Source=data/monitor.sqlite");
            if (SqliteDatabase.FileOf(builder.ConnectionString) is { } file)
                builder.DataSource = paths.Resolve(file);
            else
                settings.Invalid(ConnectionKey, "an embedded database is a file: write Data Source=data/monitor.sqlite");
            ConnectionString = builder.ConnectionString;
        }
        catch (ArgumentException)
        {
            // The value is not repeated: a connection string meant for a server holds a password.
            settings.Invalid(ConnectionKey, "what stands there is no SQLite connection string: write Data Source=data/monitor.sqlite, or set Database__Provider to SqlServer");
        }
    }
}

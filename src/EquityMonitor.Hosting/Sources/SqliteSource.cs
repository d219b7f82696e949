using System.Data.Common;
using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EquityMonitor.Hosting.Sources;

/// <summary>
/// SQLite, opened read-only. Its times are texts that compare letter by letter, and a space sorts before T: a bound of a day (<c>2026-01-05</c>, ten letters) is right for texts with T, with a space
/// and with Z, and a bound with a clock time could be right for one of them only.
/// </summary>
public sealed class SqliteSource(SourceConnections connections) : ISourceDialect
{
    public string Provider => SourceProvider.Sqlite;

    public bool BoundsAreDates => true;

    public string Rewrite(string query) => query;

    public void AddTime(DbCommand command, string name, SourceBound bound) =>
        ((SqliteCommand)command).Parameters.Add("@" + name, SqliteType.Text).Value = bound.Clock.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public async Task<SourceSession> OpenAsync(string connectionName, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var builder = SourceErrors.Read(connectionName, () => new SqliteConnectionStringBuilder(connections.Get(connectionName)) { Mode = SqliteOpenMode.ReadOnly, Pooling = false });
        builder.DataSource = connections.ResolvePath(builder.DataSource);
        if (!File.Exists(builder.DataSource))
            throw new SourceException($"The file of connection '{connectionName}' is not there. Check Data Source in ConnectionStrings:{connectionName}; a relative path begins at the data root.");
        var connection = new SqliteConnection(builder.ConnectionString);
        return await SourceErrors.OpenAsync(connection, connectionName, Describe, async () =>
        {
            await connection.OpenAsync(cancellationToken);
            // Deferred: one snapshot for the whole session, and no attempt at the write lock.
            var transaction = connection.BeginTransaction(deferred: true);
            return new SourceSession(connection, transaction, _ => raw.sqlite3_interrupt(connection.Handle), []);
        });
    }

    public bool IsInstant(DbDataReader reader, int ordinal) => false;

    public string Describe(DbException exception) => exception.Message;
}

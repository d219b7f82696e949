using System.Data;
using System.Data.Common;
using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Microsoft.Data.SqlClient;

namespace EquityMonitor.Hosting.Sources;

/// <summary>
/// SQL Server. It has no read-only transaction: what protects it is a login with SELECT only (a login that can write is warned about), a query that is checked to hold no writing word,
/// and a transaction that is always rolled back; snapshot where the database allows it, so that the pull neither waits nor blocks.
/// </summary>
public sealed class SqlServerSource(SourceConnections connections) : ISourceDialect
{
    public const string StateQuery = """
        SELECT
            CAST(CASE WHEN d.snapshot_isolation_state = 1 THEN 1 ELSE 0 END AS bit),
            CAST(CASE WHEN HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'INSERT') = 1
                OR HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'UPDATE') = 1
                OR HAS_PERMS_BY_NAME(DB_NAME(), 'DATABASE', 'DELETE') = 1
                OR IS_MEMBER('db_datawriter') = 1 OR IS_MEMBER('db_owner') = 1 OR IS_SRVROLEMEMBER('sysadmin') = 1 THEN 1 ELSE 0 END AS bit)
        FROM sys.databases AS d
        WHERE d.database_id = DB_ID();
        """;

    public string Provider => SourceProvider.SqlServer;

    public bool BoundsAreDates => false;

    public string Rewrite(string query) => query;

    /// <summary>datetime2 converts to datetimeoffset as UTC, so that a UTC clock is right for both.</summary>
    public void AddTime(DbCommand command, string name, SourceBound bound) => ((SqlCommand)command).Parameters.Add(bound.Kind == TimeKind.Offset
        ? new SqlParameter("@" + name, SqlDbType.DateTimeOffset) { Value = new DateTimeOffset(bound.Clock, TimeSpan.Zero) }
        : new SqlParameter("@" + name, SqlDbType.DateTime2) { Value = bound.Clock });

    public async Task<SourceSession> OpenAsync(string connectionName, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var builder = SourceErrors.Read(connectionName, () => new SqlConnectionStringBuilder(connections.Get(connectionName)));
        var warnings = new List<string>();
        if (builder.ApplicationIntent != ApplicationIntent.ReadOnly)
            warnings.Add($"Add ApplicationIntent=ReadOnly to ConnectionStrings:{connectionName}: an availability group then answers from a readable secondary.");
        var connection = new SqlConnection(builder.ConnectionString);
        return await SourceErrors.OpenAsync(connection, connectionName, Describe, async () =>
        {
            await connection.OpenAsync(cancellationToken);
            var (snapshot, canWrite) = await StateAsync(connection, cancellationToken);
            if (canWrite)
                warnings.Add("The login can write. The monitor only reads; give it a login with SELECT on the view and nothing else.");
            var transaction = (SqlTransaction)await connection.BeginTransactionAsync(snapshot ? IsolationLevel.Snapshot : IsolationLevel.ReadCommitted, cancellationToken);
            return new SourceSession(connection, transaction, command => command.Cancel(), warnings);
        });
    }

    public bool IsInstant(DbDataReader reader, int ordinal) => false;

    /// <summary>Errors about names, permissions and connections are passed on; others, such as failed conversions, quote values of rows.</summary>
    public string Describe(DbException exception) => exception is not SqlException error ? "The server cannot be reached."
        : error.Number is -2 or 2 or 53 or 102 or 137 or 156 or 207 or 208 or 209 or 229 or 230 or 916 or 4060 or 18456
            ? string.Create(CultureInfo.InvariantCulture, $"{error.Message} (error {error.Number}).")
            : string.Create(CultureInfo.InvariantCulture, $"error {error.Number}; see the list of SQL Server errors, and try the query with the same login.");

    private static async Task<(bool Snapshot, bool CanWrite)> StateAsync(SqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(StateQuery, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetBoolean(0), reader.GetBoolean(1)) : (false, false);
    }
}

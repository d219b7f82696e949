using System.Data;
using System.Data.Common;
using System.Globalization;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Npgsql;
using NpgsqlTypes;

namespace EquityMonitor.Hosting.Sources;

/// <summary>
/// PostgreSQL, in a read-only transaction of one snapshot that is rolled back. The session's zone is UTC, so that a timestamp parameter with the UTC clock compares rightly with both
/// timestamp and timestamptz columns, whatever zone the server is set to.
/// </summary>
public sealed class PostgreSqlSource(SourceConnections connections) : ISourceDialect
{
    /// <summary>Superusers pass every privilege check, so that they are found also in a database without tables.</summary>
    public const string CanWriteQuery = """
        SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
            OR EXISTS (
                SELECT 1 FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
                WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\_%'
                    AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
        """;

    public string Provider => SourceProvider.PostgreSql;

    public bool BoundsAreDates => false;

    public string Rewrite(string query) => query;

    public void AddTime(DbCommand command, string name, SourceBound bound) => ((NpgsqlCommand)command).Parameters.Add(bound.Kind == TimeKind.Offset
        ? new NpgsqlParameter(name, NpgsqlDbType.TimestampTz) { Value = DateTime.SpecifyKind(bound.Clock, DateTimeKind.Utc) }
        : new NpgsqlParameter(name, NpgsqlDbType.Timestamp) { Value = bound.Clock });

    public async Task<SourceSession> OpenAsync(string connectionName, TimeSpan timeLimit, CancellationToken cancellationToken)
    {
        var builder = SourceErrors.Read(connectionName, () => new NpgsqlConnectionStringBuilder(connections.Get(connectionName)));
        builder.ApplicationName ??= "EquityMonitor";
        var connection = new NpgsqlConnection(builder.ConnectionString);
        return await SourceErrors.OpenAsync(connection, connectionName, Describe, async () =>
        {
            await connection.OpenAsync(cancellationToken);
            var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            await using (var setup = connection.CreateCommand())
            {
                setup.CommandText = string.Create(CultureInfo.InvariantCulture, $"SET TRANSACTION READ ONLY; SET LOCAL TIME ZONE 'UTC'; SET LOCAL statement_timeout = {(long)timeLimit.TotalMilliseconds}");
                await setup.ExecuteNonQueryAsync(cancellationToken);
            }

            await using var check = new NpgsqlCommand(CanWriteQuery, connection, transaction);
            string[] warnings = await check.ExecuteScalarAsync(cancellationToken) is true
                ? ["The login can write. The monitor only reads, in a read-only transaction; give it a login with SELECT on the view and nothing else."]
                : [];
            return new SourceSession(connection, transaction, command => command.Cancel(), warnings);
        });
    }

    public bool IsInstant(DbDataReader reader, int ordinal) => reader.GetDataTypeName(ordinal) is "timestamp with time zone" or "timestamptz";

    /// <summary>Errors of class 22 and 23 quote values of rows; those of the classes below speak of the query, the login or the server.</summary>
    public string Describe(DbException exception) => exception is not PostgresException error
        ? exception is NpgsqlException { InnerException: { } inner } ? $"{inner.GetType().Name}, the server cannot be reached." : "The server cannot be reached."
        : error.SqlState.Length == 5 && error.SqlState[..2] is "08" or "25" or "28" or "3D" or "3F" or "42" or "53" or "57" ? $"{error.MessageText} (SQLSTATE {error.SqlState})."
        : $"SQLSTATE {error.SqlState}; a value of a row does not fit the query, for example a cast. See the log of the database server.";
}

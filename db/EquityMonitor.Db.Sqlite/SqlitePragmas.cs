using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EquityMonitor.Db.Sqlite;

/// <summary>
/// Settings that SQLite keeps per connection, not per file. With a write-ahead log, synchronous=NORMAL loses no consistency at a power cut, at most the last
/// commits, which the next run pulls again. A reader or the one writer that meets a lock waits inside SQLite. A cache of 20 MB holds the pages of a chart over two
/// years, which the usual 2 MB do not; there are no more connections than readers at a time.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    public static readonly SqlitePragmas Instance = new();

    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -20000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}

using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>Opens the monitor database for writing, once a process. A process that only reads needs none of this.</summary>
public sealed class MonitorDatabase(IDbContextFactory<MonitorDbContext> contexts, IOptions<DatabaseOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private MonitorLock? _lock;
    private bool _open;

    /// <summary>
    /// Embedded: becomes the one writing process, brings the schema up to date and switches to a write-ahead log. Server: makes sure that the schema is the
    /// one that this program knows. Calling it again does nothing.
    /// </summary>
    /// <exception cref="MonitorLockedException">Another process writes the embedded database.</exception>
    /// <exception cref="MonitorSchemaException">The schema is not this program's.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => OpenAsync(migrateServer: false, cancellationToken);

    /// <summary>As <see cref="OpenAsync(CancellationToken)"/>, and brings a server's schema up to date as well: for an administrator's command, whose login may change tables.</summary>
    public Task MigrateAsync(CancellationToken cancellationToken) => OpenAsync(migrateServer: true, cancellationToken);

    public void Dispose()
    {
        _lock?.Dispose();
        _gate.Dispose();
    }

    private async Task OpenAsync(bool migrateServer, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_open)
                return;
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            if (options.Value.IsEmbedded)
                await OpenEmbeddedAsync(context, cancellationToken);
            else
                await OpenServerAsync(context, migrateServer, cancellationToken);
            _open = true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task OpenEmbeddedAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var file = SqliteDatabase.FileOf(options.Value.ConnectionString)
            ?? throw new InvalidOperationException("The embedded monitor database is a file.");
        MonitorPaths.CreateFolder(Path.GetDirectoryName(file)!);
        var taken = MonitorLock.Take(file);
        try
        {
            if (File.Exists(file))
            {
                await RemoveStaleMigrationsLockAsync(context, cancellationToken);
                await RefuseForeignSchemaAsync(context, cancellationToken);
            }

            await context.Database.MigrateAsync(cancellationToken);
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellationToken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        _lock = taken;
    }

    private static async Task OpenServerAsync(MonitorDbContext context, bool migrate, CancellationToken cancellationToken)
    {
        await RefuseForeignSchemaAsync(context, cancellationToken);
        if (migrate)
            await context.Database.MigrateAsync(cancellationToken);
        else if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            throw new MonitorSchemaException("The schema of the monitor database is older than this program. Run: equitymonitor migrate, or have an administrator run db/scripts/sqlserver.sql.");
    }

    /// <summary>A process killed inside a migration leaves a row that every later migration would wait on for ever. Who holds monitor.lock knows that it is stale.</summary>
    private static async Task RemoveStaleMigrationsLockAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var exists = await context.Database
            .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
            .SingleAsync(cancellationToken);
        if (exists > 0)
            await context.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancellationToken);
    }

    private static async Task RefuseForeignSchemaAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var unknown = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).FirstOrDefault(migration => !known.Contains(migration));
        if (unknown is not null)
            throw new MonitorSchemaException($"The monitor database has the schema of another version of this program (migration {unknown}). Start that version, or restore a backup that this version wrote.");
    }
}

/// <summary>The schema of the monitor database is not this program's; the message says what to do.</summary>
public sealed class MonitorSchemaException(string message) : Exception(message);

using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Cli.Commands;

/// <summary>The monitor database for commands that only read, also while the server is running.</summary>
internal static class StoredMonitor
{
    /// <summary>The caller disposes it.</summary>
    /// <exception cref="CommandFailedException">There is no database, or one of an older schema.</exception>
    public static async Task<MonitorDbContext> OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<IOptions<DatabaseOptions>>().Value;
        if (database.IsEmbedded && Db.Sqlite.SqliteDatabase.FileOf(database.ConnectionString) is { } file && !File.Exists(file))
            throw new CommandFailedException($"There is no monitor database at {file} yet. Start the server, or run: equitymonitor migrate");
        var context = await services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(cancellationToken);
        try
        {
            if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                throw new CommandFailedException("The schema of the monitor database is older than this program. Start the server, or run: equitymonitor migrate");
            return context;
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }
}

using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EquityMonitor.Web.Health;

/// <summary>Healthy when the monitor database answers and has the schema of this program.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<MonitorDbContext> contexts) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var database = await contexts.CreateDbContextAsync(cancellationToken);
        return (await database.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
            ? HealthCheckResult.Unhealthy("The schema is older than this program.")
            : HealthCheckResult.Healthy();
    }
}

using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EquityMonitor.Web.Health;

/// <summary>
/// /health/live: the process answers. /health/ready: it can do its work. Both are anonymous, since what asks has no account, and say one word.
/// </summary>
internal static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database")

        // For the first seconds there is no jobs server yet: not ready, but no error, and the log says so in one line.
        .AddCheck<JobsHealth>("jobs", HealthStatus.Degraded);

    private static readonly Dictionary<HealthStatus, int> StatusCodesByHealth = new()
    {
        [HealthStatus.Healthy] = StatusCodes.Status200OK,
        [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable,
        [HealthStatus.Unhealthy] = StatusCodes.Status503ServiceUnavailable,
    };

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResultStatusCodes = StatusCodesByHealth }).AllowAnonymous();
    }
}

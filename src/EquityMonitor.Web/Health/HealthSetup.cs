using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace EquityMonitor.Web.Health;

/// <summary>
/// /health/live: the process answers. /health/ready: it can do its work. Both are anonymous, since what asks has no account, and say one word.
/// </summary>
internal static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks()
        .AddCheck<DatabaseHealth>("database")
        .AddCheck<JobsHealth>("jobs");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready").AllowAnonymous();
    }
}

using Hangfire;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EquityMonitor.Web.Health;

/// <summary>Healthy when a jobs server is registered with the storage; the storage drops those that no longer report.</summary>
internal sealed class JobsHealth(JobStorage storage) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(storage.GetMonitoringApi().Servers().Count > 0
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "No jobs server is running."));
}

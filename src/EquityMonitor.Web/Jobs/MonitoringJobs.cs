using System.ComponentModel;
using EquityMonitor.Hosting;
using Hangfire;

namespace EquityMonitor.Web.Jobs;

/// <summary>
/// What the scheduler calls, one line each. A failed job is tried again after 1, 5, 15 and 60 minutes: a source that restarts is back within
/// minutes, one that is being worked on within the hour, and the next night asks again in any case.
/// </summary>
[AutomaticRetry(Attempts = 4, DelaysInSeconds = [60, 300, 900, 3600])]
public sealed class MonitoringJobs(ModelRuns runs, ModelSchedule schedule, SimulatedDays simulation, DefinitionFolder folder)
{
    [DisplayName("Nightly run of {0}")]
    public Task<string> NightlyAsync(string modelKey, CancellationToken cancellationToken) => runs.RunAsync(modelKey, RunScope.Nightly, cancellationToken);

    [DisplayName("Weekly run of {0}")]
    public Task<string> WeeklyAsync(string modelKey, CancellationToken cancellationToken) => runs.RunAsync(modelKey, RunScope.Weekly, cancellationToken);

    [DisplayName("Schedule of {0}, and a run")]
    public Task RegisteredAsync(string modelKey, CancellationToken cancellationToken) => schedule.AddAndRunAsync(modelKey, cancellationToken);

    [DisplayName("Simulated hospital: the days that passed")]
    public Task SimulateAsync(CancellationToken cancellationToken) => simulation.PrepareAsync(cancellationToken);

    [DisplayName("Simulated hospital, and a run of every model")]
    public Task StartSimulationAsync(CancellationToken cancellationToken) => simulation.PrepareAndRunAllAsync(cancellationToken);

    [DisplayName("Definition folder")]
    public Task ApplyFolderAsync(CancellationToken cancellationToken) => folder.ApplyAsync(cancellationToken);
}

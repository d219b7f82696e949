using System.ComponentModel;
using System.Globalization;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
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
    public Task<string> NightlyAsync(string modelKey, CancellationToken cancellationToken) => runs.RunAsync(modelKey, new RunOrder(new PullScope.Nightly(), RunOrder.Schedule), cancellationToken);

    [DisplayName("Weekly run of {0}")]
    public Task<string> WeeklyAsync(string modelKey, CancellationToken cancellationToken) => runs.RunAsync(modelKey, new RunOrder(new PullScope.Weekly(), RunOrder.Schedule), cancellationToken);

    [DisplayName("Run of {0}, asked for by {1}")]
    public Task<string> RunNowAsync(string modelKey, string askedBy, CancellationToken cancellationToken) =>
        runs.RunAsync(modelKey, new RunOrder(new PullScope.Nightly(), askedBy), cancellationToken);

    /// <param name="from">A day as 2026-01-31, as is <paramref name="to"/>: so that the jobs dashboard can be read.</param>
    [DisplayName("Backfill of {0} from {1} to {2}, asked for by {3}")]
    public Task<string> BackfillAsync(string modelKey, string from, string to, string askedBy, CancellationToken cancellationToken) =>
        runs.RunAsync(modelKey, new RunOrder(new PullScope.Range(new DateRange(Day(from), Day(to))), askedBy), cancellationToken);

    [DisplayName("Schedule of {0}, and a run")]
    public Task RegisteredAsync(string modelKey, CancellationToken cancellationToken) => schedule.AddAndRunAsync(modelKey, cancellationToken);

    [DisplayName("Simulated hospital: the days that passed")]
    public Task SimulateAsync(CancellationToken cancellationToken) => simulation.PrepareAsync(cancellationToken);

    [DisplayName("Simulated hospital, and a run of every model")]
    public Task StartSimulationAsync(CancellationToken cancellationToken) => simulation.PrepareAndRunAllAsync(cancellationToken);

    [DisplayName("Definition folder")]
    public Task ApplyFolderAsync(CancellationToken cancellationToken) => folder.ApplyAsync(cancellationToken);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

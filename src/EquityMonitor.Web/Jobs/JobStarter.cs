using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using Hangfire;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Jobs;

/// <summary>Once pages are served: schedules what recurs, and starts what was missed. The work itself is done by jobs.</summary>
public sealed class JobStarter(
    ModelSchedule schedule, IBackgroundJobClient jobs, IRecurringJobManager recurring, ChangeBroker broker, IOptions<SimulationOptions> simulation, ILogger<JobStarter> logger)
    : IHostedLifecycleService, IDisposable
{
    private const string SimulationJob = "simulated-hospital";

    // Hourly, a quarter before the hour: in whatever zone a model's night is, the day that passed is there before its run.
    private const string SimulationCron = "45 * * * *";

    private IDisposable? _registrations;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        _registrations = broker.Subscribe(OnChange);
        foreach (var key in await schedule.KeysAsync(cancellationToken))
            await ScheduleAsync(key, cancellationToken);
        jobs.Enqueue<MonitoringJobs>(job => job.ApplyFolderAsync(CancellationToken.None));
        if (simulation.Value.Enabled)
        {
            recurring.AddOrUpdate<MonitoringJobs>(SimulationJob, job => job.SimulateAsync(CancellationToken.None), SimulationCron);
            jobs.Enqueue<MonitoringJobs>(job => job.StartSimulationAsync(CancellationToken.None));
        }
        else
        {
            recurring.RemoveIfExists(SimulationJob);
            await schedule.RunAllAsync(cancellationToken);
        }
    }

    public void Dispose() => _registrations?.Dispose();

    /// <summary>One definition that this version cannot read must not keep the others from being monitored.</summary>
    private async Task ScheduleAsync(string modelKey, CancellationToken cancellationToken)
    {
        try
        {
            await schedule.AddAsync(modelKey, cancellationToken);
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "Model {ModelKey} is not scheduled", modelKey);
        }
    }

    /// <summary>Called by whoever registered the model, who must neither wait nor fail because of the schedule; the next start schedules it in any case.</summary>
    private void OnChange(Change change)
    {
        if (change.Kind != ChangeKind.Registered)
            return;
        try
        {
            jobs.Enqueue<MonitoringJobs>(job => job.RegisteredAsync(change.ModelKey, CancellationToken.None));
        }
        catch (BackgroundJobClientException exception)
        {
            logger.LogError(exception, "Model {ModelKey} was registered, but its first run could not be queued", change.ModelKey);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

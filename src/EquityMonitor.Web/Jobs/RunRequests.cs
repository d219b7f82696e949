using System.Globalization;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Hangfire;
using Hangfire.States;

namespace EquityMonitor.Web.Jobs;

/// <summary>Asks for a run of a model now. While one waits, further requests are served by it.</summary>
public sealed class RunRequests(IBackgroundJobClient jobs, JobStorage storage, RunGate gate)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string ModelKey, PullScope Scope), (string JobId, RunOrder Order)> _queued = [];

    /// <summary>"Pull now": what the nightly run does.</summary>
    /// <returns>False when a run already waits that serves this request as well.</returns>
    public bool PullNow(string modelKey, string who) => Request(modelKey, new RunOrder(new PullScope.Nightly(), who));

    /// <summary>Reads all days of a range again.</summary>
    /// <returns>False when a run already waits that serves this request as well.</returns>
    public bool Backfill(string modelKey, DateRange days, string who) => Request(modelKey, new RunOrder(new PullScope.Range(days), who));

    /// <summary>Runs that were asked for and have not begun.</summary>
    public IReadOnlyList<RunOrder> Waiting(string modelKey)
    {
        lock (_gate)
            return [.. Queued(modelKey).Select(queued => queued.Order), .. gate.Waiting(modelKey)];
    }

    /// <summary>Gives up the runs that were asked for and have not begun.</summary>
    /// <returns>Those that were given up.</returns>
    public IReadOnlyList<RunOrder> Withdraw(string modelKey)
    {
        lock (_gate)
        {
            var withdrawn = Queued(modelKey).Where(queued => jobs.Delete(queued.JobId, EnqueuedState.StateName)).Select(queued => queued.Order).ToList();
            return [.. withdrawn, .. gate.Withdraw(modelKey)];
        }
    }

    internal bool Request(string modelKey, RunOrder order)
    {
        lock (_gate)
        {
            if (gate.TryJoin(modelKey, order) is { } isFurther)
                return isFurther;
            if (Queued(modelKey).Any(queued => queued.Order.Scope == order.Scope))
                return false;
            _queued[(modelKey, order.Scope)] = (Enqueue(modelKey, order), order);
            return true;
        }
    }

    private string Enqueue(string modelKey, RunOrder order) => order switch
    {
        { Scope: PullScope.Range { Days: var days }, AskedBy: var who } =>
            jobs.Enqueue<MonitoringJobs>(job => job.BackfillAsync(modelKey, Text(days.From), Text(days.To), who, CancellationToken.None)),
        { Scope: PullScope.Weekly } => jobs.Enqueue<MonitoringJobs>(job => job.WeeklyAsync(modelKey, CancellationToken.None)),
        { AskedBy: RunOrder.Schedule } => jobs.Enqueue<MonitoringJobs>(job => job.NightlyAsync(modelKey, CancellationToken.None)),
        { AskedBy: var who } => jobs.Enqueue<MonitoringJobs>(job => job.RunNowAsync(modelKey, who, CancellationToken.None)),
    };

    /// <summary>Asks the storage, since an administrator may have deleted a job on the dashboard; what has begun or is gone is forgotten.</summary>
    private List<(string JobId, RunOrder Order)> Queued(string modelKey)
    {
        using var connection = storage.GetConnection();
        var waiting = new List<(string JobId, RunOrder Order)>();
        foreach (var (key, queued) in _queued.Where(queued => queued.Key.ModelKey == modelKey).ToList())
        {
            if (connection.GetStateData(queued.JobId)?.Name == EnqueuedState.StateName)
                waiting.Add(queued);
            else
                _queued.Remove(key);
        }

        return waiting;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

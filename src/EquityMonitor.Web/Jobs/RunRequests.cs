using Hangfire;
using Hangfire.States;

namespace EquityMonitor.Web.Jobs;

/// <summary>Asks for a run of a model now. While one waits, further requests are served by it.</summary>
public sealed class RunRequests(IBackgroundJobClient jobs, JobStorage storage, RunGate gate)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string ModelKey, RunScope Scope), string> _queued = [];

    /// <summary>"Pull now": what the nightly run does.</summary>
    /// <returns>False when a run already waits, or is in progress and will be followed by another.</returns>
    public bool PullNow(string modelKey) => Request(modelKey, RunScope.Nightly);

    internal bool Request(string modelKey, RunScope scope)
    {
        lock (_gate)
        {
            if (gate.TryJoin(modelKey, scope) || IsQueued(modelKey, scope))
                return false;
            _queued[(modelKey, scope)] = scope == RunScope.Weekly
                ? jobs.Enqueue<MonitoringJobs>(job => job.WeeklyAsync(modelKey, CancellationToken.None))
                : jobs.Enqueue<MonitoringJobs>(job => job.NightlyAsync(modelKey, CancellationToken.None));
            return true;
        }
    }

    /// <summary>Asks the storage, since an administrator may have deleted the job on the dashboard.</summary>
    private bool IsQueued(string modelKey, RunScope scope)
    {
        if (!_queued.TryGetValue((modelKey, scope), out var id))
            return false;
        using var connection = storage.GetConnection();
        return connection.GetStateData(id)?.Name == EnqueuedState.StateName;
    }
}

using Hangfire;
using Hangfire.Storage;

namespace EquityMonitor.Web.Jobs;

/// <summary>When the scheduler will run a model.</summary>
public sealed class NextRuns(JobStorage storage)
{
    // A retry comes within the hour, so that only few jobs are scheduled at any time.
    private const int ManyRetries = 1000;

    public NextRun Of(string modelKey)
    {
        using var connection = storage.GetConnection();
        var recurring = connection.GetRecurringJobs([ModelSchedule.Nightly(modelKey), ModelSchedule.Weekly(modelKey)]);
        var retries = storage.GetMonitoringApi().ScheduledJobs(0, ManyRetries).Select(job => job.Value)
            .Where(job => job?.Job is { Args: [string key, ..], Type: var type } && key == modelKey && type == typeof(MonitoringJobs)).Select(job => job.EnqueueAt);
        return new NextRun(
            recurring.Find(job => job.Id == ModelSchedule.Nightly(modelKey))?.NextExecution,
            recurring.Find(job => job.Id == ModelSchedule.Weekly(modelKey))?.NextExecution,
            retries.Select(at => (DateTime?)at).Min());
    }
}

/// <param name="Nightly">UTC; null when the model has no nightly run.</param>
/// <param name="Weekly">UTC; null when the model has no weekly run.</param>
/// <param name="Retry">UTC; when a run that failed is tried again; null as a rule.</param>
public sealed record NextRun(DateTime? Nightly, DateTime? Weekly, DateTime? Retry)
{
    public static readonly NextRun None = new(null, null, null);
}

using Hangfire;
using Hangfire.Storage;

namespace EquityMonitor.Web.Jobs;

/// <summary>When the scheduler will run each model.</summary>
public sealed class NextRuns(JobStorage storage)
{
    // A retry comes within the hour, so that only few jobs are scheduled at any time.
    private const int ManyRetries = 1000;

    public IReadOnlyDictionary<string, NextRun> Of(IReadOnlyCollection<string> modelKeys)
    {
        ArgumentNullException.ThrowIfNull(modelKeys);
        using var connection = storage.GetConnection();
        var recurring = connection.GetRecurringJobs(modelKeys.SelectMany(key => (string[])[ModelSchedule.Nightly(key), ModelSchedule.Weekly(key)]))
            .ToDictionary(job => job.Id, job => job.NextExecution, StringComparer.Ordinal);
        var retries = storage.GetMonitoringApi().ScheduledJobs(0, ManyRetries).Select(job => job.Value).Where(job => job?.Job?.Type == typeof(MonitoringJobs))
            .ToLookup(job => job.Job.Args is [string key, ..] ? key : string.Empty, job => (DateTime?)job.EnqueueAt, StringComparer.Ordinal);
        return modelKeys.ToDictionary(
            key => key,
            key => new NextRun(recurring.GetValueOrDefault(ModelSchedule.Nightly(key)), recurring.GetValueOrDefault(ModelSchedule.Weekly(key)), retries[key].Min()),
            StringComparer.Ordinal);
    }
}

/// <param name="Nightly">UTC; null when the model has no nightly run.</param>
/// <param name="Weekly">UTC; null when the model has no weekly run.</param>
/// <param name="Retry">UTC; when a run that failed is tried again; null as a rule.</param>
public sealed record NextRun(DateTime? Nightly, DateTime? Weekly, DateTime? Retry)
{
    public static readonly NextRun None = new(null, null, null);
}

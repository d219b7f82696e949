using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using Hangfire;

namespace EquityMonitor.Web.Jobs;

/// <summary><see cref="MonitoringRun.RunAsync"/>.</summary>
public delegate Task RunModel(string modelKey, PullScope scope, IProgress<StepProgress>? progress, CancellationToken cancellationToken);

/// <summary>Runs a model alone, shows its progress, and sees to what was asked for meanwhile.</summary>
public sealed class ModelRuns(RunModel run, RunGate gate, RunRequests requests, ProgressBoard board, JobStorage storage)
{
    // Other processes that share the storage come here only when their schedules collide: the retry is soon enough.
    private static readonly TimeSpan PatienceWithOtherProcesses = TimeSpan.FromSeconds(5);

    /// <returns>What was done, for the jobs dashboard.</returns>
    public async Task<string> RunAsync(string modelKey, RunScope scope, CancellationToken cancellationToken)
    {
        if (!gate.TryEnter(modelKey, scope))
            return "A run of this model was in progress; another one follows it.";
        try
        {
            using var connection = storage.GetConnection();
            using var alone = connection.AcquireDistributedLock($"run:{modelKey}", PatienceWithOtherProcesses);
            await RunShownAsync(modelKey, scope, cancellationToken);
            return "Done.";
        }
        finally
        {
            if (gate.Leave(modelKey) is { } waiting && !cancellationToken.IsCancellationRequested)
                requests.Request(modelKey, waiting);
        }
    }

    private async Task RunShownAsync(string modelKey, RunScope scope, CancellationToken cancellationToken)
    {
        board.Begin(modelKey);
        var failure = RunFailure.Unknown;
        try
        {
            await run(modelKey, scope == RunScope.Weekly ? new PullScope.Weekly() : new PullScope.Nightly(), board, cancellationToken);
            failure = null;
        }
        catch (Exception exception)
        {
            failure = RunFailure.TextFor(exception);
            throw;
        }
        finally
        {
            board.End(modelKey, failure);
        }
    }
}

using EquityMonitor.Monitoring;
using Hangfire;

namespace EquityMonitor.Web.Jobs;

/// <summary><see cref="MonitoringRun.RunAsync"/>.</summary>
public delegate Task RunModel(string modelKey, RunOrder order, IProgress<StepProgress>? progress, CancellationToken cancellationToken);

/// <summary>Runs a model alone, shows its progress, lets a person cancel it, and sees to what was asked for meanwhile.</summary>
public sealed class ModelRuns(RunModel run, RunGate gate, RunRequests requests, RunCancellations cancellations, ProgressBoard board, JobStorage storage)
{
    // Other processes that share the storage come here only when their schedules collide: the retry is soon enough.
    private static readonly TimeSpan PatienceWithOtherProcesses = TimeSpan.FromSeconds(5);

    /// <returns>What was done, for the jobs dashboard. A run that a person cancelled ends well: it must not be tried again.</returns>
    public async Task<string> RunAsync(string modelKey, RunOrder order, CancellationToken cancellationToken)
    {
        if (!gate.TryEnter(modelKey, order))
            return "A run of this model was in progress; another one follows it.";
        try
        {
            using var connection = storage.GetConnection();
            using var alone = connection.AcquireDistributedLock($"run:{modelKey}", PatienceWithOtherProcesses);
            return await RunShownAsync(modelKey, order, cancellationToken);
        }
        finally
        {
            foreach (var waiting in gate.Leave(modelKey))
            {
                if (!cancellationToken.IsCancellationRequested)
                    requests.Request(modelKey, waiting);
            }
        }
    }

    private async Task<string> RunShownAsync(string modelKey, RunOrder order, CancellationToken cancellationToken)
    {
        await using var cancellation = cancellations.Begin(modelKey, cancellationToken);
        board.Begin(modelKey);
        var failure = RunFailure.Unknown;
        try
        {
            await run(modelKey, order with { CancelledBy = () => cancellation.CancelledBy }, board, cancellation.Token);
            failure = null;
            return "Done.";
        }
        catch (OperationCanceledException) when (cancellation.CancelledBy is not null)
        {
            failure = null;
            return $"Cancelled by {cancellation.CancelledBy}.";
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

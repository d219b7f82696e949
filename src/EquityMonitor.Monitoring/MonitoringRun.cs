using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EquityMonitor.Monitoring;

/// <summary>
/// One run for one model, in the direction of the data: pull, evaluate, judge, count whom it concerns, and the history of the pairs that the judging drew
/// attention to. Every step goes on where it was stopped, so a run may be killed at any instant and started again. Each run leaves a record.
/// </summary>
public sealed class MonitoringRun(
    IDbContextFactory<MonitorDbContext> contexts, PullStep pull, EvaluateStep evaluate, JudgeStep judge, AffectedStep affected, FollowedPairs followedPairs,
    RunLog log, TimeProvider time, ILogger<MonitoringRun> logger)
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _running = new();

    /// <exception cref="KeyNotFoundException">No model has that key.</exception>
    public async Task RunAsync(string modelKey, RunOrder order, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var modelId = await FindAsync(modelKey, cancellationToken);
        var gate = _running.GetOrAdd(modelId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            await RunRecordedAsync(modelKey, modelId, order, new RunTally(progress), cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task RunRecordedAsync(string modelKey, int modelId, RunOrder order, RunTally tally, CancellationToken cancellationToken)
    {
        var run = await log.BeginAsync(modelId, modelKey, order, cancellationToken);
        var isPulled = false;
        try
        {
            await pull.RunAsync(modelId, order.Scope, tally, cancellationToken);
            isPulled = true;
            await evaluate.RunAsync(modelId, tally, cancellationToken);
            await judge.RunAsync(modelId, tally, cancellationToken);
            await affected.RunAsync(modelId, cancellationToken);
            await followedPairs.RunAsync(modelId, tally, cancellationToken);
            run.Outcome = RunOutcome.Succeeded;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            run.CancelledBy = order.CancelledBy();
            run.Outcome = run.CancelledBy is null ? RunOutcome.Interrupted : RunOutcome.Cancelled;
            throw;
        }
        catch (Exception exception)
        {
            run.Outcome = RunOutcome.Failed;
            run.Reference = Guid.NewGuid().ToString("N")[..8];
            logger.LogError(exception, "The run of {ModelKey} failed {Stage} the pull, reference {Reference}", modelKey, isPulled ? "after" : "in", run.Reference);
            run.Message = exception is SourceException ? exception.Message : isPulled ? "The data were pulled, but could not be evaluated and judged." : "The data could not be pulled.";
            if (exception is not SourceException)
                await FailAsync(modelId, $"{run.Message} The log says why (reference {run.Reference}).");
            throw;
        }
        finally
        {
            await EndAsync(modelKey, run, tally);
        }
    }

    /// <summary>A record that cannot be written must neither fail a run that went well nor hide why another one failed.</summary>
    private async Task EndAsync(string modelKey, RunRecord run, RunTally tally)
    {
        try
        {
            await log.EndAsync(modelKey, run, tally);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The end of the run of {ModelKey} could not be recorded", modelKey);
        }
    }

    /// <summary>Fresh data beside old verdicts must not look like a run that went well.</summary>
    private async Task FailAsync(int modelId, string failure)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            var now = time.GetUtcNow().UtcDateTime;
            if (!await context.PullStates.AnyAsync(state => state.ModelId == modelId, CancellationToken.None))
            {
                context.PullStates.Add(new PullState { ModelId = modelId });
                await context.SaveChangesAsync(CancellationToken.None);
            }

            await context.PullStates.Where(state => state.ModelId == modelId).ExecuteUpdateAsync(
                state => state.SetProperty(s => s.FailedAt, now).SetProperty(s => s.Failure, failure), CancellationToken.None);
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The failure of model {ModelId} could not be noted", modelId);
        }
    }

    private async Task<int> FindAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await context.Models.Where(model => model.Key == modelKey).Select(model => (int?)model.Id).SingleOrDefaultAsync(cancellationToken);
        return id ?? throw new KeyNotFoundException($"There is no model with the key '{modelKey}'. Import its definition first.");
    }
}

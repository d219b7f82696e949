using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EquityMonitor.Monitoring;

/// <summary>
/// One run for one model, in the direction of the data: pull, evaluate, judge, count whom it concerns, and the history of the pairs that the judging drew
/// attention to. Every step goes on where it was stopped, so a run may be killed at any instant and started again.
/// </summary>
public sealed class MonitoringRun(
    IDbContextFactory<MonitorDbContext> contexts, PullStep pull, EvaluateStep evaluate, JudgeStep judge, AffectedStep affected, FollowedPairs followedPairs,
    TimeProvider time, ILogger<MonitoringRun> logger)
{
    private readonly ConcurrentDictionary<int, SemaphoreSlim> _running = new();

    /// <exception cref="KeyNotFoundException">No model has that key.</exception>
    public async Task RunAsync(string modelKey, PullScope scope, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var modelId = await FindAsync(modelKey, cancellationToken);
        var gate = _running.GetOrAdd(modelId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            await pull.RunAsync(modelId, scope, progress, cancellationToken);
            await EvaluateAndJudgeAsync(modelKey, modelId, progress, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task EvaluateAndJudgeAsync(string modelKey, int modelId, IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            await evaluate.RunAsync(modelId, progress, cancellationToken);
            await judge.RunAsync(modelId, progress, cancellationToken);
            await affected.RunAsync(modelId, cancellationToken);
            await followedPairs.RunAsync(modelId, progress, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Fresh data beside old verdicts must not look like a run that went well.
            var reference = Guid.NewGuid().ToString("N")[..8];
            logger.LogError(exception, "The run of {ModelKey} stopped after the pull, reference {Reference}", modelKey, reference);
            await FailAsync(modelId, $"The data were pulled, but could not be evaluated and judged (reference {reference}; the log says why).");
            throw;
        }
    }

    private async Task FailAsync(int modelId, string failure)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var now = time.GetUtcNow().UtcDateTime;
        await context.PullStates.Where(state => state.ModelId == modelId).ExecuteUpdateAsync(
            state => state.SetProperty(s => s.FailedAt, now).SetProperty(s => s.Failure, failure), CancellationToken.None);
    }

    private async Task<int> FindAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await context.Models.Where(model => model.Key == modelKey).Select(model => (int?)model.Id).SingleOrDefaultAsync(cancellationToken);
        return id ?? throw new KeyNotFoundException($"There is no model with the key '{modelKey}'. Import its definition first.");
    }
}

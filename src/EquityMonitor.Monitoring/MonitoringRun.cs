using System.Collections.Concurrent;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring;

/// <summary>
/// One run for one model, in the direction of the data: pull, evaluate, judge, and the history of the pairs that the judging drew attention to. Every step
/// goes on where it was stopped, so a run may be killed at any instant and started again.
/// </summary>
public sealed class MonitoringRun(
    IDbContextFactory<MonitorDbContext> contexts, PullStep pull, EvaluateStep evaluate, JudgeStep judge, FollowedPairs followedPairs)
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
            await evaluate.RunAsync(modelId, progress, cancellationToken);
            await judge.RunAsync(modelId, progress, cancellationToken);
            await followedPairs.RunAsync(modelId, progress, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<int> FindAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = await context.Models.Where(model => model.Key == modelKey).Select(model => (int?)model.Id).SingleOrDefaultAsync(cancellationToken);
        return id ?? throw new KeyNotFoundException($"There is no model with the key '{modelKey}'. Import its definition first.");
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring;

/// <summary>Keeps the record of runs.</summary>
public sealed class RunLog(IDbContextFactory<MonitorDbContext> contexts, ChangeBroker broker, TimeProvider time, IOptions<RetentionOptions> retention)
{
    private const int LongestMessage = 2000;

    /// <summary>
    /// For a program that starts: what is still marked as running was killed. A process that shares the database and does run one writes its true end over it.
    /// </summary>
    public async Task InterruptUnfinishedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await InterruptAsync(context.Runs, cancellationToken);
    }

    /// <summary>Runs of one model never overlap: an earlier one that has no end was killed.</summary>
    internal async Task<RunRecord> BeginAsync(int modelId, string modelKey, RunOrder order, CancellationToken cancellationToken)
    {
        var range = (order.Scope as PullScope.Range)?.Days;
        var run = new RunRecord
        {
            ModelId = modelId,
            Kind = order.Scope switch { PullScope.Range => RunKind.Backfill, PullScope.Weekly => RunKind.Weekly, _ => RunKind.Nightly },
            From = range?.From,
            To = range?.To,
            AskedBy = order.AskedBy,
            StartedAt = Now,
            Outcome = RunOutcome.Running,
        };
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await InterruptAsync(context.Runs.Where(earlier => earlier.ModelId == modelId), cancellationToken);
            context.Runs.Add(run);
            await context.SaveChangesAsync(cancellationToken);
        }

        broker.Publish(new Change(modelKey, ChangeKind.Run));
        return run;
    }

    /// <summary>Writes how the run ended and what it did, whatever the run was cancelled by, and removes records that have outlived their retention.</summary>
    internal async Task EndAsync(string modelKey, RunRecord run, RunTally tally)
    {
        var (id, started) = (run.ModelId, run.StartedAt);
        await using (var context = await contexts.CreateDbContextAsync(CancellationToken.None))
        {
            run.EndedAt = Now;
            run.Message = run.Message is { Length: > LongestMessage } message ? message[..LongestMessage] : run.Message;
            run.DaysRead = tally.DaysRead;
            run.DaysEvaluated = tally.DaysEvaluated;
            run.Rows = await context.EncounterDays.Where(day => day.ModelId == id && day.PulledAt >= started).SumAsync(day => day.Rows, CancellationToken.None);
            run.RefusedRows = await context.QuarantineCounts.Where(count => count.ModelId == id && count.PulledAt >= started).SumAsync(count => count.Rows, CancellationToken.None);
            run.AlertsOpened = await context.Alerts.CountAsync(alert => alert.ModelId == id && alert.OpenedAt >= started, CancellationToken.None);
            context.Runs.Update(run);
            await context.SaveChangesAsync(CancellationToken.None);
            var kept = Now.AddDays(-retention.Value.RunDays);
            await context.Runs.Where(earlier => earlier.ModelId == id && earlier.StartedAt < kept).ExecuteDeleteAsync(CancellationToken.None);
        }

        broker.Publish(new Change(modelKey, ChangeKind.Run));
    }

    private static Task<int> InterruptAsync(IQueryable<RunRecord> runs, CancellationToken cancellationToken) =>
        runs.Where(run => run.Outcome == RunOutcome.Running)
            .ExecuteUpdateAsync(run => run.SetProperty(r => r.Outcome, RunOutcome.Interrupted), cancellationToken);

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}

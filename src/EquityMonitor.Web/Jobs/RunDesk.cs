using System.Globalization;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Jobs;

/// <summary>What people ask of runs, kept in the audit trail under their name.</summary>
public sealed class RunDesk(IDbContextFactory<MonitorDbContext> contexts, RunRequests requests, RunCancellations cancellations, TimeProvider time)
{
    /// <returns>False when a run already waits that serves this request as well.</returns>
    public async Task<bool> PullNowAsync(string modelKey, string who, CancellationToken cancellationToken)
    {
        await RecordAsync(who, "run asked for", modelKey, null, cancellationToken);
        return requests.PullNow(modelKey, who);
    }

    /// <returns>False when a run already waits that serves this request as well.</returns>
    public async Task<bool> BackfillAsync(string modelKey, DateRange days, string who, CancellationToken cancellationToken)
    {
        await RecordAsync(who, "backfill asked for", modelKey, Text(days), cancellationToken);
        return requests.Backfill(modelKey, days, who);
    }

    /// <summary>Cancels the run in progress, and gives up what waits: whoever cancels does not want the next one to begin at once. Does not wait for the end.</summary>
    public async Task<CancelAnswer> CancelAsync(string modelKey, string who)
    {
        // First what waits, or the end of the run would start it.
        var withdrawn = requests.Withdraw(modelKey);
        var answer = new CancelAnswer(cancellations.Cancel(modelKey, who), withdrawn);
        if (!answer.IsNothing)
        {
            string[] details = [.. answer.WasRunning ? ["the run in progress"] : Array.Empty<string>(), .. withdrawn.Select(order => $"a waiting {Text(order)}")];
            await RecordAsync(who, "run cancelled", modelKey, string.Join("; ", details), CancellationToken.None);
        }

        return answer;
    }

    private async Task RecordAsync(string who, string what, string modelKey, string? details, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AuditEntries.Add(new AuditEntry { At = time.GetUtcNow().UtcDateTime, Who = who, What = what, Subject = modelKey, Details = details });
        await context.SaveChangesAsync(cancellationToken);
    }

    private static string Text(RunOrder order) => order.Scope switch
    {
        PullScope.Range range => $"backfill of {Text(range.Days)}, asked for by {order.AskedBy}",
        PullScope.Weekly => $"weekly run, asked for by {order.AskedBy}",
        _ => $"run, asked for by {order.AskedBy}",
    };

    private static string Text(DateRange days) => string.Create(CultureInfo.InvariantCulture, $"{days.From:yyyy-MM-dd} to {days.To:yyyy-MM-dd}");
}

/// <param name="WasRunning">A run was in progress and is being cancelled.</param>
/// <param name="Withdrawn">Runs that waited and were given up.</param>
public sealed record CancelAnswer(bool WasRunning, IReadOnlyList<RunOrder> Withdrawn)
{
    public bool IsNothing => !WasRunning && Withdrawn.Count == 0;
}

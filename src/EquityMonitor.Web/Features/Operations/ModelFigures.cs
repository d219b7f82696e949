using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Operations;

/// <summary>The figures of all models by the number of the model: a handful of queries, however many models there are.</summary>
internal sealed record ModelFigures(
    IReadOnlyDictionary<int, PullState> Pulls,
    IReadOnlyDictionary<int, StoredFigures> Stored,
    IReadOnlyDictionary<int, long> Good,
    IReadOnlyDictionary<int, long> Refused,
    IReadOnlyDictionary<int, int> Held,
    IReadOnlyDictionary<int, int> Waiting,
    IReadOnlyDictionary<int, RunRecord> LastRuns)
{
    /// <param name="since">From when on refused rows are counted, and the rows that were read with them.</param>
    public static async Task<ModelFigures> ReadAsync(MonitorDbContext context, DateTime since, CancellationToken cancellationToken)
    {
        var pending = await context.PendingDays.AsNoTracking()
            .GroupBy(day => new { day.ModelId, Held = day.Hold != null })
            .Select(group => new { group.Key.ModelId, group.Key.Held, Days = group.Count(), Rows = group.Sum(day => (long)day.Rows) })
            .ToListAsync(cancellationToken);

        // Of a held day the rows that were read last wait; what is in force was read earlier.
        var good = await context.EncounterDays
            .Where(day => day.PulledAt >= since && !context.PendingDays.Any(waiting => waiting.ModelId == day.ModelId && waiting.Day == day.Day && waiting.Hold != null))
            .GroupBy(day => day.ModelId)
            .Select(group => new { ModelId = group.Key, Rows = group.Sum(day => (long)day.Rows) })
            .ToDictionaryAsync(model => model.ModelId, model => model.Rows, cancellationToken);
        foreach (var held in pending.Where(day => day.Held))
            good[held.ModelId] = good.GetValueOrDefault(held.ModelId) + held.Rows;
        var newest = await context.Runs.GroupBy(run => run.ModelId).Select(group => group.Max(run => run.Id)).ToListAsync(cancellationToken);
        return new ModelFigures(
            await context.PullStates.AsNoTracking().ToDictionaryAsync(pull => pull.ModelId, cancellationToken),
            await context.EncounterDays.Where(day => day.Rows > 0).GroupBy(day => day.ModelId)
                .Select(group => new { group.Key, Figures = new StoredFigures(group.Count(), group.Sum(day => (long)day.Rows), group.Max(day => day.Day)) })
                .ToDictionaryAsync(model => model.Key, model => model.Figures, cancellationToken),
            good,
            await context.QuarantineCounts.Where(count => count.PulledAt >= since).GroupBy(count => count.ModelId)
                .Select(group => new { group.Key, Rows = group.Sum(count => (long)count.Rows) }).ToDictionaryAsync(model => model.Key, model => model.Rows, cancellationToken),
            pending.Where(day => day.Held).ToDictionary(day => day.ModelId, day => day.Days),
            pending.Where(day => !day.Held).ToDictionary(day => day.ModelId, day => day.Days),
            await context.Runs.AsNoTracking().Where(run => newest.Contains(run.Id)).ToDictionaryAsync(run => run.ModelId, cancellationToken));
    }
}

/// <summary>Of the stored days of a model that have rows.</summary>
internal sealed record StoredFigures(int Days, long Rows, DateOnly Newest);

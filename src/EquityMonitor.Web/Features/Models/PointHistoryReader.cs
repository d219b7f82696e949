using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Reads the points of a few subgroups over a range of as-of days of one model and window.</summary>
public sealed class PointHistoryReader(PointMemory memory)
{
    /// <summary>Every as-of day that is stored of a model and window, ascending.</summary>
    public static async Task<IReadOnlyList<StoredDay>> DaysAsync(MonitorDbContext context, int modelId, int window, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await context.PointSets.AsNoTracking()
            .Where(set => set.ModelId == modelId && set.Window == window)
            .OrderBy(set => set.AsOf)
            .Select(set => new StoredDay(set.AsOf, set.Fingerprint))
            .ToListAsync(cancellationToken);
    }

    /// <param name="subgroups">Keys by number; All must be among them for anything to be read.</param>
    /// <param name="days">Of the model and window, as they are stored now.</param>
    /// <param name="parts">What the history will be asked for.</param>
    public async Task<PointHistory> ReadAsync(
        MonitorDbContext context, int modelId, int window, IReadOnlyDictionary<int, SubgroupKey> subgroups, IReadOnlyList<StoredDay> days, DateOnly from, DateOnly to,
        PointParts parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(subgroups);
        var fingerprint = Fingerprint(days.Where(day => day.AsOf >= from && day.AsOf <= to));
        PointMemory.Key KeyOf(int subgroup) => new(modelId, window, subgroup, from, to, fingerprint, parts);
        var found = subgroups.Keys.Select(id => (Id: id, Tallies: memory.Recall(KeyOf(id)))).Where(entry => entry.Tallies is not null).ToDictionary(entry => entry.Id, entry => entry.Tallies!);
        int[] missing = [.. subgroups.Keys.Where(id => !found.ContainsKey(id))];
        if (missing.Length > 0)
        {
            var read = missing.ToDictionary(id => id, _ => new List<DatedTally>());
            await foreach (var point in PointsAsync(context, window, missing, from, to, parts).WithCancellation(cancellationToken))
                read[point.SubgroupId].Add(new DatedTally(point.AsOf, point.ToTally(subgroups[point.SubgroupId])));
            foreach (var id in missing)
            {
                found[id] = read[id];
                if (subgroups[id].Order <= 1)
                    memory.Remember(KeyOf(id), found[id]);
            }
        }

        return PointHistory.Of(found.Select(entry => (subgroups[entry.Key], entry.Value)));
    }

    /// <summary>What a tab shows of some groups; those that are not stored are left out.</summary>
    public async Task<PointHistory> ReadAsync(MonitorDbContext context, TabScope scope, IEnumerable<SubgroupKey> groups, PointParts parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(scope);
        var model = await context.Models.AsNoTracking().Where(row => row.Key == scope.ModelKey).Select(row => row.Id).FirstAsync(cancellationToken);
        var subgroups = await PointReader.NumbersAsync(context, model, groups.Distinct(), cancellationToken);
        var (window, to) = (scope.Choice.Window, scope.Period.AsOf);
        var days = await DaysAsync(context, model, window, cancellationToken);
        return await ReadAsync(context, model, window, subgroups, days, to.AddDays(1 - scope.Choice.Range), to, parts, cancellationToken);
    }

    /// <summary>Of days and their order, so that one more, one less or one computed anew makes another.</summary>
    private static long Fingerprint(IEnumerable<StoredDay> days) =>
        days.Aggregate(17L, (sum, day) => unchecked((((sum * 1000003) ^ day.AsOf.DayNumber) * 1000003) ^ day.Fingerprint));

    /// <summary>A subgroup is of one model: naming the model too would lead SQLite past all of its subgroups.</summary>
    private static IAsyncEnumerable<EvaluationPoint> PointsAsync(MonitorDbContext context, int window, int[] subgroups, DateOnly from, DateOnly to, PointParts parts) =>
        context.Points.AsNoTracking()
            .Where(point => subgroups.Contains(point.SubgroupId) && point.Window == window && point.AsOf >= from && point.AsOf <= to)
            .Select(parts.Only())
            .AsAsyncEnumerable();
}

/// <param name="Fingerprint">Of what the points of the day were computed from.</param>
public readonly record struct StoredDay(DateOnly AsOf, long Fingerprint);

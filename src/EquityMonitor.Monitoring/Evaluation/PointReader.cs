using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Stored points as the samples that estimates are derived from. Reads only.</summary>
public static class PointReader
{
    /// <summary>The newest as-of day's set of every model and window that has one.</summary>
    public static async Task<IReadOnlyList<PointSet>> NewestSetsAsync(MonitorDbContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var newest = context.PointSets.GroupBy(set => new { set.ModelId, set.Window }).Select(group => new { group.Key.ModelId, group.Key.Window, AsOf = group.Max(set => set.AsOf) });
        return await (
            from set in context.PointSets.AsNoTracking()
            join last in newest on new { set.ModelId, set.Window, set.AsOf } equals new { last.ModelId, last.Window, last.AsOf }
            select set).ToListAsync(cancellationToken);
    }

    /// <summary>The subgroups among some keys that are stored, by number.</summary>
    public static async Task<IReadOnlyDictionary<int, SubgroupKey>> NumbersAsync(
        MonitorDbContext context, int modelId, IEnumerable<SubgroupKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var texts = keys.Select(key => key.ToString()).ToArray();
        if (texts.Length == 0)
            return new Dictionary<int, SubgroupKey>();
        var rows = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.ModelId == modelId && texts.Contains(subgroup.Key)).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.Id, row => SubgroupKey.Parse(row.Key));
    }

    /// <summary>The chosen subgroups on each stored as-of day of a range, ascending. A day on which All has no point is left out, since nothing could be compared.</summary>
    /// <param name="subgroups">Keys by number; All must be among them.</param>
    public static async Task<IReadOnlyList<DaySamples>> SamplesAsync(
        MonitorDbContext context, int modelId, int window, IReadOnlyDictionary<int, SubgroupKey> subgroups, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var all = subgroups.First(entry => entry.Value.Order == 0).Key;
        var ids = subgroups.Keys.ToArray();
        var points = await context.Points.AsNoTracking()
            .Where(point => ids.Contains(point.SubgroupId) && point.Window == window && point.AsOf >= from && point.AsOf <= to && point.ModelId == modelId)
            .ToListAsync(cancellationToken);
        return
        [
            .. points.GroupBy(point => point.AsOf).OrderBy(day => day.Key).Where(day => day.Any(point => point.SubgroupId == all))
                .Select(day => new DaySamples(day.Key, SubgroupSamples.FromPoints(day, subgroups))),
        ];
    }

    /// <summary>Every stored subgroup on one as-of day, up to a number of dimensions; null when All has no point on it.</summary>
    public static async Task<DaySamples?> DayAsync(MonitorDbContext context, int modelId, int window, DateOnly asOf, int order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from point in context.Points.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on point.SubgroupId equals subgroup.Id
            where point.ModelId == modelId && point.Window == window && point.AsOf == asOf && subgroup.Order <= order
            select new { Point = point, subgroup.Key, subgroup.Order }).ToListAsync(cancellationToken);
        return rows.Exists(row => row.Order == 0)
            ? new DaySamples(asOf, SubgroupSamples.FromPoints(rows.Select(row => row.Point), rows.ToDictionary(row => row.Point.SubgroupId, row => SubgroupKey.Parse(row.Key))))
            : null;
    }
}

/// <summary>Subgroups of one window on one as-of day, All first.</summary>
public sealed record DaySamples(DateOnly AsOf, IReadOnlyList<SubgroupSample> Samples)
{
    public SubgroupSample All => Samples[0];

    public SubgroupSample? Find(SubgroupKey key) => Samples.FirstOrDefault(sample => sample.Key.Equals(key));
}

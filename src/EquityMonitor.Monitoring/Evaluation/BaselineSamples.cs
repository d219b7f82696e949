using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// The subgroups of a model in the baseline of its version, as one period in which every encounter is scored and mature. Where a baseline value comes from,
/// whoever asks: a judge of intervals, a page, or evidence that freezes the value when it is activated.
/// </summary>
/// <param name="Version">Of the model.</param>
/// <param name="Period">The encounter days of the baseline.</param>
/// <param name="Samples">By subgroup; one that the baseline had nobody of is missing.</param>
public sealed record BaselineSamples(string Version, DateRange Period, IReadOnlyDictionary<SubgroupKey, PerformanceSample> Samples)
{
    /// <summary>Null when the baseline had nobody of the subgroup.</summary>
    public PerformanceSample? Find(SubgroupKey key) => Samples.GetValueOrDefault(key);

    /// <summary>A metric of a subgroup in the baseline; not estimable where the baseline had nobody of it, or nothing to estimate from.</summary>
    public Estimate ValueOf(Metric metric, SubgroupKey key, ScoreScale scale) =>
        Find(key) is { } sample ? Estimator.Estimate(metric, sample, scale, all: Find(SubgroupKey.All)) : NotEstimableReason.NoBaseline;

    /// <param name="context">Where they are stored.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="only">The subgroups that are asked for, by number; null for all. All is always among them.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Null while no rule of the model asks for its baseline, or none is declared.</returns>
    public static async Task<BaselineSamples?> LoadAsync(MonitorDbContext context, int modelId, IReadOnlyCollection<int>? only, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await context.BaselineSets.AsNoTracking().SingleOrDefaultAsync(set => set.ModelId == modelId, cancellationToken) is not { } set)
            return null;
        var ids = only?.ToArray();
        var rows = await (
            from point in context.BaselinePoints.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on point.SubgroupId equals subgroup.Id
            where point.ModelId == modelId && (ids == null || ids.Contains(point.SubgroupId) || subgroup.Order == 0)
            select new { Point = point, subgroup.Key }).ToListAsync(cancellationToken);
        return new BaselineSamples(set.Version, new DateRange(set.From, set.To), rows.ToDictionary(row => SubgroupKey.Parse(row.Key), row => row.Point.ToSample()));
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

/// <summary>A metric over time, derived from stored points.</summary>
internal static class PointQueries
{
    public static async Task<IReadOnlyList<PointSet>> SetsAsync(MonitorDbContext context, int modelId, int window, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await context.PointSets.AsNoTracking()
            .Where(set => set.ModelId == modelId && set.Window == window && set.AsOf >= from && set.AsOf <= to)
            .OrderBy(set => set.AsOf)
            .ToListAsync(cancellationToken);

    public static async Task<PointsDto> ReadAsync(
        MonitorDbContext context, Model model, ModelDefinition definition, PointsAsked asked, IReadOnlyList<PointSet> sets, bool showSmallCells, CancellationToken cancellationToken)
    {
        var subgroups = await SubgroupsAsync(context, model.Id, asked.Dimension, cancellationToken);
        var days = sets.Count == 0 || !subgroups.ContainsValue(SubgroupKey.All)
            ? []
            : await PointReader.SamplesAsync(context, model.Id, asked.Window, subgroups, asked.From, asked.To, cancellationToken);
        return Build(model.Key, definition, asked, sets, days, showSmallCells);
    }

    /// <summary>Pure.</summary>
    internal static PointsDto Build(string modelKey, ModelDefinition definition, PointsAsked asked, IReadOnlyList<PointSet> sets, IReadOnlyList<DaySamples> days, bool showSmallCells)
    {
        var scale = RuleJudge.ScaleOf(definition);
        var names = new SubgroupNames(definition.Dimensions);
        var series = days
            .SelectMany(day => day.Samples.Select(sample => (sample.Key, Point: new PointDto(day.AsOf, EstimateDto.Of(asked.Metric, sample.Own, day.All.Own, scale, showSmallCells)))))
            .GroupBy(point => point.Key)
            .OrderBy(group => group.Key)
            .Select(group => new SeriesDto { Subgroup = group.Key.ToString(), Name = names.Of(group.Key), Points = [.. group.Select(point => point.Point)] });
        return new PointsDto
        {
            Model = modelKey,
            Metric = asked.Metric.Key,
            Dimension = asked.Dimension,
            Window = asked.Window,
            Asked = new DaysDto(asked.From, asked.To),
            Periods = [.. sets.Select(PeriodDto.Of)],
            Series = [.. series],
        };
    }

    private static async Task<Dictionary<int, SubgroupKey>> SubgroupsAsync(MonitorDbContext context, int modelId, string? dimension, CancellationToken cancellationToken)
    {
        var stored = await context.Subgroups.AsNoTracking()
            .Where(subgroup => subgroup.ModelId == modelId && subgroup.Order <= (dimension == null ? 0 : 1))
            .ToListAsync(cancellationToken);
        return stored.Select(subgroup => (subgroup.Id, Key: SubgroupKey.Parse(subgroup.Key)))
            .Where(subgroup => subgroup.Key.Order == 0 || subgroup.Key.Parts[0].Key == dimension)
            .ToDictionary(subgroup => subgroup.Id, subgroup => subgroup.Key);
    }
}

internal sealed record PointsAsked(Metric Metric, string? Dimension, int Window, DateOnly From, DateOnly To);

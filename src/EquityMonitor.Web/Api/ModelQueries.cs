using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

/// <summary>Models as the overview reads them, and what was declared of one.</summary>
internal sealed class ModelQueries(IOverviewReader overview)
{
    public async Task<ModelListDto> ListAsync(bool showSmallCells, CancellationToken cancellationToken)
    {
        var view = await overview.ReadAsync(showSmallCells, cancellationToken);
        return new ModelListDto([.. view.Models.Select(ModelSummaries.Of)]);
    }

    /// <summary>Null when the model went between two reads.</summary>
    public async Task<ModelDetailDto?> DetailAsync(MonitorDbContext context, Model model, ModelDefinition definition, bool showSmallCells, CancellationToken cancellationToken)
    {
        var view = await overview.ReadAsync(showSmallCells, cancellationToken);
        if (view.Models.FirstOrDefault(card => card.Key == model.Key) is not { } card)
            return null;
        var newest = await PointReader.NewestSetsAsync(context, cancellationToken);
        var pull = await context.PullStates.AsNoTracking().SingleOrDefaultAsync(state => state.ModelId == model.Id, cancellationToken);
        return new ModelDetailDto
        {
            Summary = ModelSummaries.Of(card),
            Owner = definition.Owner,
            Effective = definition.Effective,
            Revision = model.Revision,
            Score = definition.Score.Kind,
            Threshold = definition.Threshold,
            Confidence = definition.Confidence.Value,
            MaturityDays = definition.Outcome.MaturityDays,
            TimeZone = definition.Time?.Zone.Id,
            Baseline = definition.Baseline is { } baseline ? new DaysDto(baseline.From, baseline.To) : null,
            AlertsFrom = model.AlertsFrom,
            Dimensions = [.. definition.Dimensions.Select(dimension => new DimensionDto(dimension.Column, dimension.Name))],
            Rules = [.. definition.Rules.Select(Rule)],
            Newest = [.. newest.Where(set => set.ModelId == model.Id).OrderBy(set => set.Window).Select(PeriodDto.Of)],
            Windows = definition.Windows,
            Metrics = [.. StoredMetrics.Of(definition).Select(metric => metric.Key)],
            PulledAt = pull?.SucceededAt,
            HeldDays = await context.PendingDays.CountAsync(day => day.ModelId == model.Id && day.Hold != null, cancellationToken),
        };
    }

    private static RuleDto Rule(RuleDefinition rule) => new()
    {
        Key = rule.Key,
        Name = rule.Name,
        Metric = rule.Metric.Key,
        Limit = LimitText.Of(rule),
        Against = rule.Against is { } against ? AgainstText.Of(against) : null,
        Better = rule.Better,
        Window = rule.Window,
        Minimum = rule.Minimum,
        Severity = rule.Severity,
        Evidence = rule.Evidence,
        EffectiveFrom = rule.EffectiveFrom,
        Justification = rule.Justification?.Text,
        JustifiedOn = rule.Justification?.On,
        Dimensions = rule.Dimensions,
    };
}

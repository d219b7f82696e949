using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>What stands at the top of a model's page, and the concern that it opens with.</summary>
public sealed class HeaderReader(AlertDesk desk)
{
    public async Task<(ModelHeader Header, ConcernView? Concern)> ReadAsync(
        MonitorDbContext context, Model model, ModelDefinition definition, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(definition);
        var alerts = (await desk.OpenAlertsAsync(cancellationToken)).Where(alert => alert.Alert.ModelId == model.Id).ToList();
        var tallies = await VerdictReader.TalliesAsync(context, model.Id, cancellationToken);
        var noticed = await VerdictReader.NoticedAsync(context, model.Id, cancellationToken);
        var builder = new CardBuilder(definition, showSmallCells);
        var card = builder.Header(new ModelCardView { Key = model.Key, Name = model.Name, OpenAlerts = alerts.Count }, tallies, noticed);
        if (builder.Concern(tallies) is { } concern)
            card = card with { Concern = await ConcernAsync(context, builder, model.Id, concern, alerts, cancellationToken) };
        return (new ModelHeader(definition, Lead(card), card.Verdict, alerts.Count, card.Concern?.Worst?.AlertId), card.Concern);
    }

    private static async Task<ConcernView?> ConcernAsync(
        MonitorDbContext context, CardBuilder builder, int modelId, RuleConcern concern, IReadOnlyList<OpenAlert> alerts, CancellationToken cancellationToken)
    {
        var all = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.ModelId == modelId && subgroup.Order == 0).Select(subgroup => (int?)subgroup.Id).FirstOrDefaultAsync(cancellationToken);
        var newest = await context.PointSets.AsNoTracking().Where(set => set.ModelId == modelId && set.Window == concern.Rule.Window).MaxAsync(set => (DateOnly?)set.AsOf, cancellationToken);
        if (all is not { } allId || newest is not { } asOf)
            return null;
        var ranked = await OverviewReader.RankedAsync(context, builder, modelId, allId, concern, asOf, alerts, cancellationToken);
        return ranked is null ? null : builder.Compare(concern, ranked, alerts);
    }

    private static string Lead(ModelCardView card) => card.Verdict switch
    {
        Verdict.Below => ConcernSentence.Of(card),
        Verdict.Watch => $"{card.Name} is on watch: {Groups(card.Counts.Watch)} past a limit, without enough evidence that it is more than chance.",
        Verdict.Meets => $"{card.Name} meets what was agreed, for every group with enough patients.",
        Verdict.InsufficientData => $"There are too few patients yet to say whether {card.Name} meets what was agreed.",
        _ => $"{card.Name} has not been judged yet.",
    };

    private static string Groups(int count) => count == 1 ? "one group lies" : $"{Formats.Count(count)} groups lie";
}

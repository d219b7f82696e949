using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Models;

/// <summary>Reads the list of models.</summary>
public sealed class ModelListReader(IDbContextFactory<MonitorDbContext> contexts, ILogger<ModelListReader> logger)
{
    public async Task<ModelListView> ReadAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        var tallies = await VerdictReader.TalliesAsync(context, null, cancellationToken);
        var noticed = await VerdictReader.NoticedAsync(context, null, cancellationToken);
        var sets = await PointReader.NewestSetsAsync(context, cancellationToken);
        var alerts = await context.Alerts.AsNoTracking()
            .Where(alert => alert.State == AlertState.Open || alert.State == AlertState.Acknowledged)
            .GroupBy(alert => alert.ModelId)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellationToken);
        return new ModelListView(
        [
            .. models.Select(model => Row(model, [.. tallies.Where(tally => tally.ModelId == model.Id)], [.. noticed.Where(verdict => verdict.ModelId == model.Id)]) with
            {
                OpenAlerts = alerts.GetValueOrDefault(model.Id),
                AsOf = sets.Where(set => set.ModelId == model.Id).Select(set => (DateOnly?)set.AsOf).Max(),
            }).OrderBy(row => VerdictWords.Of(row.Verdict).Rank),
        ]);
    }

    private ModelListRow Row(Model model, IReadOnlyList<VerdictTally> tallies, IReadOnlyList<NoticedVerdict> noticed)
    {
        var bare = new ModelListRow { Key = model.Key, Name = model.Name };
        try
        {
            var definition = model.ReadDefinition();
            var card = new CardBuilder(definition, showSmallCells: false).Header(new ModelCardView { Key = model.Key, Name = model.Name }, tallies, noticed);
            return bare with { Purpose = definition.Purpose, Version = definition.Version, Owner = definition.Owner, Verdict = card.Verdict, Counts = card.Counts };
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return bare with { Problem = "The stored definition cannot be read by this version of EquityMonitor. Import it again." };
        }
    }
}

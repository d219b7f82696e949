using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

/// <summary>Puts into a tag what an answer depends on, read from fingerprints and versions instead of from the rows themselves.</summary>
internal static class StoredState
{
    public static EntityTag WithModel(this EntityTag tag, Model model) => tag.With(model.Id, model.Version, model.DefinitionHash, model.Revision);

    public static EntityTag WithSets(this EntityTag tag, IEnumerable<PointSet> sets)
    {
        foreach (var set in sets)
            tag.With(set.ModelId, set.Window, set.AsOf, set.Fingerprint, set.PairsFingerprint);
        return tag;
    }

    /// <summary>How far the judging has come: verdicts change only together with it.</summary>
    public static async Task<EntityTag> WithJudgingAsync(this EntityTag tag, MonitorDbContext context, int? modelId, CancellationToken cancellationToken)
    {
        foreach (var state in await context.JudgeStates.AsNoTracking().Where(state => modelId == null || state.ModelId == modelId).OrderBy(state => state.ModelId).ToListAsync(cancellationToken))
            tag.With(state.ModelId, state.JudgedThrough, state.Fingerprint, state.Revision);
        return tag;
    }

    /// <summary>Everything on the card of a model: of one, or of all.</summary>
    public static async Task<EntityTag> WithCardsAsync(this EntityTag tag, MonitorDbContext context, int? modelId, CancellationToken cancellationToken)
    {
        foreach (var model in await context.Models.AsNoTracking().Where(model => modelId == null || model.Id == modelId).OrderBy(model => model.Id).ToListAsync(cancellationToken))
            tag.WithModel(model);
        tag.WithSets((await PointReader.NewestSetsAsync(context, cancellationToken)).Where(set => modelId is null || set.ModelId == modelId).OrderBy(set => set.ModelId).ThenBy(set => set.Window));
        await tag.WithJudgingAsync(context, modelId, cancellationToken);
        foreach (var row in await context.AffectedPatients.AsNoTracking().Where(row => modelId == null || row.ModelId == modelId).OrderBy(row => row.ModelId).ToListAsync(cancellationToken))
            tag.With(row.ModelId, row.AsOf, row.Fingerprint);
        var alerts = await context.Alerts.AsNoTracking()
            .Where(alert => (alert.State == AlertState.Open || alert.State == AlertState.Acknowledged) && (modelId == null || alert.ModelId == modelId))
            .OrderBy(alert => alert.Id).Select(alert => new { alert.Id, alert.Version }).ToListAsync(cancellationToken);
        foreach (var alert in alerts)
            tag.With(alert.Id, alert.Version);
        return tag;
    }
}

using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration;

public interface IModelsReader
{
    /// <param name="selectedKey">Of the model that is looked at; null for none.</param>
    Task<ModelsView> ReadAsync(string? selectedKey, CancellationToken cancellationToken);
}

/// <summary>Reads the models for the administration. A definition that this version cannot read must not hide the others.</summary>
public sealed class ModelsReader(
    IDbContextFactory<MonitorDbContext> contexts, HeldDays heldDays, DefinitionFolder folder, ILogger<ModelsReader> logger) : IModelsReader
{
    public async Task<ModelsView> ReadAsync(string? selectedKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Key).ToListAsync(cancellationToken);
        var pulls = await context.PullStates.AsNoTracking().ToDictionaryAsync(pull => pull.ModelId, cancellationToken);
        var origins = await context.DefinitionRevisions.AsNoTracking().Where(revision => revision.Revision == 1)
            .ToDictionaryAsync(revision => revision.ModelId, revision => revision.AppliedBy, cancellationToken);
        var pending = await context.PendingDays.AsNoTracking()
            .GroupBy(day => new { day.ModelId, Held = day.Hold != null })
            .Select(group => new { group.Key.ModelId, group.Key.Held, Days = group.Count() })
            .ToListAsync(cancellationToken);
        var files = folder.Outcomes;
        var rows = models.ConvertAll(model => new ModelRow
        {
            Id = model.Id,
            Key = model.Key,
            Name = model.Name,
            Definition = Definition(model),
            Revision = model.Revision,
            RegisteredAt = model.RegisteredAt,
            RegisteredBy = origins.GetValueOrDefault(model.Id),
            PulledAt = pulls.GetValueOrDefault(model.Id)?.SucceededAt,
            FailedAt = pulls.GetValueOrDefault(model.Id)?.FailedAt,
            Failure = pulls.GetValueOrDefault(model.Id)?.Failure,
            WaitingDays = pending.Where(day => day.ModelId == model.Id && !day.Held).Sum(day => day.Days),
            HeldDays = pending.Where(day => day.ModelId == model.Id && day.Held).Sum(day => day.Days),
            DifferingFile = files.FirstOrDefault(file => file.Kind == DefinitionOutcomeKind.Differs && file.Key == model.Key)?.FileName,
        });
        var index = models.FindIndex(model => model.Key == selectedKey);
        var selected = index < 0 ? null : new SelectedModel(rows[index], models[index].DefinitionYaml, await heldDays.ListAsync(rows[index].Id, cancellationToken));
        return new(rows, selected, [.. files.Where(file => file.IsRefused)]);
    }

    private ModelDefinition? Definition(Model model)
    {
        try
        {
            return model.ReadDefinition();
        }
        catch (InvalidOperationException exception)
        {
            logger.LogError(exception, "The stored definition of model {Model} cannot be read", model.Key);
            return null;
        }
    }
}

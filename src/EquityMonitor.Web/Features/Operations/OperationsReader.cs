using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Operations;

public interface IOperationsReader
{
    /// <param name="selectedKey">Of the model that is looked at; null for the one that needs it most.</param>
    Task<OperationsView> ReadAsync(string? selectedKey, CancellationToken cancellationToken);
}

/// <summary>Reads how the data come in. A definition that this version cannot read must not hide the others.</summary>
public sealed class OperationsReader(
    IDbContextFactory<MonitorDbContext> contexts, HeldDays heldDays, DefinitionFolder folder, NextRuns nextRuns, RunRequests requests,
    IOptions<RetentionOptions> retention, TimeProvider time, ILogger<OperationsReader> logger) : IOperationsReader
{
    private const int ShownRuns = 25;

    /// <summary>A nightly run that was on time lies less than a day back; half a day more is patience with a slow source.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromHours(36);

    public async Task<OperationsView> ReadAsync(string? selectedKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        var figures = await ModelFigures.ReadAsync(context, Now.AddDays(-retention.Value.QuarantineDays), cancellationToken);
        var next = nextRuns.Of(models.ConvertAll(model => model.Key));
        var rows = models.ConvertAll(model => Status(model, figures, next[model.Key]));
        var selected = selectedKey is null ? rows.Find(model => model.NeedsAttention) ?? rows.FirstOrDefault() : rows.Find(model => model.Key == selectedKey);
        return new OperationsView(
            rows,
            selected is null ? null : await OperationsAsync(context, selected, cancellationToken),
            await FilesAsync(context, models, cancellationToken));
    }

    private ModelStatus Status(Model model, ModelFigures figures, NextRun next)
    {
        var definition = Definition(model);
        var pull = figures.Pulls.GetValueOrDefault(model.Id);
        var stored = figures.Stored.GetValueOrDefault(model.Id);
        return new ModelStatus
        {
            Id = model.Id,
            Key = model.Key,
            Name = model.Name,
            Definition = definition,
            PulledAt = pull?.SucceededAt,
            FailedAt = pull?.FailedAt,
            Failure = pull?.Failure,
            NewestDay = stored?.Newest,
            Yesterday = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), definition?.Time?.Zone ?? TimeZoneInfo.Utc).DateTime).AddDays(-1),
            StoredDays = stored?.Days ?? 0,
            StoredRows = stored?.Rows ?? 0,
            GoodRows = figures.Good.GetValueOrDefault(model.Id),
            RefusedRows = figures.Refused.GetValueOrDefault(model.Id),
            HeldDays = figures.Held.GetValueOrDefault(model.Id),
            WaitingDays = figures.Waiting.GetValueOrDefault(model.Id),
            Next = next,
            IsSimulatedDay = time is SimulatedClock,
            LastRun = figures.LastRuns.GetValueOrDefault(model.Id),
            DifferingFile = folder.Outcomes.FirstOrDefault(file => file.Kind == DefinitionOutcomeKind.Differs && file.Key == model.Key)?.FileName,
            IsLate = next.Nightly is not null && pull?.SucceededAt is { } good && good < Now - Late,
        };
    }

    private async Task<ModelOperations> OperationsAsync(MonitorDbContext context, ModelStatus model, CancellationToken cancellationToken)
    {
        var since = Now.AddDays(-retention.Value.QuarantineDays);
        var counts = await context.QuarantineCounts.AsNoTracking().Where(count => count.ModelId == model.Id && count.PulledAt >= since).ToListAsync(cancellationToken);
        var runs = await context.Runs.AsNoTracking().Where(run => run.ModelId == model.Id).OrderByDescending(run => run.Id).Take(ShownRuns).ToListAsync(cancellationToken);
        return new ModelOperations(
            model,
            await heldDays.ListAsync(model.Id, cancellationToken),
            RefusedRows.Of(retention.Value.QuarantineDays, model.GoodRows, counts),
            await LagAsync(context, model, cancellationToken),
            runs,
            requests.Waiting(model.Key));
    }

    private static async Task<OutcomeLag?> LagAsync(MonitorDbContext context, ModelStatus model, CancellationToken cancellationToken)
    {
        if (model is not { Definition: { } definition, NewestDay: { } newest })
            return null;
        var days = await context.EncounterDays.Where(day => day.ModelId == model.Id).Select(day => new { day.Day, day.Rows, day.KnownOutcomes }).ToListAsync(cancellationToken);
        return OutcomeLag.Of(definition.Outcome.MaturityDays, newest < model.Yesterday ? newest : model.Yesterday, days.ConvertAll(day => (day.Day, day.Rows, day.KnownOutcomes)));
    }

    private async Task<IReadOnlyList<DefinitionFile>> FilesAsync(MonitorDbContext context, List<Model> models, CancellationToken cancellationToken)
    {
        var files = new List<DefinitionFile>();
        foreach (var outcome in folder.Outcomes)
        {
            if (outcome.IsRefused)
                files.Add(new DefinitionFile(outcome.FileName, null, null, null, outcome.Problems));
            else if (outcome.Kind == DefinitionOutcomeKind.Differs && models.Find(model => model.Key == outcome.Key) is { } model)
                files.Add(new DefinitionFile(outcome.FileName, model.Name, model.Key, await EditedAsync(context, model, cancellationToken), []));
        }

        return files;
    }

    private async Task<string?> EditedAsync(MonitorDbContext context, Model model, CancellationToken cancellationToken)
    {
        var newest = await context.DefinitionRevisions.AsNoTracking().Where(revision => revision.ModelId == model.Id && revision.Revision == model.Revision)
            .Select(revision => new { revision.AppliedBy, revision.AppliedAt }).SingleOrDefaultAsync(cancellationToken);
        return newest is null ? null : $"{newest.AppliedBy} on {Formats.Moment(newest.AppliedAt, Definition(model)?.Time?.Zone ?? TimeZoneInfo.Utc)}";
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

    private DateTime Now => time.GetUtcNow().UtcDateTime;
}

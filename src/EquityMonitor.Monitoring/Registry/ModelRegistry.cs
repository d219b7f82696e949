using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>The models under watch: reads their definitions, and is the one way to change them.</summary>
public sealed partial class ModelRegistry(IDbContextFactory<MonitorDbContext> contexts, TimeProvider clock, ChangeBroker broker)
{
    /// <summary>All models, by key.</summary>
    public async Task<IReadOnlyList<RegisteredModel>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Key).ToListAsync(cancellationToken);
        return [.. models.Select(model => new RegisteredModel(model, model.ReadDefinition()))];
    }

    /// <summary>The model of a key; null when there is none.</summary>
    public async Task<RegisteredModel?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == key, cancellationToken);
        return model is null ? null : new(model, model.ReadDefinition());
    }

    /// <summary>What applying the definition would do. Nothing is changed.</summary>
    /// <param name="yaml">The definition.</param>
    /// <param name="fileName">Named in messages; the text is not read from it.</param>
    public async Task<DefinitionOutcome> PreviewAsync(string yaml, string fileName, CancellationToken cancellationToken)
    {
        var parsed = ModelDefinitionYaml.Parse(yaml, fileName, DefinitionUse.Monitoring);
        if (parsed.Definition is not { } definition)
            return DefinitionOutcome.Refused(fileName, null, parsed.Describe());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == definition.Key, cancellationToken);
        return Compare(model, definition, fileName);
    }

    /// <summary>Applies a definition as a person's decision: registers the model or makes a new revision of it.</summary>
    /// <param name="yaml">The definition.</param>
    /// <param name="fileName">Named in messages; the text is not read from it.</param>
    /// <param name="who">The person, or "command line".</param>
    public Task<DefinitionOutcome> ApplyAsync(string yaml, string fileName, string who, CancellationToken cancellationToken) =>
        ApplyAsync(yaml, fileName, who, expectedRevision: null, cancellationToken);

    /// <summary>As above, but only over the revision that the person looked at; else <see cref="DefinitionOutcome.IsOvertaken"/>.</summary>
    /// <param name="yaml">The definition.</param>
    /// <param name="fileName">Named in messages; the text is not read from it.</param>
    /// <param name="who">The person.</param>
    /// <param name="expectedRevision">In force when the person began; null for whichever is.</param>
    public async Task<DefinitionOutcome> ApplyAsync(string yaml, string fileName, string who, int? expectedRevision, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(who);
        var parsed = ModelDefinitionYaml.Parse(yaml, fileName, DefinitionUse.Monitoring);
        return parsed.Definition is { } definition
            ? await ApplyAsync(definition, yaml, fileName, who, fileHash: null, expectedRevision, cancellationToken)
            : DefinitionOutcome.Refused(fileName, null, parsed.Describe());
    }

    private DefinitionOutcome Compare(Model? model, ModelDefinition definition, string fileName)
    {
        if (model is null)
        {
            return new(fileName, definition.Key, DefinitionOutcomeKind.Registered, DefinitionEffects.None,
                [$"'{definition.Name}' is a new model. Its days are pulled from the source with the next run; alerts open for as-of days from {Text(AlertsFrom(definition))} on.{DefinitionChange.LevelOf(definition)}"], []);
        }

        if (model.TryReadDefinition(out var unreadable) is not { } inForce)
        {
            return new(fileName, definition.Key, DefinitionOutcomeKind.Changed, DefinitionEffects.DaysRepulled | DefinitionEffects.RulesJudgedForward,
            [
                $"The definition in force cannot be read by this version of the program: {unreadable[0]}",
                "This one takes its place as a new revision. What differs between them cannot be told, so all retained days are read again from the source, every point is computed anew, "
                + "and rules are judged in their new form from the newest as-of day on; alerts that are open stay until a person closes them.",
            ], []);
        }

        if (model.DefinitionHash == ModelDefinitionHash.Of(definition))
            return new(fileName, definition.Key, DefinitionOutcomeKind.Unchanged, DefinitionEffects.None, [], []);
        var change = DefinitionChange.Between(inForce, definition);
        return change.Problems.Count == 0
            ? new(fileName, definition.Key, DefinitionOutcomeKind.Changed, change.Effects, change.Sentences, []) { InForce = inForce }
            : DefinitionOutcome.Refused(fileName, definition.Key, new DefinitionResult { FileName = fileName, Problems = change.Problems }.Describe());
    }
}

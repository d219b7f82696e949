using System.Globalization;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Registry;

public sealed partial class ModelRegistry
{
    private const int LongestEffect = 1000;
    private const int LongestDetails = 4000;

    /// <param name="fileHash">Of the file of a definition folder; null when a person decided, which takes the model out of the folder's hands.</param>
    /// <param name="expectedRevision">Nothing is applied over another one; null for whichever is in force.</param>
    private async Task<DefinitionOutcome> ApplyAsync(
        ModelDefinition definition, string yaml, string fileName, string who, string? fileHash, int? expectedRevision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var model = await context.Models.SingleOrDefaultAsync(model => model.Key == definition.Key, cancellationToken);
        if (expectedRevision is not null && model?.Revision != expectedRevision)
            return DefinitionOutcome.Overtaken(fileName, definition.Key);
        var outcome = Compare(model, definition, fileName);
        try
        {
            switch (outcome.Kind)
            {
                case DefinitionOutcomeKind.Registered:
                    model = await RegisterAsync(context, definition, yaml, fileHash, cancellationToken);
                    break;
                case DefinitionOutcomeKind.Changed:
                    Change(model!, definition, yaml, fileHash);
                    break;
                case DefinitionOutcomeKind.Unchanged when fileHash is not null && model!.AppliedFileHash != fileHash:
                    // The file says what is in force: from here on the model follows it.
                    model.AppliedFileHash = fileHash;
                    await context.SaveChangesAsync(cancellationToken);
                    await transaction.CommitAsync(cancellationToken);
                    return outcome;
                default:
                    return outcome;
            }

            Record(context, model!, outcome, who);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return DefinitionOutcome.Overtaken(fileName, definition.Key);
        }

        broker.Publish(new Change(definition.Key, ChangeKind.Registered));
        return outcome;
    }

    private async Task<Model> RegisterAsync(MonitorDbContext context, ModelDefinition definition, string yaml, string? fileHash, CancellationToken cancellationToken)
    {
        var model = new Model
        {
            Key = definition.Key,
            Name = definition.Name,
            DefinitionYaml = yaml,
            DefinitionHash = ModelDefinitionHash.Of(definition),
            Revision = 1,
            AlertsFrom = AlertsFrom(definition),
            RegisteredAt = clock.GetUtcNow().UtcDateTime,
            AppliedFileHash = fileHash,
        };
        context.Models.Add(model);

        // The revision refers to the number that the database gives.
        await context.SaveChangesAsync(cancellationToken);
        return model;
    }

    private static void Change(Model model, ModelDefinition definition, string yaml, string? fileHash)
    {
        // The day from which alerts open moves only when the definition says something else about it than before. What an unreadable one said stays in force.
        var moves = model.TryReadDefinition(out _) is { } old ? old.AlertsFrom != definition.AlertsFrom : definition.AlertsFrom is not null;
        if (moves)
            model.AlertsFrom = definition.AlertsFrom ?? LocalDay(definition, new DateTimeOffset(model.RegisteredAt));
        model.Name = definition.Name;
        model.DefinitionYaml = yaml;
        model.DefinitionHash = ModelDefinitionHash.Of(definition);
        model.Revision++;
        model.AppliedFileHash = fileHash;
    }

    private void Record(MonitorDbContext context, Model model, DefinitionOutcome outcome, string who)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var effect = string.Join(" ", outcome.Sentences);
        context.DefinitionRevisions.Add(new DefinitionRevision
        {
            ModelId = model.Id,
            Revision = model.Revision,
            Yaml = model.DefinitionYaml,
            Hash = model.DefinitionHash,
            AppliedAt = now,
            AppliedBy = who,
            Effect = Shorten(effect, LongestEffect),
        });
        context.AuditEntries.Add(new AuditEntry
        {
            At = now,
            Who = who,
            What = outcome.Kind == DefinitionOutcomeKind.Registered ? "model registered" : "model definition changed",
            Subject = model.Key,
            Details = Shorten(string.Create(CultureInfo.InvariantCulture, $"Revision {model.Revision} from {outcome.FileName}. {effect}"), LongestDetails),
        });
    }

    private DateOnly AlertsFrom(ModelDefinition definition) => definition.AlertsFrom ?? LocalDay(definition, clock.GetUtcNow());

    private static DateOnly LocalDay(ModelDefinition definition, DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, definition.Time?.Zone ?? TimeZoneInfo.Utc).DateTime);

    private static string Text(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    private static string Shorten(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Administration.Rules;

public interface IDefinitionReader
{
    /// <summary>The definition in force; null when no model has the key.</summary>
    Task<DefinitionView?> InForceAsync(string modelKey, CancellationToken cancellationToken);

    /// <summary>Every definition that was in force, the newest first; null when no model has the key.</summary>
    Task<HistoryView?> HistoryAsync(string modelKey, CancellationToken cancellationToken);

    /// <param name="revision">Null for the one in force.</param>
    /// <returns>The text as it was applied, and its revision; null when there is none.</returns>
    Task<(string Yaml, int Revision)?> TextAsync(string modelKey, int? revision, CancellationToken cancellationToken);
}

/// <param name="Definition">Null when this version of the program cannot read it.</param>
/// <param name="Problems">Why not.</param>
/// <param name="HasComments">Comments that the author wrote, which a form does not keep.</param>
public sealed record DefinitionView(
    string Key, string Name, int Revision, string? AppliedBy, DateTime? AppliedAt, ModelDefinition? Definition, IReadOnlyList<string> Problems, bool HasComments)
{
    public TimeZoneInfo Zone => Definition?.Time?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>Values that encounters had, by column of the dimension.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

public sealed record HistoryView(string Key, string Name, TimeZoneInfo Zone, IReadOnlyList<RevisionRow> Revisions);

/// <param name="Rules">How many there were; null when this version of the program cannot read the definition.</param>
public sealed record RevisionRow(int Revision, DateTime AppliedAt, string AppliedBy, string Effect, string Yaml, int? Rules)
{
    /// <summary>From what to what, since the revision before; empty for the first, and where one of the two cannot be read.</summary>
    public IReadOnlyList<BeforeAfter> Changes { get; init; } = [];
}

/// <summary>Reads what is and was in force for a model.</summary>
public sealed class DefinitionReader(IDbContextFactory<MonitorDbContext> contexts) : IDefinitionReader
{
    public async Task<DefinitionView?> InForceAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Key == modelKey, cancellationToken);
        if (model is null)
            return null;
        var revision = await context.DefinitionRevisions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ModelId == model.Id && row.Revision == model.Revision, cancellationToken);
        var definition = model.TryReadDefinition(out var problems);
        var singles = await context.Subgroups.AsNoTracking().Where(row => row.ModelId == model.Id && row.Order == 1).Select(row => row.Key).ToListAsync(cancellationToken);
        return new(model.Key, model.Name, model.Revision, revision?.AppliedBy, revision?.AppliedAt, definition, problems, HasComments(model.DefinitionYaml))
        {
            Values = singles.Select(key => SubgroupKey.Parse(key).Parts[0]).GroupBy(part => part.Key, StringComparer.Ordinal)
                .ToDictionary(values => values.Key, IReadOnlyList<string> (values) => [.. values.Select(value => value.Value).Order(StringComparer.Ordinal)], StringComparer.Ordinal),
        };
    }

    public async Task<HistoryView?> HistoryAsync(string modelKey, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Key == modelKey, cancellationToken);
        if (model is null)
            return null;
        var revisions = await context.DefinitionRevisions.AsNoTracking().Where(row => row.ModelId == model.Id)
            .OrderByDescending(row => row.Revision).ToListAsync(cancellationToken);
        var zone = model.TryReadDefinition(out _)?.Time?.Zone ?? TimeZoneInfo.Utc;
        var definitions = revisions.ConvertAll(row => row.TryReadDefinition());
        return new(model.Key, model.Name, zone, [.. revisions.Select((_, place) => Row(place))]);

        RevisionRow Row(int place)
        {
            var row = revisions[place];
            var earlier = place + 1 < revisions.Count ? definitions[place + 1] : null;
            return new(row.Revision, row.AppliedAt, row.AppliedBy, row.Effect, row.Yaml, definitions[place]?.Rules.Count)
            {
                Changes = earlier is { } old && definitions[place] is { } changed ? BeforeAfter.Between(old, changed) : [],
            };
        }
    }

    public async Task<(string Yaml, int Revision)?> TextAsync(string modelKey, int? revision, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Key == modelKey, cancellationToken);
        if (model is null)
            return null;
        if (revision is null || revision == model.Revision)
            return (model.DefinitionYaml, model.Revision);
        var older = await context.DefinitionRevisions.AsNoTracking()
            .SingleOrDefaultAsync(row => row.ModelId == model.Id && row.Revision == revision, cancellationToken);
        return older is null ? null : (older.Yaml, older.Revision);
    }

    private static bool HasComments(string yaml) => yaml.Split('\n').Any(line => line.TrimStart().StartsWith('#') || line.Contains(" #", StringComparison.Ordinal));
}

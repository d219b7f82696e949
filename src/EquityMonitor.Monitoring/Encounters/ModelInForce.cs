using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>A model with its definition in force, and what its days were pulled under before.</summary>
internal sealed class ModelInForce
{
    private readonly Dictionary<int, ModelDefinition?> _revisions;

    private ModelInForce(Model model, ModelDefinition definition, Dictionary<int, ModelDefinition?> revisions)
    {
        Model = model;
        Definition = definition;
        _revisions = revisions;
    }

    public Model Model { get; }

    public int Id => Model.Id;

    public string Key => Model.Key;

    public ModelDefinition Definition { get; }

    public static async Task<ModelInForce> LoadAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Id == modelId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no model with the number {modelId}: it has been removed.");
        var definition = model.ReadDefinition();
        var older = await context.DefinitionRevisions.AsNoTracking()
            .Where(revision => revision.ModelId == modelId && revision.Revision != model.Revision
                && context.EncounterDays.Any(day => day.ModelId == modelId && day.Revision == revision.Revision))
            .ToListAsync(cancellationToken);
        var revisions = older.ToDictionary(revision => revision.Revision, revision => revision.TryReadDefinition());
        revisions[model.Revision] = definition;
        return new ModelInForce(model, definition, revisions);
    }

    /// <summary>The definition of a revision that stored days were pulled under; null when this version cannot read it.</summary>
    public ModelDefinition? Of(int revision) => _revisions.GetValueOrDefault(revision);

    /// <summary>Whether rows pulled under the revision mean what they would mean today.</summary>
    public bool SameShape(int revision) => Of(revision) is { } definition && (ReferenceEquals(definition, Definition) || DayShape.Same(definition, Definition));
}

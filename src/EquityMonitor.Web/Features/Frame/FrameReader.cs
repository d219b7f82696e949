using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Frame;

/// <summary>Reads what the bar above every page offers: three small queries, since it is there on each of them.</summary>
public sealed class FrameReader(IDbContextFactory<MonitorDbContext> contexts)
{
    /// <param name="groups">Texts of subgroup keys that the address names.</param>
    /// <param name="cancellationToken">Given up when the page is left.</param>
    public async Task<FrameView> ReadAsync(IReadOnlyCollection<string> groups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(groups);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var models = await context.Models.AsNoTracking().OrderBy(model => model.Name).ToListAsync(cancellationToken);
        var newest = await context.PointSets.GroupBy(set => set.ModelId).Select(sets => new { sets.Key, AsOf = sets.Max(set => set.AsOf) }).ToDictionaryAsync(row => row.Key, row => row.AsOf, cancellationToken);
        var known = groups.Count == 0 ? [] : await context.Subgroups.AsNoTracking().Where(subgroup => groups.Contains(subgroup.Key)).Select(subgroup => new { subgroup.ModelId, subgroup.Key }).ToListAsync(cancellationToken);
        return new FrameView(
        [
            .. models.Select(model => new FrameModel(model.Key, model.Name)
            {
                Definition = model.TryReadDefinition(out _),
                Newest = newest.TryGetValue(model.Id, out var day) ? day : null,
                Groups = known.Where(row => row.ModelId == model.Id).Select(row => row.Key).ToHashSet(StringComparer.Ordinal),
            }),
        ]);
    }
}

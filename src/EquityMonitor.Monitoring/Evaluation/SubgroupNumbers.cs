using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The numbers under which a model's subgroups are stored. A subgroup is numbered when it is first seen.</summary>
public sealed class SubgroupNumbers
{
    private readonly IDbContextFactory<MonitorDbContext> _contexts;
    private readonly int _modelId;
    private readonly Dictionary<SubgroupKey, int> _numbers;
    private readonly Dictionary<int, SubgroupKey> _keys;

    private SubgroupNumbers(IDbContextFactory<MonitorDbContext> contexts, int modelId, Dictionary<int, SubgroupKey> keys)
    {
        _contexts = contexts;
        _modelId = modelId;
        _keys = keys;
        _numbers = keys.ToDictionary(entry => entry.Value, entry => entry.Key);
    }

    /// <summary>The subgroups by number.</summary>
    public IReadOnlyDictionary<int, SubgroupKey> Keys => _keys;

    /// <summary>The number of a subgroup that is known to be stored.</summary>
    public int this[SubgroupKey key] => _numbers[key];

    /// <summary>The number of a subgroup; null when it is not stored.</summary>
    public int? Find(SubgroupKey key) => _numbers.TryGetValue(key, out var number) ? number : null;

    public static async Task<SubgroupNumbers> LoadAsync(IDbContextFactory<MonitorDbContext> contexts, int modelId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var stored = await context.Subgroups.AsNoTracking().Where(subgroup => subgroup.ModelId == modelId).ToListAsync(cancellationToken);
        return new SubgroupNumbers(contexts, modelId, stored.ToDictionary(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key)));
    }

    /// <summary>Stores those of the subgroups that are new.</summary>
    public async Task AddAsync(IEnumerable<SubgroupKey> keys, CancellationToken cancellationToken)
    {
        var missing = keys.Where(key => !_numbers.ContainsKey(key)).Distinct().Order().ToList();
        if (missing.Count == 0)
            return;
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var added = missing.ConvertAll(key => new Subgroup { ModelId = _modelId, Key = key.ToString(), Order = key.Order });
        context.Subgroups.AddRange(added);
        await context.SaveChangesAsync(cancellationToken);
        for (var i = 0; i < missing.Count; i++)
        {
            _numbers.Add(missing[i], added[i].Id);
            _keys.Add(added[i].Id, missing[i]);
        }
    }
}

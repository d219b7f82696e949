using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>The verdicts in force. Reads only.</summary>
public static class VerdictReader
{
    /// <summary>How many subgroups have which verdict, for each rule of one model, or of all when none is named.</summary>
    public static async Task<IReadOnlyList<VerdictTally>> TalliesAsync(MonitorDbContext context, int? modelId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return await InForce(context, modelId)
            .GroupBy(spell => new { spell.ModelId, spell.RuleKey, spell.Verdict })
            .Select(group => new VerdictTally(group.Key.ModelId, group.Key.RuleKey, group.Key.Verdict, group.Count()))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Every subgroup of one model, or of all when none is named, that is Below or on Watch now.</summary>
    public static async Task<IReadOnlyList<NoticedVerdict>> NoticedAsync(MonitorDbContext context, int? modelId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from spell in InForce(context, modelId)
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.Verdict == Verdict.Below || spell.Verdict == Verdict.Watch
            select new { spell.ModelId, spell.RuleKey, subgroup.Key, spell.Verdict }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new NoticedVerdict(row.ModelId, row.RuleKey, SubgroupKey.Parse(row.Key), row.Verdict))];
    }

    /// <summary>The subgroups to which a rule gives a verdict now, with the day since when; up to the given number of dimensions.</summary>
    public static async Task<IReadOnlyList<CurrentVerdict>> SubgroupsAsync(
        MonitorDbContext context, int modelId, string ruleKey, Verdict verdict, int order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from spell in context.VerdictSpells.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.ModelId == modelId && spell.To == null && spell.RuleKey == ruleKey && spell.Verdict == verdict && subgroup.Order <= order
            select new { spell.SubgroupId, subgroup.Key, spell.From }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new CurrentVerdict(row.SubgroupId, SubgroupKey.Parse(row.Key), verdict, row.From))];
    }

    /// <summary>What the rules say now of some subgroups, by rule and subgroup number.</summary>
    public static async Task<IReadOnlyDictionary<(string Rule, int Subgroup), Verdict>> OfAsync(
        MonitorDbContext context, IReadOnlyCollection<int> subgroups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var ids = subgroups.ToArray();
        return await context.VerdictSpells.AsNoTracking()
            .Where(spell => spell.To == null && ids.Contains(spell.SubgroupId))
            .ToDictionaryAsync(spell => (spell.RuleKey, spell.SubgroupId), spell => spell.Verdict, cancellationToken);
    }

    /// <summary>What the rules said on an as-of day, by rule and subgroup. A day in the middle of a spell has the spell's verdict.</summary>
    public static async Task<IReadOnlyDictionary<(string Rule, SubgroupKey Subgroup), VerdictSpan>> OnDayAsync(
        MonitorDbContext context, int modelId, DateOnly asOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from spell in context.VerdictSpells.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.ModelId == modelId && spell.From <= asOf && (spell.To == null || spell.To >= asOf)
            select new { spell.RuleKey, subgroup.Key, spell.Verdict, spell.From, spell.To }).ToListAsync(cancellationToken);

        // Every rule speaks of the same subgroups: each text is read once.
        var keys = rows.Select(row => row.Key).Distinct(StringComparer.Ordinal).ToDictionary(key => key, SubgroupKey.Parse, StringComparer.Ordinal);
        return rows.ToDictionary(row => (row.RuleKey, keys[row.Key]), row => new VerdictSpan(row.Verdict, row.From, row.To));
    }

    private static IQueryable<VerdictSpell> InForce(MonitorDbContext context, int? modelId)
    {
        var spells = context.VerdictSpells.AsNoTracking().Where(spell => spell.To == null);
        return modelId is { } id ? spells.Where(spell => spell.ModelId == id) : spells;
    }
}

/// <param name="From">The as-of day since which the verdict had been the same.</param>
/// <param name="To">The last one; null while it lasts.</param>
public sealed record VerdictSpan(Verdict Verdict, DateOnly From, DateOnly? To);

public sealed record VerdictTally(int ModelId, string RuleKey, Verdict Verdict, int Subgroups);

public sealed record NoticedVerdict(int ModelId, string RuleKey, SubgroupKey Subgroup, Verdict Verdict);

/// <param name="From">The as-of day since which the verdict has been the same.</param>
public sealed record CurrentVerdict(int SubgroupId, SubgroupKey Subgroup, Verdict Verdict, DateOnly From);

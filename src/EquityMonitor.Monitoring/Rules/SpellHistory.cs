using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>The spells of some subgroups, one after another: since when a verdict has held, and whether anything was judged before it. Reads only.</summary>
public sealed class SpellHistory
{
    private readonly ILookup<(string Rule, int Subgroup), VerdictSpell> _spells;

    private SpellHistory(IEnumerable<VerdictSpell> spells) => _spells = spells.ToLookup(spell => (spell.RuleKey, spell.SubgroupId));

    /// <param name="rules">Keys; those of others are left where they are.</param>
    public static async Task<SpellHistory> LoadAsync(MonitorDbContext context, IReadOnlyCollection<string> rules, IReadOnlyCollection<int> subgroups, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (keys, ids) = (rules.ToArray(), subgroups.ToArray());
        return new SpellHistory(await context.VerdictSpells.AsNoTracking().Where(spell => keys.Contains(spell.RuleKey) && ids.Contains(spell.SubgroupId)).ToListAsync(cancellationToken));
    }

    /// <summary>Since when what was said on an as-of day had been the same; null where nothing was, or something else.</summary>
    public SpellStart? StartOf(string rule, int subgroup, Verdict verdict, DateOnly asOf)
    {
        var spells = _spells[(rule, subgroup)];
        if (spells.FirstOrDefault(spell => spell.Verdict == verdict && spell.From <= asOf && !(spell.To < asOf)) is not { } found)
            return null;
        var dayBefore = found.From.AddDays(-1);

        // A rule that was changed begins anew: its first spell may say what the one before it said.
        return new SpellStart(found.From, !spells.Any(spell => spell.To == dayBefore && spell.Verdict != verdict && spell.Verdict != Verdict.InsufficientData));
    }
}

/// <param name="From">As-of day.</param>
/// <param name="IsFirst">Nothing else was said before it, or nothing for want of data, so that it may be older.</param>
public readonly record struct SpellStart(DateOnly From, bool IsFirst);

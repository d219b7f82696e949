using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>Which subgroups a rule speaks of.</summary>
public static class RuleScope
{
    /// <summary>
    /// All has nobody else to be held against, only its own baseline; a rule for some dimensions speaks of subgroups on those alone; one against a named value
    /// speaks of subgroups that have another value of that dimension.
    /// </summary>
    public static bool Covers(RuleDefinition rule, SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(key);
        if (key.Order == 0)
            return rule.Dimensions.Count == 0 && rule.Against is null or Reference.OwnBaseline;
        return (rule.Dimensions.Count == 0 || key.Parts.All(part => rule.Dimensions.Contains(part.Key, StringComparer.Ordinal)))
            && (rule.Against is not Reference.NamedValue || Counterpart(rule, key) is not null);
    }

    /// <summary>
    /// The subgroup that a rule against a named value holds another one against: the same with this value in place of its own. Null where the rule has no named
    /// value, and for a subgroup that has the value itself or is not on the dimension.
    /// </summary>
    public static SubgroupKey? Counterpart(RuleDefinition rule, SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(key);
        return rule.Against is Reference.NamedValue(var column, var value) && key.Parts.Any(part => part.Key == column && part.Value != value)
            ? SubgroupKey.Of(key.Parts.Select(part => part.Key == column ? new(column, value) : part))
            : null;
    }

    /// <summary>The subgroups that rules of the definition hold some others against, by name.</summary>
    public static IEnumerable<SubgroupKey> Counterparts(IEnumerable<RuleDefinition> rules, IEnumerable<SubgroupKey> keys)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var against = rules.Where(rule => rule.Against is Reference.NamedValue).ToArray();
        return against.Length == 0 ? [] : keys.SelectMany(key => against.Where(rule => Covers(rule, key)).Select(rule => Counterpart(rule, key)!)).Distinct();
    }
}

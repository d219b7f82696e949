using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>Who committed to a rule and when: the import since which it has said the same.</summary>
/// <param name="Rule">The rule as it was.</param>
/// <param name="By">The person, or "definition folder", "simulation", "command line".</param>
/// <param name="At">UTC.</param>
public sealed record RuleOrigin(RuleDefinition Rule, int Revision, string By, DateTime At)
{
    /// <summary>Null when the revision is not kept, cannot be read by this version of the program, or has no such rule.</summary>
    /// <param name="revisions">Of the model.</param>
    /// <param name="ruleKey">Key of the rule.</param>
    /// <param name="under">The revision in which the rule is looked at.</param>
    public static RuleOrigin? Of(IEnumerable<DefinitionRevision> revisions, string ruleKey, int under)
    {
        ArgumentNullException.ThrowIfNull(revisions);
        RuleOrigin? origin = null;
        foreach (var revision in revisions.Where(revision => revision.Revision <= under).OrderByDescending(revision => revision.Revision))
        {
            var rule = Find(revision.TryReadDefinition(), ruleKey);
            if (rule is null || (origin is null ? revision.Revision != under : !SaysTheSame(rule, origin.Rule)))
                break;
            origin = new RuleOrigin(origin?.Rule ?? rule, revision.Revision, revision.AppliedBy, revision.AppliedAt);
        }

        return origin;
    }

    public static bool SaysTheSame(RuleDefinition one, RuleDefinition other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return CanonicalDefinition.Rule(one) == CanonicalDefinition.Rule(other);
    }

    private static RuleDefinition? Find(ModelDefinition? definition, string ruleKey) => definition?.Rules.FirstOrDefault(rule => rule.Key == ruleKey);
}

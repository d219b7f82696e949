using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>
/// Since which definition revision each rule in force has said the same: same rule, same threshold, same version of the model, same
/// budget of false alarms where the evidence is peek-safe. Spells and alerts of an
/// earlier form belong to that form: evidence starts anew, and an alert that was opened by it is not closed by the new one.
/// </summary>
public sealed class RuleHistory
{
    private readonly Dictionary<string, int> _since;

    private RuleHistory(Dictionary<string, int> since) => _since = since;

    public static async Task<RuleHistory> LoadAsync(MonitorDbContext context, Model model, ModelDefinition definition, CancellationToken cancellationToken)
    {
        var earlier = await context.DefinitionRevisions.AsNoTracking()
            .Where(revision => revision.ModelId == model.Id && revision.Revision < model.Revision)
            .OrderByDescending(revision => revision.Revision)
            .Select(revision => new { revision.Revision, revision.Yaml })
            .ToListAsync(cancellationToken);
        var since = definition.Rules.ToDictionary(rule => rule.Key, _ => model.Revision, StringComparer.Ordinal);
        var unchanged = definition.Rules.ToDictionary(rule => rule.Key, rule => Meaning(definition, rule), StringComparer.Ordinal);
        foreach (var revision in earlier)
        {
            var older = ModelDefinitionYaml.Parse(revision.Yaml, model.Key, DefinitionUse.Monitoring).Definition;
            foreach (var (key, meaning) in unchanged.ToList())
            {
                if (older?.Rules.FirstOrDefault(rule => rule.Key == key) is { } rule && Meaning(older, rule) == meaning)
                    since[key] = revision.Revision;
                else
                    unchanged.Remove(key);
            }
        }

        return new RuleHistory(since);
    }

    /// <summary>Whether what was said under a revision was said by the rule as it is now; never for a rule that is no longer in force.</summary>
    public bool Holds(string ruleKey, int revision) => _since.TryGetValue(ruleKey, out var since) && revision >= since;

    /// <summary>Revision since which a rule in force has said the same: what identifies its form.</summary>
    public int Since(string ruleKey) => _since[ruleKey];

    private static string Meaning(ModelDefinition definition, RuleDefinition rule) => FormattableString.Invariant(
        $"{definition.Version}|{definition.Threshold:R}|{(rule.Evidence == RuleEvidence.PeekSafe ? definition.EvidenceBudget : 0)}|{CanonicalDefinition.Rule(rule)}|{Baseline(definition, rule)}");

    private static string Baseline(ModelDefinition definition, RuleDefinition rule) =>
        rule.Against is Reference.OwnBaseline && definition.Baseline is { } baseline ? FormattableString.Invariant($"{baseline.From:yyyy-MM-dd}..{baseline.To:yyyy-MM-dd}") : "";
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>What a definition said and says now, in words.</summary>
/// <param name="Name">A rule, or another part of the definition.</param>
public sealed record BeforeAfter(string Name, string Before, string After)
{
    public const string NoSuchRule = "No such rule.";
    public const string NoLongerJudged = "No longer judged.";

    /// <summary>Everything that differs and can be said in a line; of two definitions of one model.</summary>
    public static IReadOnlyList<BeforeAfter> Between(ModelDefinition old, ModelDefinition changed)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(changed);
        return [.. Plain(old, changed), .. Rules(old, changed)];
    }

    private static IEnumerable<BeforeAfter> Plain(ModelDefinition old, ModelDefinition changed)
    {
        if (old.Version != changed.Version || old.Effective != changed.Effective)
            yield return new("Version", Version(old), Version(changed));
        foreach (var difference in DefinitionDifference.Between(old, changed))
        {
            if (difference is { Before: { } before, After: { } after })
                yield return new(Formats.Capital(difference.Name), before, after);
        }

        if (old.AlertsFrom != changed.AlertsFrom)
            yield return new("Alerts open from", AlertsFrom(old), AlertsFrom(changed));
        if (old.EvidenceBudget != changed.EvidenceBudget)
            yield return new("False alarms", PeekSafeWords.Promise(old.EvidenceBudget), PeekSafeWords.Promise(changed.EvidenceBudget));
        if (old.Confidence != changed.Confidence)
            yield return new("Intervals", Intervals(old), Intervals(changed));
    }

    private static IEnumerable<BeforeAfter> Rules(ModelDefinition old, ModelDefinition changed)
    {
        var before = old.Rules.ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        foreach (var rule in changed.Rules)
        {
            var said = before.Remove(rule.Key, out var earlier) ? Words(earlier, old) : NoSuchRule;
            if (said != Words(rule, changed) || earlier?.Name != rule.Name)
                yield return new(rule.Name, earlier is null || earlier.Name == rule.Name ? said : $"'{earlier.Name}': {said}", Words(rule, changed));
        }

        foreach (var gone in before.Values)
            yield return new(gone.Name, Words(gone, old), NoLongerJudged);
    }

    private static string Words(RuleDefinition rule, ModelDefinition definition) => RuleWords.Full(rule, definition);

    /// <summary>How figures are shown.</summary>
    public static string Intervals(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return $"Figures with {IntervalWords.Of(definition.Confidence)}s.";
    }

    private static string Version(ModelDefinition definition) =>
        definition.Effective is { } from ? $"{definition.Version}, in use from {Formats.Date(from)} on" : definition.Version;

    private static string AlertsFrom(ModelDefinition definition) => definition.AlertsFrom is { } from ? Formats.Date(from) : "The day of import";
}

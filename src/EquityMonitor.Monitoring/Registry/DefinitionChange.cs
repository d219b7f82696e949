using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>What applying a changed definition does to what is stored.</summary>
[Flags]
public enum DefinitionEffects
{
    None = 0,

    /// <summary>Nothing but names and texts, or how late changes are found: no stored result changes.</summary>
    MetadataOnly = 1,

    /// <summary>Rules are judged from now on in a new revision; old alerts keep theirs.</summary>
    RulesJudgedForward = 2,

    /// <summary>Every point is computed anew from the stored days.</summary>
    PointsRestated = 4,

    /// <summary>All retained days are read again from the source, and points restated; what cannot be had again shows "Not recorded", or loses its rows where they mean something else now.</summary>
    DaysRepulled = 8,

    /// <summary>Windows stop at the effective date; baseline and evidence start anew.</summary>
    VersionChanged = 16,
}

/// <summary>The difference between a stored definition and a new one, as it is previewed before it is applied.</summary>
/// <param name="Sentences">In plain language, one a change; empty when nothing changed.</param>
/// <param name="Problems">Why the new definition cannot replace the old one; empty when it can.</param>
public sealed record DefinitionChange(DefinitionEffects Effects, IReadOnlyList<string> Sentences, IReadOnlyList<DefinitionProblem> Problems)
{
    public static DefinitionChange Between(ModelDefinition old, ModelDefinition changed)
    {
        var sentences = new List<string>();
        var problems = new List<DefinitionProblem>();
        if (old.Key != changed.Key)
            problems.Add(new(0, "key", $"The key of a model never changes: it is '{old.Key}', not '{changed.Key}'. Import the file as a new model, or write the old key."));

        var effects = Version(old, changed, sentences, problems);
        effects |= Describe(DefinitionEffects.DaysRepulled, Changed(CanonicalDefinition.Rows, old, changed), old, changed, sentences,
            "All retained days are read again from the source, and every point is computed anew; days that the source no longer has "
            + (Changed(CanonicalDefinition.RowMeaning, old, changed).Count == 0 ? "show \"Not recorded\"." : "lose their rows, which mean something else."));
        effects |= Describe(DefinitionEffects.PointsRestated, Changed(CanonicalDefinition.Points, old, changed), old, changed, sentences,
            "Every point is computed anew, also for past days. Past alerts stay as they were.");
        effects |= Rules(old, changed, sentences) | KeptForRules(old, changed, sentences);
        var metadata = Changed(CanonicalDefinition.Metadata, old, changed);
        if (!old.Dimensions.Select(dimension => dimension.Column).SequenceEqual(changed.Dimensions.Select(dimension => dimension.Column), StringComparer.Ordinal))
            metadata.Remove(CanonicalDefinition.DimensionNames);
        var texts = Describe(DefinitionEffects.MetadataOnly, metadata, old, changed, sentences, "No stored result depends on it.") | Justifications(old, changed, sentences)
            | Intervals(old, changed, sentences);
        return new(effects == DefinitionEffects.None ? texts : effects, sentences, problems);
    }

    /// <summary>What a new model's level of intervals comes to; null for the usual one.</summary>
    internal static string? LevelOf(ModelDefinition definition) =>
        definition.Confidence == ConfidenceLevel.Default ? null : $" Its figures are shown with {Percent(definition.Confidence)} intervals; no verdict depends on it.";

    private static DefinitionEffects Justifications(ModelDefinition old, ModelDefinition changed, List<string> sentences)
    {
        var before = old.Rules.ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        var count = sentences.Count;
        foreach (var rule in changed.Rules)
        {
            if (before.TryGetValue(rule.Key, out var earlier) && earlier.Justification != rule.Justification)
                sentences.Add($"The clinical justification of rule '{rule.Name}' {(earlier.Justification is null ? "is new" : rule.Justification is null ? "goes" : "changes")}. No verdict, no evidence and no figure depends on it.");
        }

        return sentences.Count > count ? DefinitionEffects.MetadataOnly : DefinitionEffects.None;
    }

    private static DefinitionEffects Version(ModelDefinition old, ModelDefinition changed, List<string> sentences, List<DefinitionProblem> problems)
    {
        if (old.Version == changed.Version)
        {
            if (old.Effective == changed.Effective)
                return DefinitionEffects.None;
            sentences.Add($"Version {changed.Version} is now in use from {Day(changed.Effective)} on, not from {Day(old.Effective)} on: windows, baseline and evidence are divided at the new day.");
            return DefinitionEffects.VersionChanged;
        }

        if (changed.Effective is not { } effective)
            problems.Add(new(0, "effective", $"The version changes from {old.Version} to {changed.Version}. Write the first day on which it was in use, for example effective: 2026-07-01"));
        else if (effective <= old.Effective)
            problems.Add(new(0, "effective", $"Version {changed.Version} cannot be in use before version {old.Version}, which is from {Day(old.Effective)} on. Write a later day under effective."));
        sentences.Add($"Version {changed.Version} replaces {old.Version} from {Day(changed.Effective)} on: windows do not cross that day, and evidence starts anew.");
        if (changed.Baseline is { } baseline && baseline.From < changed.Effective)
            sentences.Add($"The baseline from {Day(baseline.From)} to {Day(baseline.To)} begins before version {changed.Version}, so that this version has no baseline until one is declared.");
        return DefinitionEffects.VersionChanged;
    }

    private static DefinitionEffects Rules(ModelDefinition old, ModelDefinition changed, List<string> sentences)
    {
        var before = old.Rules.ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        var after = changed.Rules.ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        var count = sentences.Count;
        foreach (var rule in changed.Rules)
        {
            if (!before.TryGetValue(rule.Key, out var earlier))
                sentences.Add($"Rule '{rule.Name}' is new. It is judged from the newest as-of day on.");
            else if (CanonicalDefinition.Rule(earlier) != CanonicalDefinition.Rule(rule))
                sentences.Add($"Rule '{rule.Name}' changes{(DefinitionDifference.Between(earlier, rule) is { Length: > 0 } told ? $": {told}" : null)}. It is judged in its new form from the newest as-of day on, with evidence of its own; alerts that are open stay until a person closes them.");
        }

        foreach (var rule in old.Rules.Where(rule => !after.ContainsKey(rule.Key)))
            sentences.Add($"Rule '{rule.Name}' goes. It is no longer judged; its alerts stay.");
        if (old.AlertsFrom != changed.AlertsFrom)
            sentences.Add($"Alerts open for as-of days from {(changed.AlertsFrom is null ? "the day of import" : Day(changed.AlertsFrom))} on.");
        if (old.EvidenceBudget != changed.EvidenceBudget)
            sentences.Add(FormattableString.Invariant($"On average at most one false alarm of this model is tolerated in {changed.EvidenceBudget} days, not in {old.EvidenceBudget}: peek-safe evidence starts anew, and alerts that are open stay until a person closes them."));
        if (sentences.Count == count && !CanonicalDefinition.Rules(old).SequenceEqual(CanonicalDefinition.Rules(changed)))
            sentences.Add("The rules stand in another order. Nothing else of them changes.");
        return sentences.Count > count ? DefinitionEffects.RulesJudgedForward : DefinitionEffects.None;
    }

    private static DefinitionEffects KeptForRules(ModelDefinition old, ModelDefinition changed, List<string> sentences)
    {
        if (old.KeepsCalibration == changed.KeepsCalibration)
            return DefinitionEffects.None;
        sentences.Add(changed.KeepsCalibration
            ? "Calibration intercept and slope are kept for every day, since a rule is about them: every point is computed anew, also for past days, and each night's evaluation takes a little longer. Past alerts stay as they were."
            : "Calibration intercept and slope are no longer kept, since no rule is about them: every point is computed anew, also for past days. Past alerts stay as they were.");
        return DefinitionEffects.PointsRestated;
    }

    private static DefinitionEffects Intervals(ModelDefinition old, ModelDefinition changed, List<string> sentences)
    {
        if (old.Confidence == changed.Confidence)
            return DefinitionEffects.None;
        sentences.Add($"Figures are shown with {Percent(changed.Confidence)} intervals, not {Percent(old.Confidence)}, also those of past days: an interval is computed when a figure is read, so no point is computed anew. "
            + "No verdict and no alarm depends on it; alerts keep the interval that they were opened with.");
        return DefinitionEffects.MetadataOnly;
    }

    private static string Percent(ConfidenceLevel level) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level.Value * 100:0.###} %");

    private static List<string> Changed(Func<ModelDefinition, IEnumerable<KeyValuePair<string, string>>> group, ModelDefinition old, ModelDefinition changed) =>
        group(old).Zip(group(changed)).Where(pair => pair.First.Value != pair.Second.Value && pair.First.Key != "key").Select(pair => pair.First.Key).ToList();

    private static DefinitionEffects Describe(
        DefinitionEffects effect, List<string> entries, ModelDefinition old, ModelDefinition changed, List<string> sentences, string consequence)
    {
        if (entries.Count == 0)
            return DefinitionEffects.None;
        sentences.Add($"Changed: {string.Join("; ", entries.Select(entry => DefinitionDifference.Of(entry, old, changed).InSentence))}. {consequence}");
        return effect;
    }

    private static string Day(DateOnly? day) => day?.ToString("d'\u00A0'MMM'\u00A0'yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "the first recorded day";
}

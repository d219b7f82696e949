using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Words;

/// <summary>Subgroups as people read them, with the dimension's name.</summary>
public static class SubgroupWords
{
    public const string All = "All patients";

    /// <summary>"Race: Asian · Sex: Female".</summary>
    public static string Label(SubgroupKey key, ModelDefinition definition) =>
        key.Order == 0 ? All : string.Join(" · ", key.Parts.Select(part => $"{Name(part.Key, definition)}: {part.Value}"));

    /// <summary>For the middle of a sentence: "patients with race Asian and sex Female".</summary>
    public static string Phrase(SubgroupKey key, ModelDefinition definition) => key.Order == 0
        ? "all patients"
        : "patients with " + string.Join(" and ", key.Parts.Select(part => $"{InSentence(Name(part.Key, definition))} {part.Value}"));

    public static string Name(string column, ModelDefinition definition) =>
        definition.Dimensions.FirstOrDefault(dimension => string.Equals(dimension.Column, column, StringComparison.Ordinal))?.Name ?? column;

    // An abbreviation keeps its capitals.
    private static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !char.IsUpper(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Reporting.Words;

/// <summary>Subgroups as people say them: "Language: Spanish" for one dimension, "Spanish &amp; 80 and over" for two, "All patients" for All.</summary>
public sealed class SubgroupNames(IReadOnlyList<DimensionDefinition> dimensions)
{
    public const string All = "All patients";

    // Values that say nothing without their dimension.
    private static readonly HashSet<string> Bare = new(StringComparer.OrdinalIgnoreCase) { "Unknown", "Other", "None", "Yes", "No", "True", "False" };

    private readonly Dictionary<string, string> _names = dimensions.ToDictionary(dimension => dimension.Column, dimension => dimension.Name, StringComparer.Ordinal);
    private readonly HashSet<string> _banded = [.. dimensions.Where(dimension => dimension.Bands.Count > 0).Select(dimension => dimension.Column)];

    public string Of(SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Order switch
        {
            0 => All,
            1 => $"{Dimension(key.Parts[0].Key)}: {Value(key.Parts[0])}",
            _ => string.Join(" & ", key.Parts.Select(Short)),
        };
    }

    /// <summary>For the middle of a sentence: "patients whose preferred language is Spanish", "Black &amp; Female patients".</summary>
    public string Phrase(SubgroupKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Order == 0)
            return "all patients";
        return key.Order > 1 && key.Parts.All(part => Speaks(part) && !_banded.Contains(part.Key))
            ? $"{Of(key)} patients"
            : "patients " + string.Join(" and ", key.Parts.Select(part => $"whose {InSentence(Dimension(part.Key))} {Recorded(Value(part))}"));
    }

    private string Short(KeyValuePair<string, string> part) =>
        Speaks(part) && !IsMiddleBand(part) ? Value(part) : $"{Dimension(part.Key)} {Plain(Value(part))}";

    private bool Speaks(KeyValuePair<string, string> part) => Value(part) is var value && value.Count(char.IsLetter) >= 3 && !Bare.Contains(value);

    // "whose race is other" and "whose need for an interpreter is yes" name a code as if it were a property.
    private static string Recorded(string value) => Bare.Contains(value) && !value.Equals("Unknown", StringComparison.OrdinalIgnoreCase) ? $"is recorded as {value}" : $"is {Plain(value)}";

    private static string Plain(string value) => Bare.Contains(value) ? value.ToLowerInvariant() : value;

    // An abbreviation keeps its capitals.
    private static string InSentence(string name) =>
        name.Length > 1 && char.IsUpper(name[0]) && !char.IsUpper(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;

    // "under 18" and "80 and over" speak for themselves, "45 to 64" does not.
    private bool IsMiddleBand(KeyValuePair<string, string> part) => _banded.Contains(part.Key) && char.IsDigit(part.Value[0]) && !part.Value.EndsWith("over", StringComparison.Ordinal);

    private string Value(KeyValuePair<string, string> part) =>
        _banded.Contains(part.Key) ? part.Value.Replace("-", " to ", StringComparison.Ordinal) : part.Value;

    /// <summary>"Preferred language": what a clinician calls a dimension, by its column.</summary>
    public string Dimension(string column)
    {
        if (_names.TryGetValue(column, out var name) && name != column)
            return name;
        var words = column.Replace('_', ' ');
        return words.Length == 0 ? column : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

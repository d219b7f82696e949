namespace EquityMonitor.Monitoring.Registry;

/// <summary>A model and its definition in force, read.</summary>
public sealed record RegisteredModel(Model Model, ModelDefinition Definition);

/// <summary>What became of a definition, or what would become of it.</summary>
public enum DefinitionOutcomeKind
{
    /// <summary>Nothing of it is applied; the problems say why.</summary>
    Refused,

    /// <summary>A model of a new key.</summary>
    Registered,

    /// <summary>A new revision of a model.</summary>
    Changed,

    /// <summary>It says what is in force already.</summary>
    Unchanged,

    /// <summary>Only for a definition folder: the file says something else than what is in force, and a person changed the model since, so the file is left alone.</summary>
    Differs,
}

/// <summary>What a definition does when it is applied: the answer of a preview, and of the real thing.</summary>
/// <param name="FileName">Where the definition came from.</param>
/// <param name="Key">Key of the model; null when it could not be read.</param>
/// <param name="Effects">What the change does to what is stored.</param>
/// <param name="Sentences">The same in plain language.</param>
/// <param name="Problems">Why it is refused, one line a problem, with file, line and key; else empty.</param>
public sealed record DefinitionOutcome(
    string FileName, string? Key, DefinitionOutcomeKind Kind, DefinitionEffects Effects, IReadOnlyList<string> Sentences, IReadOnlyList<string> Problems)
{
    public bool IsRefused => Kind == DefinitionOutcomeKind.Refused;

    /// <summary>Of a change: what was in force; null where there was nothing, or nothing that this version of the program can read.</summary>
    public ModelDefinition? InForce { get; init; }

    /// <summary>Refused only because the model was changed since the person looked at it.</summary>
    public bool IsOvertaken { get; init; }

    internal static DefinitionOutcome Refused(string fileName, string? key, IEnumerable<string> problems) =>
        new(fileName, key, DefinitionOutcomeKind.Refused, DefinitionEffects.None, [], [.. problems]);

    internal static DefinitionOutcome Overtaken(string fileName, string key) =>
        Refused(fileName, key, [$"{fileName}: someone else changed '{key}' in the meantime. Look at the preview again."]) with { IsOvertaken = true };
}

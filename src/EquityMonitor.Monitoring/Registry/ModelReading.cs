namespace EquityMonitor.Monitoring.Registry;

/// <summary>The one reader of stored definitions. What was read lately is remembered: a definition is immutable, and reading one takes milliseconds that a page or a step would spend at every look.</summary>
public static class ModelReading
{
    /// <summary>More models than a hospital watches, with some older revisions of each.</summary>
    internal const int MostRemembered = 64;

    private static readonly Lock Gate = new();

    private static readonly Dictionary<(string Hash, string Yaml), ModelDefinition> Remembered = [];

    internal static int RememberedCount
    {
        get
        {
            lock (Gate)
                return Remembered.Count;
        }
    }

    /// <summary>The definition in force. Equal definitions are one object while they are remembered.</summary>
    /// <exception cref="InvalidOperationException">The stored definition cannot be read by this version of the program.</exception>
    public static ModelDefinition ReadDefinition(this Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.TryReadDefinition(out var problems)
            ?? throw new InvalidOperationException($"The stored definition of '{model.Key}' cannot be read by this version: {string.Join(" ", problems)} Import it again.");
    }

    /// <summary>The definition in force; null when this version of the program cannot read it.</summary>
    /// <param name="problems">Why not, one line a problem; empty when it can.</param>
    public static ModelDefinition? TryReadDefinition(this Model model, out IReadOnlyList<string> problems)
    {
        ArgumentNullException.ThrowIfNull(model);
        problems = [];
        return Recall(model.DefinitionHash, model.DefinitionYaml) ?? Read(model.DefinitionHash, model.DefinitionYaml, model.Key, out problems);
    }

    /// <summary>A definition that was in force once; null when this version of the program cannot read it.</summary>
    public static ModelDefinition? TryReadDefinition(this DefinitionRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        return Recall(revision.Hash, revision.Yaml) ?? Read(revision.Hash, revision.Yaml, "", out _);
    }

    // The text is part of the key, so that a definition never answers for another one: the hash beside it in the database is only as good as who wrote it.
    private static ModelDefinition? Recall(string hash, string yaml)
    {
        lock (Gate)
            return Remembered.GetValueOrDefault((hash, yaml));
    }

    private static ModelDefinition? Read(string hash, string yaml, string key, out IReadOnlyList<string> problems)
    {
        var parsed = ModelDefinitionYaml.Parse(yaml, key + ".yaml", DefinitionUse.Monitoring);
        problems = [.. parsed.Describe()];
        if (parsed.Definition is not { } definition)
            return null;
        lock (Gate)
        {
            // Two may have read it at once; the first stays, so that everybody holds the same object.
            if (Remembered.TryGetValue((hash, yaml), out var first))
                return first;
            if (Remembered.Count == MostRemembered)
                Remembered.Clear();
            return Remembered[(hash, yaml)] = definition;
        }
    }
}

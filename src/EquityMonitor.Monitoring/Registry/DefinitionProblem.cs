namespace EquityMonitor.Monitoring.Registry;

/// <summary>What a definition is read for: watching a deployed model, or the audit of one file as one period.</summary>
public enum DefinitionUse
{
    Monitoring,

    /// <summary><c>time</c>, <c>source</c>, <c>windows</c> and <c>rules</c> may be left out.</summary>
    FileAudit,
}

/// <summary>One thing that is wrong with a definition.</summary>
/// <param name="Line">Line of the file, from 1; 0 when no line applies.</param>
/// <param name="Key">The key as a path, for example <c>rules[2].floor</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong and what to write instead.</param>
public sealed record DefinitionProblem(int Line, string Key, string Message);

/// <summary>A definition, or every problem that keeps it from being one.</summary>
public sealed record DefinitionResult
{
    public required string FileName { get; init; }

    /// <summary>Null when there is at least one problem.</summary>
    public ModelDefinition? Definition { get; init; }

    /// <summary>In the order of their lines; empty when there is a definition.</summary>
    public IReadOnlyList<DefinitionProblem> Problems { get; init; } = [];

    /// <summary>One line a problem: <c>file.yaml, line 12, rules[0].floor: ...</c></summary>
    public IEnumerable<string> Describe() => Problems.Select(problem =>
        string.Join(", ", ((string[])[FileName, problem.Line > 0 ? $"line {problem.Line}" : "", problem.Key]).Where(part => part.Length > 0)) + ": " + problem.Message);
}

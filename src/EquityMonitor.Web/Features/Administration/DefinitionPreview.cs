using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Web.Features.Administration;

/// <summary>What applying exactly this text would do, or everything that keeps it from being applied.</summary>
/// <param name="Text">The text that was looked at.</param>
public sealed record DefinitionPreview(string Text, DefinitionOutcome Outcome, IReadOnlyList<DefinitionProblem> Problems)
{
    private const int LongestQuote = 160;

    public bool CanBeApplied => Problems.Count == 0 && Outcome.Kind is DefinitionOutcomeKind.Registered or DefinitionOutcomeKind.Changed;

    /// <summary>From what to what; empty for a new model.</summary>
    public IReadOnlyList<BeforeAfter> Changes { get; private init; } = [];

    public static DefinitionPreview Of(string text, DefinitionOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (outcome is { IsRefused: false, InForce: null })
            return new(text, outcome, []);
        var parsed = ModelDefinitionYaml.Parse(text, outcome.FileName, DefinitionUse.Monitoring);
        if (outcome is { IsRefused: false, InForce: { } old })
            return new(text, outcome, []) { Changes = parsed.Definition is { } changed ? BeforeAfter.Between(old, changed) : [] };

        // The outcome has the problems as lines for a terminal; those of the text itself are at hand part by part.
        var problems = parsed.Problems;
        return new(text, outcome, problems.Count > 0 ? problems : [.. outcome.Problems.Select(problem => new DefinitionProblem(0, string.Empty, problem))]);
    }

    /// <summary>Whether it says the same as an earlier look at the same text: another person may have changed the model in between.</summary>
    public bool IsSameAs(DefinitionPreview other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Text == other.Text && Outcome.Kind == other.Outcome.Kind && Outcome.Effects == other.Outcome.Effects
            && Outcome.Sentences.SequenceEqual(other.Outcome.Sentences, StringComparer.Ordinal);
    }

    /// <summary>The line of the text that a problem is about; null when there is none, as for a key that is missing.</summary>
    public string? LineOf(DefinitionProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var lines = Text.Split('\n');
        if (problem.Line < 1 || problem.Line > lines.Length || lines[problem.Line - 1].Trim() is not { Length: > 0 } line)
            return null;
        if (!line.Contains(problem.Key.Split('.')[^1].Split('[')[0], StringComparison.Ordinal))
            return null;
        return line.Length <= LongestQuote ? line : line[..LongestQuote] + "\u2026";
    }
}

using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring;

/// <summary>What a run is asked to do, and by whom.</summary>
/// <param name="AskedBy">The name of a person, or one of the names of the program below.</param>
public sealed record RunOrder(PullScope Scope, string AskedBy)
{
    /// <summary>Asker of what recurs.</summary>
    public const string Schedule = "schedule";

    /// <summary>Asker of what the program catches up with when it starts.</summary>
    public const string Start = "start";

    public const string CommandLine = "command line";

    private const string DefinitionMark = "definition of ";

    // What the record of a run holds.
    private const int LongestAsker = 200;

    /// <summary>Asker of the run that follows a definition.</summary>
    /// <param name="who">Who put it in force.</param>
    public static string Definition(string who)
    {
        var asker = DefinitionMark + who;
        return asker.Length <= LongestAsker ? asker : asker[..LongestAsker];
    }

    /// <summary>Who put the definition in force that a run followed; null for any other run.</summary>
    public static string? DefinitionOf(string askedBy)
    {
        ArgumentNullException.ThrowIfNull(askedBy);
        return askedBy.StartsWith(DefinitionMark, StringComparison.Ordinal) ? askedBy[DefinitionMark.Length..] : null;
    }

    /// <summary>Who cancelled the run; null while nobody did. Asked once the run has ended on a cancellation: without a name it was the program that stopped.</summary>
    public Func<string?> CancelledBy { get; init; } = static () => null;
}

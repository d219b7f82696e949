using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring;

/// <summary>What a run is asked to do, and by whom.</summary>
/// <param name="AskedBy">The name of a person, or one of the names of the program below.</param>
public sealed record RunOrder(PullScope Scope, string AskedBy)
{
    /// <summary>Asker of what recurs and of what the program catches up with.</summary>
    public const string Schedule = "schedule";

    public const string CommandLine = "command line";

    /// <summary>Who cancelled the run; null while nobody did. Asked once the run has ended on a cancellation: without a name it was the program that stopped.</summary>
    public Func<string?> CancelledBy { get; init; } = static () => null;
}

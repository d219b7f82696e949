namespace EquityMonitor.Monitoring;

/// <summary>The steps of a run, in order.</summary>
public enum RunStep
{
    /// <summary>Only with simulated data: the hospital is generated.</summary>
    Simulate,
    Pull,
    Evaluate,
    Judge,

    /// <summary>The history of pairs that are Below, Watch or alerted.</summary>
    Follow,
}

/// <summary>How far a run has come: <paramref name="Done"/> of <paramref name="Total"/> days of a step.</summary>
/// <param name="Day">The day that was just finished.</param>
public readonly record struct StepProgress(string ModelKey, RunStep Step, int Done, int Total, DateOnly? Day);

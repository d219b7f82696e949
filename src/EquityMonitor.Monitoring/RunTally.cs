namespace EquityMonitor.Monitoring;

/// <summary>Counts what a run reports, for its record, and passes it on.</summary>
internal sealed class RunTally(IProgress<StepProgress>? progress) : IProgress<StepProgress>
{
    public int DaysRead { get; private set; }

    public int DaysEvaluated { get; private set; }

    public void Report(StepProgress value)
    {
        if (value.Step == RunStep.Pull)
            DaysRead = value.Done;
        else if (value.Step == RunStep.Evaluate)
            DaysEvaluated = value.Done;
        progress?.Report(value);
    }
}

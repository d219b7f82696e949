namespace EquityMonitor.Monitoring.Alerts;

/// <summary>What became of an attempt to act on an alert.</summary>
public abstract record AlertOutcome
{
    private AlertOutcome()
    {
    }

    /// <summary>It is done and recorded.</summary>
    public sealed record Done(int Version) : AlertOutcome;

    /// <summary>Somebody else had done the same before.</summary>
    public sealed record AlreadyDone(string By, DateTime At) : AlertOutcome;

    /// <summary>The alert is closed; nothing was changed. By is "EquityMonitor" when the evidence closed it.</summary>
    public sealed record Closed(AlertState State, string? By, DateTime? At) : AlertOutcome;

    /// <summary>The alert changed since the person looked; nothing was done, so that the person can look again.</summary>
    public sealed record Changed(string? By, DateTime? At, int Version) : AlertOutcome;

    public sealed record NotFound : AlertOutcome;
}

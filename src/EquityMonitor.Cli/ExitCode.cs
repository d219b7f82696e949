namespace EquityMonitor.Cli;

/// <summary>How a command ended.</summary>
public static class ExitCode
{
    /// <summary>Done; where rules were judged, all are met.</summary>
    public const int Met = 0;

    /// <summary>Not done.</summary>
    public const int Error = 1;

    /// <summary>Done, and a rule is below its limit.</summary>
    public const int Below = 2;
}

namespace EquityMonitor.Monitoring.Sources;

/// <summary>Configuration section <c>Sources</c>.</summary>
public sealed class SourceOptions
{
    /// <summary><c>Sources:TimeLimit</c>: how long one query may run, reading of its rows included.</summary>
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(15);
}

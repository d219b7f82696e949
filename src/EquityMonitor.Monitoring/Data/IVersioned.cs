namespace EquityMonitor.Monitoring.Data;

/// <summary>An entity that two writers may hold at once: the second to save is refused, and reads again.</summary>
public interface IVersioned
{
    /// <summary>Concurrency token, raised by every save.</summary>
    int Version { get; set; }
}

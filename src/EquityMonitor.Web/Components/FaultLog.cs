namespace EquityMonitor.Web.Components;

/// <summary>Gives each failure a reference that a person can read out, and writes it to the log beside the exception.</summary>
public sealed class FaultLog(ILogger<FaultLog> logger)
{
    public PanelState.Failed Record(Exception exception, string where)
    {
        var reference = Guid.NewGuid().ToString("N")[..8];
        logger.LogError(exception, "Failure {Reference} in {Where}", reference, where);
        return new PanelState.Failed(reference);
    }
}

namespace EquityMonitor.Monitoring.Sources;

/// <summary>A source that cannot be read as declared. The message says what to change and holds no value of a row, no identifier and no secret, so that it may be stored and shown.</summary>
public sealed class SourceException : Exception
{
    public SourceException(string message)
        : base(message)
    {
    }
}

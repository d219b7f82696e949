namespace EquityMonitor.Reporting.Audit;

/// <summary>One analysis of an audit, or why it is not there.</summary>
public abstract record AuditPart<T>
{
    private AuditPart()
    {
    }

    public sealed record Ready(T Content) : AuditPart<T>;

    /// <param name="Why">As <see cref="Statistics.NotEstimableReason"/> has it: lower case, no full stop.</param>
    public sealed record NotEstimable(string Why) : AuditPart<T>;

    /// <param name="How">What has to be given for it to be there, as a sentence.</param>
    public sealed record NotAsked(string How) : AuditPart<T>;

    /// <param name="Why">Lower case, no full stop.</param>
    public sealed record Suppressed(string Why) : AuditPart<T>;

    /// <summary>Null when it is not there.</summary>
    public T? ContentOrNull => this is Ready ready ? ready.Content : default;
}

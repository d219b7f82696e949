using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Encounters;

/// <summary>Which days a pull looks at.</summary>
public abstract record PullScope
{
    private PullScope()
    {
    }

    /// <summary>Missing days, held days, and late outcomes (changed days, or maturity + 14 days).</summary>
    public sealed record Nightly : PullScope;

    /// <summary>As nightly, and maturity + 90 days again, since moved and deleted rows show up only there.</summary>
    public sealed record Weekly : PullScope;

    /// <summary>All days of a range, again.</summary>
    public sealed record Range(DateRange Days) : PullScope;
}

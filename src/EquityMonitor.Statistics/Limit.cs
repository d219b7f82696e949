namespace EquityMonitor.Statistics;

/// <summary>What a rule commits to. A metric value meets it, or is past it.</summary>
public abstract record Limit
{
    private Limit()
    {
    }

    /// <summary>The metric must not lie below <paramref name="Value"/>.</summary>
    public sealed record Floor(double Value) : Limit;

    /// <summary>The metric must not lie above <paramref name="Value"/>.</summary>
    public sealed record Ceiling(double Value) : Limit;

    /// <summary>The metric must lie in [<paramref name="Low"/>, <paramref name="High"/>].</summary>
    public sealed record Band(double Low, double High) : Limit;

    /// <summary>The metric must not be worse than the reference by more than <paramref name="Value"/> &gt; 0, in the metric's own unit; of a metric that is best in the middle, not further from it either way.</summary>
    public sealed record Gap(double Value) : Limit;

    /// <summary>The metric must be at least <paramref name="Value"/> times the reference; for lower-is-better metrics at most 1/<paramref name="Value"/> times. In (0, 1].</summary>
    public sealed record Ratio(double Value) : Limit;
}

namespace EquityMonitor.Statistics;

/// <summary>Confidence limits. A limit that is infinite is null ("unbounded"); the lower never exceeds the upper.</summary>
public readonly record struct Interval
{
    /// <exception cref="ArgumentException">A limit is not finite, or the lower exceeds the upper.</exception>
    public Interval(double? low, double? high)
    {
        if (low is { } l && !double.IsFinite(l))
            throw new ArgumentException("An unbounded lower limit is null, never infinite or not a number.", nameof(low));
        if (high is { } h && !double.IsFinite(h))
            throw new ArgumentException("An unbounded upper limit is null, never infinite or not a number.", nameof(high));
        if (low > high)
            throw new ArgumentException($"The lower limit {low} exceeds the upper limit {high}.", nameof(low));
        Low = low;
        High = high;
    }

    public double? Low { get; }

    public double? High { get; }
}

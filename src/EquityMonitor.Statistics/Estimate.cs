namespace EquityMonitor.Statistics;

/// <summary>
/// What is known of a quantity: <see cref="Measured"/>, <see cref="NotEstimable"/> with the reason, or, of a ratio alone, <see cref="Unbounded"/>. Never NaN, never
/// a bare double.
/// </summary>
public abstract record Estimate
{
    private Estimate()
    {
    }

    /// <summary>A value with its interval and the denominator it rests on.</summary>
    /// <param name="Value">The point estimate, finite.</param>
    /// <param name="Interval">Confidence limits; null when the value can be stated but its uncertainty cannot (see <paramref name="IntervalReason"/>).</param>
    /// <param name="Denominator">The number of encounters the value rests on (raw count, or the sum of expected events for O/E).</param>
    public sealed record Measured(double Value, Interval? Interval, double Denominator) : Estimate
    {
        /// <summary>Why there is no interval, when there is none.</summary>
        public NotEstimableReason? IntervalReason { get; init; }

        /// <summary>The standard error on the scale of the value, where the method has one.</summary>
        public double? StandardError { get; init; }

        /// <summary>By how much repeated patients widened the variance; 1 when encounters count as independent.</summary>
        public double DesignEffect { get; init; } = 1;

        /// <summary>Of the interval, so that whoever puts the figure into words can say which one it is.</summary>
        public ConfidenceLevel Level { get; init; } = ConfidenceLevel.Default;
    }

    /// <summary>A ratio to a reference of 0: its value exceeds every number, and all that can be said of it is "at least".</summary>
    /// <param name="Low">The lower confidence limit; the upper is unbounded.</param>
    /// <param name="Denominator">As of a measured value.</param>
    public sealed record Unbounded(double Low, double Denominator) : Estimate
    {
        /// <summary>As of a measured value.</summary>
        public double DesignEffect { get; init; } = 1;

        /// <summary>As of a measured value.</summary>
        public ConfidenceLevel Level { get; init; } = ConfidenceLevel.Default;
    }

    public sealed record NotEstimable(NotEstimableReason Reason) : Estimate;

    public static implicit operator Estimate(NotEstimableReason reason) => new NotEstimable(reason);

    /// <summary>The value, or null when not estimable.</summary>
    public double? ValueOrNull => (this as Measured)?.Value;
}

namespace EquityMonitor.Statistics;

/// <summary>
/// A point estimate whose uncertainty can be read both ways: the interval at a quantile, and the quantile at which a bound of that interval touches a
/// limit. The second is what makes a test agree with the interval that is displayed.
/// </summary>
internal abstract record Quantity(double Value)
{
    public required double Denominator { get; init; }

    public double DesignEffect { get; init; } = 1;

    public double? StandardError { get; init; }

    /// <summary>Why there is no interval, when there is none.</summary>
    public NotEstimableReason? IntervalReason { get; init; }

    /// <summary>Called only when <see cref="IntervalReason"/> is null.</summary>
    public abstract Interval At(double z);

    /// <summary>
    /// The z at which the bound on the side of <paramref name="limit"/> touches it, positive when the value is above the limit, infinite when no interval
    /// reaches it. Called only when <see cref="IntervalReason"/> is null.
    /// </summary>
    public abstract double Touching(double limit);

    public Estimate ToEstimate(ConfidenceLevel level)
    {
        var z = level.Z;
        return double.IsPositiveInfinity(Value)
            ? new Estimate.Unbounded(At(z).Low!.Value, Denominator) { DesignEffect = DesignEffect, Level = level }
            : new Estimate.Measured(Value, IntervalReason is null ? At(z) : null, Denominator)
            {
                IntervalReason = IntervalReason,
                StandardError = StandardError,
                DesignEffect = DesignEffect,
                Level = level,
            };
    }
}

/// <summary>A quantity, or the reason why there is none.</summary>
internal readonly record struct Attempt(Quantity? Quantity, NotEstimableReason? Reason)
{
    public static implicit operator Attempt(Quantity quantity) => new(quantity, null);

    public static implicit operator Attempt(NotEstimableReason reason) => new(null, reason);

    public Estimate ToEstimate(ConfidenceLevel level) => Quantity?.ToEstimate(level) ?? Reason!;

    public Attempt Select(Func<Quantity, Attempt> next) => Quantity is null ? this : next(Quantity);
}

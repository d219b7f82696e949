namespace EquityMonitor.Statistics;

/// <summary>
/// Katz's log interval of a ratio of two independent proportions: exp(log phi -+ z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)). For display beside other tools'
/// output (<see cref="Comparison.LogRatio"/>); <see cref="Koopman"/> decides. Assumes that the groups share no encounter, that trials are independent, and that the logarithm of the ratio is about normal, which
/// needs some events on both sides. A ratio has no unit. Not estimable at a zero count. Source: Katz et al. 1978.
/// </summary>
public static class Katz
{
    /// <param name="x1">In [0, <paramref name="n1"/>].</param>
    /// <param name="n1">Above 0.</param>
    /// <param name="x2">In [0, <paramref name="n2"/>].</param>
    /// <param name="n2">Above 0.</param>
    /// <param name="z">The normal quantile, not negative.</param>
    /// <returns>Limits of (x1/n1) / (x2/n2).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is not in [0, its denominator], or a denominator is not above 0.</exception>
    public static Computed<Interval> Ratio(double x1, double n1, double x2, double n2, double z)
    {
        Koopman.Validate(x1, n1);
        Koopman.Validate(x2, n2);
        if (x1 == 0 || x2 == 0)
            return x1 == x2 ? NotEstimableReason.ZeroOnBothSides : NotEstimableReason.ZeroCount;
        var half = z * Math.Sqrt(Math.Max(0, (1 / x1) - (1 / n1) + (1 / x2) - (1 / n2)));
        var ratio = x1 / n1 / (x2 / n2);
        return new Interval(ratio * Math.Exp(-half), ratio * Math.Exp(half));
    }
}

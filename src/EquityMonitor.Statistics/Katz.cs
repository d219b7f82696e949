namespace EquityMonitor.Statistics;

/// <summary>
/// Katz's log interval of a ratio of two independent proportions: exp(log phi -+ z sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2)). For display beside other tools'
/// output (<see cref="Comparison.LogRatio"/>); <see cref="Koopman"/> decides. Undefined (null) at a zero count. Source: Katz et al. 1978.
/// </summary>
public static class Katz
{
    public static Interval? Ratio(double x1, double n1, double x2, double n2, double z)
    {
        if (!(x1 > 0 && x2 > 0))
            return null;
        var half = z * Math.Sqrt(Math.Max(0, (1 / x1) - (1 / n1) + (1 / x2) - (1 / n2)));
        var ratio = x1 / n1 / (x2 / n2);
        return new Interval(ratio * Math.Exp(-half), ratio * Math.Exp(half));
    }
}

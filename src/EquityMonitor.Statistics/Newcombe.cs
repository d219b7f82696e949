namespace EquityMonitor.Statistics;

/// <summary>
/// Newcombe's hybrid score interval (method 10, without continuity correction) of a difference of two independent proportions p1 - p2:
/// [d - sqrt((p1-l1)^2 + (u2-p2)^2), d + sqrt((u1-p1)^2 + (p2-l2)^2)] with Wilson limits (l, u). Inside [-1, 1].
/// <para>Assumes that the groups share no encounter and that the trials of each are independent; counts divided by a design effect stand in where patients repeat.
/// Undefined at a zero denominator.</para>
/// Source: Newcombe 1998.
/// </summary>
public static class Newcombe
{
    /// <param name="x1">In [0, <paramref name="n1"/>]; need not be whole.</param>
    /// <param name="n1">Above 0.</param>
    /// <param name="x2">In [0, <paramref name="n2"/>]; need not be whole.</param>
    /// <param name="n2">Above 0.</param>
    /// <param name="z">The normal quantile, not negative.</param>
    /// <returns>Limits of x1/n1 - x2/n2, in the unit of the proportions.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is not in [0, its denominator], or a denominator is not above 0.</exception>
    public static Interval Difference(double x1, double n1, double x2, double n2, double z)
    {
        var first = Wilson.Interval(x1, n1, z);
        var second = Wilson.Interval(x2, n2, z);
        double p1 = x1 / n1, p2 = x2 / n2;
        var difference = p1 - p2;
        return new Interval(
            difference - Norm(p1 - first.Low!.Value, second.High!.Value - p2),
            difference + Norm(first.High!.Value - p1, p2 - second.Low!.Value));
    }

    private static double Norm(double a, double b) => Math.Sqrt((a * a) + (b * b));
}

namespace EquityMonitor.Statistics;

/// <summary>
/// Score interval of a ratio of two independent proportions, phi = (x1/n1) / (x2/n2): all phi with |z(phi)| at most the normal quantile, where
/// z(phi) = (p1 - phi p2) / sqrt(N/(N-1) * (q1(1-q1)/n1 + phi^2 q2(1-q2)/n2)), N = n1 + n2, and q1 = phi q2 are the most likely proportions with that ratio.
/// <para>Koopman's statistic with Miettinen and Nurminen's N/(N-1), as statsmodels' "score" method has it; without the factor the limits differ in the
/// fifth digit at a few dozen encounters. Solved by bisection on log phi to the last digits of a double.</para>
/// <para>Assumes that the groups share no encounter and that the trials of each are independent; counts divided by a design effect stand in where patients repeat.</para>
/// <para>x1 = 0 gives the lower limit 0; x2 = 0 an unbounded upper limit; not estimable at 0/0. Sources: Koopman 1984; Miettinen and Nurminen 1985.</para>
/// </summary>
public static class Koopman
{
    /// <summary>A limit beyond exp(-+this) counts as 0 or unbounded.</summary>
    private const double Widest = 600;

    /// <param name="x1">In [0, <paramref name="n1"/>]; need not be whole.</param>
    /// <param name="n1">Above 0.</param>
    /// <param name="x2">In [0, <paramref name="n2"/>]; need not be whole.</param>
    /// <param name="n2">Above 0.</param>
    /// <param name="z">The normal quantile, not negative.</param>
    /// <returns>Limits of the ratio, without unit.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is not in [0, its denominator], or a denominator is not above 0.</exception>
    public static Computed<Interval> Ratio(double x1, double n1, double x2, double n2, double z)
    {
        Validate(x1, n1);
        Validate(x2, n2);
        if (x1 == 0 && x2 == 0)
            return NotEstimableReason.ZeroOnBothSides;
        var estimate = x2 == 0 ? double.PositiveInfinity : x1 / n1 / (x2 / n2);
        var start = estimate is > 0 and < double.PositiveInfinity ? Math.Log(estimate) : 0;
        var low = x1 == 0 ? double.NegativeInfinity : Solve(x1, n1, x2, n2, z, start);
        var high = x2 == 0 ? double.PositiveInfinity : Solve(x1, n1, x2, n2, -z, start);
        return new Interval(
            low <= -Widest ? 0 : Math.Min(Math.Exp(low), estimate),
            high >= Widest ? null : Math.Max(Math.Exp(high), estimate));
    }

    /// <summary>z(phi), falling in phi: positive where the observed ratio is above <paramref name="phi"/>.</summary>
    /// <param name="x1">In [0, n1].</param>
    /// <param name="n1">Above 0.</param>
    /// <param name="x2">In [0, n2]; not 0 together with <paramref name="x1"/>.</param>
    /// <param name="n2">Above 0.</param>
    /// <param name="phi">Above 0.</param>
    public static double Score(double x1, double n1, double x2, double n2, double phi)
    {
        var n = n1 + n2;
        var b = (phi * (n1 + x2)) + x1 + n2;
        var root = Math.Sqrt(Math.Max(0, (b * b) - (4 * phi * n * (x1 + x2))));
        var q1 = Math.Min(1, 2 * phi * (x1 + x2) / (b + root));
        var q2 = Math.Min(1, 2 * (x1 + x2) / (b + root));

        // Two encounters make the factor 2; counts divided by a design effect can fall below that.
        var correction = n / Math.Max(n - 1, n / 2);
        var variance = correction * ((q1 * (1 - q1) / n1) + (phi * phi * q2 * (1 - q2) / n2));
        var difference = (x1 / n1) - (phi * x2 / n2);
        return difference == 0 ? 0 : difference / Math.Sqrt(variance);
    }

    private static double Solve(double x1, double n1, double x2, double n2, double target, double start)
    {
        double Excess(double log) => Score(x1, n1, x2, n2, Math.Exp(log)) - target;

        double low = start, high = start;
        for (var step = 1.0; Excess(low) < 0; step *= 2)
        {
            if (low <= -Widest)
                return low;
            low = Math.Max(low - step, -Widest);
        }

        for (var step = 1.0; Excess(high) > 0; step *= 2)
        {
            if (high >= Widest)
                return high;
            high = Math.Min(high + step, Widest);
        }

        for (var middle = 0.5 * (low + high); middle > low && middle < high; middle = 0.5 * (low + high))
        {
            if (Excess(middle) >= 0)
                low = middle;
            else
                high = middle;
        }

        return 0.5 * (low + high);
    }

    internal static void Validate(double x, double n)
    {
        if (!(n > 0))
            throw new ArgumentOutOfRangeException(nameof(n), n, "A proportion needs a denominator above 0.");
        if (!(x >= 0 && x <= n))
            throw new ArgumentOutOfRangeException(nameof(x), x, $"The count must lie in [0, {n}].");
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// Wilson's score interval of a proportion p = x/n: (p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n).
/// Exactly 0 below at x = 0 and exactly 1 above at x = n. Counts need not be whole, so that they can be divided by a design effect.
/// <para>Assumes n independent trials of one probability; encounters of one patient are not, hence the design effect. On average over p it covers as stated; at a single p it
/// goes up and down with n (Brown, Cai and DasGupta 2001). Undefined at n = 0, which callers answer with a reason. Limits are proportions in [0, 1].</para>
/// Source: Wilson 1927; Newcombe 1998, method 3.
/// </summary>
public static class Wilson
{
    /// <param name="x">In [0, n].</param>
    /// <param name="n">Above 0.</param>
    /// <param name="z">The normal quantile, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">x is not in [0, n], or n is not above 0.</exception>
    public static Interval Interval(double x, double n, double z)
    {
        if (!(n > 0))
            throw new ArgumentOutOfRangeException(nameof(n), n, "A proportion needs a denominator above 0.");
        if (!(x >= 0 && x <= n))
            throw new ArgumentOutOfRangeException(nameof(x), x, $"The count must lie in [0, {n}].");
        var p = x / n;
        var squared = z * z / n;
        var centre = p + (squared / 2);
        var half = z * Math.Sqrt((p * (1 - p) / n) + (squared / (4 * n)));
        var low = x == 0 ? 0 : Math.Clamp((centre - half) / (1 + squared), 0, p);
        var high = x == n ? 1 : Math.Clamp((centre + half) / (1 + squared), p, 1);
        return new Interval(low, high);
    }
}

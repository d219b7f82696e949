using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// What fixed-time evidence about a proportion can find. With n trials and the limit m0, the bound of Wilson's interval touches the limit at the largest count k with
/// (k/n - m0) / sqrt(m0 (1-m0) / n) at or under the one-sided normal quantile; the power at a true proportion p is the exact binomial probability of that count or one
/// further from the limit. Looks at one window, without adjustment for other subgroups or other days. Where patients repeat, n is the trials over the design effect. Assumes
/// independent trials. Proportions and powers are in [0, 1]. A gap is not estimable where even a proportion of 0 (or 1) would not be found.
/// Source: Chow, Shao and Wang 2008, section 4.1, with exact power.
/// </summary>
public static class IntervalPower
{
    /// <param name="limit">In (0, 1).</param>
    /// <param name="departure">On which side of the limit.</param>
    /// <param name="truth">The true proportion, in [0, 1].</param>
    /// <param name="trials">Above 0.</param>
    /// <returns>The probability that the evidence is past the limit; in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not in (0, 1), or there are no trials.</exception>
    public static double Of(double limit, Departure departure, double truth, int trials)
    {
        Check(limit, trials);
        if (departure == Departure.Upwards)
            return Of(1 - limit, Departure.Downwards, 1 - truth, trials);
        var reach = -PowerSearch.Z * Math.Sqrt(limit * (1 - limit) / trials);
        var critical = (int)Math.Floor((trials * (limit + reach)) + 1e-9);
        return critical < 0 ? 0 : Binomial.CDF(Math.Clamp(truth, 0, 1), trials, critical);
    }

    /// <summary>The smallest distance from the limit that is found with the wanted probability.</summary>
    /// <param name="limit">In (0, 1).</param>
    /// <param name="departure">On which side of the limit.</param>
    /// <param name="trials">Above 0.</param>
    /// <param name="power">The wanted probability, in (0, 1).</param>
    /// <returns>Above 0, in the unit of the proportion.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not in (0, 1), or there are no trials.</exception>
    public static Computed<double> SmallestGap(double limit, Departure departure, int trials, double power = 0.8)
    {
        Check(limit, trials);
        var down = departure == Departure.Downwards;
        return PowerSearch.SmallestGap(gap => Of(limit, departure, down ? limit - gap : limit + gap, trials), down ? limit : 1 - limit, power);
    }

    private static void Check(double limit, int trials)
    {
        if (limit is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit that a proportion can be past lies between 0 and 1, both excluded.");
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
    }
}

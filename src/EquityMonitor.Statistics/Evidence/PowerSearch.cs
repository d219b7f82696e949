namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// From the power at a distance to the smallest distance that has it, and from the power of a window to the shortest window: by bisection, which assumes that power does not fall as
/// the distance or the window grows. Probabilities in [0, 1], distances in the unit of the metric, windows in days. Not estimable where even the widest distance, or the longest
/// window, has too little power. Source: the definition.
/// </summary>
public static class PowerSearch
{
    /// <summary>One-sided level of interval evidence: half of what a 95 % interval leaves outside.</summary>
    public const double OneSidedLevel = 0.025;

    // Closer than any figure that is shown.
    private const double Precision = 1e-6;

    /// <summary>The normal quantile at which the bound of an interval touches the limit.</summary>
    internal static double Z { get; } = -StandardNormal.Quantile(OneSidedLevel);

    /// <summary>The smallest distance from the limit that is found with the wanted probability; by bisection.</summary>
    /// <param name="powerAt">The power at a distance; it does not fall with it.</param>
    /// <param name="widest">The largest distance there can be, above 0.</param>
    /// <param name="power">The wanted probability, in (0, 1).</param>
    /// <returns>Above 0, to within a millionth of the widest.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The widest distance is not a finite number above 0.</exception>
    public static Computed<double> SmallestGap(Func<double, double> powerAt, double widest, double power = 0.8)
    {
        ArgumentNullException.ThrowIfNull(powerAt);
        if (!(widest > 0 && double.IsFinite(widest)))
            throw new ArgumentOutOfRangeException(nameof(widest), widest, "There must be room past the limit.");
        if (!(powerAt(widest) >= power))
            return NotEstimableReason.OutOfReach;
        var (found, missed) = (widest, 0.0);
        while (found - missed > Precision * widest)
        {
            var middle = (found + missed) / 2;
            if (powerAt(middle) >= power)
                found = middle;
            else
                missed = middle;
        }

        return found;
    }

    /// <summary>The fewest days of a window that finds a departure with the wanted probability. Exact power rises with the days in small teeth; which of them is found makes no difference that would be shown.</summary>
    /// <param name="powerOver">The power of a window of so many days.</param>
    /// <param name="longest">Days beyond which nobody would wait; at least 1.</param>
    /// <param name="power">The wanted probability, in (0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The longest window has no day.</exception>
    public static Computed<int> ShortestWindow(Func<int, double> powerOver, int longest, double power = 0.8)
    {
        ArgumentNullException.ThrowIfNull(powerOver);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        if (!(powerOver(longest) >= power))
            return NotEstimableReason.TakesTooLong;
        var (enough, few) = (longest, 0);
        while (enough - few > 1)
        {
            var middle = (enough + few) / 2;
            if (powerOver(middle) >= power)
                enough = middle;
            else
                few = middle;
        }

        return enough;
    }
}

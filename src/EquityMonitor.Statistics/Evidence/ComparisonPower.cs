using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>One side of a comparison as it may come.</summary>
/// <param name="Share">The true one, in [0, 1].</param>
/// <param name="Trials">Above 0; where patients repeat, over the design effect.</param>
public readonly record struct ShareOfTrials(double Share, int Trials);

/// <summary>
/// What fixed-time evidence about two independent proportions can find: the probability that the bound of Newcombe's interval of p1 - p2, or of Koopman's of p1 / p2, lies
/// past the limit, P = sum over k2 of b(k2; n2, p2) P(X1 past c(k2)), where c(k2) is the last count of the group whose bound is past the limit beside a count k2 of the reference and
/// both counts are binomial. Exact, but that of more than some hundred likely counts of the reference neighbours share one c. One window, without adjustment for other subgroups or
/// other days. A mean of two proportions by MOVER, such as balanced accuracy, is the difference of one and of the other's complement: (p1 + p2)/2 - 1/2 = (p1 - (1 - p2))/2.
/// <para>Assumes that both sides are independent and that the reference has its share whatever the group's is. Undefined without trials.</para>
/// Sources: Newcombe 1998; Koopman 1984; Chow, Shao and Wang 2008, section 4.2, with exact power in place of the normal.
/// </summary>
public static class ComparisonPower
{
    // Counts of the reference that are looked at one by one, and how far they reach.
    private const int Counts = 120;
    private const double Reach = 7;

    // A bound that touches the limit but for rounding.
    private const double Rounding = 1e-12;

    private delegate bool Past(int own, int reference);

    /// <summary>Of own - reference.</summary>
    /// <param name="limit">In (-1, 1).</param>
    /// <param name="departure">On which side of the limit.</param>
    /// <returns>In [0, 1].</returns>
    public static double OfDifference(double limit, Departure departure, ShareOfTrials own, ShareOfTrials reference)
    {
        Check(own, reference);
        if (limit is not (> -1 and < 1))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit that a difference of proportions can be past lies between -1 and 1, both excluded.");
        var down = departure == Departure.Downwards;
        return Of(own, reference, down, (x1, x2) =>
        {
            var interval = Newcombe.Difference(x1, own.Trials, x2, reference.Trials, PowerSearch.Z);
            return down ? interval.High <= limit + Rounding : interval.Low >= limit - Rounding;
        });
    }

    /// <summary>Of own / reference.</summary>
    /// <param name="limit">Above 0.</param>
    /// <param name="departure">On which side of the limit.</param>
    /// <returns>In [0, 1].</returns>
    public static double OfRatio(double limit, Departure departure, ShareOfTrials own, ShareOfTrials reference)
    {
        Check(own, reference);
        if (!(limit > 0 && double.IsFinite(limit)))
            throw new ArgumentOutOfRangeException(nameof(limit), limit, "A limit that a ratio can be past lies above 0.");
        var down = departure == Departure.Downwards;
        return Of(own, reference, down, (x1, x2) =>
        {
            if (x1 == 0 && x2 == 0)
                return false;
            var score = Koopman.Score(x1, own.Trials, x2, reference.Trials, limit);
            return down ? score <= -PowerSearch.Z + Rounding : score >= PowerSearch.Z - Rounding;
        });
    }

    private static double Of(ShareOfTrials own, ShareOfTrials reference, bool down, Past past)
    {
        var n = reference.Trials;
        var (mean, spread) = (n * reference.Share, Math.Sqrt(n * reference.Share * (1 - reference.Share)));
        var first = (int)Math.Max(0, Math.Floor(mean - (Reach * spread) - 1));
        var last = (int)Math.Min(n, Math.Ceiling(mean + (Reach * spread) + 1));
        var stride = Math.Max(1, (last - first + 1) / Counts);
        var (power, before) = (0.0, AtMost(reference.Share, n, first - 1));
        for (var from = first; from <= last; from += stride)
        {
            var to = Math.Min(from + stride - 1, last);
            var through = AtMost(reference.Share, n, to);
            power += (through - before) * OwnPast(own, down, x1 => past(x1, (from + to) / 2));
            before = through;
        }

        return Math.Clamp(power, 0, 1);
    }

    /// <summary>The probability of the counts on the far side of the last one that is past: all of them are.</summary>
    private static double OwnPast(ShareOfTrials own, bool down, Func<int, bool> past)
    {
        var n = own.Trials;
        var steps = LastPast(step => past(down ? step : n - step), n);
        return AtMost(down ? own.Share : 1 - own.Share, n, steps);
    }

    private static double AtMost(double share, int trials, int count) =>
        count < 0 ? 0 : count >= trials || share <= 0 ? 1 : share >= 1 ? 0 : Binomial.CDF(share, trials, count);

    /// <summary>The most steps from the far end that are past the limit; -1 for none.</summary>
    private static int LastPast(Func<int, bool> past, int most)
    {
        if (!past(0))
            return -1;
        var (inside, outside) = (0, most + 1);
        while (outside - inside > 1)
        {
            var middle = (inside + outside) / 2;
            if (past(middle))
                inside = middle;
            else
                outside = middle;
        }

        return inside;
    }

    private static void Check(ShareOfTrials own, ShareOfTrials reference)
    {
        foreach (var side in new[] { own, reference })
        {
            if (side.Trials < 1 || side.Share is not (>= 0 and <= 1))
                throw new ArgumentException($"A side of a comparison has trials and a share in [0, 1], not {side}.", nameof(own));
        }
    }
}

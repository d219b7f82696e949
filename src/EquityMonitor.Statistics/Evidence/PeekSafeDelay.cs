using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// How long the sequential evidence takes to find a proportion that lies past its limit, at the present volume: a quantile over simulated streams whose daily number of
/// trials is Poisson, each begun with an empty detector on the day of the change. Repeatable: the seed fixes the streams.
/// <para>Delay of a stream: the first day on which the Shiryaev-Roberts evidence of <see cref="EvidenceDetector"/> reaches the budget; in days, a day without trials counted. The
/// quantile at share q is the order statistic of rank floor(q repetitions), counted from 0.</para>
/// <para>Assumes independent trials at one true proportion from the day of the change on and nothing before it: evidence that was already gathered makes a real stream sooner,
/// repeated patients make it later. Undefined (null) where the share is not reached in the days allowed. Source: Pollak 1985 and Shin, Ramdas and Rinaldo 2023 (arXiv 2203.03532)
/// for the detector and its delay; the simulation is the definition.</para>
/// </summary>
public static class PeekSafeDelay
{
    /// <summary>Ten years: longer than anybody waits.</summary>
    public const int Longest = 3650;

    private const int UsualRepetitions = 201;

    // Closer than any gap that is shown.
    private const double Precision = 0.002;

    /// <summary>The days within which half of the streams find the proportion.</summary>
    /// <param name="limit">In (0, 1).</param>
    /// <param name="truth">The true proportion, in [0, 1].</param>
    /// <param name="trialsPerDay">Mean; above 0.</param>
    /// <param name="budget">B, in days.</param>
    /// <param name="streams">K, the number of streams that share the budget.</param>
    /// <param name="repetitions">Simulated streams; the median's own error shrinks with their root.</param>
    /// <returns>Days; null when half of the streams found nothing within <see cref="Longest"/>.</returns>
    public static int? Median(
        double limit, Departure departure, double truth, double trialsPerDay, double budget, int streams, Random random, int repetitions = UsualRepetitions, CancellationToken cancellationToken = default) =>
        Quantile(limit, departure, truth, trialsPerDay, budget, streams, 0.5, Longest, random, repetitions, cancellationToken);

    /// <summary>The days within which a share of the streams finds the proportion.</summary>
    /// <param name="limit">In (0, 1).</param>
    /// <param name="truth">The true proportion, in [0, 1].</param>
    /// <param name="trialsPerDay">Mean; above 0.</param>
    /// <param name="budget">B, in days.</param>
    /// <param name="streams">K, the number of streams that share the budget.</param>
    /// <param name="share">In (0, 1): 0.8 asks for what four of five streams need.</param>
    /// <param name="longest">Days after which a stream is given up; above 0.</param>
    /// <param name="repetitions">Simulated streams.</param>
    /// <returns>Null when that share is not reached within <paramref name="longest"/> days.</returns>
    public static int? Quantile(
        double limit, Departure departure, double truth, double trialsPerDay, double budget, int streams, double share, int longest, Random random, int repetitions = UsualRepetitions,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(trialsPerDay > 0))
            throw new ArgumentOutOfRangeException(nameof(trialsPerDay), trialsPerDay, "There must be something to count.");
        if (share is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share lies between 0 and 1, both excluded.");
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var evidence = new ProportionEvidence(limit, departure);
        var volume = new Poisson(trialsPerDay, random);
        var delays = new int[repetitions];
        var rank = Math.Min((int)(share * repetitions), repetitions - 1);
        var missed = 0;
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var detector = new EvidenceDetector(budget);
            var day = 1;
            for (; day <= longest; day++)
            {
                var trials = volume.Sample();
                if (trials == 0)
                    continue;
                evidence.LogFactors(Binomial.Sample(random, truth, trials), trials, factors);
                if (detector.Step(factors, 1.0 / streams))
                    break;
            }

            // So many have missed already that the quantile lies beyond, whatever the others do.
            if (day > longest && ++missed >= repetitions - rank)
                return null;
            delays[repetition] = day;
        }

        Array.Sort(delays);
        return delays[rank];
    }

    /// <summary>The smallest distance from the limit that a share of the streams finds in time. Every distance is tried on the same draws, so that a larger one is not found later by luck.</summary>
    /// <param name="limit">In (0, 1).</param>
    /// <param name="trialsPerDay">Mean; above 0.</param>
    /// <param name="budget">B, in days.</param>
    /// <param name="streams">K, the number of streams that share the budget.</param>
    /// <param name="withinDays">Days after the change.</param>
    /// <param name="seed">Of the draws.</param>
    /// <param name="share">In (0, 1).</param>
    /// <param name="repetitions">Simulated streams.</param>
    /// <returns>Above 0, in the unit of the proportion; null when even a proportion of 0 (or 1) would not be found.</returns>
    public static double? SmallestGap(
        double limit, Departure departure, double trialsPerDay, double budget, int streams, int withinDays, int seed, double share = 0.8, int repetitions = UsualRepetitions,
        CancellationToken cancellationToken = default)
    {
        var widest = departure == Departure.Downwards ? limit : 1 - limit;
        if (!IsFound(widest))
            return null;
        var (found, unfound) = (widest, 0.0);
        while (found - unfound > Precision)
        {
            var middle = (found + unfound) / 2;
            if (IsFound(middle))
                found = middle;
            else
                unfound = middle;
        }

        return found;

        bool IsFound(double gap) => Quantile(
            limit, departure, Math.Clamp(departure == Departure.Downwards ? limit - gap : limit + gap, 0, 1), trialsPerDay, budget, streams, share, withinDays, new Random(seed), repetitions,
            cancellationToken) is not null;
    }
}

using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>
/// How long the sequential evidence takes to find a proportion that lies past its limit, at the present volume: the median over simulated streams whose daily number of
/// trials is Poisson, each begun with an empty detector on the day of the change. Repeatable: the seed fixes the streams.
/// </summary>
public static class PeekSafeDelay
{
    /// <summary>Ten years: longer than anybody waits.</summary>
    public const int Longest = 3650;

    /// <param name="limit">In (0, 1).</param>
    /// <param name="truth">The true proportion, in [0, 1].</param>
    /// <param name="trialsPerDay">Mean; above 0.</param>
    /// <param name="budget">B, in days.</param>
    /// <param name="streams">K, the number of streams that share the budget.</param>
    /// <param name="repetitions">Simulated streams; the median's own error shrinks with their root.</param>
    /// <returns>Days; null when half of the streams found nothing within <see cref="Longest"/>.</returns>
    public static int? Median(
        double limit, Departure departure, double truth, double trialsPerDay, double budget, int streams, Random random, int repetitions = 201, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (!(trialsPerDay > 0))
            throw new ArgumentOutOfRangeException(nameof(trialsPerDay), trialsPerDay, "There must be something to count.");
        var evidence = new ProportionEvidence(limit, departure);
        var volume = new Poisson(trialsPerDay, random);
        var delays = new int[repetitions];
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        for (var repetition = 0; repetition < repetitions; repetition++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var detector = new EvidenceDetector(budget);
            var day = 1;
            for (; day <= Longest; day++)
            {
                var trials = volume.Sample();
                if (trials == 0)
                    continue;
                evidence.LogFactors(Binomial.Sample(random, truth, trials), trials, factors);
                if (detector.Step(factors, 1.0 / streams))
                    break;
            }

            delays[repetition] = day;
        }

        Array.Sort(delays);
        var median = delays[repetitions / 2];
        return median > Longest ? null : median;
    }
}

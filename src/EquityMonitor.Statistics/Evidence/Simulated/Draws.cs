using MathNet.Numerics.Distributions;

namespace EquityMonitor.Statistics.Evidence.Simulated;

/// <summary>Counts at random, at a cost that does not grow with them.</summary>
internal static class Draws
{
    // Below it, trial by trial, which is exact.
    private const int Exact = 200;

    // The rarer outcome comes seldom enough for Poisson's distribution.
    private const double Seldom = 20;

    public static int Poisson(Random random, double mean) => MathNet.Numerics.Distributions.Poisson.Sample(random, mean);

    /// <summary>Successes among trials. Of more than 200 trials by Poisson's or the normal distribution, whose error is far under that of a few hundred simulated courses.</summary>
    public static int Binomial(Random random, double chance, int trials)
    {
        if (trials > Exact)
            return (int)Math.Clamp(Many(random, chance, trials), 0, trials);
        var successes = 0;
        for (var trial = 0; trial < trials; trial++)
            successes += random.NextDouble() < chance ? 1 : 0;
        return successes;
    }

    private static double Many(Random random, double chance, int trials)
    {
        var rarer = trials * Math.Min(chance, 1 - chance);
        if (rarer <= 0)
            return chance < 0.5 ? 0 : trials;
        if (rarer < Seldom)
            return chance < 0.5 ? Poisson(random, rarer) : trials - Poisson(random, rarer);
        return Math.Round((trials * chance) + (Normal.Sample(random, 0, 1) * Math.Sqrt(rarer * Math.Max(chance, 1 - chance))));
    }
}

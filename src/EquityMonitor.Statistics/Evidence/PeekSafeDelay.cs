using EquityMonitor.Statistics.Evidence.Simulated;

namespace EquityMonitor.Statistics.Evidence;

/// <summary>Days until a departure is found.</summary>
/// <param name="Half">In half of the cases; not estimable when it takes longer than was simulated.</param>
/// <param name="Most">In the larger share that was asked for; likewise.</param>
public readonly record struct FoundAfter(Computed<int> Half, Computed<int> Most);

/// <summary>
/// How long the sequential evidence takes to find a departure from its limit, at the present volume: quantiles over simulated courses, each begun with an empty detector
/// on the day of the change. Repeatable: the seed fixes the courses.
/// <para>Delay of a course: the first day on which the Shiryaev-Roberts evidence of <see cref="EvidenceDetector"/> reaches the budget; in days, a day without encounters counted.
/// The quantile at share q is the order statistic of rank floor(q repetitions), counted from 0.</para>
/// <para>Assumes independent encounters of one kind from the day of the change on and nothing before it: evidence that was already gathered makes a real stream sooner, repeated
/// patients make it later. Not estimable where the share is not reached in the days allowed. Source: Pollak 1985 and Shin, Ramdas and Rinaldo 2023 (arXiv 2203.03532) for the
/// detector and its delay; the simulation is the definition.</para>
/// </summary>
/// <param name="Budget">B, in days.</param>
/// <param name="Streams">K, the number of streams that share the budget.</param>
/// <param name="Repetitions">Simulated courses; a quantile's own error shrinks with their root.</param>
public sealed record PeekSafeDelay(double Budget, int Streams, int Repetitions = 201)
{
    // Of the widest gap: closer than any that is shown.
    private const double Precision = 1.0 / 256;

    /// <summary>The days after which half of the courses, and a larger share of them, have found the departure.</summary>
    /// <param name="bets">The course under the departure.</param>
    /// <param name="share">In [0.5, 1).</param>
    /// <param name="longest">Days after which a course is given up; above 0.</param>
    /// <param name="random">Its seed fixes the courses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not in [0.5, 1), or no day is simulated.</exception>
    public FoundAfter Of(SimulatedBets bets, double share, int longest, Random random, CancellationToken cancellationToken = default)
    {
        if (share is not (>= 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "More than half of the cases, and not all of them.");
        var delays = Run(bets, 0.5, longest, random, cancellationToken);
        return new FoundAfter(At(0.5), At(share));

        Computed<int> At(double of) => delays is null || delays[Rank(of)] > longest ? NotEstimableReason.TakesTooLong : delays[Rank(of)];
    }

    /// <summary>The smallest distance from the limit that a share of the courses finds in time. Every distance is tried with the same seed, so that a larger one is not found later by luck.</summary>
    /// <param name="at">The course under a departure so far past the limit.</param>
    /// <param name="widest">The largest distance there can be, above 0.</param>
    /// <param name="withinDays">Days after the change.</param>
    /// <param name="share">In (0, 1).</param>
    /// <param name="seed">Of the draws.</param>
    /// <returns>Above 0, to within a 256th of the widest; not estimable when even that would not be found.</returns>
    public Computed<double> SmallestGap(Func<double, SimulatedBets> at, double widest, int withinDays, double share, int seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(at);
        if (!IsFound(widest))
            return NotEstimableReason.OutOfReach;
        var (found, unfound) = (widest, 0.0);
        while (found - unfound > widest * Precision)
        {
            var middle = (found + unfound) / 2;
            if (IsFound(middle))
                found = middle;
            else
                unfound = middle;
        }

        return found;

        bool IsFound(double gap) => Run(at(gap), share, withinDays, new Random(seed), cancellationToken) is not null;
    }

    /// <summary>Days to detection in ascending order, those that were given up at one more than the longest; null when so many were that the share cannot be reached.</summary>
    private int[]? Run(SimulatedBets bets, double share, int longest, Random random, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bets);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        var delays = new int[Repetitions];
        var factors = new double[bets.Alternatives];
        var missed = 0;
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var detector = new EvidenceDetector(Budget, bets.Alternatives);
            bets.Begin();
            var day = 1;
            for (; day <= longest; day++)
            {
                // Days of a large group take long enough for somebody to leave in between.
                cancellationToken.ThrowIfCancellationRequested();
                if (bets.Day(random, factors) && detector.Step(factors, 1.0 / Streams))
                    break;
            }

            if (day > longest && ++missed >= Repetitions - Rank(share))
                return null;
            delays[repetition] = day;
        }

        Array.Sort(delays);
        return delays;
    }

    private int Rank(double share) => Math.Min((int)(share * Repetitions), Repetitions - 1);
}

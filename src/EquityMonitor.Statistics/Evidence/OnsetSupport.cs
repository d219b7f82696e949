namespace EquityMonitor.Statistics.Evidence;

/// <summary>The steps at which a departure may have begun, counted from 0.</summary>
/// <param name="First">The earliest.</param>
/// <param name="Last">The latest; steps between them need not all be supported.</param>
public readonly record struct SupportedSteps(int First, int Last);

/// <summary>
/// How well the data fix the step at which a proportion departed from its limit. For each alternative j of the grid and each step i the log-likelihood of a change at i is the
/// sum of ln L_j from i on; step i is supported when its best alternative comes within ln 8 of the best of all: a likelihood of at least one eighth. The range holds every
/// supported step. Assumes what <see cref="ProportionEvidence"/> assumes, and one change with nothing but the limit before it.
/// Counts in, numbers of steps out. Not estimable without steps. Source: Hinkley 1970 (inference about the change-point); Royall 1997 (the eighth as a mark).
/// </summary>
public static class OnsetSupport
{
    private static readonly double Mark = Math.Log(8);

    /// <param name="evidence">Of the limit and the departure from it.</param>
    /// <param name="successes">k of each step since the evidence was last at zero.</param>
    /// <param name="trials">n of each step.</param>
    /// <exception cref="ArgumentException">There are not as many numerators as denominators.</exception>
    public static Computed<SupportedSteps> Of(ProportionEvidence evidence, ReadOnlySpan<int> successes, ReadOnlySpan<int> trials)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (successes.Length != trials.Length)
            throw new ArgumentException("Each step has a numerator and a denominator.", nameof(trials));
        if (trials.Length == 0)
            return NotEstimableReason.NoStep;
        var best = new double[trials.Length];
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        Span<double> sums = stackalloc double[EvidenceGrid.Size];
        sums.Clear();
        var most = double.NegativeInfinity;
        for (var step = trials.Length - 1; step >= 0; step--)
        {
            evidence.LogFactors(successes[step], trials[step], factors);
            best[step] = double.NegativeInfinity;
            for (var j = 0; j < sums.Length; j++)
            {
                sums[j] += factors[j];
                best[step] = Math.Max(best[step], sums[j]);
            }

            most = Math.Max(most, best[step]);
        }

        var (first, last) = (-1, -1);
        for (var step = 0; step < best.Length; step++)
        {
            if (best[step] < most - Mark)
                continue;
            first = first < 0 ? step : first;
            last = step;
        }

        return new SupportedSteps(first, last);
    }
}

namespace EquityMonitor.Statistics;

/// <summary>A gap between two groups after both were given the whole's mix of strata.</summary>
/// <param name="Own">The group's standardised proportion.</param>
/// <param name="Reference">The other's.</param>
/// <param name="Difference">Own - reference.</param>
/// <param name="Coverage">The share of the whole that lies in strata where both groups have someone; the others are left out.</param>
public sealed record StandardisedGapResult(Estimate Own, Estimate Reference, Estimate Difference, double Coverage);

/// <summary>
/// Direct standardisation of a proportion (sensitivity, FPR, flag rate...) by strata such as age band and sex: p = sum over strata k of w_k x_k/n_k, w_k the
/// whole's share of the metric's denominator in stratum k. The difference shows what is left of a gap when the groups' mix is made equal; it shows no cause.
/// <para>Interval: Wilson's of p at the effective size n' = 1 / sum(w_k^2/n_k) (Kish 1965), for the difference Newcombe's of the two (as survey statistics do
/// for weighted proportions, Franco et al. 2019). With one stratum these are the intervals of the raw proportion and the raw gap, so that the two stand side
/// by side on one footing. Where strata differ it is a little too wide, since p(1-p) exceeds the mean of p_k(1-p_k).</para>
/// <para>The delta method gives a stratum in which everyone or no one is found no uncertainty at all: with 1 to 6 encounters a stratum its limits hold the
/// truth in 85 % of samples, those of MOVER over Wilson's limits per stratum in 88 %, these in 96 %. Fay and Feuer's gamma limits (1997) take counts for
/// Poisson, which is too wide for common events and may pass 1. The delta method's standard error is given for information.</para>
/// <para>A stratum that either group lacks is left out and the weights are scaled up; not estimable when the rest covers under 80 % of the whole, or nothing.
/// Counts are divided by the design effect of their group. Assumes that the groups share no encounter, that patients are independent, and that the whole's mix is known without
/// error; the design effect of the raw proportion stands in for that of the standardised one. Proportions in [0, 1]. Source for the estimate: Breslow and Day 1987, chapter 2.</para>
/// </summary>
public static class StandardisedGap
{
    /// <summary>What the strata with both groups must hold of the whole.</summary>
    public const double LeastCoverage = 0.8;

    /// <param name="own">Numerator and denominator per stratum.</param>
    /// <param name="reference">The same of a group that shares no encounter with it.</param>
    /// <param name="whole">The whole's denominator per stratum.</param>
    /// <param name="level">How wide the intervals are.</param>
    /// <param name="ownDesignEffect">Of the raw proportion.</param>
    /// <param name="referenceDesignEffect">Of the raw proportion.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a count is not in [0, its denominator].</exception>
    public static StandardisedGapResult Evaluate(
        ReadOnlySpan<StratumCounts> own,
        ReadOnlySpan<StratumCounts> reference,
        ReadOnlySpan<long> whole,
        ConfidenceLevel level,
        double ownDesignEffect = 1,
        double referenceDesignEffect = 1)
    {
        Validate(own, reference, whole);
        long covered = 0, total = 0;
        for (var stratum = 0; stratum < whole.Length; stratum++)
        {
            total += whole[stratum];
            covered += own[stratum].N > 0 && reference[stratum].N > 0 ? whole[stratum] : 0;
        }

        var coverage = total == 0 ? 0 : covered / (double)total;
        if (covered == 0 || coverage < LeastCoverage)
        {
            Estimate reason = covered == 0 ? NotEstimableReason.NoCommonStratum : NotEstimableReason.TooLittleInCommon;
            return new StandardisedGapResult(reason, reason, reason, coverage);
        }

        Sum first = default, second = default;
        for (var stratum = 0; stratum < whole.Length; stratum++)
        {
            if (own[stratum].N == 0 || reference[stratum].N == 0)
                continue;
            var weight = whole[stratum] / (double)covered;
            first.Add(own[stratum], weight);
            second.Add(reference[stratum], weight);
        }

        ProportionQuantity ownRate = first.Rate(ownDesignEffect), referenceRate = second.Rate(referenceDesignEffect);
        return new StandardisedGapResult(
            ownRate.ToEstimate(level),
            referenceRate.ToEstimate(level),
            new DifferenceQuantity(ownRate, referenceRate)
            {
                Denominator = Math.Min(first.Denominator, second.Denominator),
                DesignEffect = Math.Max(ownDesignEffect, referenceDesignEffect),
                StandardError = Math.Sqrt((first.Variance * ownDesignEffect) + (second.Variance * referenceDesignEffect)),
            }.ToEstimate(level),
            coverage);
    }

    private static void Validate(ReadOnlySpan<StratumCounts> own, ReadOnlySpan<StratumCounts> reference, ReadOnlySpan<long> whole)
    {
        if (own.Length != whole.Length || reference.Length != whole.Length)
            throw new ArgumentException($"There are {own.Length}, {reference.Length} and {whole.Length} strata; give the same for each.", nameof(whole));
        for (var stratum = 0; stratum < whole.Length; stratum++)
        {
            if (whole[stratum] < 0 || !own[stratum].IsPossible || !reference[stratum].IsPossible)
                throw new ArgumentException($"A count of stratum {stratum} is negative or exceeds its denominator.", nameof(whole));
        }
    }

    private struct Sum
    {
        private double _value;
        private double _squaredWeights;

        /// <summary>By the delta method: sum of w^2 p(1-p)/n.</summary>
        public double Variance { get; private set; }

        public long Denominator { get; private set; }

        public void Add(StratumCounts counts, double weight)
        {
            var p = counts.X / (double)counts.N;
            _value += weight * p;
            _squaredWeights += weight * weight / counts.N;
            Variance += weight * weight * p * (1 - p) / counts.N;
            Denominator += counts.N;
        }

        /// <summary>The weights sum to 1 but for rounding, which must not lift a proportion of 1 above it.</summary>
        public readonly ProportionQuantity Rate(double designEffect)
        {
            var size = 1 / _squaredWeights;
            return new ProportionQuantity(Math.Min(_value, 1) * size, size)
            {
                Denominator = Denominator,
                DesignEffect = designEffect,
                StandardError = Math.Sqrt(Variance * designEffect),
            };
        }
    }
}

/// <summary>A proportion's counts in one stratum.</summary>
/// <param name="X">In [0, <paramref name="N"/>].</param>
/// <param name="N">The denominator; 0 where the group has nobody in the stratum.</param>
public readonly record struct StratumCounts(long X, long N)
{
    internal bool IsPossible => X >= 0 && X <= N;
}

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
/// <para>Interval: MOVER with Wilson's limits (l, u) per stratum (Zou, Huang and Zhang 2009, for linear functions of binomial proportions):
/// p - sqrt(sum w^2 (p_k - l_k)^2), p + sqrt(sum w^2 (u_k - p_k)^2), and for the difference the other group's opposite limits joined under the root. With
/// one stratum it is Wilson's interval, and for the difference Newcombe's, which the raw gap has: the two stand side by side on the same footing. Of the
/// alternatives, the delta method gives a stratum where everyone or no one is found no uncertainty at all, and Fay and Feuer's gamma interval (1997) takes
/// counts for Poisson, which is too wide for common events and may pass 1. The delta method's standard error is given for information.</para>
/// <para>A stratum that either group lacks is left out and the weights are scaled up; not estimable when the rest covers under 80 % of the whole, or nothing.
/// Counts are divided by the design effect of their group. Source for the estimate: Breslow and Day 1987, chapter 2.</para>
/// </summary>
public static class StandardisedGap
{
    /// <summary>What the strata with both groups must hold of the whole.</summary>
    public const double LeastCoverage = 0.8;

    /// <param name="own">Numerator and denominator per stratum.</param>
    /// <param name="reference">The same of a group that shares no encounter with it.</param>
    /// <param name="whole">The whole's denominator per stratum.</param>
    /// <param name="level">95 % when null.</param>
    /// <param name="ownDesignEffect">Of the raw proportion.</param>
    /// <param name="referenceDesignEffect">Of the raw proportion.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a count is not in [0, its denominator].</exception>
    public static StandardisedGapResult Evaluate(
        ReadOnlySpan<StratumCounts> own,
        ReadOnlySpan<StratumCounts> reference,
        ReadOnlySpan<long> whole,
        ConfidenceLevel? level = null,
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

        var z = (level ?? ConfidenceLevel.Default).Z;
        Sum first = new(ownDesignEffect, z), second = new(referenceDesignEffect, z);
        for (var stratum = 0; stratum < whole.Length; stratum++)
        {
            if (own[stratum].N == 0 || reference[stratum].N == 0)
                continue;
            var weight = whole[stratum] / (double)covered;
            first.Add(own[stratum], weight);
            second.Add(reference[stratum], weight);
        }

        var difference = first.Value - second.Value;
        var interval = new Interval(difference - Math.Sqrt(first.Below + second.Above), difference + Math.Sqrt(first.Above + second.Below));
        return new StandardisedGapResult(
            first.ToEstimate(),
            second.ToEstimate(),
            new Estimate.Measured(difference, interval, Math.Min(first.Denominator, second.Denominator))
            {
                DesignEffect = Math.Max(ownDesignEffect, referenceDesignEffect),
                StandardError = Math.Sqrt(first.Variance + second.Variance),
            },
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

    private struct Sum(double designEffect, double z)
    {
        public double Value { get; private set; }

        public double Below { get; private set; }

        public double Above { get; private set; }

        public double Variance { get; private set; }

        public long Denominator { get; private set; }

        public void Add(StratumCounts counts, double weight)
        {
            var p = counts.X / (double)counts.N;
            var wilson = Wilson.Interval(counts.X / designEffect, counts.N / designEffect, z);
            var squared = weight * weight;
            Value += weight * p;
            Below += squared * (p - wilson.Low!.Value) * (p - wilson.Low!.Value);
            Above += squared * (wilson.High!.Value - p) * (wilson.High!.Value - p);
            Variance += squared * p * (1 - p) * designEffect / counts.N;
            Denominator += counts.N;
        }

        public readonly Estimate ToEstimate() =>
            new Estimate.Measured(Value, new Interval(Math.Max(0, Value - Math.Sqrt(Below)), Math.Min(1, Value + Math.Sqrt(Above))), Denominator)
            {
                DesignEffect = designEffect,
                StandardError = Math.Sqrt(Variance),
            };
    }
}

/// <summary>A proportion's counts in one stratum.</summary>
/// <param name="X">In [0, <paramref name="N"/>].</param>
/// <param name="N">The denominator; 0 where the group has nobody in the stratum.</param>
public readonly record struct StratumCounts(long X, long N)
{
    internal bool IsPossible => X >= 0 && X <= N;
}

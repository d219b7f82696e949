namespace EquityMonitor.Statistics;

/// <summary>How the scores of a group differ from its baseline.</summary>
/// <param name="StabilityIndex">On the baseline's deciles; its bias-corrected value decides the colour.</param>
/// <param name="JensenShannonDistance">Over the same bins, base 2, in [0, 1].</param>
/// <param name="KolmogorovSmirnov">The largest distance of the distribution functions, with its p-value.</param>
/// <param name="Wasserstein">How far scores moved on average.</param>
public readonly record struct DistributionShiftResult(
    StabilityIndex StabilityIndex, double JensenShannonDistance, KolmogorovSmirnovResult KolmogorovSmirnov, WassersteinResult Wasserstein);

/// <summary>
/// Score drift of the whole or of a subgroup against the baseline of the same group. The effect sizes decide, the p-value stands beside them.
/// <para>Four statistics of one pair of samples: PSI and Jensen-Shannon distance over the baseline's deciles, Kolmogorov-Smirnov and Wasserstein-1 on the samples themselves; their
/// formulas and units stand with each. The p-value assumes independent encounters: repeated patients make it too small; the effect sizes need no such thing.</para>
/// Not estimable when either side is empty. Sources: those of <see cref="PopulationStabilityIndex"/>, <see cref="JensenShannon"/>, <see cref="KolmogorovSmirnov"/> and
/// <see cref="Wasserstein"/>; Gama et al. 2014 and Rabanser et al. 2019 for their use on drift.
/// </summary>
public static class DistributionShift
{
    /// <param name="deciles">The bins: the deciles of the baseline.</param>
    /// <param name="baseline">The baseline's scores, in any order.</param>
    /// <param name="current">The window's scores, in any order.</param>
    /// <exception cref="ArgumentException">A score is not a finite number.</exception>
    public static Computed<DistributionShiftResult> Evaluate(BaselineDeciles deciles, ReadOnlySpan<double> baseline, ReadOnlySpan<double> current)
    {
        ArgumentNullException.ThrowIfNull(deciles);
        if (baseline.IsEmpty || current.IsEmpty)
            return BinCounts.Missing(baseline.Length);
        long[] before = deciles.Count(baseline), after = deciles.Count(current);
        return new DistributionShiftResult(
            PopulationStabilityIndex.Evaluate(before, after).Value,
            JensenShannon.Distance(before, after).Value,
            KolmogorovSmirnov.Evaluate(baseline, current).Value,
            Wasserstein.Evaluate(baseline, current).Value);
    }
}

namespace EquityMonitor.Statistics;

/// <summary>
/// What a group's patients add up to for a count over a count, x out of n rows: with x_j and n_j of patient j, sums of x_j, n_j, x_j^2, x_j n_j and n_j^2, all
/// integers. From them v = M/(M-1) * (n^2 Sxx - 2 x n Sxn + x^2 Snn) / n^4 and the design effect v / (p(1-p)/n), as <see cref="ClusteredCounts"/> has them. Assumes independent patients.
/// Whole counts in, a factor without unit out. Not estimable with fewer than 2 patients, without rows, or without variation. Source: Cochran 1977, section 9A.
/// </summary>
/// <param name="Patients">M, the patients with a row.</param>
/// <param name="X">The numerator.</param>
/// <param name="N">The denominator.</param>
/// <param name="XX">Sum of x_j^2.</param>
/// <param name="XN">Sum of x_j n_j.</param>
/// <param name="NN">Sum of n_j^2.</param>
public readonly record struct ClusteredRatioSums(long Patients, long X, long N, long XX, long XN, long NN)
{
    /// <summary>max(1, v / v independent).</summary>
    public Computed<double> DesignEffect()
    {
        if (N == 0)
            return NotEstimableReason.NoEvaluableEncounters;
        if (Patients < 2)
            return NotEstimableReason.FewerThanTwoPatients;
        if (X == 0 || X == N)
            return NotEstimableReason.NoVariation;
        var numerator = ((Int128)N * N * XX) - (2 * (Int128)X * N * XN) + ((Int128)X * X * NN);
        double n = N;
        var clustered = (double)Patients / (Patients - 1) * (double)numerator / (n * n) / (n * n);
        var p = X / n;
        return Math.Max(1, clustered / (p * (1 - p) / n));
    }

    /// <summary>The proportion, with the whole's design effect where the group's is undefined.</summary>
    /// <param name="ofWhole">1 where that is undefined too.</param>
    public ClusteredProportion ToProportion(double ofWhole = 1) => new(X, N, DesignEffect().Or(ofWhole));
}

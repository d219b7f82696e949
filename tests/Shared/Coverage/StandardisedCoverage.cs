namespace EquityMonitor.Statistics.Coverage;

/// <summary>The case-mix-standardised gap: strata from nearly empty to full, with and without repeated patients.</summary>
internal static class StandardisedCoverage
{
    public const string Group = "Standardised gap";
    public const string Delta = "Difference by the delta method (not used)";

    private static readonly Visits OneToSix = new(1, 6, 0.7);

    public static IEnumerable<CoverageScenario> All =>
    [
        Of("8 strata of 1 to 6", 8, 6, 60),
        Of("8 strata of 3 to 25", 8, 25, 60),
        Of("8 strata of 12 to 100", 8, 100, 300),
        Of("3 strata of 13 to 40", 3, 40, 200),
        Of("8 strata of 1 to 12 patients, 1 to 6 encounters", 8, 12, 60, OneToSix),
        Of("3 strata of 13 to 40 patients, 1 to 6 encounters", 3, 40, 200, OneToSix),
    ];

    private static CoverageScenario Of(string name, int strata, int mostPatients, int ofOthers, Visits? visits = null)
    {
        double[] own = [.. Enumerable.Range(0, strata).Select(k => 0.4 + (0.4 * k / strata))], others = [.. own.Select(p => p + 0.08)];
        long[] whole = [.. Enumerable.Range(0, strata).Select(k => 100L + (40 * k))];
        var rate = Enumerable.Range(0, strata).Sum(k => whole[k] * own[k]) / whole.Sum();
        return new CoverageScenario(Group, name, (random, tally) =>
        {
            // The design effect is that of the raw proportion, over all strata, as the product has it.
            ClusteredRatioSums ofOwn = default, ofReference = default;
            StratumCounts[] first = [.. own.Select((p, k) => Draw(random, p, Math.Max(1, mostPatients * (k + 1) / strata), visits, ref ofOwn))];
            StratumCounts[] second = [.. others.Select(p => Draw(random, p, ofOthers, visits, ref ofReference))];
            var result = visits is null
                ? StandardisedGap.Evaluate(first, second, whole, ConfidenceLevel.Default)
                : StandardisedGap.Evaluate(first, second, whole, ConfidenceLevel.Default, ofOwn.DesignEffect().Or(1), ofReference.DesignEffect().Or(1));
            tally.Count("Own rate", result.Own, rate);
            tally.Count("Difference", result.Difference, -0.08);
            if (result.Difference is Estimate.Measured { StandardError: { } error } difference)
                tally.Count(Delta, Math.Abs(difference.Value + 0.08) <= 1.959963984540054 * error);
        })
        {
            Known = new Dictionary<string, (double, double)>(StringComparer.Ordinal) { [Delta] = (0.8, 0.97) },
        };
    }

    private static StratumCounts Draw(Random random, double p, int patients, Visits? visits, ref ClusteredRatioSums sums)
    {
        var starts = (visits ?? Visits.Single).Starts(random, patients);
        long x = 0, n = starts[^1];
        for (var patient = 0; patient < patients; patient++)
        {
            long ofPatient = 0, rows = starts[patient + 1] - starts[patient];
            var last = false;
            for (var row = 0; row < rows; row++)
            {
                last = row > 0 && random.NextDouble() < visits!.Repeats ? last : random.NextDouble() < p;
                ofPatient += last ? 1 : 0;
            }

            x += ofPatient;
            sums = new ClusteredRatioSums(
                sums.Patients + 1, sums.X + ofPatient, sums.N + rows, sums.XX + (ofPatient * ofPatient), sums.XN + (ofPatient * rows), sums.NN + (rows * rows));
        }

        return new StratumCounts(x, n);
    }
}

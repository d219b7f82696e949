namespace EquityMonitor.Statistics.Coverage;

/// <summary>The interval of every comparison of two groups, with and without repeated patients.</summary>
internal static class ComparisonCoverage
{
    public const string Independent = "Comparisons, one encounter a patient";
    public const string Repeated = "Comparisons, repeated patients";

    private const string Katz = "Sensitivity, ratio after Katz (for display only)";
    private static readonly double Z = ConfidenceLevel.Default.Z;
    private static readonly Visits OneToSix = new(1, 6, 0.7);
    private static readonly Population First = new(-1.0), Second = new(-1.5, 0.4, 0.7);
    private static readonly Metric[] Metrics = [Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.FlagRate, Metric.Auroc, Metric.Brier, Metric.MeanError];

    public static IEnumerable<CoverageScenario> All =>
    [
        Of(Independent, "30 and 100", 30, 100) with { Within = (0.92, 0.97) },
        Of(Independent, "50 and 50", 50, 50),
        Of(Independent, "100 and 300", 100, 300),
        Of(Independent, "150 and 500", 150, 500),
        Of(Independent, "600 and 600", 600, 600),
        Of(Repeated, "30 and 100 patients", 30, 100, OneToSix) with { Within = (0.92, 0.97) },
        Of(Repeated, "100 and 300 patients", 100, 300, OneToSix),
        Of(Repeated, "300 and 300 patients", 300, 300, OneToSix),
    ];

    private static CoverageScenario Of(string group, string name, int patients, int others, Visits? visits = null)
    {
        Dictionary<Metric, double> own = First.Truth(), reference = Second.Truth();
        return new CoverageScenario(group, name, (random, tally) =>
        {
            PerformanceSample a = First.Draw(random, patients, visits).Sample, b = Second.Draw(random, others, visits).Sample;
            foreach (var metric in Metrics)
            {
                var (p, q) = (own[metric], reference[metric]);
                tally.Count($"{metric.Name}, difference", Comparison.Difference(metric, a, b, First.Scale), p - q);
                if (!metric.IsProportion)
                    continue;
                tally.Count($"{metric.Name}, ratio", Comparison.Ratio(metric, a, b, First.Scale), p / q);
                if (visits is null && metric == Metric.Sensitivity)
                    tally.Count(Katz, Statistics.Katz.Ratio(a.Counts.TruePositives, a.Counts.Positives, b.Counts.TruePositives, b.Counts.Positives, Z).TryGet(out var katz) ? CoverageTally.Holds(katz, p / q) : null);

                // The share of each group in the whole is taken as given, and so it is here.
                double n = Denominator(metric, a), w = n / (n + Denominator(metric, b)), all = (w * p) + ((1 - w) * q);
                tally.Count($"{metric.Name}, difference to all", Comparison.DifferenceToAll(metric, a, b, First.Scale), p - all);
                tally.Count($"{metric.Name}, ratio to all", Comparison.RatioToAll(metric, a, b, First.Scale), p / all);
            }
        });
    }

    private static double Denominator(Metric metric, PerformanceSample sample) => metric.Key switch
    {
        "sensitivity" => sample.Counts.Positives,
        "specificity" => sample.Counts.Negatives,
        "ppv" => sample.Counts.Flagged,
        _ => sample.Scored,
    };
}

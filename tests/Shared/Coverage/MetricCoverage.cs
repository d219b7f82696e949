namespace EquityMonitor.Statistics.Coverage;

/// <summary>The interval of every metric, by size and rate, with and without repeated patients.</summary>
internal static class MetricCoverage
{
    public const string Independent = "Metrics, one encounter a patient";
    public const string Repeated = "Metrics, repeated patients";

    private static readonly Visits FourEqual = new(4, 4, 1);
    private static readonly Visits OneToSix = new(1, 6, 0.7);

    /// <summary>Of 25 patients some 8 are positive: a variance between so few is too often too small.</summary>
    private static readonly (double Low, double High) FewPatients = (0.89, 0.995);

    /// <summary>Two calibrated models, of common and of rare outcomes, and one that understates risk and is too extreme.</summary>
    private static readonly Population Common = new(-1.0), Rare = new(-2.2, threshold: 0.15), Wrong = new(-1.5, 0.4, 0.7);

    public static IEnumerable<CoverageScenario> All =>
    [
        Of(Independent, "n = 30", Common, 30) with { Within = (0.92, 0.985) },
        Of(Independent, "n = 50", Common, 50),
        Of(Independent, "n = 100", Common, 100),
        Of(Independent, "n = 200", Common, 200),
        Of(Independent, "n = 1,000", Common, 1000),
        Of(Independent, "n = 100, rare", Rare, 100),
        Of(Independent, "n = 400, rare", Rare, 400),
        Of(Independent, "n = 2,000, rare", Rare, 2000),
        Of(Independent, "n = 100, wrong", Wrong, 100),
        Of(Independent, "n = 500, wrong", Wrong, 500),
        Of(Repeated, "25 patients, 4 equal", Common, 25, FourEqual) with { Within = FewPatients },
        Of(Repeated, "50 patients, 4 equal", Common, 50, FourEqual) with { Within = (0.92, 0.975) },
        Of(Repeated, "250 patients, 4 equal", Common, 250, FourEqual),
        Of(Repeated, "30 patients, 1 to 6", Common, 30, OneToSix) with { Within = FewPatients },
        Of(Repeated, "100 patients, 1 to 6", Common, 100, OneToSix),
        Of(Repeated, "400 patients, 1 to 6, rare", Rare, 400, OneToSix),
        Of(Repeated, "300 patients, 1 to 6, wrong", Wrong, 300, OneToSix),
    ];

    private static CoverageScenario Of(string group, string name, Population population, int patients, Visits? visits = null)
    {
        var truths = population.Truth();
        return new CoverageScenario(group, name, (random, tally) =>
        {
            var (rows, sample) = population.Draw(random, patients, visits);
            foreach (var (metric, truth) in truths)
            {
                var isOfRows = metric.Input == MetricInput.Encounters;
                tally.Count(metric.Name, isOfRows ? RowMetrics.Estimate(metric, rows, population.Scale) : Estimator.Estimate(metric, sample, population.Scale), truth);
            }
        });
    }
}

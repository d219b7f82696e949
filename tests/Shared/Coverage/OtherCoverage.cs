using System.Globalization;

namespace EquityMonitor.Statistics.Coverage;

/// <summary>The intervals that are neither a metric's nor a comparison's: calibration bins, representation ratios, and those of the label audit.</summary>
internal static class OtherCoverage
{
    public const string Curve = "Calibration curve of a calibrated model";
    public const string Mix = "Representation ratio";
    public const string Audit = "Label audit";

    private const string MeanOfHalf = "Mean need of a bin, group of a half";
    private const string MeanOfFifth = "Mean need of a bin, group of a fifth";

    private static readonly double[] LiveShares = [0.6, 0.25, 0.1, 0.05];
    private static readonly double[] TrainingShares = [0.5, 0.3, 0.15, 0.05];

    public static IEnumerable<CoverageScenario> All =>
    [
        .. new[] { 50, 100, 200, 1000 }.Select(n => new CoverageScenario(Curve, $"n = {n}", (random, tally) => CalibrationBins(random, tally, n))),
        .. new[] { 30, 100, 300, 2000 }.Select(n => new CoverageScenario(Mix, $"n = {n}", (random, tally) => Representation(random, tally, n)) { Within = (0.93, 0.98) }),
        .. new[] { 100, 300, 2000 }.Select(n => new CoverageScenario(Audit, $"n = {n}", (random, tally) => LabelAuditOf(random, tally, n))
        {
            // Need with an exponential remainder, 2 to 15 people a bin: its mean is far from normal.
            Known = n < 2000
                ? new Dictionary<string, (double, double)>(StringComparer.Ordinal) { [MeanOfHalf] = (0.87, 0.97), [MeanOfFifth] = (0.87, 0.97) }
                : new Dictionary<string, (double, double)>(StringComparer.Ordinal),
        }),
    ];

    private static void CalibrationBins(Random random, CoverageTally tally, int n)
    {
        foreach (var bin in CalibrationCurve.Evaluate(new Population(-1.0).Draw(random, n).Rows, ConfidenceLevel.Default))
            tally.Count("Observed share of a bin", bin.Observed, bin.MeanScore);
    }

    private static void Representation(Random random, CoverageTally tally, int n)
    {
        var live = new long[LiveShares.Length];
        for (var row = 0; row < n; row++)
        {
            var u = random.NextDouble();
            var category = 0;
            for (; category < live.Length - 1 && u >= LiveShares[category]; category++)
                u -= LiveShares[category];
            live[category]++;
        }

        static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture);
        static string Name(int category) => $"{Percent(LiveShares[category])} % now, {Percent(TrainingShares[category])} % then";
        var result = MixDrift.AgainstTraining(
            Enumerable.Range(0, live.Length).ToDictionary(Name, category => TrainingShares[category], StringComparer.Ordinal),
            Enumerable.Range(0, live.Length).ToDictionary(Name, category => live[category], StringComparer.Ordinal), ConfidenceLevel.Default).Value;
        for (var category = 0; category < live.Length; category++)
            tally.Count(Name(category), result.Categories.Single(item => item.Name == Name(category)).Representation, LiveShares[category] / TrainingShares[category]);
    }

    /// <summary>
    /// Scores are uniform in three groups of a half, three and two tenths; need rises by 1 over the scores, is 0.5 higher in the third, and has an
    /// exponential remainder: the mean of a bin is that of its middle.
    /// </summary>
    private static void LabelAuditOf(Random random, CoverageTally tally, int n)
    {
        const int Groups = 3;
        const double Threshold = 0.7;
        var scores = new double[n];
        var needs = new double[n];
        var codes = new ushort[n];
        for (var row = 0; row < n; row++)
        {
            var u = random.NextDouble();
            codes[row] = (ushort)(u < 0.5 ? 0 : u < 0.8 ? 1 : 2);
            scores[row] = random.NextDouble();
            needs[row] = scores[row] + (codes[row] == 2 ? 0.5 : 0) - Math.Log(1 - random.NextDouble());
        }

        var result = LabelAudit.Evaluate(scores, needs, codes, Groups, Threshold, ConfidenceLevel.Default).Value;
        for (var bin = 0; bin < LabelAudit.UsualBins; bin++)
            tally.Count(MeanOfHalf, result.Groups[0].Bins[bin].Need, 1 + ((bin + 0.5) / LabelAudit.UsualBins));
        for (var bin = 0; bin < LabelAudit.UsualBins; bin++)
            tally.Count(MeanOfFifth, result.Groups[2].Bins[bin].Need, 1.5 + ((bin + 0.5) / LabelAudit.UsualBins));
        tally.Count("Share of the flagged, group of a half", result.Groups[0].ShareOfFlagged, 0.5);
        tally.Count("Share of the flagged, group of a fifth", result.Groups[2].ShareOfFlagged, 0.2);
        if (n >= 2000)
            tally.Count("Gap of need at the threshold", result.Groups[0].NeedGap, -0.5 * 0.2 / 0.5);
    }
}

namespace EquityMonitor.Statistics.Tests;

/// <summary>A population with a grid of scores, of which every metric is known exactly: the truth that intervals should hold.</summary>
/// <param name="intercept">logit P(y) = intercept + slope * logit(s).</param>
/// <param name="centre">Where the scores centre, on the logit scale.</param>
internal sealed class Population(double centre, double intercept = 0, double slope = 1, double threshold = 0.3)
{
    private const int Grid = 60;
    private readonly double[] _scores = [.. Enumerable.Range(1, Grid).Select(k => k / (Grid + 1.0))];

    public double Threshold => threshold;

    public ScoreScale Scale => new(threshold, IsProbability: true);

    /// <summary>Share of each score: normal on the logit scale, with a standard deviation of 1.</summary>
    private double[] Weights
    {
        get
        {
            double[] densities = [.. _scores.Select(s => Math.Exp(-Math.Pow(Logit(s) - centre, 2) / 2) / (s * (1 - s)))];
            return [.. densities.Select(density => density / densities.Sum())];
        }
    }

    private double[] Risks => [.. _scores.Select(s => Expit(intercept + (slope * Logit(s))))];

    /// <summary>The value of each metric in the whole population.</summary>
    public Dictionary<Metric, double> Truth()
    {
        double[] weights = Weights, risks = Risks;
        double Sum(Func<int, double> of) => Enumerable.Range(0, Grid).Sum(k => weights[k] * of(k));
        bool Flagged(int k) => _scores[k] >= threshold;
        double tp = Sum(k => Flagged(k) ? risks[k] : 0), fp = Sum(k => Flagged(k) ? 1 - risks[k] : 0);
        double p = Sum(k => risks[k]), fn = p - tp, tn = 1 - p - fp;
        double area = 0, precision = 0, positivesAbove = 0, negativesAbove = 0;
        for (var k = Grid - 1; k >= 0; k--)
        {
            double positives = weights[k] * risks[k], negatives = weights[k] * (1 - risks[k]);
            area += negatives * (positivesAbove + (positives / 2));
            positivesAbove += positives;
            negativesAbove += negatives;
            precision += positives * positivesAbove / (positivesAbove + negativesAbove);
        }

        var brier = Sum(k => (risks[k] * Math.Pow(1 - _scores[k], 2)) + ((1 - risks[k]) * Math.Pow(_scores[k], 2)));
        double low = -20, high = 20;
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            if (Sum(k => Expit(middle + Logit(_scores[k]))) < p)
                low = middle;
            else
                high = middle;
        }

        return new Dictionary<Metric, double>
        {
            [Metric.FlagRate] = tp + fp,
            [Metric.Prevalence] = p,
            [Metric.Sensitivity] = tp / p,
            [Metric.Specificity] = tn / (1 - p),
            [Metric.Ppv] = tp / (tp + fp),
            [Metric.Npv] = tn / (tn + fn),
            [Metric.Accuracy] = tp + tn,
            [Metric.BalancedAccuracy] = ((tp / p) + (tn / (1 - p))) / 2,
            [Metric.F1] = 2 * tp / ((2 * tp) + fp + fn),
            [Metric.Nne] = (tp + fp) / tp,
            [Metric.NetBenefit] = tp - (fp * threshold / (1 - threshold)),
            [Metric.Auroc] = area / (p * (1 - p)),
            [Metric.AveragePrecision] = precision / p,
            [Metric.Brier] = brier,
            [Metric.ScaledBrier] = 1 - (brier / (p * (1 - p))),
            [Metric.MeanError] = Sum(k => _scores[k]) - p,
            [Metric.CalibrationSlope] = slope,
            [Metric.CalibrationIntercept] = low,
        };
    }

    /// <param name="patientSize">Every patient brings this many encounters with one and the same score and outcome.</param>
    public (ScoredOutcomes Rows, PerformanceSample Sample) Draw(Random random, int n, int patientSize = 1)
    {
        double[] cumulated = Cumulated(Weights), risks = Risks;
        var scores = new double[n];
        var outcomes = new byte[n];
        for (var row = 0; row < n; row++)
        {
            if (row % patientSize > 0)
            {
                (scores[row], outcomes[row]) = (scores[row - 1], outcomes[row - 1]);
                continue;
            }

            var found = Array.BinarySearch(cumulated, random.NextDouble());
            var k = Math.Min(Grid - 1, found >= 0 ? found + 1 : ~found);
            scores[row] = _scores[k];
            outcomes[row] = (byte)(random.NextDouble() < risks[k] ? 1 : 0);
        }

        int[] starts = patientSize == 1 ? [] : [.. Enumerable.Range(0, n / patientSize).Select(patient => patient * patientSize)];
        return (ScoredOutcomes.Of(scores, outcomes, starts), Sample(scores, outcomes));
    }

    private static double[] Cumulated(double[] weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }

    private PerformanceSample Sample(double[] scores, byte[] outcomes)
    {
        long tp = 0, fp = 0, fn = 0, tn = 0;
        double sum = 0, squares = 0, fourths = 0;
        for (var row = 0; row < scores.Length; row++)
        {
            var flagged = scores[row] >= threshold;
            (tp, fp, fn, tn) = (flagged, outcomes[row]) switch
            {
                (true, 1) => (tp + 1, fp, fn, tn),
                (true, _) => (tp, fp + 1, fn, tn),
                (false, 1) => (tp, fp, fn + 1, tn),
                _ => (tp, fp, fn, tn + 1),
            };
            var squared = Math.Pow(scores[row] - outcomes[row], 2);
            sum += scores[row];
            squares += squared;
            fourths += squared * squared;
        }

        return Samples.FromCounts(tp, fp, fn, tn) with
        {
            SumScore = sum,
            SumSquaredError = squares,
            SumFourthPowerError = fourths,
            Auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes)).Own,
        };
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));
}

namespace EquityMonitor.Statistics.Coverage;

/// <summary>A population with a grid of scores, of which every metric is known exactly: the truth that intervals should hold.</summary>
/// <param name="intercept">logit P(y) = intercept + slope * logit(s).</param>
/// <param name="centre">Where the scores centre, on the logit scale.</param>
internal sealed class Population(double centre, double intercept = 0, double slope = 1, double threshold = 0.3)
{
    private const int Grid = 60;
    private static readonly double[] Scores = [.. Enumerable.Range(1, Grid).Select(k => k / (Grid + 1.0))];

    private readonly double[] _weights = Weights(centre);
    private readonly double[] _cumulated = Cumulated(Weights(centre));
    private readonly double[] _risks = [.. Scores.Select(s => Expit(intercept + (slope * Logit(s))))];

    public ScoreScale Scale => new(threshold, IsProbability: true, ConfidenceLevel.Default);

    /// <summary>The value of each metric in the whole population.</summary>
    public Dictionary<Metric, double> Truth()
    {
        double Sum(Func<int, double> of) => Enumerable.Range(0, Grid).Sum(k => _weights[k] * of(k));
        bool Flagged(int k) => Scores[k] >= threshold;
        double tp = Sum(k => Flagged(k) ? _risks[k] : 0), fp = Sum(k => Flagged(k) ? 1 - _risks[k] : 0);
        double p = Sum(k => _risks[k]), fn = p - tp, tn = 1 - p - fp;
        double area = 0, precision = 0, positivesAbove = 0, negativesAbove = 0;
        for (var k = Grid - 1; k >= 0; k--)
        {
            double positives = _weights[k] * _risks[k], negatives = _weights[k] * (1 - _risks[k]);
            area += negatives * (positivesAbove + (positives / 2));
            positivesAbove += positives;
            negativesAbove += negatives;
            precision += positives * positivesAbove / (positivesAbove + negativesAbove);
        }

        var brier = Sum(k => (_risks[k] * Math.Pow(1 - Scores[k], 2)) + ((1 - _risks[k]) * Math.Pow(Scores[k], 2)));
        double low = -20, high = 20;
        while (high - low > 1e-12)
        {
            var middle = (low + high) / 2;
            if (Sum(k => Expit(middle + Logit(Scores[k]))) < p)
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
            [Metric.ObservedExpected] = p / Sum(k => Scores[k]),
            [Metric.MeanError] = Sum(k => Scores[k]) - p,
            [Metric.CalibrationSlope] = slope,
            [Metric.CalibrationIntercept] = low,
        };
    }

    /// <param name="patients">How many, each with its <paramref name="visits"/>.</param>
    /// <param name="visits">One encounter each, without a patient key, when null.</param>
    public (ScoredOutcomes Rows, PerformanceSample Sample) Draw(Random random, int patients, Visits? visits = null)
    {
        var starts = (visits ?? Visits.Single).Starts(random, patients);
        var scores = new double[starts[^1]];
        var outcomes = new byte[scores.Length];
        for (var patient = 0; patient < patients; patient++)
        {
            for (var row = starts[patient]; row < starts[patient + 1]; row++)
            {
                if (row > starts[patient] && random.NextDouble() < visits!.Repeats)
                {
                    (scores[row], outcomes[row]) = (scores[row - 1], outcomes[row - 1]);
                    continue;
                }

                var found = Array.BinarySearch(_cumulated, random.NextDouble());
                var k = Math.Min(Grid - 1, found >= 0 ? found + 1 : ~found);
                scores[row] = Scores[k];
                outcomes[row] = (byte)(random.NextDouble() < _risks[k] ? 1 : 0);
            }
        }

        return Samples(scores, outcomes, visits is null ? [] : starts.AsSpan(0, patients));
    }

    private (ScoredOutcomes Rows, PerformanceSample Sample) Samples(double[] scores, byte[] outcomes, ReadOnlySpan<int> starts)
    {
        var states = new byte[scores.Length];
        var squares = new double[scores.Length];
        double sum = 0, fourths = 0, ofPositives = 0;
        var cells = new long[4];
        for (var row = 0; row < scores.Length; row++)
        {
            var flagged = scores[row] >= threshold;
            cells[(flagged ? 2 : 0) + outcomes[row]]++;
            states[row] = (byte)(RowState.InScoredRange | RowState.InMatureRange | RowState.OutcomeKnown
                | (flagged ? RowState.Flagged : RowState.None) | (outcomes[row] == 1 ? RowState.OutcomePositive : RowState.None));
            squares[row] = Math.Pow(scores[row] - outcomes[row], 2);
            sum += scores[row];
            fourths += squares[row] * squares[row];
            ofPositives += outcomes[row] * squares[row];
        }

        var auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes, starts));
        return (ScoredOutcomes.Of(scores, outcomes, starts), new PerformanceSample
        {
            Scored = scores.Length,
            Flagged = cells[2] + cells[3],
            Mature = scores.Length,
            Counts = new ConfusionCounts(cells[3], cells[2], cells[1], cells[0]),
            SumScore = sum,
            SumSquaredError = squares.Sum(),
            SumFourthPowerError = fourths,
            SumSquaredErrorOfPositives = ofPositives,
            Auroc = auroc.Own,
            ClusterVariances = starts.IsEmpty
                ? null
                : ClusteredCounts.Evaluate(starts, states, [], 0, squares, threshold).All.Variances with { Auroc = auroc.OwnClusterVariance },
        });
    }

    /// <summary>Share of each score: normal on the logit scale, with a standard deviation of 1.</summary>
    private static double[] Weights(double centre)
    {
        double[] densities = [.. Scores.Select(s => Math.Exp(-Math.Pow(Logit(s) - centre, 2) / 2) / (s * (1 - s)))];
        return [.. densities.Select(density => density / densities.Sum())];
    }

    private static double[] Cumulated(double[] weights)
    {
        var sum = 0.0;
        return [.. weights.Select(weight => sum += weight)];
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));

    private static double Expit(double x) => 1 / (1 + Math.Exp(-x));
}

namespace EquityMonitor.Statistics.Tests;

/// <summary>The metrics of encounters straight from their definitions, row by row.</summary>
internal static class PlainRowMetrics
{
    /// <summary>The mean over the positives of the precision at their score, O(n^2).</summary>
    public static double AveragePrecision(IReadOnlyList<(double Score, int Outcome)> rows) => rows.Where(row => row.Outcome == 1).Average(positive =>
    {
        var above = rows.Where(row => row.Score >= positive.Score).ToList();
        return above.Count(row => row.Outcome == 1) / (double)above.Count;
    });

    public static (double Value, double StandardError) ScaledBrier(IReadOnlyList<(double Score, int Outcome)> rows)
    {
        double n = rows.Count, p = rows.Average(row => row.Outcome), v = p * (1 - p);
        var errors = rows.Select(row => Math.Pow(row.Score - row.Outcome, 2)).ToList();
        var mean = errors.Average();
        double Covariance(Func<int, double> first, Func<int, double> second) => Enumerable.Range(0, rows.Count).Sum(i => first(i) * second(i)) / (n - 1);
        double Error(int i) => errors[i] - mean;
        double Outcome(int i) => rows[i].Outcome - p;
        double byError = -1 / v, byPrevalence = mean * (1 - (2 * p)) / (v * v);
        var variance = (byError * byError * Covariance(Error, Error)) + (2 * byError * byPrevalence * Covariance(Error, Outcome)) + (byPrevalence * byPrevalence * Covariance(Outcome, Outcome));
        return (1 - (mean / v), Math.Sqrt(Math.Max(0, variance / n)));
    }

    public static double CalibrationError(IReadOnlyList<(double Score, int Outcome)> rows)
    {
        var tied = rows.GroupBy(row => row.Score).ToDictionary(group => group.Key, group => group.Average(row => row.Outcome));
        var sorted = rows.Select(row => row.Score).Order().ToList();
        int bins = Math.Min(10, sorted.Count), start = 0;
        var sum = 0.0;
        for (var bin = 0; bin < bins; bin++)
        {
            var size = (sorted.Count / bins) + (bin < sorted.Count % bins ? 1 : 0);
            var members = sorted.Skip(start).Take(size).ToList();
            start += size;
            sum += size / (double)sorted.Count * Math.Abs(members.Average(score => tied[score]) - members.Average());
        }

        return sum;
    }

    /// <summary>How much of each row lies in each bin of equal count: rows of one score share the places that they have together.</summary>
    public static double[][] SharesOfBins(double[] scores, IEnumerable<int> sizes)
    {
        int[] ends = [.. sizes.Aggregate(new List<int> { 0 }, (all, size) => [.. all, all[^1] + size])];
        return
        [
            .. scores.Select(score =>
            {
                int below = scores.Count(other => other < score), upTo = scores.Count(other => other <= score);
                return ends.Zip(ends.Skip(1), (from, to) => Math.Max(0, Math.Min(upTo, to) - Math.Max(below, from)) / (double)(upTo - below)).ToArray();
            }),
        ];
    }

    /// <summary>Gradient of the log-likelihood of logit P(y) = a + b logit(s); zero at its maximum.</summary>
    public static (double ByA, double ByB) LogisticGradient(IReadOnlyList<(double Score, int Outcome)> rows, double a, double b)
    {
        double byA = 0, byB = 0;
        foreach (var (score, outcome) in rows)
        {
            var clipped = Math.Clamp(score, 1e-10, 1 - 1e-10);
            var x = Math.Log(clipped / (1 - clipped));
            var residual = outcome - (1 / (1 + Math.Exp(-a - (b * x))));
            byA += residual;
            byB += residual * x;
        }

        return (byA, byB);
    }
}

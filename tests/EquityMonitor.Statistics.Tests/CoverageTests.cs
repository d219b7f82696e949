using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>How often 95 % intervals hold the truth. Seeded; a coverage c estimated from R draws has a standard error of sqrt(c(1-c)/R).</summary>
public sealed class CoverageTests
{
    private static readonly double Z = ConfidenceLevel.Default.Z;

    [Theory]
    [InlineData(0.1, 50, 0.9703082890880886)]
    [InlineData(0.5, 30, 0.9572260547429324)]
    [InlineData(0.8, 200, 0.9584979448647903)]
    public void Wilson_ExactEnumeration_CoversAsStatsmodelsDoes(double truth, int n, double expected)
    {
        // Summed over all outcomes, so there is no sampling error. Expected: statsmodels 0.13.5 intervals weighted with scipy 1.10.1 probabilities.
        var coverage = 0.0;
        var probability = Math.Pow(1 - truth, n);
        for (var x = 0; x <= n; x++)
        {
            var interval = Wilson.Interval(x, n, Z);
            if (interval.Low <= truth && truth <= interval.High)
                coverage += probability;
            probability *= (n - x) * truth / ((x + 1) * (1 - truth));
        }

        coverage.ShouldBe(expected, 1e-9);
    }

    [Fact]
    public void NewcombeAndKoopman_SmallGroups_CoverAboutNineteenInTwenty()
    {
        // 3,000 draws: standard error 0.4 points. The methods' own coverage at these sizes lies within 1.5 points of 0.95.
        const int Draws = 3000;
        var random = new Random(7);
        int differences = 0, ratios = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            int x1 = Binomial(random, 60, 0.5), x2 = Binomial(random, 150, 0.65);
            differences += Holds(Newcombe.Difference(x1, 60, x2, 150, Z), 0.5 - 0.65) ? 1 : 0;
            ratios += Holds(Koopman.Ratio(x1, 60, x2, 150, Z).Value, 0.5 / 0.65) ? 1 : 0;
        }

        (differences / (double)Draws).ShouldBe(0.95, 0.02);
        (ratios / (double)Draws).ShouldBe(0.95, 0.02);
    }

    [Theory]
    [InlineData(40, 0.2, 40, 0.2)]
    [InlineData(30, 0.9, 120, 0.8)]
    [InlineData(60, 0.5, 150, 0.65)]
    [InlineData(100, 0.05, 400, 0.05)]
    public void NewcombeKoopmanAndKatz_ExactEnumeration_CoverAboutNineteenInTwenty(int n1, double p1, int n2, double p2)
    {
        // Over all outcomes, so that there is no sampling error. Newcombe 1998 finds method 10 within about 2 points of 0.95 on average; Koopman's interval
        // holds a ratio exactly where its statistic stays below z. Katz, for display only, is undefined without events and conservative where they are few.
        double[] first = Binomial(n1, p1), second = Binomial(n2, p2);
        double newcombe = 0, koopman = 0, katz = 0, katzDefined = 0;
        for (var x1 = 0; x1 <= n1; x1++)
        {
            for (var x2 = 0; x2 <= n2; x2++)
            {
                var probability = first[x1] * second[x2];
                newcombe += Holds(Newcombe.Difference(x1, n1, x2, n2, Z), p1 - p2) ? probability : 0;
                koopman += x1 + x2 > 0 && Math.Abs(Koopman.Score(x1, n1, x2, n2, p1 / p2)) <= Z ? probability : 0;
                if (!Katz.Ratio(x1, n1, x2, n2, Z).TryGet(out var interval))
                    continue;
                katzDefined += probability;
                katz += Holds(interval, p1 / p2) ? probability : 0;
            }
        }

        newcombe.ShouldBe(0.95, 0.02);
        koopman.ShouldBe(0.95, 0.02);
        (katz / katzDefined).ShouldBeInRange(0.93, 0.99);
    }

    [Fact]
    public void Auroc_LogitOfDeLong_CoversAboutNineteenInTwenty()
    {
        // Positives N(1,1), negatives N(0,1): the area is Phi(1/sqrt 2) = 0.760250. 1,500 draws: standard error 0.6 points; a tolerance of three and a half.
        const int Draws = 1500;
        const double Truth = 0.76024993890652326;
        var random = new Random(11);
        var held = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            byte[] outcomes = [.. Enumerable.Range(0, 120).Select(row => (byte)(row < 40 ? 1 : 0))];
            double[] scores = [.. outcomes.Select(outcome => outcome + Normal(random))];
            var sample = Samples.FromCounts(40, 0, 0, 80) with { Auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes)).Own };
            held += Holds(((Estimate.Measured)Estimator.Estimate(Metric.Auroc, sample, Samples.Scale)).Interval!.Value, Truth) ? 1 : 0;
        }

        (held / (double)Draws).ShouldBe(0.95, 0.021);
    }

    [Fact]
    public void RepeatedPatients_ClusteredIntervals_CoverWhereIndependentOnesDoNot()
    {
        // 80 patients with four encounters each, a normal patient effect in score and outcome. 1,000 draws: standard error 0.7 points.
        const int Draws = 1000, Patients = 80, Visits = 4, Rows = Patients * Visits;
        int[] starts = [.. Enumerable.Range(0, Patients).Select(patient => patient * Visits)];
        var random = new Random(13);
        int clustered = 0, independent = 0, clusteredArea = 0, independentArea = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            var states = new byte[Rows];
            var outcomes = new byte[Rows];
            var scores = new double[Rows];
            var flagged = 0L;
            for (var row = 0; row < Rows; row++)
            {
                // A patient is flagged at every visit or at none: the flag rate's truth is 0.5, its design effect 4. The outcome is the patient's too.
                var visit = row % Visits;
                var first = row - visit;
                outcomes[row] = visit == 0 ? (byte)random.Next(2) : outcomes[first];
                scores[row] = visit == 0 ? outcomes[row] + Normal(random) : scores[first];
                var isFlagged = visit == 0 ? random.Next(2) == 1 : (states[first] & (byte)RowState.Flagged) != 0;
                states[row] = (byte)(RowState.InScoredRange | (isFlagged ? RowState.Flagged : RowState.None));
                flagged += isFlagged ? 1 : 0;
            }

            var variances = ClusteredCounts.Evaluate(starts, states, [], 0).All.Variances;
            var auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes, starts));
            var sample = Samples.FromCounts(outcomes.Count(y => y == 1), 0, 0, outcomes.Count(y => y == 0)) with { Scored = Rows, Flagged = flagged, Auroc = auroc.Own };
            var withPatients = sample with { ClusterVariances = variances with { Auroc = auroc.OwnClusterVariance } };
            clustered += Holds(IntervalOf(Metric.FlagRate, withPatients), 0.5) ? 1 : 0;
            independent += Holds(IntervalOf(Metric.FlagRate, sample), 0.5) ? 1 : 0;
            clusteredArea += Holds(IntervalOf(Metric.Auroc, withPatients), 0.76024993890652326) ? 1 : 0;
            independentArea += Holds(IntervalOf(Metric.Auroc, sample), 0.76024993890652326) ? 1 : 0;
        }

        // With a design effect of 4 an independent interval reaches only z = 0.98, which covers 67 %.
        (clustered / (double)Draws).ShouldBe(0.95, 0.025);
        (clusteredArea / (double)Draws).ShouldBe(0.95, 0.025);
        (independent / (double)Draws).ShouldBe(0.67, 0.06);
        (independentArea / (double)Draws).ShouldBe(0.67, 0.06);
    }

    private static Interval IntervalOf(Metric metric, PerformanceSample sample) =>
        ((Estimate.Measured)Estimator.Estimate(metric, sample, Samples.Scale)).Interval!.Value;

    private static bool Holds(Interval interval, double truth) => !(interval.Low > truth) && !(interval.High < truth);

    private static double[] Binomial(int n, double p)
    {
        var probabilities = new double[n + 1];
        probabilities[0] = Math.Pow(1 - p, n);
        for (var x = 0; x < n; x++)
            probabilities[x + 1] = probabilities[x] * (n - x) * p / ((x + 1) * (1 - p));
        return probabilities;
    }

    private static int Binomial(Random random, int n, double p) => Enumerable.Range(0, n).Count(_ => random.NextDouble() < p);

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

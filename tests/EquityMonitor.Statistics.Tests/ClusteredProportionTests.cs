namespace EquityMonitor.Statistics.Tests;

/// <summary>Proportions from patients' sums against the estimator, the comparison and the limit test of the same rows.</summary>
public sealed class ClusteredProportionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DesignEffect_RandomPatients_IsThatOfTheirInfluenceValues(int seed)
    {
        var (sums, sample) = Draw(seed, 60, 0.6);

        var proportion = sums.ToProportion();

        proportion.DesignEffect.ShouldBeGreaterThan(1);
        var expected = (Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, sample, new ScoreScale(0.5, true, ConfidenceLevel.Default));
        var actual = (Estimate.Measured)proportion.Estimate(ConfidenceLevel.Default);
        actual.Value.ShouldBe(expected.Value);
        actual.DesignEffect.ShouldBe(expected.DesignEffect, 1e-9);
        actual.Interval!.Value.Low!.Value.ShouldBe(expected.Interval!.Value.Low!.Value, 1e-9);
        actual.Interval.Value.High!.Value.ShouldBe(expected.Interval.Value.High!.Value, 1e-9);
    }

    [Fact]
    public void DifferenceAndP_OfTwoGroups_AreThoseOfComparisonAndLimitTest()
    {
        var ((ownSums, own), (otherSums, other)) = (Draw(4, 50, 0.5), Draw(5, 90, 0.7));
        var (left, right) = (ownSums.ToProportion(), otherSums.ToProportion());

        var difference = (Estimate.Measured)left.DifferenceTo(right, ConfidenceLevel.Default);

        var expected = (Estimate.Measured)Comparison.Difference(Metric.Sensitivity, own, other, new ScoreScale(0.5, true, ConfidenceLevel.Default));
        difference.Value.ShouldBe(expected.Value, 1e-12);
        difference.Interval!.Value.Low!.Value.ShouldBe(expected.Interval!.Value.Low!.Value, 1e-9);
        difference.Interval.Value.High!.Value.ShouldBe(expected.Interval.Value.High!.Value, 1e-9);
        var tested = (LimitTestResult.Tested)LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, new Limit.Gap(0), own, other, false, new ScoreScale(0.5, true, ConfidenceLevel.Default));
        left.PValueOfWorse(right, BetterDirection.Higher).ShouldBe(tested.PValue, 1e-9);
        left.PValueOfWorse(right, BetterDirection.Lower).ShouldBe(1 - tested.PValue, 1e-9);
    }

    [Fact]
    public void DesignEffect_Undefined_IsTheWholesOrOne()
    {
        new ClusteredRatioSums(5, 0, 9, 0, 0, 19).DesignEffect().Reason.ShouldBe(NotEstimableReason.NoVariation);
        new ClusteredRatioSums(0, 0, 0, 0, 0, 0).DesignEffect().Reason.ShouldBe(NotEstimableReason.NoEvaluableEncounters);
        new ClusteredRatioSums(1, 2, 4, 4, 8, 16).DesignEffect().Reason.ShouldBe(NotEstimableReason.FewerThanTwoPatients);
        new ClusteredRatioSums(5, 9, 9, 19, 19, 19).ToProportion(1.7).DesignEffect.ShouldBe(1.7);
        new ClusteredRatioSums(5, 9, 9, 19, 19, 19).ToProportion().DesignEffect.ShouldBe(1);
    }

    [Fact]
    public void NobodyOnASide_IsNoEvidence()
    {
        var (nobody, some) = (new ClusteredProportion(0, 0, 1), new ClusteredProportion(3, 10, 1));

        nobody.Estimate(ConfidenceLevel.Default).ShouldBeOfType<Estimate.NotEstimable>();
        some.DifferenceTo(nobody, ConfidenceLevel.Default).ShouldBeOfType<Estimate.NotEstimable>();
        some.PValueOfWorse(nobody, BetterDirection.Higher).ShouldBe(1);
        Should.Throw<ArgumentOutOfRangeException>(() => some.PValueOfWorse(some, BetterDirection.Stated));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void OfRanks_PartOfAWhole_IsTheSameAsFromScores(bool withPatients)
    {
        var random = new Random(9);
        double[] distinct = [.. Enumerable.Range(0, 200).Select(rank => rank / 200.0)];
        int[] ranks = [.. Enumerable.Range(0, 300).Select(_ => random.Next(50, 150))];
        byte[] outcomes = [.. Enumerable.Range(0, 300).Select(_ => (byte)random.Next(2))];
        int[] starts = withPatients ? [.. Enumerable.Range(0, 300).Where(row => row == 0 || random.Next(3) == 0)] : [];

        var ranked = ScoredOutcomes.OfRanks(distinct, ranks, outcomes, starts);

        var plain = ScoredOutcomes.Of(Array.ConvertAll(ranks, rank => distinct[rank]), outcomes, starts);
        ranked.Scores.ToArray().ShouldBe(plain.Scores.ToArray());
        foreach (var metric in Metric.Catalogue.Where(metric => metric.Input == MetricInput.Encounters))
            RowMetrics.Estimate(metric, ranked, new ScoreScale(0.5, true, ConfidenceLevel.Default)).ShouldBe(RowMetrics.Estimate(metric, plain, new ScoreScale(0.5, true, ConfidenceLevel.Default)), metric.Key);
        Should.Throw<ArgumentException>(() => ScoredOutcomes.OfRanks(distinct, ranks, outcomes.AsSpan(1).ToArray()));
        Should.Throw<IndexOutOfRangeException>(() => ScoredOutcomes.OfRanks(distinct, [200], [1]));
    }

    /// <summary>Fits to a part begin with those of the whole, and come to the same.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(3.0)]
    [InlineData(-6.0)]
    public void CalibrationFit_BegunAtTheWhole_IsThatBegunAnywhere(double shift)
    {
        var random = new Random(12);
        (double Score, byte Outcome)[] Rows(int count, double by) =>
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var logit = (random.NextDouble() * 4) - 2;
                return (1 / (1 + Math.Exp(-logit)), random.NextDouble() < 1 / (1 + Math.Exp(-(0.8 * logit) - by)) ? (byte)1 : (byte)0);
            }),
        ];
        static ScoredOutcomes Of(IEnumerable<(double Score, byte Outcome)> rows) => ScoredOutcomes.Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => row.Outcome)]);
        var (part, rest) = (Rows(4_000, shift), Rows(4_000, 0));

        var (intercept, slope) = LogisticCalibration.Estimate(Of(part), ConfidenceLevel.Default, all: Of(part.Concat(rest)));

        var (plainIntercept, plainSlope) = LogisticCalibration.Estimate(Of(part), ConfidenceLevel.Default);
        Same(intercept, plainIntercept);
        Same(slope, plainSlope);
    }

    private static void Same(Estimate estimate, Estimate plain)
    {
        var (left, right) = ((Estimate.Measured)estimate, (Estimate.Measured)plain);
        left.Value.ShouldBe(right.Value, 1e-9);
        left.Interval!.Value.Low!.Value.ShouldBe(right.Interval!.Value.Low!.Value, 1e-9);
    }

    private static (ClusteredRatioSums Sums, PerformanceSample Sample) Draw(int seed, int patients, double rate)
    {
        var random = new Random(seed);
        var (sums, rows) = (default(ClusteredRatioSums), new List<(long X, long N)>());
        for (var patient = 0; patient < patients; patient++)
        {
            long n = random.Next(1, 6), x = random.NextDouble() < rate ? n - random.Next(2) : random.Next(2);
            x = Math.Min(x, n);
            rows.Add((x, n));
            sums = new ClusteredRatioSums(sums.Patients + 1, sums.X + x, sums.N + n, sums.XX + (x * x), sums.XN + (x * n), sums.NN + (n * n));
        }

        var p = sums.X / (double)sums.N;
        var sample = new PerformanceSample
        {
            Scored = sums.N,
            Flagged = sums.X,
            Mature = sums.N,
            Counts = new ConfusionCounts(sums.X, 0, sums.N - sums.X, 0),
            ClusterVariances = new ClusterVariances { Sensitivity = patients / (patients - 1.0) * rows.Sum(row => Math.Pow((row.X - (p * row.N)) / sums.N, 2)) },
        };
        return (sums, sample);
    }
}

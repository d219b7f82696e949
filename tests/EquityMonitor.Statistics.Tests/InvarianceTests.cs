using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>What must hold of every kernel at the edges: parts add up to the whole, one row, one score, everyone or no one flagged.</summary>
public sealed class InvarianceTests
{
    private const string Seed = "0000KOIPe5E3";

    [Fact]
    public void Counts_OfADayOrASubgroup_AddUpToTheWhole() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 150], Gen.Int[1, 5], Gen.Int[0, 20]).Select((seed, rows, cells, k) => (Cohort.Random(seed, rows, 20, cells, 1), cells, k / 20.0)).Sample(
            input =>
            {
                var (cohort, cells, threshold) = input;
                var whole = new ConfusionByThreshold(ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes)).At(threshold);
                var sum = default(ConfusionCounts);
                long scores = 0;
                for (var cell = 0; cell < cells; cell++)
                {
                    int[] rows = [.. Enumerable.Range(0, cohort.Rows).Where(row => cohort.Codes[row] == cell)];
                    var part = ScoredOutcomes.Of([.. rows.Select(row => cohort.Scores[row])], [.. rows.Select(row => cohort.Outcomes[row])]);
                    var at = new ConfusionByThreshold(part).At(threshold);
                    sum = new ConfusionCounts(
                        sum.TruePositives + at.TruePositives, sum.FalsePositives + at.FalsePositives, sum.FalseNegatives + at.FalseNegatives, sum.TrueNegatives + at.TrueNegatives);
                    scores += part.Rows;
                }

                sum.ShouldBe(whole);
                scores.ShouldBe(cohort.Rows);
            },
            iter: 300,
            seed: Seed);

    [Fact]
    public void Estimate_EveryoneOrNoOneFlagged_HasAValueOrAReason()
    {
        foreach (var sample in new[] { Samples.FromCounts(30, 70, 0, 0), Samples.FromCounts(0, 0, 30, 70) })
        {
            foreach (var metric in Metric.Catalogue)
            {
                if (Estimator.Estimate(metric, sample with { SumScore = 30, SumSquaredError = 20, SumFourthPowerError = 15 }, Samples.Scale) is Estimate.Measured measured)
                    double.IsFinite(measured.Value).ShouldBeTrue(metric.Key);
            }
        }

        Estimator.Estimate(Metric.BalancedAccuracy, Samples.FromCounts(30, 70, 0, 0), Samples.Scale).ValueOrNull.ShouldBe(0.5);
        Estimator.Estimate(Metric.BalancedAccuracy, Samples.FromCounts(0, 0, 30, 70), Samples.Scale).ValueOrNull.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.0, 1)]
    [InlineData(1.0, 0)]
    [InlineData(1.0, 1)]
    [InlineData(0.4, 1)]
    public void Kernels_OneRow_HaveAValueOrAReason(double score, byte outcome)
    {
        var row = ScoredOutcomes.Of([score], [outcome]);
        foreach (var metric in Metric.Catalogue.Where(metric => metric.Input == MetricInput.Encounters && metric != Metric.CalibrationError))
            RowMetrics.Estimate(metric, row, Samples.Scale).ShouldBeOfType<Estimate.NotEstimable>(metric.Key);
        ExpectedCalibrationError.Evaluate(row, 1).Value.Value.ShouldBe(Math.Abs(score - outcome), 1e-15);
        CalibrationCurve.Evaluate(row, ConfidenceLevel.Default).Single().Observed.Value.ShouldBe(outcome);
        IsotonicCalibration.Fit(row).Value.At(0.5).ShouldBe(outcome);
        RocCurve.Of(row).Reason.ShouldBe(outcome == 1 ? NotEstimableReason.NoNegatives : NotEstimableReason.NoPositives);
        new ConfusionByThreshold(row).At(0.5).Total.ShouldBe(1);
        Wasserstein.Evaluate([score], [score]).ShouldBe(new WassersteinResult(0, NotEstimableReason.NoVariation));
        DistributionShift.Evaluate(BaselineDeciles.Of([score]), [score], [score]).Value.JensenShannonDistance.ShouldBe(0);
        LabelAudit.Evaluate([score], [1], [0], 1, 0.5, ConfidenceLevel.Default).Value.Groups[0].NeedGap.ShouldBe(new Estimate.NotEstimable(NotEstimableReason.TooFewNearThreshold));
    }

    [Fact]
    public void Kernels_AMillionEqualScores_StayExact()
    {
        var scores = new double[1_000_000];
        Array.Fill(scores, 0.3);
        var outcomes = new byte[scores.Length];
        for (var row = 0; row < outcomes.Length; row += 4)
            outcomes[row] = 1;
        var rows = ScoredOutcomes.Of(scores, outcomes);
        SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes)).Own!.Value.ShouldBe(new AurocResult(0.5, 0));
        IsotonicCalibration.Fit(rows).Value.At(0.9).ShouldBe(0.25);
        RocCurve.Of(rows).Value.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)).ShouldBe([(0, 0), (1, 1)]);
        PrecisionRecallCurve.Of(rows).Value.Single().ShouldBe(new PrecisionRecallPoint(0.3, 1, 0.25));
        CalibrationCurve.Evaluate(rows, ConfidenceLevel.Default).ShouldAllBe(bin => bin.Rows == 100_000 && bin.Observed.Value == 0.25);
        var drift = DistributionShift.Evaluate(BaselineDeciles.Of(scores), scores, scores).Value;
        drift.StabilityIndex.Value.ShouldBe(0);
        drift.KolmogorovSmirnov.ShouldBe(new KolmogorovSmirnovResult(0, 1));
        drift.Wasserstein.ShouldBe(new WassersteinResult(0, NotEstimableReason.NoVariation));
    }
}

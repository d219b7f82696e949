using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>What points keep of calibration fits, against the kernel on the rows themselves.</summary>
public sealed class KeptCalibrationTests
{
    private static readonly Metric[] Fits = [Metric.CalibrationIntercept, Metric.CalibrationSlope];

    [Theory]
    [InlineData(400, 60, 3, 1, true)]
    [InlineData(400, 60, 3, 4, true)]
    [InlineData(900, 1000, 7, 9, true)]
    [InlineData(900, 1000, 7, 9, false)]
    [InlineData(60, 5, 12, 3, true)]
    [InlineData(40, 500, 20, 2, true)]
    public void EstimateAndLimitTest_OfWhatIsKept_EqualTheKernelOnTheRowsToTheBit(int count, int grid, int cells, int mostPerPatient, bool withPatients)
    {
        var (estimated, refused) = (0, 0);
        for (var seed = 0; seed < 12; seed++)
        {
            var cohort = Cohort.Random(seed, count, grid, cells, mostPerPatient);
            var (ranked, whole) = Layout(cohort, withPatients);
            var (plainWhole, all) = (Plain(cohort, _ => true, withPatients), Sample(cohort, _ => true, Kept(ranked, whole, [], 1)[0]));
            ShouldEqual(all, all, plainWhole, plainWhole);
            var kept = Kept(ranked, whole, cohort.Codes, cells);
            for (var cell = 0; cell < cells; cell++)
            {
                var code = cell;
                var rows = Plain(cohort, row => cohort.Codes[row] == code, withPatients);
                if (rows.Rows == 0)
                    kept[cell].ShouldBeNull();
                else
                    ShouldEqual(Sample(cohort, row => cohort.Codes[row] == code, kept[cell]), all, rows, plainWhole);
            }
        }

        estimated.ShouldBeGreaterThan(20);
        if (count < 100)
            refused.ShouldBeGreaterThan(20, "small groups have no fit, and must say the same of it");

        void ShouldEqual(PerformanceSample sample, PerformanceSample all, ScoredOutcomes rows, ScoredOutcomes whole)
        {
            foreach (var metric in Fits)
            {
                var expected = RowMetrics.Estimate(metric, rows, Samples.Scale, all: whole);
                Estimator.Estimate(metric, sample, Samples.Scale, all: all).ShouldBe(expected);
                var band = new Limit.Band(metric.Aim - 0.2, metric.Aim + 0.2);
                LimitTest.Evaluate(metric, BetterDirection.Target, band, sample, null, false, Samples.Scale, all: all)
                    .ShouldBe(LimitTest.Evaluate(metric, band, rows, Samples.Scale, all: whole));
                estimated += expected is Estimate.Measured ? 1 : 0;
                refused += expected is Estimate.NotEstimable ? 1 : 0;
            }
        }
    }

    [Fact]
    public void Kept_WithoutAFit_SaysWhichOfThemAndWhy()
    {
        Kept([0.1, 0.2, 0.6, 0.7], [0, 0, 1, 1]).ShouldNotBeNull().Slope.ShouldBe(new CalibrationFit.None(NotEstimableReason.ScoresSeparateOutcomes));
        Kept([0.3, 0.3, 0.3], [0, 1, 0]).ShouldNotBeNull().Slope.ShouldBe(new CalibrationFit.None(NotEstimableReason.NoVariation));
        Kept([0.3, 0.3, 0.3], [0, 1, 0])!.Intercept.ShouldBeOfType<CalibrationFit.Found>().DesignEffect.ShouldBeNull("there is no patient key");
        Kept([0.3, 0.4], [1, 1]).ShouldBeNull("the counts say it");
        Estimator.Estimate(Metric.CalibrationSlope, Samples.FromCounts(4, 0, 3, 0), Samples.Scale).ShouldBe(new Estimate.NotEstimable(NotEstimableReason.NoNegatives));
    }

    [Fact]
    public void Kept_OnePatientAlone_TakesTheWholesDesignEffect()
    {
        var whole = new CalibrationResult(new CalibrationFit.Found(0.1, 0.02, 1.5), new CalibrationFit.Found(0.8, 0.03, 2.5));
        var one = new CalibrationResult(new CalibrationFit.Found(0.2, 0.1, null), new CalibrationFit.Found(0.7, 0.2, null));
        PerformanceSample all = Samples.FromCounts(30, 30, 30, 30) with { Calibration = whole }, own = Samples.FromCounts(3, 3, 3, 2) with { Calibration = one };

        var slope = Estimator.Estimate(Metric.CalibrationSlope, own, Samples.Scale, all: all).ShouldBeOfType<Estimate.Measured>();

        (slope.Value, slope.DesignEffect, slope.Denominator).ShouldBe((0.7, 2.5, 5));
        slope.StandardError!.Value.ShouldBe(Math.Sqrt(0.2 * 2.5), 1e-15);
        Estimator.Estimate(Metric.CalibrationIntercept, own, Samples.Scale).ShouldBeOfType<Estimate.Measured>().DesignEffect.ShouldBe(1);
    }

    [Fact]
    public void EvaluatePartition_CodesThatDoNotFit_AreNamed()
    {
        var (ranked, whole) = Layout(Cohort.Random(1, 20, 9, 2, 2), withPatients: true);
        Should.Throw<ArgumentException>(() => Kept(ranked, whole, new ushort[3], 2)).Message.ShouldContain("one per row");
        Should.Throw<ArgumentException>(() => Kept(ranked, whole, [.. Enumerable.Repeat((ushort)2, 20)], 2)).Message.ShouldContain("only 2 cells");
        Should.Throw<ArgumentException>(() => ScoredPartition.Whole(ranked, [0.1])).Message.ShouldContain("one per row");
    }

    private static CalibrationResult? Kept(double[] scores, byte[] outcomes)
    {
        var ranked = RankedOutcomes.FromScores(scores, outcomes);
        return Kept(ranked, ScoredPartition.Whole(ranked, scores), [], 1)[0];
    }

    private static CalibrationResult?[] Kept(RankedOutcomes ranked, ScoredOutcomes whole, ushort[] codes, int cells)
    {
        var results = new CalibrationResult?[cells];
        LogisticCalibration.EvaluatePartition(ranked, whole, codes, results);
        return results;
    }

    private static (RankedOutcomes Ranked, ScoredOutcomes Whole) Layout(Cohort cohort, bool withPatients)
    {
        var ranked = RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes, withPatients ? cohort.PatientStarts : []);
        return (ranked, ScoredPartition.Whole(ranked, cohort.Scores));
    }

    private static ScoredOutcomes Plain(Cohort cohort, Func<int, bool> chosen, bool withPatients)
    {
        var rows = cohort.Select(chosen);
        int[] starts = withPatients ? [.. Enumerable.Range(0, rows.Count).Where(row => row == 0 || rows[row].Patient != rows[row - 1].Patient)] : [];
        return ScoredOutcomes.Of([.. rows.Select(row => row.Score)], [.. rows.Select(row => (byte)row.Outcome)], starts);
    }

    private static PerformanceSample Sample(Cohort cohort, Func<int, bool> chosen, CalibrationResult? kept)
    {
        var rows = cohort.Select(chosen);
        return Samples.FromCounts(rows.Count(row => row.Outcome == 1), rows.Count(row => row.Outcome == 0), 0, 0) with { Calibration = kept };
    }
}

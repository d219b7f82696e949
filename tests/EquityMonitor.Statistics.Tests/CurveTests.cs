using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class CurveTests
{
    private const string Seed = "0000KOIPe5E3";
    private static readonly Gen<Cohort> Cohorts =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 120], Gen.Int[1, 40]).Select((seed, rows, grid) => Cohort.Random(seed, rows, grid, 1, 1));

    [Fact]
    public void Curves_FixtureGroup_EqualScikitLearn()
    {
        var expected = Fixture.Golden.GetProperty("curves");
        var rows = Fixture.Outcomes(Fixture.Group($"group={expected.GetProperty("group").GetString()}"));
        double[] fpr = Fixture.Numbers(expected.GetProperty("fpr")), tpr = Fixture.Numbers(expected.GetProperty("tpr")), thresholds = Fixture.Numbers(expected.GetProperty("thresholds"));
        var counts = new ConfusionByThreshold(rows);
        for (var index = 0; index < thresholds.Length; index++)
        {
            var at = counts.At(thresholds[index]);
            (at.FalsePositives / (double)at.Negatives).ShouldBe(fpr[index], 1e-15);
            (at.TruePositives / (double)at.Positives).ShouldBe(tpr[index], 1e-15);
        }

        thresholds.Length.ShouldBe(rows.Blocks);
        var curve = RocCurve.Of(rows).Value;
        foreach (var point in curve.Skip(1))
        {
            var index = Array.IndexOf(thresholds, point.Threshold!.Value);
            point.FalsePositiveRate.ShouldBe(fpr[index], 1e-15);
            point.TruePositiveRate.ShouldBe(tpr[index], 1e-15);
        }

        double[] recall = Fixture.Numbers(expected.GetProperty("recall")), precision = Fixture.Numbers(expected.GetProperty("precision"));
        foreach (var point in PrecisionRecallCurve.Of(rows).Value)
        {
            var index = Array.IndexOf(thresholds, point.Threshold);
            point.Recall.ShouldBe(recall[index], 1e-15);
            point.Precision.ShouldBe(precision[index], 1e-15);
        }
    }

    [Fact]
    public void ConfusionByThreshold_AnyRows_EqualsCountingAtAnyThreshold() => Gen.Select(Cohorts, Gen.Int[-3, 43].Select(k => k / 40.0)).Sample(
        input =>
        {
            var (cohort, threshold) = input;
            long Count(bool flagged, int outcome) => Enumerable.Range(0, cohort.Rows).Count(row => cohort.Scores[row] >= threshold == flagged && cohort.Outcomes[row] == outcome);
            new ConfusionByThreshold(Of(cohort)).At(threshold).ShouldBe(new ConfusionCounts(Count(true, 1), Count(true, 0), Count(false, 1), Count(false, 0)));
        },
        iter: 500,
        seed: Seed);

    [Fact]
    public void ConfusionByThreshold_AtTheEnds_FlagsEveryoneOrNobody()
    {
        var counts = new ConfusionByThreshold(ScoredOutcomes.Of([0, 0.5, 1], [0, 1, 1]));
        counts.At(double.NegativeInfinity).ShouldBe(new ConfusionCounts(2, 1, 0, 0));
        counts.At(0).ShouldBe(new ConfusionCounts(2, 1, 0, 0));
        counts.At(1).ShouldBe(new ConfusionCounts(1, 0, 1, 1));
        counts.At(double.PositiveInfinity).ShouldBe(new ConfusionCounts(0, 0, 2, 1));
        new ConfusionByThreshold(ScoredOutcomes.Of([], [])).At(0.5).ShouldBe(default);
        Should.Throw<ArgumentException>(() => counts.At(double.NaN)).Message.ShouldContain("not a number");
    }

    [Fact]
    public void Roc_AnyRows_KeepsAreaEndsAndEveryCornerButNoPointOnALine() => Cohorts.Sample(
        cohort =>
        {
            var rows = Of(cohort);
            var computed = RocCurve.Of(rows);
            computed.Reason.ShouldBe(
                rows.Rows == 0 ? NotEstimableReason.NoEvaluableEncounters : rows.Positives == 0 ? NotEstimableReason.NoPositives : rows.Negatives == 0 ? NotEstimableReason.NoNegatives : null);
            if (!computed.TryGet(out var curve))
                return;
            curve[0].ShouldBe(new RocPoint(null, 0, 0));
            curve[^1].ShouldBe(new RocPoint(rows.Scores[0], 1, 1));
            var area = curve.Zip(curve.Skip(1), (a, b) => (b.FalsePositiveRate - a.FalsePositiveRate) * (a.TruePositiveRate + b.TruePositiveRate) / 2).Sum();
            if (Math.Min(rows.Positives, rows.Negatives) >= 2)
                area.ShouldBe(SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(cohort.Scores, cohort.Outcomes)).Own!.Value.Area, 1e-12);
            for (var index = 2; index < curve.Count; index++)
                Math.Abs(Cross(curve[index - 2], curve[index - 1], curve[index])).ShouldBeGreaterThan(1e-9);

            // Every threshold's point lies on the thinned line.
            var counts = new ConfusionByThreshold(rows);
            foreach (var score in rows.Scores.ToArray())
            {
                var at = counts.At(score);
                var point = new RocPoint(score, at.FalsePositives / (double)rows.Negatives, at.TruePositives / (double)rows.Positives);
                curve.Zip(curve.Skip(1)).Any(pair =>
                    Math.Abs(Cross(pair.First, point, pair.Second)) < 1e-9
                    && pair.First.FalsePositiveRate <= point.FalsePositiveRate + 1e-12 && point.FalsePositiveRate <= pair.Second.FalsePositiveRate + 1e-12
                    && pair.First.TruePositiveRate <= point.TruePositiveRate + 1e-12 && point.TruePositiveRate <= pair.Second.TruePositiveRate + 1e-12).ShouldBeTrue();
            }
        },
        iter: 300,
        seed: Seed);

    [Fact]
    public void PrecisionRecall_AnyRows_KeepsTheStepsOfAveragePrecision() => Cohorts.Sample(
        cohort =>
        {
            var rows = Of(cohort);
            var computed = PrecisionRecallCurve.Of(rows);
            computed.Reason.ShouldBe(rows.Rows == 0 ? NotEstimableReason.NoEvaluableEncounters : rows.Positives == 0 ? NotEstimableReason.NoPositives : null);
            if (!computed.TryGet(out var curve))
                return;
            curve[^1].Recall.ShouldBe(1);
            if (rows.Negatives == 0)
            {
                curve.ShouldAllBe(point => point.Precision == 1);
                return;
            }

            var sum = 0.0;
            var recall = 0.0;
            foreach (var point in curve)
            {
                sum += (point.Recall - recall) * point.Precision;
                recall = point.Recall;
            }

            sum.ShouldBe(AveragePrecision.Estimate(rows, ConfidenceLevel.Default).ValueOrNull!.Value, 1e-12);
        },
        iter: 300,
        seed: Seed);

    [Fact]
    public void Curves_PerfectRanking_HaveFewPoints()
    {
        double[] scores = [.. Enumerable.Range(0, 1000).Select(row => row / 1000.0)];
        byte[] outcomes = [.. Enumerable.Range(0, 1000).Select(row => (byte)(row >= 600 ? 1 : 0))];
        RocCurve.Of(ScoredOutcomes.Of(scores, outcomes)).Value.Select(point => (point.FalsePositiveRate, point.TruePositiveRate)).ShouldBe([(0, 0), (0, 1), (1, 1)]);
        PrecisionRecallCurve.Of(ScoredOutcomes.Of(scores, outcomes)).Value.Select(point => (point.Recall, point.Precision)).ShouldBe([(0.0025, 1), (1, 1), (1, 0.4)]);
    }

    private static ScoredOutcomes Of(Cohort cohort) => ScoredOutcomes.Of(cohort.Scores, cohort.Outcomes);

    private static double Cross(RocPoint a, RocPoint b, RocPoint c) =>
        ((b.FalsePositiveRate - a.FalsePositiveRate) * (c.TruePositiveRate - a.TruePositiveRate)) - ((c.FalsePositiveRate - a.FalsePositiveRate) * (b.TruePositiveRate - a.TruePositiveRate));
}

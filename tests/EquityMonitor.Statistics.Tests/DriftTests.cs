using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class DriftTests
{
    private static readonly Gen<double[]> Scores = Gen.Select(Gen.Int[1, 25], Gen.Int[1, 60]).SelectMany((grid, rows) => Gen.Int[0, grid].Select(k => k / (double)grid).Array[rows]);

    [Fact]
    public void KolmogorovSmirnov_AnySamples_EqualsThePlainDefinition()
    {
        Gen.Select(Scores, Scores).Sample(
            input =>
            {
                var (baseline, current) = input;
                var expected = baseline.Concat(current).Max(x => Math.Abs(
                    (baseline.Count(value => value <= x) / (double)baseline.Length) - (current.Count(value => value <= x) / (double)current.Length)));
                KolmogorovSmirnov.Evaluate(baseline, current).Value.Statistic.ShouldBe(expected, 1e-15);
                KolmogorovSmirnov.Evaluate(current, baseline).Value.Statistic.ShouldBe(expected, 1e-15);
            },
            iter: 500,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void KolmogorovSmirnov_SameSampleTwice_HasPOne()
    {
        var result = KolmogorovSmirnov.Evaluate([0.1, 0.2, 0.2], [0.2, 0.1, 0.2]).Value;
        result.ShouldBe(new KolmogorovSmirnovResult(0, 1));
    }

    [Fact]
    public void KolmogorovSmirnov_EmptySample_IsUndefined()
    {
        KolmogorovSmirnov.Evaluate([], [1]).Reason.ShouldBe(NotEstimableReason.EmptyReference);
        KolmogorovSmirnov.Evaluate([1], []).Reason.ShouldBe(NotEstimableReason.NoScoredEncounters);
    }

    [Fact]
    public void KolmogorovSmirnov_PositionsOutOfOrder_AreRefused() =>
        Should.Throw<ArgumentException>(() => KolmogorovSmirnov.FromBaselinePositions([3, 2], [2, 1], 5)).Message.ShouldContain("out of order");

    [Fact]
    public void KolmogorovTail_WhereTheTwoSeriesMeet_IsContinuousAndFalls()
    {
        KolmogorovSmirnov.Tail(1 - 1e-12).ShouldBe(KolmogorovSmirnov.Tail(1), 1e-11);
        var previous = 1.0;
        for (var x = 0.0; x < 3; x += 0.01)
        {
            KolmogorovSmirnov.Tail(x).ShouldBeLessThanOrEqualTo(previous);
            previous = KolmogorovSmirnov.Tail(x);
        }
    }

    [Fact]
    public void BaselineDeciles_ManyEqualScores_MergesEdges()
    {
        double[] ascending = [0, 0, 0, 0, 0, 0, 0, 0.5, 0.5, 1, 1];
        var deciles = BaselineDeciles.Of(ascending);
        deciles.CountSorted(ascending).ShouldBe(deciles.Count(ascending));
        deciles.InnerEdges.ShouldBe([0, 0.5, 1]);
        deciles.BinOf(-1).ShouldBe(0);
        deciles.BinOf(0).ShouldBe(1, "a value equal to an edge falls in the upper bin");
        deciles.BinOf(0.4).ShouldBe(1);
        deciles.BinOf(1).ShouldBe(3);
        deciles.Count([0, 0.5, 2, -2]).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void BaselineDeciles_StoredEdges_CountTheSame()
    {
        double[] scores = [.. Enumerable.Range(0, 100).Select(k => Math.Sqrt(k / 99.0))];
        var deciles = BaselineDeciles.Of(scores);
        BaselineDeciles.FromEdges([.. deciles.InnerEdges]).Count(scores).ShouldBe(deciles.Count(scores));
        deciles.CountSorted([.. scores.Order()]).ShouldBe(deciles.Count(scores));
        deciles.Bins.ShouldBe(10);
        Should.Throw<ArgumentException>(() => BaselineDeciles.FromEdges([1, 1])).Message.ShouldContain("predecessor");
        Should.Throw<ArgumentException>(() => BaselineDeciles.Of([])).Message.ShouldContain("at least one");
    }

    [Fact]
    public void StabilityIndex_EmptyBins_FollowsTheSmoothingRule()
    {
        // Bin 1 is empty on one side: both its counts gain 0.5 and both totals become 30.5 and 20.5. Bin 2 is empty on both and dropped.
        var index = PopulationStabilityIndex.Evaluate([20, 10, 0], [20, 0, 0]).Value;
        double p0 = 20 / 30.5, q0 = 20 / 20.5, p1 = 10.5 / 30.5, q1 = 0.5 / 20.5;
        index.Value.ShouldBe(((q0 - p0) * Math.Log(q0 / p0)) + ((q1 - p1) * Math.Log(q1 / p1)), 1e-15);
        index.Bins.ShouldBe(2);
        index.BiasCorrected.ShouldBe(index.Value - (1.0 / 30) - (1.0 / 20), 1e-15);
    }

    [Fact]
    public void StabilityIndex_AnyCounts_IsSymmetricAndNotNegative()
    {
        Gen.Select(Gen.Long[0, 30].Array[10], Gen.Long[0, 30].Array[10]).Sample(
            input =>
            {
                var (a, b) = input;
                var forward = PopulationStabilityIndex.Evaluate(a, b);
                var backward = PopulationStabilityIndex.Evaluate(b, a);
                forward.Reason.ShouldBe(a.Sum() == 0 ? NotEstimableReason.EmptyReference : b.Sum() == 0 ? NotEstimableReason.NoScoredEncounters : null);
                if (!forward.TryGet(out var index))
                    return;
                index.Value.ShouldBe(backward.Value.Value, 1e-12);
                index.Value.ShouldBeGreaterThanOrEqualTo(0);
                index.BiasCorrected.ShouldBeInRange(0, index.Value);
                PopulationStabilityIndex.Evaluate(a, a).Value.Value.ShouldBe(0);
            },
            iter: 500,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void StabilityIndex_TwoSamplesOfOneDistribution_IsAboutZeroAfterCorrection()
    {
        // Mean of the uncorrected index: 9 (1/200 + 1/300) = 0.075; its standard deviation is about sqrt(2/9) of that, so 500 draws pin the mean to 0.0016.
        var random = new Random(20240501);
        var sum = 0.0;
        for (var draw = 0; draw < 500; draw++)
        {
            long[] a = new long[10], b = new long[10];
            for (var k = 0; k < 200; k++)
                a[random.Next(10)]++;
            for (var k = 0; k < 300; k++)
                b[random.Next(10)]++;
            sum += PopulationStabilityIndex.Evaluate(a, b).Value.Value;
        }

        (sum / 500).ShouldBe(0.075, 0.006);
    }
}

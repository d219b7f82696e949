using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>Four times the same encounters: every value stays, and every interval is narrower.</summary>
public sealed class ShrinkingTests
{
    private const string Seed = "0000KOIPe5E3";

    /// <summary>Whole rounds of what <see cref="Samples"/> does by the row's number, so that a repeated cohort is treated like its original.</summary>
    private const int Round = 35;

    private static readonly Gen<Cohort> Cohorts =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 8], Gen.Int[1, 30]).Select((seed, rounds, grid) => Cohort.Random(seed, rounds * Round, grid, 3, 1));

    private static readonly Gen<StratumCounts> Stratum = Gen.Int[1, 40].SelectMany(n => Gen.Int[0, n].Select(x => new StratumCounts(x, n)));

    [Fact]
    public void Estimator_FourTimesTheEncounters_Narrows() => Cohorts.Sample(
        cohort =>
        {
            PerformanceSample once = Samples.Of(cohort, clustered: false).Own, fourfold = Samples.Of(Fourfold(cohort), clustered: false).Own;
            foreach (var metric in Metric.All.Append(Metric.MeanError))
                ShouldShrink(Estimator.Estimate(metric, once, Samples.Scale), Estimator.Estimate(metric, fourfold, Samples.Scale), metric.Key);
        },
        iter: 150,
        seed: Seed);

    [Fact]
    public void Comparison_FourTimesTheEncounters_NarrowsWithComplementAndAll() => Cohorts.Sample(
        cohort =>
        {
            var (own, others) = Samples.Of(cohort, clustered: false);
            var (ownFourfold, othersFourfold) = Samples.Of(Fourfold(cohort), clustered: false);
            foreach (var metric in Metric.All.Append(Metric.MeanError))
            {
                foreach (var compare in new[] { Comparison.Difference, Comparison.Ratio, Comparison.DifferenceToAll, new Comparer(Comparison.RatioToAll) })
                    ShouldShrink(compare(metric, own, others, Samples.Scale), compare(metric, ownFourfold, othersFourfold, Samples.Scale), $"{metric.Key} {compare.Method.Name}");
            }
        },
        iter: 100,
        seed: Seed);

    [Fact]
    public void Koopman_FourTimesTheCounts_LiesInside() => Gen.Select(Stratum, Stratum).Sample(
        (first, second) =>
        {
            if (!Koopman.Ratio(first.X, first.N, second.X, second.N, ConfidenceLevel.Default.Z).TryGet(out var once))
                return;
            var fourfold = Koopman.Ratio(4 * first.X, 4 * first.N, 4 * second.X, 4 * second.N, ConfidenceLevel.Default.Z).Value;
            (fourfold.High ?? double.PositiveInfinity).ShouldBeLessThanOrEqualTo(once.High ?? double.PositiveInfinity);
            fourfold.Low!.Value.ShouldBeGreaterThanOrEqualTo(once.Low!.Value);
        },
        iter: 500,
        seed: Seed);

    [Fact]
    public void StandardisedGap_FourTimesTheCounts_Narrows() => Gen.Int[1, 6].SelectMany(k => Gen.Select(Stratum.Array[k], Stratum.Array[k])).Sample(
        (own, others) =>
        {
            long[] whole = [.. own.Zip(others, (a, b) => a.N + b.N)];
            var once = StandardisedGap.Evaluate(own, others, whole, ConfidenceLevel.Default);
            var fourfold = StandardisedGap.Evaluate([.. own.Select(Fourfold)], [.. others.Select(Fourfold)], whole, ConfidenceLevel.Default);
            ShouldShrink(once.Own, fourfold.Own, "own");
            ShouldShrink(once.Difference, fourfold.Difference, "difference");
        },
        iter: 300,
        seed: Seed);

    [Fact]
    public void LabelAudit_FourTimesThePeople_NarrowsGapBinsAndShares() => Gen.Int[0, 1_000_000].Sample(
        seed =>
        {
            var random = new Random(seed);
            double[] scores = [.. Enumerable.Range(0, 1500).Select(_ => random.Next(200) / 200.0)], needs = [.. scores.Select(score => score + random.Next(6))];
            ushort[] codes = [.. scores.Select(_ => (ushort)random.Next(2))];
            var once = LabelAudit.Evaluate(scores, needs, codes, 2, 0.6, ConfidenceLevel.Default).Value.Groups[0];
            var fourfold = LabelAudit.Evaluate([.. Repeat(scores)], [.. Repeat(needs)], [.. Repeat(codes)], 2, 0.6, ConfidenceLevel.Default).Value.Groups[0];
            ShouldShrink(once.ShareOfFlagged, fourfold.ShareOfFlagged, "share of the flagged");
            ShouldShrink(once.NeedGap, fourfold.NeedGap, "gap of need");
            foreach (var (bin, more) in once.Bins.Zip(fourfold.Bins))
                ShouldShrink(bin.Need, more.Need, "mean need");
        },
        iter: 30,
        seed: Seed);

    private delegate Estimate Comparer(
        Metric metric, PerformanceSample own, PerformanceSample? complement, ScoreScale scale, PerformanceSample? all = null);

    private static void ShouldShrink(Estimate once, Estimate fourfold, string what)
    {
        if (once is not Estimate.Measured { Interval: { } wide } before)
            return;
        var after = fourfold.ShouldBeOfType<Estimate.Measured>(what);
        after.Value.ShouldBe(before.Value, 1e-9 * Math.Max(1, Math.Abs(before.Value)), what);
        var narrow = after.Interval!.Value;
        var margin = 1e-12 * Math.Max(1, Math.Abs(before.Value));
        Width(narrow).ShouldBeLessThanOrEqualTo(Width(wide) + margin, what);
    }

    private static double Width(Interval interval) => (interval.High ?? double.PositiveInfinity) - (interval.Low ?? double.NegativeInfinity);

    private static StratumCounts Fourfold(StratumCounts counts) => new(4 * counts.X, 4 * counts.N);

    private static Cohort Fourfold(Cohort cohort) =>
        new([.. Repeat(cohort.Scores)], [.. Repeat(cohort.Outcomes)], [.. Repeat(cohort.Codes)], [.. Enumerable.Range(0, 4 * cohort.Rows)]);

    private static IEnumerable<T> Repeat<T>(IReadOnlyCollection<T> values) => Enumerable.Repeat(values, 4).SelectMany(value => value);
}

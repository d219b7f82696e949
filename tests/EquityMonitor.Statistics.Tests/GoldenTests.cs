using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>Small cases by scikit-learn 1.2.1, statsmodels 0.13.5, scipy 1.10.1 (Golden/make_golden.py) and pROC 1.18.0 on R 4.2.2 (Golden/make_delong.R).</summary>
public sealed class GoldenTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.json"))).RootElement;
    private static readonly double Z = ConfidenceLevel.Default.Z;

    [Fact]
    public void Wilson_SmallCases_EqualStatsmodels()
    {
        foreach (var item in Golden.GetProperty("wilson").EnumerateArray())
            ShouldEqual(Wilson.Interval(item.GetProperty("x").GetDouble(), item.GetProperty("n").GetDouble(), Z), item.GetProperty("interval"));
    }

    [Fact]
    public void Newcombe_SmallCases_EqualStatsmodels()
    {
        foreach (var item in Golden.GetProperty("newcombe").EnumerateArray())
        {
            var c = Numbers(item.GetProperty("counts"));
            ShouldEqual(Newcombe.Difference(c[0], c[1], c[2], c[3], Z), item.GetProperty("interval"));
        }
    }

    [Fact]
    public void Koopman_SmallCases_EqualStatsmodels()
    {
        foreach (var item in Golden.GetProperty("koopman").EnumerateArray())
        {
            var c = Numbers(item.GetProperty("counts"));
            var actual = Koopman.Ratio(c[0], c[1], c[2], c[3], Z);
            if (item.GetProperty("interval").ValueKind == JsonValueKind.Null)
                actual.Reason.ShouldBe(NotEstimableReason.ZeroOnBothSides);
            else
                ShouldEqual(actual.Value, item.GetProperty("interval"));
        }
    }

    [Fact]
    public void BenjaminiHochberg_TiedValues_EqualStatsmodels()
    {
        var family = Golden.GetProperty("bh");
        BenjaminiHochberg.Adjust(Numbers(family.GetProperty("p"))).ShouldBe(Numbers(family.GetProperty("adjusted")), 1e-15);
    }

    [Fact]
    public void LimitTest_GapAndRatio_EqualStatsmodelsInverted()
    {
        foreach (var item in Golden.GetProperty("newcombe_p").EnumerateArray())
            PValue(item, new Limit.Gap(Math.Max(item.GetProperty("gap").GetDouble(), double.Epsilon))).ShouldBe(item.GetProperty("p").GetDouble(), 1e-9);
        foreach (var item in Golden.GetProperty("koopman_p").EnumerateArray())
            PValue(item, new Limit.Ratio(item.GetProperty("ratio").GetDouble())).ShouldBe(item.GetProperty("p").GetDouble(), 1e-11);

        static double PValue(JsonElement item, Limit limit)
        {
            var c = Numbers(item.GetProperty("counts"));
            PerformanceSample own = Samples.FromCounts((long)c[0], 0, (long)(c[1] - c[0]), 5), reference = Samples.FromCounts((long)c[2], 0, (long)(c[3] - c[2]), 5);
            return LimitTest.Evaluate(Metric.Sensitivity, BetterDirection.Higher, limit, own, reference, false, Samples.Scale).ShouldBeOfType<LimitTestResult.Tested>().PValue;
        }
    }

    [Fact]
    public void LogisticCalibration_ScoresOfExactlyZeroAndOne_EqualStatsmodels()
    {
        var expected = Golden.GetProperty("extremes");
        var rows = ScoredOutcomes.Of(Numbers(expected.GetProperty("scores")), [.. Numbers(expected.GetProperty("outcomes")).Select(outcome => (byte)outcome)]);
        var (intercept, slope) = LogisticCalibration.Estimate(rows, ConfidenceLevel.Default);
        ShouldEqualFit(intercept, Numbers(expected.GetProperty("intercept")));
        ShouldEqualFit(slope, Numbers(expected.GetProperty("slope")));

        static void ShouldEqualFit(Estimate actual, double[] expected)
        {
            var measured = actual.ShouldBeOfType<Estimate.Measured>();
            measured.Value.ShouldBe(expected[0], 1e-10);
            measured.StandardError!.Value.ShouldBe(expected[1], 1e-7);
        }
    }

    [Fact]
    public void DayDispersion_CountsAndMeansOfDays_EqualStatsmodelsGlm()
    {
        var expected = Golden.GetProperty("dispersion");
        var ofCounts = new DayDispersion(isProportion: true);
        foreach (var (successes, trials) in Numbers(expected.GetProperty("successes")).Zip(Numbers(expected.GetProperty("trials"))))
            ofCounts.Add((int)trials, successes, successes);
        ofCounts.Estimate.Value.ShouldBe(expected.GetProperty("of_counts").GetDouble(), 1e-12);
        var ofMeans = new DayDispersion(isProportion: false);
        foreach (var day in expected.GetProperty("days").EnumerateArray().Select(Numbers))
            ofMeans.Add(day.Length, day.Sum(), day.Sum(x => x * x));
        ofMeans.Estimate.Value.ShouldBe(expected.GetProperty("of_means").GetDouble(), 1e-12);
        ofMeans.UpperLimit.Value.ShouldBeGreaterThan(ofMeans.Estimate.Value);
    }

    [Fact]
    public void ConfidenceLevel_Of_EqualsScipy()
    {
        foreach (var item in Golden.GetProperty("normal").EnumerateArray())
            ConfidenceLevel.Of(item.GetProperty("level").GetDouble()).Z.ShouldBe(item.GetProperty("z").GetDouble(), 1e-13);
        ConfidenceLevel.Default.Z.ShouldBe(1.959963984540054);
    }

    [Fact]
    public void KolmogorovSmirnov_SmallCases_EqualScipy()
    {
        var ks = Golden.GetProperty("ks");
        var actual = KolmogorovSmirnov.Evaluate(Numbers(Golden.GetProperty("sample").GetProperty("scores")), Numbers(ks.GetProperty("current"))).Value;
        actual.Statistic.ShouldBe(ks.GetProperty("d").GetDouble(), 1e-15);
        actual.PValue.ShouldBe(ks.GetProperty("p").GetDouble(), 1e-12);
        foreach (var item in Golden.GetProperty("kolmogorov").EnumerateArray())
            KolmogorovSmirnov.Tail(item.GetProperty("x").GetDouble()).ShouldBe(item.GetProperty("p").GetDouble(), 1e-12 * item.GetProperty("p").GetDouble());
    }

    [Fact]
    public void BaselineDeciles_SmallSample_EqualNumpyQuantiles() =>
        BaselineDeciles.Of(Numbers(Golden.GetProperty("sample").GetProperty("scores"))).InnerEdges.ShouldBe(Numbers(Golden.GetProperty("deciles")), 1e-15);

    [Fact]
    public void Estimate_SmallSample_EqualsScikitLearnAndStatsmodels()
    {
        var expected = Golden.GetProperty("sample");
        double[] scores = Numbers(expected.GetProperty("scores"));
        byte[] outcomes = [.. Numbers(expected.GetProperty("outcomes")).Select(outcome => (byte)outcome)];
        var scale = new ScoreScale(expected.GetProperty("threshold").GetDouble(), IsProbability: true, ConfidenceLevel.Default);
        var counts = Numbers(expected.GetProperty("counts"));
        var sample = Samples.FromCounts((long)counts[0], (long)counts[1], (long)counts[2], (long)counts[3]) with
        {
            SumScore = scores.Sum(),
            SumSquaredError = scores.Zip(outcomes, (s, y) => Math.Pow(s - y, 2)).Sum(),
            SumFourthPowerError = scores.Zip(outcomes, (s, y) => Math.Pow(s - y, 4)).Sum(),
            Auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes)).Own,
        };

        Estimate.Measured Measure(Metric metric) => Estimator.Estimate(metric, sample, scale).ShouldBeOfType<Estimate.Measured>();
        Measure(Metric.Auroc).Value.ShouldBe(expected.GetProperty("auroc").GetDouble(), 1e-15);
        Measure(Metric.Brier).Value.ShouldBe(expected.GetProperty("brier").GetDouble(), 1e-15);
        Measure(Metric.Brier).StandardError!.Value.ShouldBe(expected.GetProperty("brier_se").GetDouble(), 1e-15);
        Measure(Metric.NetBenefit).Value.ShouldBe(expected.GetProperty("net_benefit").GetDouble(), 1e-15);
        Measure(Metric.NetBenefit).StandardError!.Value.ShouldBe(expected.GetProperty("net_benefit_se").GetDouble(), 1e-15);
        foreach (var metric in new[] { Metric.F1, Metric.Nne })
        {
            var numbers = Numbers(expected.GetProperty(metric.Key));
            var actual = Measure(metric);
            actual.Value.ShouldBe(numbers[0], 1e-14);
            actual.Interval!.Value.Low!.Value.ShouldBe(numbers[1], 1e-14);
            actual.Interval!.Value.High!.Value.ShouldBe(numbers[2], 1e-14);
        }
    }

    [Fact]
    public void Auroc_SmallSamples_EqualPRoc()
    {
        double[] scores = [.. Numbers(Golden.GetProperty("sample").GetProperty("scores"))];
        byte[] outcomes = [.. Numbers(Golden.GetProperty("sample").GetProperty("outcomes")).Select(outcome => (byte)outcome)];
        var first = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(scores, outcomes)).Own!.Value;
        first.Area.ShouldBe(0.88888888888888884, 1e-15);
        first.Variance.ShouldBe(0.0089506172839506157, 1e-15);
        var second = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores([1, 2, 2, 3, 2, 3, 3], [0, 0, 0, 0, 1, 1, 1])).Own!.Value;
        second.Area.ShouldBe(0.75, 1e-15);
        second.Variance.ShouldBe(0.036458333333333329, 1e-15);

        var difference = Comparison.Difference(
            Metric.Auroc, Samples.FromCounts(5, 2, 1, 4) with { Auroc = first }, Samples.FromCounts(3, 1, 0, 3) with { Auroc = second }, Samples.Scale);
        var measured = difference.ShouldBeOfType<Estimate.Measured>();
        (measured.Value / measured.StandardError!.Value).ShouldBe(0.65177360795278383, 1e-14);
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    private static void ShouldEqual(Interval actual, JsonElement expected)
    {
        Compare(actual.Low, expected[0]);
        Compare(actual.High, expected[1]);
    }

    private static void Compare(double? actual, JsonElement expected)
    {
        if (expected.ValueKind == JsonValueKind.Null)
            actual.ShouldBeNull();
        else
            actual!.Value.ShouldBe(expected.GetDouble(), 1e-11);
    }
}

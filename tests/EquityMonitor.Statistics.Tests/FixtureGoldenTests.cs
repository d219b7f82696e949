using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>Rates, ratios, the limit test and the clustered variances, against statsmodels and scikit-learn on the fixture.</summary>
public sealed class FixtureGoldenTests
{
    private static readonly IReadOnlyList<Fixture.Row> Rows = Fixture.Group("group=B");

    [Fact]
    public void Ratios_GroupBAgainstA_EqualStatsmodels()
    {
        var expected = Fixture.Golden.GetProperty("b_against_a");
        PerformanceSample own = Fixture.Sample(Rows), reference = Fixture.Sample(Fixture.Group("group=A"));

        // statsmodels stops its search for the score limits at about 1e-7.
        Fixture.ShouldEqual(Comparison.Ratio(Metric.Sensitivity, own, reference, Fixture.Scale), expected.GetProperty("sensitivity_koopman"), "Koopman", 1e-6);
        Fixture.ShouldEqual(Comparison.LogRatio(Metric.Sensitivity, own, reference, Fixture.Scale), expected.GetProperty("sensitivity_katz"), "Katz");
        Fixture.ShouldEqual(Estimator.Estimate(Metric.ObservedExpected, own, Fixture.Scale), Fixture.Golden.GetProperty("b").GetProperty("observed_expected"), "O/E");
    }

    [Fact]
    public void LimitTest_SensitivityFloor_EqualsStatsmodelsScoreTest()
    {
        var expected = Fixture.Golden.GetProperty("b");
        var result = LimitTest.Evaluate(
            Metric.Sensitivity, BetterDirection.Higher, new Limit.Floor(expected.GetProperty("floor").GetDouble()), Fixture.Sample(Rows), null, false, Fixture.Scale);
        Fixture.Near(result.ShouldBeOfType<LimitTestResult.Tested>().PValue, expected.GetProperty("floor_p").GetDouble(), "p");
    }

    [Fact]
    public void ClusterVariances_GroupB_EqualStatsmodelsSandwichAndNumericalInfluence()
    {
        var expected = Fixture.Golden.GetProperty("b").GetProperty("cluster_variances");
        int[] starts = [.. Enumerable.Range(0, Rows.Count).Where(index => index == 0 || Rows[index].Patient != Rows[index - 1].Patient)];
        byte[] states = [.. Rows.Select(Fixture.State)];
        double[] errors = [.. Rows.Select(row => Math.Pow(row.Score - row.Outcome, 2))];
        var variances = ClusteredCounts.Evaluate(starts, states, [], 0, errors, Fixture.Threshold).All.Variances;
        var auroc = SubgroupAuroc.Evaluate(RankedOutcomes.FromScores(Fixture.Scores(Rows), [.. Rows.Select(row => row.Outcome)], starts)).OwnClusterVariance;
        var actual = new Dictionary<string, double?>(StringComparer.Ordinal)
        {
            ["flagRate"] = variances.FlagRate,
            ["overrideRate"] = variances.OverrideRate,
            ["prevalence"] = variances.Prevalence,
            ["sensitivity"] = variances.Sensitivity,
            ["specificity"] = variances.Specificity,
            ["ppv"] = variances.Ppv,
            ["accuracy"] = variances.Accuracy,
            ["brier"] = variances.Brier,
            ["netBenefit"] = variances.NetBenefit,
        };
        foreach (var (key, variance) in actual)
            Fixture.Near(variance!.Value, expected.GetProperty(key).GetDouble(), key);

        // Of scikit-learn's weighted area by central differences of 1e-4.
        Fixture.Near(auroc!.Value, expected.GetProperty("auroc").GetDouble(), "auroc", 1e-6);
    }
}

using System.Text.Json;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>The metrics of encounters, against scikit-learn, statsmodels and R on the fixture.</summary>
public sealed class RowMetricsGoldenTests
{
    /// <summary>Both tools take the information from the weights of the step before the last, so that their standard errors stop short of the last digits.</summary>
    private const double OfFits = 1e-7;

    public static TheoryData<string> Groups => [.. Fixture.Golden.GetProperty("groups").EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Estimate_EveryGroup_EqualsScikitLearnAndStatsmodels(string name)
    {
        var (rows, expected) = (Fixture.Group(name), Fixture.Golden.GetProperty("groups").GetProperty(name));
        var outcomes = Fixture.Outcomes(rows);
        outcomes.Rows.ShouldBe(expected.GetProperty("n").GetInt32());
        outcomes.Positives.ShouldBe(expected.GetProperty("positives").GetInt32());
        Fixture.ShouldEqual(RowMetrics.Estimate(Metric.AveragePrecision, outcomes, Fixture.Scale), expected.GetProperty("auprc"), "auprc");
        Fixture.Near(RowMetrics.Estimate(Metric.ScaledBrier, outcomes, Fixture.Scale).ValueOrNull!.Value, expected.GetProperty("scaled_brier").GetDouble(), "scaled Brier");
        Fixture.Near(RowMetrics.Estimate(Metric.CalibrationError, outcomes, Fixture.Scale).ValueOrNull!.Value, expected.GetProperty("ece").GetDouble(), "ece");

        var sample = Fixture.Sample(rows);
        Fixture.ShouldEqual(Estimator.Estimate(Metric.BalancedAccuracy, sample, Fixture.Scale), expected.GetProperty("balanced_accuracy"), "balanced accuracy");
        Fixture.ShouldEqual(Estimator.Estimate(Metric.OverrideRate, sample, Fixture.Scale), expected.GetProperty("override_rate"), "override rate");
        Fixture.Near(sample.Responded, expected.GetProperty("answered").GetDouble(), "responses");
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Calibration_EveryGroup_EqualsStatsmodels(string name)
    {
        var expected = Fixture.Golden.GetProperty("groups").GetProperty(name);
        var (intercept, slope) = LogisticCalibration.Estimate(Fixture.Outcomes(Fixture.Group(name)), ConfidenceLevel.Default);
        ShouldEqualFit(intercept, expected.GetProperty("intercept"));
        ShouldEqualFit(slope, expected.GetProperty("slope"));
    }

    [Theory]
    [InlineData("All")]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    [InlineData("Unknown")]
    public void FitsAndVariances_EveryGroup_EqualR(string group)
    {
        var rows = Fixture.Group(group == "All" ? group : $"group={group}");
        var (intercept, slope) = LogisticCalibration.Estimate(Fixture.Outcomes(rows), ConfidenceLevel.Default);
        Fixture.Near(intercept.ValueOrNull!.Value, Fixture.R(group, "intercept"), group);
        Fixture.Near(((Estimate.Measured)intercept).StandardError!.Value, Fixture.R(group, "intercept_se"), group, OfFits);
        Fixture.Near(slope.ValueOrNull!.Value, Fixture.R(group, "slope"), group);
        Fixture.Near(((Estimate.Measured)slope).StandardError!.Value, Fixture.R(group, "slope_se"), group, OfFits);

        var scaled = ScaledBrier.Estimate(Fixture.Outcomes(rows), ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>();
        Fixture.Near(scaled.Value, Fixture.R(group, "scaled_brier"), group);
        Fixture.Near(scaled.StandardError!.Value, Fixture.R(group, "scaled_brier_se"), group);
        scaled.Interval!.Value.Low!.Value.ShouldBe(scaled.Value - (1.959963984540054 * scaled.StandardError!.Value), 1e-14);
        var auroc = Fixture.Sample(rows).Auroc!.Value;
        Fixture.Near(auroc.Area, Fixture.R(group, "auroc"), group);
        Fixture.Near(auroc.Variance, Fixture.R(group, "auroc_variance"), group);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void RepeatedPatients_DesignEffects_EqualClusteredFitsAndNumericalInfluence(string name)
    {
        var expected = Fixture.Golden.GetProperty("groups").GetProperty(name);
        var rows = Fixture.Group(name);
        var outcomes = Fixture.Outcomes(rows, withPatients: true);
        var (intercept, slope) = LogisticCalibration.Estimate(outcomes, ConfidenceLevel.Default);
        ShouldHaveDesignEffect(intercept, expected.GetProperty("intercept"));
        ShouldHaveDesignEffect(slope, expected.GetProperty("slope"));
        if (!expected.TryGetProperty("auprc_cluster_variance", out var clustered))
            return;

        // Derivatives of scikit-learn's weighted average precision and of numpy's weighted means by each row's weight, by central differences of 1e-4.
        var deff = clustered.GetDouble() / expected.GetProperty("auprc_independent_variance").GetDouble();
        AveragePrecision.Estimate(outcomes, ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>().DesignEffect.ShouldBe(Math.Max(1, deff), 1e-6);
        var scaled = ScaledBrier.Estimate(outcomes, ConfidenceLevel.Default).ShouldBeOfType<Estimate.Measured>();
        var independent = expected.GetProperty("scaled_brier_independent_variance").GetDouble();
        scaled.DesignEffect.ShouldBe(Math.Max(1, expected.GetProperty("scaled_brier_cluster_variance").GetDouble() / independent), 1e-6);
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void Estimate_OfWhatPointsKeep_EqualsTheSameTools(string name)
    {
        var expected = Fixture.Golden.GetProperty("groups").GetProperty(name);
        var sample = Fixture.Sample(Fixture.Group(name));
        Fixture.ShouldEqual(Estimator.Estimate(Metric.AveragePrecision, sample, Fixture.Scale), expected.GetProperty("auprc"), "auprc");
        var scaled = Estimator.Estimate(Metric.ScaledBrier, sample, Fixture.Scale).ShouldBeOfType<Estimate.Measured>();
        Fixture.Near(scaled.Value, expected.GetProperty("scaled_brier").GetDouble(), "scaled Brier");
        if (!name.StartsWith("sex", StringComparison.Ordinal))
            Fixture.Near(scaled.StandardError!.Value, Fixture.R(name.Replace("group=", "", StringComparison.Ordinal), "scaled_brier_se"), "standard error of the scaled Brier score");
        if (!expected.TryGetProperty("auprc_cluster_variance", out var clustered))
            return;

        var withPatients = Fixture.Sample(Fixture.Group(name), withPatients: true);
        var precision = Estimator.Estimate(Metric.AveragePrecision, withPatients, Fixture.Scale).ShouldBeOfType<Estimate.Measured>();
        precision.DesignEffect.ShouldBe(Math.Max(1, clustered.GetDouble() / expected.GetProperty("auprc_independent_variance").GetDouble()), 1e-6);
        withPatients.ClusterVariances!.ScaledBrier!.Value.ShouldBe(expected.GetProperty("scaled_brier_cluster_variance").GetDouble(), 1e-6 * expected.GetProperty("scaled_brier_cluster_variance").GetDouble());
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void CalibrationCurve_EveryGroup_EqualsNumpyBinsWithStatsmodelsLimits(string name)
    {
        var expected = Fixture.Golden.GetProperty("groups").GetProperty(name).GetProperty("curve").EnumerateArray().ToList();
        var actual = CalibrationCurve.Evaluate(Fixture.Outcomes(Fixture.Group(name)), ConfidenceLevel.Default);
        actual.Count.ShouldBe(expected.Count);
        foreach (var (bin, item) in actual.Zip(expected))
        {
            bin.Rows.ShouldBe(item.GetProperty("rows").GetInt32());
            bin.LowestScore.ShouldBe(item.GetProperty("low").GetDouble());
            bin.HighestScore.ShouldBe(item.GetProperty("high").GetDouble());
            Fixture.Near(bin.MeanScore, item.GetProperty("mean_score").GetDouble(), name);
            Fixture.ShouldEqual(bin.Observed, item.GetProperty("observed"), name);
        }
    }

    [Fact]
    public void CalibrationError_OfPerfectModel_EqualsNumpyOnTheSameDraws()
    {
        var error = ExpectedCalibrationError.Evaluate(Fixture.Outcomes(Fixture.Rows), seed: 7).Value;
        Fixture.Near(error.Value, Fixture.Golden.GetProperty("groups").GetProperty("All").GetProperty("ece").GetDouble(), "ece");
        Fixture.Near(error.OfPerfectModel, Fixture.Golden.GetProperty("groups").GetProperty("All").GetProperty("ece_perfect").GetDouble(), "perfect model");
        error.Draws.ShouldBe(200);
    }

    private static void ShouldEqualFit(Estimate actual, JsonElement expected)
    {
        var measured = actual.ShouldBeOfType<Estimate.Measured>();
        Fixture.Near(measured.Value, expected.GetProperty("value").GetDouble(), "value");
        Fixture.Near(measured.StandardError!.Value, expected.GetProperty("se").GetDouble(), "standard error", OfFits);
        measured.Interval!.Value.Low!.Value.ShouldBe(expected.GetProperty("low").GetDouble(), OfFits * measured.StandardError!.Value, "lower limit");
        measured.Interval!.Value.High!.Value.ShouldBe(expected.GetProperty("high").GetDouble(), OfFits * measured.StandardError!.Value, "upper limit");
    }

    private static void ShouldHaveDesignEffect(Estimate actual, JsonElement expected)
    {
        var measured = actual.ShouldBeOfType<Estimate.Measured>();
        var error = expected.GetProperty("se").GetDouble();
        var ratio = expected.GetProperty("cluster_variance").GetDouble() / (error * error);
        Fixture.Near(measured.DesignEffect, Math.Max(1, ratio), "design effect", OfFits);
        Fixture.Near(measured.StandardError!.Value, error * Math.Sqrt(measured.DesignEffect), "standard error", OfFits);
    }
}

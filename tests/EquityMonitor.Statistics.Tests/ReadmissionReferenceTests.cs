using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

/// <summary>Against scikit-learn 1.2.1, statsmodels 0.13.5, scipy 1.10.1 and pROC 1.18.0 on the readmission encounters.</summary>
public sealed class ReadmissionReferenceTests
{
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, Metric> WithInterval = new(StringComparer.Ordinal)
    {
        ["flag_rate"] = Metric.FlagRate,
        ["prevalence"] = Metric.Prevalence,
        ["sensitivity"] = Metric.Sensitivity,
        ["specificity"] = Metric.Specificity,
        ["fpr"] = Metric.Fpr,
        ["fnr"] = Metric.Fnr,
        ["ppv"] = Metric.Ppv,
        ["npv"] = Metric.Npv,
        ["accuracy"] = Metric.Accuracy,
        ["observed_expected"] = Metric.ObservedExpected,
    };

    private static readonly Dictionary<string, Metric> ValueOnly = new(StringComparer.Ordinal)
    {
        ["f1"] = Metric.F1,
        ["nne"] = Metric.Nne,
        ["net_benefit"] = Metric.NetBenefit,
        ["auroc"] = Metric.Auroc,
        ["brier"] = Metric.Brier,
    };

    [Fact]
    public void Estimate_EverySubgroup_EqualsTheReference()
    {
        var data = ReferenceData.Require();
        var compared = 0;
        foreach (var subgroup in data.Expected.GetProperty("subgroups").EnumerateObject())
        {
            var (own, _) = data.Samples(subgroup.Name);
            ShouldHaveCounts(own, subgroup.Value);
            foreach (var (key, metric) in WithInterval)
            {
                var expected = subgroup.Value.GetProperty(key);
                var actual = Estimator.Estimate(metric, own, ReferenceData.Scale);
                if (expected.ValueKind == JsonValueKind.Null)
                {
                    actual.ShouldBeOfType<Estimate.NotEstimable>();
                    continue;
                }

                ShouldEqual(actual, expected[0].GetDouble(), expected[1].GetDouble(), expected[2].GetDouble(), Tolerance, $"{subgroup.Name} {key}");
                compared++;
            }

            foreach (var (key, metric) in ValueOnly)
            {
                var expected = subgroup.Value.GetProperty(key);
                var actual = Estimator.Estimate(metric, own, ReferenceData.Scale);
                if (expected.ValueKind == JsonValueKind.Null)
                    actual.ShouldBeOfType<Estimate.NotEstimable>();
                else
                    ShouldBeNear(actual.ValueOrNull!.Value, expected.GetDouble(), Tolerance, $"{subgroup.Name} {key}");
                compared++;
            }

            var brier = (Estimate.Measured)Estimator.Estimate(Metric.Brier, own, ReferenceData.Scale);
            ShouldBeNear(brier.StandardError!.Value, subgroup.Value.GetProperty("brier_se").GetDouble(), Tolerance, $"{subgroup.Name} brier_se");
        }

        compared.ShouldBeGreaterThan(250);
    }

    [Fact]
    public void SubgroupAuroc_EverySubgroup_EqualsPRoc()
    {
        var data = ReferenceData.Require();
        foreach (var line in data.DeLong)
        {
            var name = Name(line);
            var auroc = data.Samples(name).Own.Auroc!.Value;
            ShouldBeNear(auroc.Area, Parse(line[4]), Tolerance, name);
            ShouldBeNear(auroc.Variance, Parse(line[5]), Tolerance, name);
        }

        data.DeLong.Count.ShouldBeGreaterThan(15);
    }

    [Fact]
    public void RowMetrics_EverySubgroup_EqualScikitLearn()
    {
        var data = ReferenceData.Require();
        foreach (var subgroup in data.Expected.GetProperty("subgroups").EnumerateObject())
        {
            var rows = data.Outcomes(subgroup.Name);
            foreach (var (key, metric) in new[] { ("average_precision", Metric.AveragePrecision), ("scaled_brier", Metric.ScaledBrier), ("ece10", Metric.CalibrationError) })
                ShouldBeNear(RowMetrics.Estimate(metric, rows, ReferenceData.Scale).ValueOrNull!.Value, subgroup.Value.GetProperty(key).GetDouble(), Tolerance, $"{subgroup.Name} {key}");
        }
    }

    [Fact]
    public void Calibration_EverySubgroup_EqualsR()
    {
        var data = ReferenceData.Require();

        // glm stopped at its default epsilon of 1e-8 and took the information from the step before; the fixture's values were made with 1e-15.
        const double ofStandardErrors = 3e-4;
        foreach (var line in data.DeLong)
        {
            var name = Name(line);
            var (intercept, slope) = LogisticCalibration.Estimate(data.Outcomes(name), ConfidenceLevel.Default);
            ShouldBeNear(intercept.ValueOrNull!.Value, Parse(line[8]), 1e-6, name);
            ShouldBeNear(((Estimate.Measured)intercept).StandardError!.Value, Parse(line[9]), ofStandardErrors, name);
            ShouldBeNear(slope.ValueOrNull!.Value, Parse(line[10]), 1e-6, name);
            ShouldBeNear(((Estimate.Measured)slope).StandardError!.Value, Parse(line[11]), ofStandardErrors, name);
        }
    }

    [Fact]
    public void Comparison_EverySubgroup_EqualsTheReference()
    {
        var data = ReferenceData.Require();
        var compared = 0;
        foreach (var subgroup in data.Expected.GetProperty("against_complement").EnumerateObject())
        {
            var (own, complement) = data.Samples(subgroup.Name);
            foreach (var item in subgroup.Value.EnumerateObject())
            {
                var metric = WithInterval[item.Name];
                var what = $"{subgroup.Name} {item.Name}";
                var difference = item.Value.GetProperty("difference_newcombe");
                ShouldEqual(
                    Comparison.Difference(metric, own, complement, ReferenceData.Scale),
                    item.Value.GetProperty("difference").GetDouble(),
                    difference[0].GetDouble(),
                    difference[1].GetDouble(),
                    Tolerance,
                    what);
                if (item.Value.GetProperty("ratio_koopman") is not { ValueKind: JsonValueKind.Array } ratio)
                    continue;
                var actual = Comparison.Ratio(metric, own, complement, ReferenceData.Scale);
                ShouldEqual(actual, item.Value.GetProperty("ratio").GetDouble(), ratio[0].GetDouble(), ratio[1].GetDouble(), 1e-6, what);

                double Read(string name) => item.Value.GetProperty(name).GetDouble();
                var katz = Katz.Ratio(Read("k1"), Read("n1"), Read("k2"), Read("n2"), ConfidenceLevel.Default.Z).Value;
                ShouldBeNear(katz.Low!.Value, item.Value.GetProperty("ratio_katz")[0].GetDouble(), Tolerance, what);
                ShouldBeNear(katz.High!.Value, item.Value.GetProperty("ratio_katz")[1].GetDouble(), Tolerance, what);
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(60);
    }

    [Fact]
    public void Comparison_AgainstAll_EqualsTheDirectRatioAndDifference()
    {
        var data = ReferenceData.Require();
        var all = (Estimate.Measured)Estimator.Estimate(Metric.Sensitivity, data.Samples("All").Own, ReferenceData.Scale);
        var (own, complement) = data.Samples("race=Caucasian");
        var value = Estimator.Estimate(Metric.Sensitivity, own, ReferenceData.Scale).ValueOrNull!.Value;
        Comparison.DifferenceToAll(Metric.Sensitivity, own, complement, ReferenceData.Scale).ValueOrNull!.Value.ShouldBe(value - all.Value, 1e-12);
        Comparison.RatioToAll(Metric.Sensitivity, own, complement, ReferenceData.Scale).ValueOrNull!.Value.ShouldBe(value / all.Value, 1e-12);
    }

    [Fact]
    public void Drift_FirstHalfToSecond_EqualsTheReference()
    {
        var data = ReferenceData.Require();
        var expected = data.Expected.GetProperty("drift_first_half_to_second");
        double[] scores = [.. data.Rows.Select(row => row.Score)];
        var baseline = scores.AsSpan(0, scores.Length / 2);
        var current = scores.AsSpan(scores.Length / 2);

        var deciles = BaselineDeciles.Of(baseline);
        double[] edges = [.. expected.GetProperty("decile_edges").EnumerateArray().Select(edge => edge.GetDouble())];
        deciles.InnerEdges.ShouldBe(edges[1..^1], 1e-15);
        deciles.Count(baseline).ShouldBe(expected.GetProperty("counts_baseline").EnumerateArray().Select(count => count.GetInt64()));
        deciles.Count(current).ShouldBe(expected.GetProperty("counts_current").EnumerateArray().Select(count => count.GetInt64()));
        var index = PopulationStabilityIndex.Evaluate(deciles.Count(baseline), deciles.Count(current)).Value;
        ShouldBeNear(index.Value, expected.GetProperty("psi").GetDouble(), Tolerance, "psi");

        var test = KolmogorovSmirnov.Evaluate(baseline, current).Value;
        ShouldBeNear(test.Statistic, expected.GetProperty("ks_d").GetDouble(), Tolerance, "ks_d");
        ShouldBeNear(test.PValue, expected.GetProperty("ks_p_asymptotic").GetDouble(), Tolerance, "ks_p");

        var drift = DistributionShift.Evaluate(deciles, baseline, current).Value;
        ShouldBeNear(drift.JensenShannonDistance, expected.GetProperty("js_distance_base2").GetDouble(), Tolerance, "js");
        ShouldBeNear(drift.Wasserstein.Distance, expected.GetProperty("wasserstein").GetDouble(), Tolerance, "wasserstein");
        ShouldBeNear(drift.Wasserstein.OverBaselineDeviation.Value, expected.GetProperty("wasserstein_over_baseline_sd").GetDouble(), Tolerance, "wasserstein over deviation");

        var races = expected.GetProperty("race_counts").EnumerateObject().ToList();
        Dictionary<string, long> Half(int half) => races.ToDictionary(race => race.Name, race => race.Value[half].GetInt64(), StringComparer.Ordinal);
        var mix = MixDrift.AgainstBaseline(Half(0), Half(1), ConfidenceLevel.Default).Value;
        ShouldBeNear(mix.Test.Value.Statistic, expected.GetProperty("race_chi2").GetDouble(), Tolerance, "chi-square");
        ShouldBeNear(mix.Test.Value.PValue, expected.GetProperty("race_p").GetDouble(), Tolerance, "its p");
        ShouldBeNear(mix.TotalVariation, expected.GetProperty("race_total_variation").GetDouble(), Tolerance, "total variation");
    }

    [Fact]
    public void Drift_PublishedVector_EqualsFrouros()
    {
        var vector = ReferenceData.Require().DriftVectors.GetProperty("frouros_same_distribution");
        double[] Read(string name) => [.. vector.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        double[] baseline = Read("reference"), current = Read("current");

        // The vector was published with ten bins of equal width over the pooled range.
        double low = Math.Min(baseline.Min(), current.Min()), high = Math.Max(baseline.Max(), current.Max());
        double[] edges = [.. Enumerable.Range(1, 9).Select(edge => low + ((high - low) * edge / 10))];
        var bins = BaselineDeciles.FromEdges(edges);
        long[] before = bins.Count(baseline), after = bins.Count(current);
        before.Concat(after).ShouldNotContain(0, "the published index does not smooth, so that this vector tests nothing when a bin is empty");
        var recomputed = vector.GetProperty("recomputed");
        ShouldBeNear(PopulationStabilityIndex.Evaluate(before, after).Value.Value, recomputed.GetProperty("PSI").GetDouble(), Tolerance, "PSI");

        var test = KolmogorovSmirnov.Evaluate(baseline, current).Value;
        ShouldBeNear(test.Statistic, recomputed.GetProperty("KS_D").GetDouble(), Tolerance, "KS_D");
    }

    [Fact]
    public void BenjaminiHochberg_ReferenceFamily_EqualsStatsmodels()
    {
        var family = ReferenceData.Require().Expected.GetProperty("benjamini_hochberg");
        double[] expected = [.. family.GetProperty("adjusted").EnumerateArray().Select(value => value.GetDouble())];
        var actual = BenjaminiHochberg.Adjust([.. family.GetProperty("p").EnumerateArray().Select(value => value.GetDouble())]);
        actual.Length.ShouldBe(expected.Length);
        for (var index = 0; index < expected.Length; index++)
            ShouldBeNear(actual[index], expected[index], Tolerance, $"p-value {index}");
    }

    [Fact]
    public void Provisional_FirstHalfToSecond_EqualsScikitLearn()
    {
        var data = ReferenceData.Require();
        var expected = data.Expected.GetProperty("cbpe_fit_first_half_estimate_second");
        var half = data.Rows.Count / 2;
        var estimation = ConfidenceBasedEstimation.Fit(
            ScoredOutcomes.Of([.. data.Rows.Take(half).Select(row => row.Score)], [.. data.Rows.Take(half).Select(row => row.Outcome)]), ReferenceData.Scale);
        var probes = expected.GetProperty("probe_scores").EnumerateArray().Zip(expected.GetProperty("probe_calibrated").EnumerateArray()).ToList();
        foreach (var (probe, value) in probes)
            ShouldBeNear(estimation.Calibration.Value.At(probe.GetDouble()), value.GetDouble(), Tolerance, $"c({probe})");
        probes.Count.ShouldBe(7);
        var counts = estimation.Estimate([.. data.Rows.Skip(half).Select(row => row.Score)], ReferenceData.Threshold).ShouldBeOfType<ProvisionalPerformance.Expected>().Counts;
        ShouldBeNear(counts.TruePositives, expected.GetProperty("expected_tp").GetDouble(), Tolerance, "tp");
        ShouldBeNear(counts.FalsePositives, expected.GetProperty("expected_fp").GetDouble(), Tolerance, "fp");
        ShouldBeNear(counts.FalseNegatives, expected.GetProperty("expected_fn").GetDouble(), Tolerance, "fn");
        ShouldBeNear(counts.TrueNegatives, expected.GetProperty("expected_tn").GetDouble(), Tolerance, "tn");
        ShouldBeNear(counts.Estimate(Metric.Sensitivity, ReferenceData.Scale).ValueOrNull!.Value, expected.GetProperty("estimated_sensitivity").GetDouble(), Tolerance, "sensitivity");
    }

    [Fact]
    public void Drift_PublishedVectors_EqualFrourosAndEvidently()
    {
        var vectors = ReferenceData.Require().DriftVectors;
        double[] Read(JsonElement vector, string name) => [.. vector.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
        var same = vectors.GetProperty("frouros_same_distribution");
        ShouldBeNear(
            Wasserstein.Evaluate(Read(same, "reference"), Read(same, "current")).Value.Distance, same.GetProperty("recomputed").GetProperty("wasserstein").GetDouble(), Tolerance, "EMD");
        var moved = vectors.GetProperty("frouros_different_distribution");
        ShouldBeNear(
            Wasserstein.Evaluate(Read(moved, "reference"), Read(moved, "current")).Value.Distance, moved.GetProperty("recomputed").GetProperty("EMD").GetDouble(), Tolerance, "EMD");
        var evidently = vectors.GetProperty("evidently_chi_square");

        // Evidently takes the reference's shares as given: goodness of fit, not two samples.
        double[] reference = Read(evidently, "reference_counts");
        var test = ChiSquare.GoodnessOfFit([.. Read(evidently, "current_counts").Select(count => (long)count)], [.. reference.Select(count => count / reference.Sum())]).Value;
        ShouldBeNear(test.Statistic, evidently.GetProperty("recomputed").GetProperty("statistic").GetDouble(), Tolerance, "chi-square");
        ShouldBeNear(test.PValue, evidently.GetProperty("recomputed").GetProperty("p").GetDouble(), Tolerance, "its p");
    }

    private static void ShouldHaveCounts(PerformanceSample sample, JsonElement expected)
    {
        sample.Scored.ShouldBe(expected.GetProperty("n").GetInt64());
        sample.Counts.ShouldBe(new ConfusionCounts(
            expected.GetProperty("tp").GetInt64(), expected.GetProperty("fp").GetInt64(), expected.GetProperty("fn").GetInt64(), expected.GetProperty("tn").GetInt64()));
    }

    private static void ShouldEqual(Estimate actual, double value, double low, double high, double tolerance, string what)
    {
        var measured = actual.ShouldBeOfType<Estimate.Measured>(what);
        ShouldBeNear(measured.Value, value, Tolerance, what);
        ShouldBeNear(measured.Interval!.Value.Low!.Value, low, tolerance, what);
        ShouldBeNear(measured.Interval!.Value.High!.Value, high, tolerance, what);
    }

    private static void ShouldBeNear(double actual, double expected, double relative, string what) =>
        actual.ShouldBe(expected, Math.Max(relative * Math.Abs(expected), 1e-15), what);

    private static string Name(string[] line) =>
        line[0] == "All" ? "All" : string.Join(" & ", line[0].Split('&').Zip(line[1].Split('&'), (column, value) => $"{column}={value}"));

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

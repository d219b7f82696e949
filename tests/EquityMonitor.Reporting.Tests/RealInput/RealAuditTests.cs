using System.Globalization;
using System.Text.Json;
using EquityMonitor.Reporting.Tests.Cli;

namespace EquityMonitor.Reporting.Tests.RealInput;

/// <summary>
/// The audit of the real readmission data, end to end, against scikit-learn 1.2.1, statsmodels 0.13.5 and scipy 1.10.1 (expected.json) and R 4.2.2 with
/// pROC 1.18.0 (delong.csv). Relative tolerance 1e-9; Koopman limits 1e-6, since they are iterative.
/// </summary>
public sealed class RealAuditTests : IDisposable
{
    private const double Exact = 1e-9;
    private const double Iterative = 1e-6;

    private static readonly (string Theirs, string Ours)[] Rates =
    [
        ("flag_rate", "flagRate"), ("prevalence", "prevalence"), ("sensitivity", "sensitivity"), ("specificity", "specificity"), ("fpr", "fpr"), ("fnr", "fnr"),
        ("ppv", "ppv"), ("npv", "npv"), ("accuracy", "accuracy"), ("observed_expected", "observedExpected"),
    ];

    private static readonly (string Theirs, string Ours)[] Values =
        [("f1", "f1"), ("nne", "nne"), ("net_benefit", "netBenefit"), ("auroc", "auroc"), ("brier", "brier")];

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Readmission_Audit_EqualsTheReferenceInEveryMetricAndComparison()
    {
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(SharedFolder.PathOf("reference/expected.json"), TestContext.Current.CancellationToken));
        var audit = await AuditAsync("readmission.yaml", "readmission_encounters.csv.gz", expectedExit: 2);
        var byKey = audit.GetProperty("subgroups").EnumerateArray().ToDictionary(KeyOf, StringComparer.Ordinal);

        var compared = 0;
        foreach (var subgroup in expected.RootElement.GetProperty("subgroups").EnumerateObject())
        {
            var ours = byKey[subgroup.Name == "All" ? "" : subgroup.Name];
            ours.GetProperty("evaluable").GetInt64().ShouldBe(subgroup.Value.GetProperty("n").GetInt64());
            foreach (var count in new[] { "tp", "fp", "fn", "tn" })
                ours.GetProperty("counts").GetProperty(count).GetInt64().ShouldBe(subgroup.Value.GetProperty(count).GetInt64(), subgroup.Name);
            compared += CompareMetrics(subgroup.Name, subgroup.Value, ours.GetProperty("metrics"));
        }

        compared.ShouldBeGreaterThanOrEqualTo(700);
        foreach (var subgroup in expected.RootElement.GetProperty("against_complement").EnumerateObject())
            CompareWithComplement(subgroup.Name, subgroup.Value, byKey[subgroup.Name].GetProperty("againstComplement"));
    }

    [Fact]
    public async Task Readmission_Audit_EqualsDeLongOfProc()
    {
        var lines = await File.ReadAllLinesAsync(SharedFolder.PathOf("reference/delong.csv"), TestContext.Current.CancellationToken);
        var audit = await AuditAsync("readmission.yaml", "readmission_encounters.csv.gz", expectedExit: 2);
        var byKey = audit.GetProperty("subgroups").EnumerateArray().ToDictionary(KeyOf, StringComparer.Ordinal);

        lines.Length.ShouldBeGreaterThan(20);
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            var key = cells[0] == "All" ? "" : string.Join(" & ", cells[0].Split('&').Zip(cells[1].Split('&'), (dimension, value) => $"{dimension}={value}"));
            var auroc = byKey[key].GetProperty("metrics").GetProperty("auroc");
            if (cells[4] is "NA" or "")
            {
                auroc.TryGetProperty("notEstimable", out _).ShouldBeTrue(key);
                continue;
            }

            var area = Number(cells[4]);
            var variance = Number(cells[5]);
            Close(auroc.GetProperty("value").GetDouble(), area, Exact, $"{key} auroc");
            Close(Math.Pow(auroc.GetProperty("standardError").GetDouble(), 2), variance, Exact, $"{key} variance");

            // Limits on the logit scale follow from area and variance.
            var logit = Math.Log(area / (1 - area));
            var width = 1.959963984540054 * Math.Sqrt(variance) / (area * (1 - area));
            Close(auroc.GetProperty("low").GetDouble(), 1 / (1 + Math.Exp(-(logit - width))), Exact, $"{key} low");
            Close(auroc.GetProperty("high").GetDouble(), 1 / (1 + Math.Exp(-(logit + width))), Exact, $"{key} high");
        }
    }

    [Fact]
    public async Task EarlyWarning_Audit_HasPointsMetricsAndCountsMissingScores()
    {
        SharedFolder.PathOf("data/ed_triage_visits.csv.gz");
        var audit = await AuditAsync("early-warning.yaml", "ed_triage_visits.csv.gz", expectedExit: 2);

        audit.GetProperty("scored").GetInt64().ShouldBe(85230);
        audit.GetProperty("quarantined").GetProperty("score is missing").GetInt64().ShouldBe(107015 - 85230);
        var all = audit.GetProperty("subgroups")[0].GetProperty("metrics");
        all.GetProperty("brier").GetProperty("notEstimable").GetString().ShouldBe("score is not a probability");
        all.GetProperty("auroc").GetProperty("value").GetDouble().ShouldBeInRange(0.6, 0.8);
    }

    private static int CompareMetrics(string subgroup, JsonElement theirs, JsonElement ours)
    {
        var compared = 0;
        foreach (var (name, key) in Rates)
        {
            var expected = theirs.GetProperty(name);
            var actual = ours.GetProperty(key);
            if (expected.ValueKind == JsonValueKind.Null)
            {
                actual.TryGetProperty("notEstimable", out _).ShouldBeTrue($"{subgroup} {key}");
                continue;
            }

            foreach (var (part, index) in new[] { ("value", 0), ("low", 1), ("high", 2) })
                Close(actual.GetProperty(part).GetDouble(), expected[index].GetDouble(), Exact, $"{subgroup} {key} {part}");
            compared += 3;
        }

        foreach (var (name, key) in Values)
        {
            var expected = theirs.GetProperty(name);
            if (expected.ValueKind == JsonValueKind.Null)
                ours.GetProperty(key).TryGetProperty("notEstimable", out _).ShouldBeTrue($"{subgroup} {key}");
            else
                Close(ours.GetProperty(key).GetProperty("value").GetDouble(), expected.GetDouble(), Exact, $"{subgroup} {key}");
            compared++;
        }

        Close(ours.GetProperty("brier").GetProperty("standardError").GetDouble(), theirs.GetProperty("brier_se").GetDouble(), Exact, $"{subgroup} brier se");
        return compared;
    }

    private static void CompareWithComplement(string subgroup, JsonElement theirs, JsonElement ours)
    {
        foreach (var metric in theirs.EnumerateObject())
        {
            var compared = ours.GetProperty(metric.Name == "flag_rate" ? "flagRate" : metric.Name);
            var what = $"{subgroup} {metric.Name}";
            var difference = compared.GetProperty("difference");
            Close(difference.GetProperty("value").GetDouble(), metric.Value.GetProperty("difference").GetDouble(), Exact, what + " difference");
            Close(difference.GetProperty("low").GetDouble(), metric.Value.GetProperty("difference_newcombe")[0].GetDouble(), Exact, what + " difference low");
            Close(difference.GetProperty("high").GetDouble(), metric.Value.GetProperty("difference_newcombe")[1].GetDouble(), Exact, what + " difference high");
            var koopman = metric.Value.GetProperty("ratio_koopman");
            if (koopman.ValueKind == JsonValueKind.Null)
                continue;
            var ratio = compared.GetProperty("ratio");
            Close(ratio.GetProperty("value").GetDouble(), metric.Value.GetProperty("ratio").GetDouble(), Exact, what + " ratio");
            Close(ratio.GetProperty("low").GetDouble(), koopman[0].GetDouble(), Iterative, what + " ratio low");
            Close(ratio.GetProperty("high").GetDouble(), koopman[1].GetDouble(), Iterative, what + " ratio high");
        }
    }

    private async Task<JsonElement> AuditAsync(string definition, string data, int expectedExit)
    {
        var code = await _cli.RunAsync(
            "audit", "--model", Path.Combine(AppContext.BaseDirectory, "Definitions", definition), "--data", SharedFolder.PathOf("data/" + data), "--out", _cli.Output);
        code.ShouldBe(expectedExit, _cli.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    private static string KeyOf(JsonElement subgroup) =>
        string.Join(" & ", subgroup.GetProperty("subgroup").EnumerateObject().Select(part => $"{part.Name}={part.Value.GetString()}"));

    private static void Close(double actual, double expected, double tolerance, string what) =>
        Math.Abs(actual - expected).ShouldBeLessThanOrEqualTo(tolerance * Math.Max(Math.Abs(expected), 1e-300) + 1e-15, $"{what}: {actual:R} instead of {expected:R}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

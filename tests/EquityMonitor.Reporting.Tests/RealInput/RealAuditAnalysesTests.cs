using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using EquityMonitor.Reporting.Tests.Audit;
using EquityMonitor.Reporting.Tests.Cli;

namespace EquityMonitor.Reporting.Tests.RealInput;

/// <summary>
/// Curves, calibration and drift of the real readmission data, from the file to audit.json, against scikit-learn 1.2.1 and scipy 1.10.1 (expected.json) and R 4.2.2 (delong.csv).
/// Relative tolerance 1e-9; coefficients of R's glm 1e-6 and their standard errors 3e-4, since it stops early.
/// </summary>
public sealed class RealAuditAnalysesTests : IDisposable
{
    private const double Exact = 1e-9;
    private const double OfFit = 1e-6;
    private const double OfFitError = 3e-4;
    private const string Pair = "race=AfricanAmerican & sex=Female";

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Readmission_CalibrationAndCurves_EqualScikitLearnAndR()
    {
        var data = SharedFolder.PathOf("data/readmission_encounters.csv.gz");
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(SharedFolder.PathOf("reference/expected.json"), TestContext.Current.CancellationToken));
        var subgroups = expected.RootElement.GetProperty("subgroups");
        var root = await AuditAsync(data, "--compare", Pair, "--compare", "race=Hispanic", "--compare", "race=Unknown", "--compare", "sex=Female", "--compare", "age_decade=[20-30)");
        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();

        var calibration = ByKey(root.GetProperty("calibration"));
        foreach (var subgroup in subgroups.EnumerateObject().Where(subgroup => calibration.ContainsKey(subgroup.Name)))
        {
            var ours = calibration[subgroup.Name];
            ours.GetProperty("positives").GetInt64().ShouldBe(subgroup.Value.GetProperty("tp").GetInt64() + subgroup.Value.GetProperty("fn").GetInt64());
            Close(ours.GetProperty("expectedCalibrationError").GetProperty("value"), subgroup.Value.GetProperty("ece10").GetDouble(), Exact, subgroup.Name + " ece");
            foreach (var (part, index) in new[] { ("value", 0), ("low", 1), ("high", 2) })
                Close(ours.GetProperty("observedExpected").GetProperty(part), subgroup.Value.GetProperty("observed_expected")[index].GetDouble(), Exact, $"{subgroup.Name} O/E {part}");
        }

        calibration.Keys.Intersect(subgroups.EnumerateObject().Select(subgroup => subgroup.Name)).Count().ShouldBe(20);
        var curves = ByKey(root.GetProperty("curves"));
        curves.Count.ShouldBe(6);
        foreach (var (name, curve) in curves)
        {
            Close(curve.GetProperty("averagePrecision").GetProperty("value"), subgroups.GetProperty(name).GetProperty("average_precision").GetDouble(), Exact, name + " average precision");
            Close(curve.GetProperty("auroc").GetProperty("value"), subgroups.GetProperty(name).GetProperty("auroc").GetDouble(), Exact, name + " auroc");
        }

        var fits = (await File.ReadAllLinesAsync(SharedFolder.PathOf("reference/delong.csv"), TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')).ToArray();
        fits.Length.ShouldBeGreaterThan(15);
        foreach (var cells in fits.Where(cells => cells[8] is not ("NA" or "")))
        {
            var name = cells[0] == "All" ? "All" : string.Join(" & ", cells[0].Split('&').Zip(cells[1].Split('&'), (dimension, value) => $"{dimension}={value}"));
            var ours = calibration[name];
            Close(ours.GetProperty("intercept").GetProperty("value"), Number(cells[8]), OfFit, name + " intercept");
            Close(ours.GetProperty("intercept").GetProperty("standardError"), Number(cells[9]), OfFitError, name + " intercept error");
            Close(ours.GetProperty("slope").GetProperty("value"), Number(cells[10]), OfFit, name + " slope");
            Close(ours.GetProperty("slope").GetProperty("standardError"), Number(cells[11]), OfFitError, name + " slope error");
        }
    }

    [Fact]
    public async Task Readmission_DriftOfTheSecondHalfAgainstTheFirst_EqualsScipy()
    {
        var (first, second) = await HalvesAsync(SharedFolder.PathOf("data/readmission_encounters.csv.gz"));
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(SharedFolder.PathOf("reference/expected.json"), TestContext.Current.CancellationToken));
        var theirs = expected.RootElement.GetProperty("drift_first_half_to_second");
        var root = await AuditAsync(second, "--baseline", first, "--intersections", "1");

        var all = root.GetProperty("drift").GetProperty("groups")[0];
        Close(all.GetProperty("psi").GetProperty("value"), theirs.GetProperty("psi").GetDouble(), Exact, "psi");
        Close(all.GetProperty("kolmogorovSmirnov").GetProperty("statistic"), theirs.GetProperty("ks_d").GetDouble(), Exact, "ks");
        Close(all.GetProperty("kolmogorovSmirnov").GetProperty("pValue"), theirs.GetProperty("ks_p_asymptotic").GetDouble(), Exact, "ks p");
        Close(all.GetProperty("jensenShannonDistance"), theirs.GetProperty("js_distance_base2").GetDouble(), Exact, "js");
        Close(all.GetProperty("wasserstein").GetProperty("distance"), theirs.GetProperty("wasserstein").GetDouble(), Exact, "wasserstein");
        Close(all.GetProperty("wasserstein").GetProperty("overBaselineDeviation"), theirs.GetProperty("wasserstein_over_baseline_sd").GetDouble(), Exact, "wasserstein over deviation");
        var bins = all.GetProperty("bins").EnumerateArray().ToArray();
        bins.Select(bin => bin.GetProperty("baseline").GetInt64()).ShouldBe(theirs.GetProperty("counts_baseline").EnumerateArray().Select(count => count.GetInt64()));
        bins.Select(bin => bin.GetProperty("now").GetInt64()).ShouldBe(theirs.GetProperty("counts_current").EnumerateArray().Select(count => count.GetInt64()));
        bins.SkipLast(1).Zip(theirs.GetProperty("decile_edges").EnumerateArray().Skip(1)).ShouldAllBe(pair => Math.Abs(pair.First.GetProperty("to").GetDouble() - pair.Second.GetDouble()) < 1e-15);

        var race = root.GetProperty("drift").GetProperty("mix").EnumerateArray().Single(mix => mix.GetProperty("dimension").GetString() == "race").GetProperty("againstBaseline");
        Close(race.GetProperty("chiSquare").GetProperty("statistic"), theirs.GetProperty("race_chi2").GetDouble(), Exact, "chi-square");
        Close(race.GetProperty("chiSquare").GetProperty("pValue"), theirs.GetProperty("race_p").GetDouble(), Exact, "chi-square p");
        Close(race.GetProperty("totalVariation"), theirs.GetProperty("race_total_variation").GetDouble(), Exact, "total variation");
        var counts = theirs.GetProperty("race_counts");
        foreach (var value in race.GetProperty("values").EnumerateArray())
            value.GetProperty("now").GetInt64().ShouldBe(counts.GetProperty(value.GetProperty("value").GetString()!)[1].GetInt64());
    }

    /// <summary>In file order, as the reference was made; gone with the test's folder.</summary>
    private async Task<(string First, string Second)> HalvesAsync(string path)
    {
        await using var file = File.OpenRead(path);
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var half = (lines.Length - 1) / 2;
        return (_cli.Write("first.csv", string.Join('\n', lines.Take(half + 1))), _cli.Write("second.csv", string.Join('\n', lines.Take(1).Concat(lines.Skip(half + 1)))));
    }

    private async Task<JsonElement> AuditAsync(string data, params string[] options)
    {
        var code = await _cli.RunAsync(["audit", "--model", Path.Combine(AppContext.BaseDirectory, "Definitions", "readmission.yaml"), "--data", data, "--out", _cli.Output, .. options]);
        code.ShouldBe(2, _cli.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    private static Dictionary<string, JsonElement> ByKey(JsonElement part) => part.GetProperty("groups").EnumerateArray().ToDictionary(
        group => string.Join(" & ", group.GetProperty("subgroup").EnumerateObject().Select(item => $"{item.Name}={item.Value.GetString()}")) is { Length: > 0 } key ? key : "All", StringComparer.Ordinal);

    private static void Close(JsonElement actual, double expected, double tolerance, string what) =>
        Math.Abs(actual.GetDouble() - expected).ShouldBeLessThanOrEqualTo((tolerance * Math.Abs(expected)) + 1e-15, $"{what}: {actual} instead of {expected:R}");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

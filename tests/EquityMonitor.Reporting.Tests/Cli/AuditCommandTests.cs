using System.Globalization;
using System.Text;
using System.Text.Json;
using EquityMonitor.Reporting.Tests.Audit;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Cli;

public sealed class AuditCommandTests : IDisposable
{
    private const string Definition = """
        key: sepsis
        name: Sepsis early warning
        version: "1"
        score: { column: score, kind: probability }
        threshold: 0.5
        outcome: { column: sepsis, maturityDays: 1 }
        encounter: encounter_id
        patient: patient_id
        dimensions: [race, sex]
        """;

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Audit_WithEveryRuleMet_EndsWithZeroAndThreeFiles()
    {
        (await _cli.AuditAsync(Definition + Rule(0.2), Rows())).ShouldBe(0, _cli.Error);

        Directory.EnumerateFiles(_cli.Output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ShouldBe(["audit.csv", "audit.html", "audit.json"]);
        _cli.Out.ShouldContain("meets what was agreed");
        _cli.Error.ShouldBe("");
    }

    [Fact]
    public async Task Audit_WithARuleBelow_EndsWithTwo()
    {
        (await _cli.AuditAsync(Definition + Rule(0.9), Rows())).ShouldBe(2, _cli.Error);

        _cli.Out.ShouldContain("Below");
    }

    [Fact]
    public async Task Audit_WithoutRules_EndsWithZero()
    {
        (await _cli.AuditAsync(Definition, Rows())).ShouldBe(0, _cli.Error);
    }

    [Fact]
    public async Task Audit_OfRowsThatCannotBeUsed_CountsThemByReason()
    {
        (await _cli.AuditAsync(Definition, Rows() + "x1,p1,,1,A,F\nx2,p2,7,1,A,F\nx3,p3,0.5,yes,A,F\n")).ShouldBe(0, _cli.Error);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("quarantined").EnumerateObject().Sum(reason => reason.Value.GetInt64()).ShouldBe(3);
        json.RootElement.GetProperty("scored").GetInt64().ShouldBe(400);
    }

    [Theory]
    [InlineData("0", new[] { 0 })]
    [InlineData("1", new[] { 0, 1 })]
    [InlineData("2", new[] { 0, 1, 2 })]
    [InlineData("5", new[] { 0, 1, 2 })]
    public async Task Audit_WithIntersections_CrossesThatManyDimensions(string order, int[] orders)
    {
        (await _cli.AuditAsync(Definition, Rows(), "--intersections", order)).ShouldBe(0, _cli.Error);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("subgroups").EnumerateArray()
            .Select(subgroup => subgroup.GetProperty("subgroup").EnumerateObject().Count()).Distinct().ShouldBe(orders);
    }

    [Fact]
    public async Task Audit_WithSuppression_LeavesSmallSubgroupsOutOfAllThreeFiles()
    {
        var rows = Rows() + "x1,p1,0.9,1,Rare,F\n";
        (await _cli.AuditAsync(Definition, rows, "--suppress")).ShouldBe(0, _cli.Error);

        var ct = TestContext.Current.CancellationToken;
        (await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), ct)).ShouldContain("\"suppressed\"");
        (await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.csv"), ct)).ShouldContain("race=Rare,Rare,,,,,,,,,");
        (await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.html"), ct)).ShouldContain("Suppressed: ");
    }

    [Fact]
    public async Task Audit_WithALevelOfIntervals_HasThemInEveryFileAndSaysSo()
    {
        (await _cli.AuditAsync(Definition + "\nconfidence: 0.90" + Rule(0.9), Rows())).ShouldBe(2, _cli.Error);

        _cli.Out.ShouldContain("90 % interval");
        var ct = TestContext.Current.CancellationToken;
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), ct));
        json.RootElement.GetProperty("confidence").GetDouble().ShouldBe(0.9);
        var all = json.RootElement.GetProperty("subgroups")[0];
        var (counts, sensitivity) = (all.GetProperty("counts"), all.GetProperty("metrics").GetProperty("sensitivity"));
        var (found, effect) = (counts.GetProperty("tp").GetInt64(), sensitivity.GetProperty("designEffect").GetDouble());
        var expected = Wilson.Interval(found / effect, (found + counts.GetProperty("fn").GetInt64()) / effect, ConfidenceLevel.Of(0.9).Z);
        sensitivity.GetProperty("low").GetDouble().ShouldBe(expected.Low!.Value, 1e-12);
        sensitivity.GetProperty("high").GetDouble().ShouldBe(expected.High!.Value, 1e-12);
        CsvLines.Read(await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.csv"), ct)).ShouldAllBe(row => row["confidence"] == "0.9");
        var html = (await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.html"), ct)).Replace('\u00A0', ' ').Replace("&#xA0;", " ", StringComparison.Ordinal);
        html.ShouldContain("90 % interval");
        html.ShouldContain("they go by 95 %, one-sided 0.025");
        html.ShouldNotContain("95 % interval");
        html.ShouldNotContain("95 % limits");
    }

    [Fact]
    public async Task Audit_PerEncounterHighest_CountsAnEncounterOnceADay()
    {
        var yaml = Definition.Replace("patient: patient_id", "patient: patient_id\nperEncounter: highest\ntime: { column: at, zone: UTC, kind: local }", StringComparison.Ordinal);
        var csv = "encounter_id,patient_id,score,sepsis,race,sex,at\n"
            + "e1,p1,0.1,1,A,F,2026-01-01T08:00:00\ne1,p1,0.9,1,A,F,2026-01-01T09:00:00\ne2,p2,0.2,0,A,M,2026-01-01T09:00:00\n";
        (await _cli.AuditAsync(yaml, csv)).ShouldBe(0, _cli.Error);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("scored").GetInt64().ShouldBe(2);
        json.RootElement.GetProperty("subgroups")[0].GetProperty("counts").GetProperty("tp").GetInt64().ShouldBe(1);
    }

    [Theory]
    [InlineData("every", 4, 2)]
    [InlineData("highest", 2, 1)]
    public async Task Audit_PerEncounterWithoutTime_CountsEveryScoreOrTheHighestOfTheFile(string perEncounter, long scored, long truePositives)
    {
        var csv = "encounter_id,patient_id,score,sepsis,race,sex\ne1,p1,0.1,1,A,F\ne1,p1,0.9,1,A,F\ne1,p1,0.8,1,A,F\ne1,p1,0.9,1,A,F\ne2,p2,0.2,0,A,M\n";
        (await _cli.AuditAsync(Definition + $"\nperEncounter: {perEncounter}\n", csv)).ShouldBe(0, _cli.Error);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("scored").GetInt64().ShouldBe(scored);
        json.RootElement.GetProperty("subgroups")[0].GetProperty("counts").GetProperty("tp").GetInt64().ShouldBe(truePositives);
        json.RootElement.GetProperty("quarantined").EnumerateObject().Sum(reason => reason.Value.GetInt64()).ShouldBe(1);
    }

    [Theory]
    [InlineData("first")]
    [InlineData("last")]
    public async Task Audit_FirstOrLastWithoutTime_IsRefusedAndSaysWhatToWrite(string perEncounter)
    {
        (await _cli.AuditAsync(Definition + $"\nperEncounter: {perEncounter}\n", Rows())).ShouldBe(1);

        _cli.Error.ShouldContain("model.yaml, line 10, perEncounter");
        _cli.Error.ShouldContain($"is the {perEncounter}. Add 'time'");
    }

    [Fact]
    public async Task Audit_ForDataThatAreNotThere_SaysSoInOneLine()
    {
        (await _cli.RunAsync("audit", "--model", _cli.Write("model.yaml", Definition), "--data", Path.Combine(_cli.Folder, "no.csv"), "--out", _cli.Output)).ShouldBe(1);

        _cli.Error.Trim().Split('\n').ShouldHaveSingleItem().ShouldContain("no.csv");
        Directory.Exists(_cli.Output).ShouldBeFalse();
    }

    [Fact]
    public async Task Audit_WithAnInvalidDefinition_NamesFileLineAndKey()
    {
        (await _cli.AuditAsync(Definition.Replace("threshold: 0.5", "treshold: 0.5", StringComparison.Ordinal), Rows())).ShouldBe(1);

        _cli.Error.ShouldContain("model.yaml, line 5, treshold");
        _cli.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Audit_WithAColumnThatIsMissing_NamesIt()
    {
        (await _cli.AuditAsync(Definition.Replace("column: score", "column: risk", StringComparison.Ordinal), Rows())).ShouldBe(1);

        _cli.Error.ShouldContain("risk");
        _cli.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Audit_OfAFileWithoutUsableRows_IsAnError()
    {
        (await _cli.AuditAsync(Definition, "encounter_id,patient_id,score,sepsis,race,sex\ne1,p1,,1,A,F\n")).ShouldBe(1);

        _cli.Error.ShouldContain("No row of data.csv can be used");
        _cli.Error.ShouldContain("score is missing");
    }

    [Theory]
    [InlineData("audit")]
    [InlineData("audit", "--model", "a.yaml", "--data", "b.csv", "--out", "c", "--intersections", "-1")]
    [InlineData("audit", "--model", "a.yaml", "--data", "b.csv", "--out", "c", "--intersections", "two")]
    [InlineData("audit", "--model", "a.yaml", "--data", "b.csv", "--out", "c", "--unknown")]
    [InlineData("nothing")]
    [InlineData("backfill", "--model", "m", "--to", "2026-01-01")]
    [InlineData("backfill", "--model", "m", "--from", "1 Jan")]
    public async Task Usage_ThatIsWrong_EndsWithOneAndAMessage(params string[] args)
    {
        (await _cli.RunAsync(args)).ShouldBe(1);

        _cli.Error.ShouldNotBeEmpty();
        _cli.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Audit_Cancelled_LeavesNothingBehind()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (await _cli.RunAsync(
            cancelled.Token, "audit", "--model", _cli.Write("model.yaml", Definition), "--data", _cli.Write("data.csv", Rows()), "--out", _cli.Output)).ShouldBe(1);

        _cli.Error.ShouldContain("Cancelled");
        Directory.Exists(_cli.Output).ShouldBeFalse();
    }

    [Fact]
    public async Task Audit_RunTwice_WritesTheSameJson()
    {
        var ct = TestContext.Current.CancellationToken;
        await _cli.AuditAsync(Definition, Rows());
        var first = await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.json"), ct);
        await _cli.AuditAsync(Definition, Rows());

        (await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.json"), ct)).ShouldBe(first);
    }

    private static string Rule(double floor) =>
        string.Create(CultureInfo.InvariantCulture, $"\nrules:\n  - {{ key: sens-floor, name: Sensitivity floor, metric: sensitivity, floor: {floor} }}\n");

    /// <summary>400 encounters of distinct patients; half of the positives are flagged in each of the four groups.</summary>
    private static string Rows()
    {
        var csv = new StringBuilder("encounter_id,patient_id,score,sepsis,race,sex\n");
        for (var i = 0; i < 400; i++)
        {
            var score = i / 4 % 2 == 0 ? 0.8 - i * 0.0001 : 0.3 - i * 0.0001;
            csv.Append(CultureInfo.InvariantCulture, $"e{i},p{i},{score},{(i / 8 % 2 == 0 ? 1 : 0)},{(i % 2 == 0 ? "A" : "B")},{(i / 2 % 2 == 0 ? "F" : "M")}\n");
        }

        return csv.ToString();
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EquityMonitor.Reporting.Tests.Audit;

namespace EquityMonitor.Reporting.Tests.Cli;

/// <summary>Curves, calibration, drift, scan and label audit, from the command line to the three files.</summary>
public sealed class AuditAnalysesTests : IDisposable
{
    private static readonly string Now = AuditHospital.Rows();

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Audit_WithEverything_KeepsToItsSchemaAndFindsWhatIsPlanted()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2, shift: 0.1)), "--scan", "--need", "comorbidities", "--compare", "race=B & site=S", "--compare", "sex=F");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        root.GetProperty("schema").GetString().ShouldBe("equitymonitor.audit/3");
        root.GetProperty("compared").GetRawText().ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal).ShouldBe("""[{},{"race":"B","site":"S"},{"sex":"F"}]""");
        foreach (var part in new[] { "curves", "calibration", "standardised", "drift", "scan", "labelAudit" })
            root.GetProperty(part).GetProperty("state").GetString().ShouldBe("ready", part);

        var found = root.GetProperty("scan").GetProperty("found").EnumerateArray().First(find => find.GetProperty("subgroup").EnumerateObject().Count() == 2);
        found.GetProperty("subgroup").GetProperty("race").GetString().ShouldBe("B");
        found.GetProperty("subgroup").GetProperty("site").GetString().ShouldBe("S");
        found.GetProperty("confirmed").GetBoolean().ShouldBeTrue();
        root.GetProperty("scan").GetProperty("splitByPatient").GetBoolean().ShouldBeTrue();

        var needs = root.GetProperty("labelAudit").GetProperty("dimensions").EnumerateArray().Single(dimension => dimension.GetProperty("dimension").GetString() == "race");
        needs.GetProperty("patients").GetInt64().ShouldBe(3000);
        var sicker = needs.GetProperty("groups").EnumerateArray().Single(group => group.GetProperty("value").GetString() == "B").GetProperty("needGap");
        sicker.GetProperty("value").GetDouble().ShouldBeInRange(0.5, 1.5);
        sicker.GetProperty("low").GetDouble().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Curves_OfAll_RunFromNobodyToEverybodyAndPassThroughTheThreshold()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now);

        var all = root.GetProperty("curves").GetProperty("groups")[0];
        var roc = all.GetProperty("roc").EnumerateArray().Select(point => (X: point.GetProperty("falsePositiveRate").GetDouble(), Y: point.GetProperty("truePositiveRate").GetDouble())).ToArray();
        roc[0].ShouldBe((0, 0));
        roc[^1].ShouldBe((1, 1));
        all.GetProperty("roc")[0].GetProperty("threshold").ValueKind.ShouldBe(JsonValueKind.Null);
        var area = roc.Zip(roc.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum();
        area.ShouldBe(all.GetProperty("auroc").GetProperty("value").GetDouble(), 0.001);
        var metrics = root.GetProperty("subgroups")[0].GetProperty("metrics");
        var (x, y) = (metrics.GetProperty("fpr").GetProperty("value").GetDouble(), metrics.GetProperty("sensitivity").GetProperty("value").GetDouble());
        var after = Array.FindIndex(roc, point => point.X >= x);
        var (before, next) = (roc[after - 1], roc[after]);
        (before.Y + ((x - before.X) / (next.X - before.X) * (next.Y - before.Y))).ShouldBe(y, 0.002);
    }

    [Fact]
    public async Task Calibration_OfAGroupWhoseRiskIsHidden_IsUnderstatedAndOfTheOthersRight()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now, "--compare", "race=B & site=S");

        var groups = root.GetProperty("calibration").GetProperty("groups").EnumerateArray().ToArray();
        JsonElement Group(params string[] values) => groups.Single(group => group.GetProperty("subgroup").EnumerateObject().Select(part => part.Value.GetString()).SequenceEqual(values));
        Group("B", "S").GetProperty("observedExpected").GetProperty("low").GetDouble().ShouldBeGreaterThan(1.1);
        Group("A").GetProperty("observedExpected").GetProperty("value").GetDouble().ShouldBe(1, 0.05);
        Group("A").GetProperty("slope").GetProperty("value").GetDouble().ShouldBe(1, 0.1);
        Group("A").GetProperty("curve").GetArrayLength().ShouldBe(10);
        groups.Length.ShouldBe(1 + 2 + 2 + 2 + 1);
        foreach (var group in groups)
        {
            var histogram = group.GetProperty("histogram").EnumerateArray().ToArray();
            histogram.Length.ShouldBe(20);
            histogram[3].GetProperty("from").GetDouble().ShouldBe(0.15);
            histogram.Sum(bin => bin.GetProperty("count").GetInt64()).ShouldBe(group.GetProperty("evaluable").GetInt64());
            var ratio = group.GetProperty("observedExpected").GetProperty("value").GetDouble();
            group.GetProperty("meanError").GetProperty("value").GetDouble()
                .ShouldBe(group.GetProperty("positives").GetInt64() / (double)group.GetProperty("evaluable").GetInt64() * ((1 / ratio) - 1), 1e-9);
        }
    }

    [Fact]
    public async Task Drift_AgainstTheSameFile_IsNone()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now, "--baseline", Baseline(Now));

        var drift = root.GetProperty("drift");
        drift.GetProperty("baseline").GetProperty("file").GetString().ShouldBe("before.csv");
        drift.GetProperty("baseline").GetProperty("scored").GetInt64().ShouldBe(6000);
        foreach (var group in drift.GetProperty("groups").EnumerateArray())
        {
            group.GetProperty("psi").GetProperty("value").GetDouble().ShouldBe(0);
            group.GetProperty("kolmogorovSmirnov").GetProperty("pValue").GetDouble().ShouldBe(1);
            group.GetProperty("wasserstein").GetProperty("distance").GetDouble().ShouldBe(0);
        }

        drift.GetProperty("mix").EnumerateArray().ShouldAllBe(mix => mix.GetProperty("againstBaseline").GetProperty("totalVariation").GetDouble() == 0 && mix.GetProperty("againstTraining").GetProperty("notEstimable").GetString() == "no training shares declared");
        (await PageAsync()).ShouldContain("Scores have hardly moved since the baseline, whichever group one looks at: most for All patients, PSI 0.000.");
    }

    [Fact]
    public async Task Drift_ToScoresThatLieHigher_IsSaidFirst()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2, shift: 0.25)));

        var all = root.GetProperty("drift").GetProperty("groups")[0];
        all.GetProperty("psi").GetProperty("biasCorrected").GetDouble().ShouldBeGreaterThan(0.25);
        all.GetProperty("kolmogorovSmirnov").GetProperty("statistic").GetDouble().ShouldBeInRange(0.2, 0.35);
        all.GetProperty("shares").EnumerateArray().Single(share => share.GetProperty("measure").GetString() == "flagRate").GetProperty("difference").GetProperty("high").GetDouble().ShouldBeLessThan(-0.2);
        var said = $"Scores have moved since the baseline for All patients (much drift, PSI {all.GetProperty("psi").GetProperty("biasCorrected").GetDouble().ToString("0.000", CultureInfo.InvariantCulture)})";
        (await PageAsync()).ShouldContain(said);
        string.Join(' ', _cli.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain(said);
    }

    [Fact]
    public async Task Mix_ValuesWithoutADeclaredShare_StandAsOneBesideTheirOwn()
    {
        var root = await AuditAsync(AuditHospital.Definition + "\ntraining: { race: { A: 0.6 } }\n", Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2)));

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        var mix = root.GetProperty("drift").GetProperty("mix").EnumerateArray().ToDictionary(mix => mix.GetProperty("dimension").GetString()!);
        mix["race"].GetProperty("againstTraining").GetProperty("values").EnumerateArray().Select(value => value.GetProperty("value").GetString()).ShouldBe(["A", "Other"]);
        mix["sex"].GetProperty("againstTraining").GetProperty("notEstimable").GetString().ShouldBe("no training shares declared");
        var lines = Lines(await PageAsync(), "Race now");
        lines.Keys.ShouldBe(["A", "B", "All without a declared share"], ignoreOrder: true);
        lines["B"][3..].ShouldBe(["\u2013", "\u2013"], "B has no share of its own in training");
        lines["All without a declared share"][1..4].ShouldBe(["\u2013", "\u2013", "40 %"]);
    }

    [Fact]
    public async Task Parts_NobodyAskedFor_AreNamedWithWhatToWrite()
    {
        var root = await AuditAsync(AuditHospital.Definition, Now);

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        foreach (var (part, option) in new[] { ("drift", "--baseline"), ("scan", "--scan"), ("labelAudit", "--need") })
        {
            root.GetProperty(part).GetProperty("state").GetString().ShouldBe("notAsked");
            root.GetProperty(part).GetProperty("reason").GetString()!.ShouldContain(option);
        }

        (await PageAsync()).ShouldContain("Not part of this audit");
    }

    [Fact]
    public async Task Points_CannotBeCalibratedAndSaySo()
    {
        var root = await AuditAsync(AuditHospital.Points, Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2)), "--scan", "ppv");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        root.GetProperty("calibration").GetProperty("state").GetString().ShouldBe("notEstimable");
        root.GetProperty("calibration").GetProperty("reason").GetString().ShouldBe("score is not a probability");
        root.GetProperty("curves").GetProperty("state").GetString().ShouldBe("ready");
        root.GetProperty("drift").GetProperty("state").GetString().ShouldBe("ready");
        root.GetProperty("scan").GetProperty("metric").GetString().ShouldBe("ppv");
        root.GetProperty("scan").GetProperty("splitByPatient").GetBoolean().ShouldBeFalse();
        (await PageAsync()).ShouldContain("Not estimable: score is not a probability.");
    }

    [Fact]
    public async Task Outcomes_NobodyKnows_LeaveDriftAndNothingElse()
    {
        var root = await AuditAsync(AuditHospital.Definition, AuditHospital.Rows(outcomes: false), "--baseline", Baseline(Now), "--scan");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        root.GetProperty("curves").GetProperty("reason").GetString().ShouldBe("no evaluable encounters");
        root.GetProperty("calibration").GetProperty("reason").GetString().ShouldBe("no evaluable encounters");
        root.GetProperty("drift").GetProperty("state").GetString().ShouldBe("ready");
        root.GetProperty("scan").GetProperty("candidates").GetInt64().ShouldBe(0);
        root.GetProperty("drift").GetProperty("groups")[0].GetProperty("shares").EnumerateArray().Single(share => share.GetProperty("measure").GetString() == "missingOutcome")
            .GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(1);
    }

    [Fact]
    public async Task Suppressed_Audit_ShowsNoCurvesAndNoSmallBins()
    {
        var rare = Now + string.Concat(Enumerable.Range(0, 4).Select(i => $"x{i},y{i},0.9,1,Rare,F,N,3\n"));
        var root = await AuditAsync(AuditHospital.Definition, rare, "--suppress", "--baseline", Baseline(rare), "--need", "comorbidities");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        root.GetProperty("curves").GetProperty("state").GetString().ShouldBe("suppressed");
        var shown = new[]
        {
            root.GetProperty("calibration").GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("subgroup")),
            root.GetProperty("drift").GetProperty("groups").EnumerateArray().Select(group => group.GetProperty("subgroup")),
        }.SelectMany(keys => keys).Select(key => key.GetRawText()).ToArray();
        shown.ShouldNotBeEmpty();
        shown.ShouldNotContain(key => key.Contains("Rare", StringComparison.Ordinal));
        root.GetProperty("drift").GetProperty("mix").EnumerateArray().SelectMany(mix => mix.GetProperty("againstBaseline").GetProperty("values").EnumerateArray())
            .ShouldNotContain(value => value.GetProperty("value").GetString() == "Rare");
        root.GetProperty("labelAudit").GetProperty("dimensions").EnumerateArray().SelectMany(dimension => dimension.GetProperty("groups").EnumerateArray())
            .ShouldNotContain(group => group.GetProperty("value").GetString() == "Rare");
        root.GetProperty("calibration").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("histogram").EnumerateArray())
            .Where(bin => bin.TryGetProperty("count", out _)).ShouldAllBe(bin => bin.GetProperty("count").GetInt64() == 0 || bin.GetProperty("count").GetInt64() > 10);
        foreach (var bin in root.GetProperty("calibration").GetProperty("groups").EnumerateArray().SelectMany(group => group.GetProperty("curve").EnumerateArray()))
        {
            if (!bin.TryGetProperty("observed", out var observed))
                continue;
            var with = observed.GetProperty("value").GetDouble() * observed.GetProperty("denominator").GetDouble();
            (with is 0 or > 10).ShouldBeTrue($"{with} with the outcome");
            (observed.GetProperty("denominator").GetDouble() - with is 0 or > 10).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("The source has no column 'site' (dimension)", "encounter_id,patient_id,score,sepsis,race,sex\ne1,p1,0.4,1,A,F\n")]
    [InlineData("No row of before.csv can be used: 1 rows: score is missing", "encounter_id,patient_id,score,sepsis,race,sex,site\ne1,p1,,1,A,F,N\n")]
    public async Task Baseline_ThatCannotBeCompared_IsNamedWithTheReason(string reason, string rows)
    {
        (await _cli.AuditAsync(AuditHospital.Definition, Now, "--baseline", Baseline(rows))).ShouldBe(1);

        _cli.Error.ShouldContain("The baseline before.csv cannot be compared with.");
        _cli.Error.ShouldContain(reason);
        Directory.Exists(_cli.Output).ShouldBeFalse();
    }

    [Theory]
    [InlineData("The file no.csv is not there", "--baseline", "no.csv")]
    [InlineData("The source has no column 'need' (need)", "--need", "need")]
    [InlineData("The definition has no dimension 'ward'. It has: race, sex, site.", "--compare", "ward=1")]
    [InlineData("Nobody in the file has race 'C'. It has: A, B.", "--compare", "race=C")]
    [InlineData("Write --intersections 3", "--compare", "race=A & sex=F & site=N")]
    [InlineData("'race' is not a subgroup", "--compare", "race")]
    [InlineData("--scan cannot look at 'auroc'. Write one of sensitivity", "--scan", "auroc")]
    [InlineData("--scan and --suppress do not go together", "--scan", "--suppress")]
    [InlineData("--compare takes up to 5 subgroups", "--compare", "a=1", "--compare", "a=2", "--compare", "a=3", "--compare", "a=4", "--compare", "a=5", "--compare", "a=6")]
    public async Task Options_ThatCannotBeMet_EndWithAMessageAndNoFiles(string message, params string[] options)
    {
        (await _cli.AuditAsync(AuditHospital.Definition, Now, options)).ShouldBe(1);

        _cli.Error.ShouldContain(message);
        _cli.Error.ShouldNotContain("   at ");
        Directory.Exists(_cli.Output).ShouldBeFalse();
    }

    [Fact]
    public async Task Help_NamesEveryOption()
    {
        (await _cli.RunAsync("audit", "--help")).ShouldBe(0);

        foreach (var option in new[] { "--baseline", "--scan", "--need", "--compare", "--intersections", "--suppress" })
            _cli.Out.ShouldContain(option);
    }

    [Fact]
    public async Task Page_WithEverything_AsksNobodyAndHasATableBesideEveryChart()
    {
        await AuditAsync(AuditHospital.Definition, Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2, shift: 0.1)), "--scan", "--need", "comorbidities");

        var page = await PageAsync();
        foreach (var outside in new[] { "http:", "https:", "<script", "<link", "@import", "url(", "src=" })
            page.ShouldNotContain(outside, Case.Insensitive);
        foreach (var section in new[] { "curves", "calibration", "standardised", "drift", "scan", "need" })
        {
            var html = Regex.Match(page, $"<section aria-labelledby=\"{section}\">.*?</section>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Value;
            html.ShouldContain("<caption>", customMessage: section);
            page.ShouldContain($"href=\"#{section}\"");
        }

        Regex.Count(page, "<figure class=\"chart\">", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBeGreaterThan(5);
        Regex.Matches(page, "role=\"img\" aria-label=\"(?<said>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldAllBe(match => match.Groups["said"].Length > 0);
        Regex.Matches(page, " d=\"(?<path>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldAllBe(match => !match.Groups["path"].Value.Contains("NaN", StringComparison.Ordinal));
        foreach (var table in Regex.Matches(page, "<table.*?</table>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Select(match => match.Value))
        {
            table.ShouldContain("<caption>");
            Regex.Count(table, "<th(?![^>]*scope=)(?!ead)[^>]*>", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(0);
        }
    }

    [Fact]
    public async Task Page_WithEverything_ShowsEveryFindBesideWhatItIsPartOfAndEveryCurveWithItsInterval()
    {
        var root = await AuditAsync(
            AuditHospital.Definition, Now, "--baseline", Baseline(AuditHospital.Rows(seed: 2, shift: 0.1)), "--scan", "--need", "comorbidities", "--compare", "race=B & site=S", "--compare", "sex=F");

        var page = (await PageAsync()).Replace("&amp;", "&", StringComparison.Ordinal);
        string Section(string id) => Regex.Match(page, $"<section aria-labelledby=\"{id}\">.*?</section>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Value;
        var parents = root.GetProperty("scan").GetProperty("found").EnumerateArray().Sum(find => find.GetProperty("parents").GetArrayLength());
        parents.ShouldBeGreaterThan(1);
        var rows = Regex.Matches(Section("scan"), "<tr class=\"part\">.*?</tr>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Select(match => match.Value).ToArray();
        rows.Length.ShouldBe(parents);
        rows.ShouldContain(row => row.Contains("part of Race: B", StringComparison.Ordinal));
        rows.ShouldAllBe(row => Regex.IsMatch(row, ", of [0-9]", RegexOptions.None, TimeSpan.FromSeconds(5)));
        foreach (var drawn in new[] { "Scores of all patients, now and in the baseline", "Scores, Race B & Site S", "Scores, Sex: F" })
            Section("drift").ShouldContain($"<strong>{drawn}.</strong>");
        Regex.Count(Section("need"), "<path class=\"band ", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(2, "both races have theirs");
        Section("need").ShouldContain("Mean need (comorbidities) by score percentile, with its");
        Regex.Count(Section("calibration"), "<rect class=\"spread\"", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldBe(3 * 20);
        Section("calibration").ShouldContain("How the scores are spread");
    }

    [Fact]
    public async Task Audit_RunTwiceWithEverything_WritesTheSameJson()
    {
        string[] options = ["--baseline", Baseline(AuditHospital.Rows(seed: 2)), "--scan", "--need", "comorbidities"];
        await AuditAsync(AuditHospital.Definition, Now, options);
        var first = await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken);
        await AuditAsync(AuditHospital.Definition, Now, options);

        (await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken)).ShouldBe(first);
    }

    private string Baseline(string rows) => _cli.Write("before.csv", rows);

    private async Task<JsonElement> AuditAsync(string definition, string rows, params string[] options)
    {
        (await _cli.AuditAsync(definition, rows, options)).ShouldBe(0, _cli.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    /// <summary>The lines of a table by their heading, each as the texts of its cells without what stands below.</summary>
    private static Dictionary<string, string[]> Lines(string page, string caption)
    {
        var table = page[page.IndexOf($"<strong>{caption}", StringComparison.Ordinal)..];
        return table[..table.IndexOf("</table>", StringComparison.Ordinal)].Split("<th scope=\"row\"").Skip(1)
            .Select(line => line.Split("<td").Select(cell => WebUtility.HtmlDecode(cell[(cell.IndexOf('>', StringComparison.Ordinal) + 1)..].Split('<')[0]).Replace('\u00A0', ' ').Trim()).ToArray())
            .ToDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
    }

    private Task<string> PageAsync() => File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.html"), TestContext.Current.CancellationToken);
}

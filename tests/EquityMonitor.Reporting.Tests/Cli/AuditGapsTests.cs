using System.Text;
using System.Text.Json;
using EquityMonitor.Reporting.Tests.Audit;

namespace EquityMonitor.Reporting.Tests.Cli;

/// <summary>Gaps with the same mix, from the command line to the documents, where the model finds the young better than the old and race says nothing.</summary>
public sealed class AuditGapsTests : IDisposable
{
    private const string Definition = """
        key: falls
        name: Falls
        version: "1"
        score: { column: score, kind: probability }
        threshold: 0.5
        outcome: { column: fell, maturityDays: 1 }
        encounter: encounter_id
        dimensions: [race, age_group, sex]
        rules:
          - { key: sens-gap, name: Sensitivity against everyone else, metric: sensitivity, against: complement, gap: 0.05 }
        """;

    private readonly CliRun _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Gap_ThatIsAllAge_GoesWithTheSameMix()
    {
        var root = await AuditAsync(Definition);

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        var gap = Group(root, "race", "B").GetProperty("metrics").GetProperty("sensitivity");
        gap.GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(((40 + 16) - (80 + 8)) / 120.0, 1e-12);
        gap.GetProperty("difference").GetProperty("high").GetDouble().ShouldBeLessThan(-0.1);
        var left = gap.GetProperty("standardised");
        left.GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(0, 1e-12);
        left.GetProperty("own").GetProperty("value").GetDouble().ShouldBe(0.6, 1e-12);
        left.GetProperty("coverage").GetDouble().ShouldBe(1);
        Columns(root.GetProperty("standardised")).ShouldBe(["age_group", "sex"]);
        Columns(Group(root, "age_group", "old")).ShouldBe(["sex"]);
        var row = CsvLines.Read(await File.ReadAllBytesAsync(Path.Combine(_cli.Output, "audit.csv"), TestContext.Current.CancellationToken)).Single(row => row["subgroup"] == "race=B" && row["metric"] == "sensitivity");
        row["standardisedBy"].ShouldBe("age_group; sex");
        double Field(string name) => double.Parse(row[name], System.Globalization.CultureInfo.InvariantCulture);
        foreach (var (name, property) in new[] { ("standardised", "own"), ("standardisedOthers", "others"), ("standardisedDifference", "difference") })
        {
            Field(name).ShouldBe(left.GetProperty(property).GetProperty("value").GetDouble());
            Field(name + "Low").ShouldBe(left.GetProperty(property).GetProperty("low").GetDouble());
            Field(name + "High").ShouldBe(left.GetProperty(property).GetProperty("high").GetDouble());
        }

        Field("standardisedCoverage").ShouldBe(1);
        row["standardisedDifferenceNotEstimable"].ShouldBe("");
        var page = Plain(await PageAsync());
        page.ShouldContain("Sensitivity: of the 27 points less among patients whose race is B, less than 1 point would be left with the same mix of age group and sex, which chance alone could explain.");
        page.ShouldContain("by direct standardisation to all patients of the file");
        page.ShouldNotContain("These figures are not standardised");
        string.Join(' ', Plain(_cli.Out).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("are still there when both have the same mix of age group and sex.");
    }

    [Fact]
    public async Task Gap_StandardisedByWhatDoesNotMatter_Stays()
    {
        var root = await AuditAsync(Definition + "\nstandardiseBy: [sex]\n");

        var gap = Group(root, "race", "B").GetProperty("metrics").GetProperty("sensitivity");
        gap.GetProperty("standardised").GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(gap.GetProperty("difference").GetProperty("value").GetDouble(), 1e-12);
    }

    [Fact]
    public async Task Gap_OfADefinitionThatStandardisesByNothing_SaysHowToHaveIt()
    {
        var root = await AuditAsync(Definition + "\nstandardiseBy: []\n");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        root.GetProperty("standardised").GetProperty("state").GetString().ShouldBe("notAsked");
        root.GetProperty("standardised").GetProperty("reason").GetString()!.ShouldContain("standardiseBy: [age, sex]");
        (await PageAsync()).ShouldContain("These figures are not standardised: name the dimensions");
    }

    [Fact]
    public async Task Gap_WhereSmallCellsAreProtected_TellsNoShareThatCouldBeCompared()
    {
        var root = await AuditAsync(Definition, "--suppress");

        JsonSchema.OfAudit().Problems(root).ShouldBeEmpty();
        var left = Group(root, "race", "B").GetProperty("metrics").GetProperty("sensitivity").GetProperty("standardised");
        left.GetProperty("coverage").ValueKind.ShouldBe(JsonValueKind.Null);
        left.GetProperty("difference").GetProperty("value").GetDouble().ShouldBe(0, 1e-12);
        (await PageAsync()).ShouldNotContain("Could be compared");
    }

    /// <summary>Of race A 100 young and 20 old fall, of race B 20 young and 100 old; 80 % of the young are flagged and 40 % of the old, of either race and sex.</summary>
    private static string Rows()
    {
        var csv = new StringBuilder("encounter_id,score,fell,race,age_group,sex\n");
        var encounter = 0;
        foreach (var race in "AB")
        {
            foreach (var age in new[] { "young", "old" })
            {
                for (var i = 0; i < (race == 'A' == (age == "young") ? 100 : 20); i++)
                    csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"e{encounter++},{(i / 2 % 5 < (age == "young" ? 4 : 2) ? 0.9 : 0.1)},1,{race},{age},{"FM"[i % 2]}\n");
                for (var i = 0; i < 60; i++)
                    csv.Append(System.Globalization.CultureInfo.InvariantCulture, $"e{encounter++},{(i / 2 % 3 == 0 ? 0.9 : 0.1)},0,{race},{age},{"FM"[i % 2]}\n");
            }
        }

        return csv.ToString();
    }

    private async Task<JsonElement> AuditAsync(string definition, params string[] options)
    {
        (await _cli.AuditAsync(definition, Rows(), options)).ShouldBe(2, _cli.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.json"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }

    private Task<string> PageAsync() => File.ReadAllTextAsync(Path.Combine(_cli.Output, "audit.html"), TestContext.Current.CancellationToken);

    private static JsonElement Group(JsonElement root, string column, string value) => root.GetProperty("standardised").GetProperty("groups").EnumerateArray()
        .Single(group => group.GetProperty("subgroup").EnumerateObject().Count() == 1 && group.GetProperty("subgroup").TryGetProperty(column, out var own) && own.GetString() == value);

    private static IEnumerable<string?> Columns(JsonElement element) => element.GetProperty("by").EnumerateArray().Select(column => column.GetString());

    private static string Plain(string text) => text.Replace("&#xA0;", " ", StringComparison.Ordinal).Replace('\u00A0', ' ');
}

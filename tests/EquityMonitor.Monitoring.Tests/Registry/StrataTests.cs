using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class StrataTests
{
    [Theory]
    [InlineData("age", "Age band", true, true)]
    [InlineData("alter", "Patient age", true, true)]
    [InlineData("age_group", "Group", false, true)]
    [InlineData("ageAtVisit", "Years", false, true)]
    [InlineData("AGEGROUP", "Group", false, true)]
    [InlineData("gender", "Recorded gender", false, true)]
    [InlineData("sex_at_birth", "Registered as", false, true)]
    [InlineData("language", "Language", true, false)]
    [InlineData("triage", "Triage stage", true, false)]
    [InlineData("percentage", "Coverage", true, false)]
    public void Of_ADefinitionThatNamesNone_AreThoseThatSayAgeOrSex(string column, string name, bool isBanded, bool isFound) =>
        Columns(new DimensionDefinition(column, name, isBanded ? [18, 65] : [], [])).ShouldBe(isFound ? [column] : Array.Empty<string>());

    [Fact]
    public void Of_AgeInWordsAndInBands_TakesTheBands() =>
        Columns(new("age_group", "Age group", [], []), new("sex", "Sex", [], []), new("age", "Age band", [18, 65], [])).ShouldBe(["age", "sex"]);

    [Fact]
    public void Of_ADefinitionThatNamesSome_AreThoseInItsOrder()
    {
        var definition = Definitions.Parsed(Definitions.With("windows:", "standardiseBy: [site, age]\nwindows:"));

        Strata.Of(definition).Select(dimension => dimension.Column).ShouldBe(["site", "age"]);
        Strata.Of(definition with { StandardiseBy = [] }).ShouldBeEmpty();
        Strata.Of(definition with { StandardiseBy = null }).Select(dimension => dimension.Column).ShouldBe(["age"]);
    }

    private static string[] Columns(params DimensionDefinition[] dimensions) => [.. Strata.Of(Definitions.Parsed() with { Dimensions = dimensions }).Select(dimension => dimension.Column)];
}

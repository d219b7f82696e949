using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class SubgroupNamesTests
{
    private static readonly SubgroupNames Names = new(
    [
        new DimensionDefinition("language", "Language", [], []),
        new DimensionDefinition("age", "Age band", [18, 45, 65, 80], []),
        new DimensionDefinition("deprivation_quintile", "deprivation_quintile", [], []),
    ]);

    [Theory]
    [InlineData("", "All patients")]
    [InlineData("language=Spanish", "Language: Spanish")]
    [InlineData("age=45-64", "Age band: 45 to 64")]
    [InlineData("language=Unknown", "Language: Unknown")]
    [InlineData("deprivation_quintile=5", "Deprivation quintile: 5")]
    [InlineData("age=80 and over & language=Spanish", "80 and over & Spanish")]
    [InlineData("age=under 18 & language=Unknown", "under 18 & Language unknown")]
    [InlineData("age=45-64 & language=Spanish", "Age band 45 to 64 & Spanish")]
    [InlineData("deprivation_quintile=5 & language=Spanish", "Deprivation quintile 5 & Spanish")]
    public void Of_Key_ReadsAsPeopleSayIt(string key, string expected) => Names.Of(SubgroupKey.Parse(key)).ShouldBe(expected);

    [Theory]
    [InlineData("", "all patients")]
    [InlineData("language=Spanish", "patients whose language is Spanish")]
    [InlineData("language=Unknown", "patients whose language is unknown")]
    [InlineData("age=45-64", "patients whose age band is 45 to 64")]
    [InlineData("race=Black & sex=Female", "Black & Female patients")]
    [InlineData("age=80 and over & language=Spanish", "patients whose age band is 80 and over and whose language is Spanish")]
    [InlineData("race=Unknown & sex=Female", "patients whose race is unknown and whose sex is Female")]
    [InlineData("ZIP=606", "patients whose ZIP is 606")]
    public void Phrase_Key_StandsInTheMiddleOfASentence(string key, string expected) => Names.Phrase(SubgroupKey.Parse(key)).ShouldBe(expected);
}

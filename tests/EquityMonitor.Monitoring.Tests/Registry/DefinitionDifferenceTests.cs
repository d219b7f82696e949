using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class DefinitionDifferenceTests
{
    private static readonly ModelDefinition Model = Definitions.Parsed();

    [Fact]
    public void Between_ThresholdAndMaturity_SaysFromWhatToWhat()
    {
        var changed = Model with { Threshold = 0.123, Outcome = Model.Outcome with { MaturityDays = 1 } };

        var sentence = DefinitionChange.Between(Model, changed).Sentences.ShouldHaveSingleItem();

        sentence.ShouldStartWith(FormattableString.Invariant($"Changed: threshold from {Model.Threshold} to 0.123; maturity from {Model.Outcome.MaturityDays} days to 1 day. Every point is computed anew"));
    }

    [Fact]
    public void Between_LongTexts_AreCutInTheSentenceAndWholeInTheTable()
    {
        var purpose = new string('x', 200);
        var changed = Model with { Purpose = purpose };

        DefinitionChange.Between(Model, changed).Sentences.ShouldHaveSingleItem().Length.ShouldBeLessThan(250);
        DefinitionDifference.Between(Model, changed).ShouldHaveSingleItem().After.ShouldBe(purpose);
    }

    [Fact]
    public void Between_Query_IsNamedAndNotTold()
    {
        var changed = Model with { Source = Model.Source! with { Query = Model.Source.Query + " -- another" } };

        DefinitionDifference.Between(Model, changed).ShouldBe([new DefinitionDifference("query", null, null)]);
        DefinitionChange.Between(Model, changed).Sentences.ShouldHaveSingleItem().ShouldStartWith("Changed: query. ");
    }

    [Fact]
    public void Between_Rule_SaysEachFigure()
    {
        var old = Model.Rules[0] with { Metric = Metric.Sensitivity, Limit = new Limit.Floor(0.55), Window = 90, Minimum = 30 };
        var changed = old with { Limit = new Limit.Floor(0.005), Window = 28, Minimum = 50 };

        Told(old, changed).ShouldContain("changes: floor from 55 % to 0.5 %, window from 90 days to 28 days, least number judged from 30 to 50. It is judged");
        Told(old, old with { Limit = new Limit.Band(0.4, 0.6) }).ShouldContain("changes: limit from floor 55 % to band 40 to 60 %. It is judged");
    }

    private static string Told(RuleDefinition old, RuleDefinition changed) =>
        DefinitionChange.Between(Model with { Rules = [old] }, Model with { Rules = [changed] }).Sentences.ShouldHaveSingleItem();
}

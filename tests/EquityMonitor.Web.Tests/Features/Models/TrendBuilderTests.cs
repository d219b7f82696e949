using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class TrendBuilderTests
{
    private static readonly DateOnly First = new(2026, 8, 1);
    private static readonly SubgroupKey Spanish = SubgroupKey.Of("language", "Spanish"), English = SubgroupKey.Of("language", "English"), Black = SubgroupKey.Of("race", "Black");

    private static readonly RuleDefinition Gap = new()
    {
        Key = "sens",
        Name = "Gap",
        Metric = Metric.Sensitivity,
        Limit = new Limit.Gap(0.1),
        Better = BetterDirection.Higher,
        Window = 90,
        Against = new Reference.NamedValue("language", "English"),
    };

    private readonly List<string> _notes = [];

    [Fact]
    public void Build_NamedValue_FollowsThatGroup()
    {
        Limits(Gap, null, Spanish).ShouldHaveSingleItem().Values.ShouldAllBe(value => Math.Abs(value!.Value - 0.7) < 1e-12);
        _notes.ShouldBeEmpty();
    }

    [Fact]
    public void Build_NamedValueOfSeveralOrOfAnotherDimension_SaysWhyThereIsNoLine()
    {
        Limits(Gap, null).ShouldBeEmpty();
        _notes.ShouldHaveSingleItem().ShouldContain("holds each group against the group \u201cEnglish\u201d: compare exactly one group");
        _notes.Clear();

        Limits(Gap with { Against = new Reference.NamedValue("race", "White") }, null, Spanish).ShouldBeEmpty();
        _notes.ShouldHaveSingleItem().ShouldEndWith("speaks of race only.");
    }

    [Fact]
    public void Build_OwnBaseline_IsALevelLineOfTheGroupOrOfAll()
    {
        var baseline = new BaselineSamples("2.1", new DateRange(First.AddDays(-400), First.AddDays(-200)), new Dictionary<SubgroupKey, PerformanceSample>
        {
            [SubgroupKey.All] = Sample(75),
            [Spanish] = Sample(60),
        });
        var rule = Gap with { Against = new Reference.OwnBaseline() };

        Limits(rule, baseline, Spanish).ShouldHaveSingleItem().Values.ShouldBe([0.5, 0.5, 0.5]);
        Limits(rule, baseline).ShouldHaveSingleItem().Values[0]!.Value.ShouldBe(0.65, 1e-12);
        _notes.ShouldBeEmpty();
        Limits(rule, baseline, English).ShouldBeEmpty("the baseline had nobody of this group");
        Limits(rule, baseline with { Period = new DateRange(First.AddDays(-200), First.AddDays(-60)) }, Spanish).ShouldBeEmpty("the windows overlap the baseline");
    }

    private IReadOnlyList<TrendLimit> Limits(RuleDefinition rule, BaselineSamples? baseline, params SubgroupKey[] pins)
    {
        var definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition! with { Rules = [rule] };
        var choice = new ModelChoice { Metric = Metric.Sensitivity, Dimension = definition.Dimensions.First(dimension => dimension.Column == "language"), Window = 90, Range = 90, Pins = pins };
        var history = PointHistory.Of(new[] { (SubgroupKey.All, 70), (Spanish, 40), (English, 80), (Black, 50) }
            .Select(group => (group.Item1, (IReadOnlyList<DatedTally>)[.. Enumerable.Range(0, 3).Select(day => new DatedTally(First.AddDays(day), new SubgroupTally(group.Item1, Sample(group.Item2), null, null, null)))])));
        return new TrendBuilder(definition, choice, history, true, baseline).Build([], new Dictionary<SubgroupKey, Verdict>(), [], _notes).Limits;
    }

    private static PerformanceSample Sample(long truePositives) =>
        new() { Scored = 300, Flagged = 100, Mature = 300, Counts = new ConfusionCounts(truePositives, 50, 100 - truePositives, 150) };
}

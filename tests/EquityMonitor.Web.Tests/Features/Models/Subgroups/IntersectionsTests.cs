using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class IntersectionsTests
{
    [Fact]
    public void Of_PairsBelow_StandBesideTheirParents()
    {
        var intersections = Intersections.Of(Example.View(Example.Floor), Metric.Sensitivity, null);

        intersections.Cards.Select(card => card.Pair.Key).ShouldBe(["language=Spanish & sex=Female", "language=Spanish & sex=Male"]);
        var card = intersections.Cards[0];
        card.Rows.Select(row => row.Name).ShouldBe(["Spanish & Female", "Language: Spanish", "Sex: Female"]);
        card.Rows.Select(row => row.Verdict).ShouldBe([Verdict.Below, Verdict.Below, Verdict.Meets]);
        card.Rows[1].Reading.MeasuredOrNull!.Value.ShouldBe(55 / 170.0, 1e-12);
        card.Limits.ShouldBe([0.5]);
        card.Parents.ShouldHaveSingleItem().Key.ShouldBe("language=Spanish");
        Plain(intersections.Sentence).ShouldBe("2 intersections of two groups are below what was agreed. In each of them one of the groups is below on its own too, so that the intersection may only repeat it.");
    }

    [Fact]
    public void Of_PairThatNoParentExplains_StandsFirstAndIsSaid()
    {
        (string, string, ConfusionCounts)[] cells =
        [
            ("English", "Female", new(300, 300, 100, 1300)), ("English", "Male", new(300, 300, 100, 1300)),
            ("Spanish", "Female", new(20, 60, 60, 320)), ("Spanish", "Male", new(150, 60, 10, 320)),
        ];

        var intersections = Intersections.Of(Example.View(Example.Definition(Example.Floor), true, cells), Metric.Sensitivity, null);

        intersections.Cards.ShouldHaveSingleItem().IsOfItsOwn.ShouldBeTrue();
        Plain(intersections.Sentence).ShouldBe("1 intersection of two groups is below what was agreed. It shows only where both attributes meet: neither group is below on its own.");
    }

    [Fact]
    public void Of_OnlyTheNarrowerIntervalThatIsShownPastTheLimit_SaysWhatVerdictsGoBy()
    {
        (string, string, ConfusionCounts)[] cells =
        [
            ("English", "Female", new(300, 300, 100, 1300)), ("English", "Male", new(300, 300, 100, 1300)), ("Spanish", "Female", new(41, 60, 54, 320)), ("Spanish", "Male", new(150, 60, 10, 320)),
        ];
        var definition = Example.Definition(Example.Floor);

        var card = Intersections.Of(Example.View(definition with { Confidence = ConfidenceLevel.Of(0.8) }, true, cells), Metric.Sensitivity, null).Cards.ShouldHaveSingleItem();

        card.Verdict.Verdict.ShouldBe(Verdict.Watch);
        Plain(card.OnlyWatchedBecause).ShouldBe("Watch, because verdicts go by the 95 % interval, which is wider than the 80 % interval shown and reaches the limit.");
        Intersections.Of(Example.View(definition, true, cells), Metric.Sensitivity, null).Cards.ShouldHaveSingleItem().OnlyWatchedBecause.ShouldBeNull();
    }

    [Fact]
    public void Of_WholeIntervalPastTheLimitButOneOfMany_SaysWhyItIsOnlyOnWatch()
    {
        // 37 of 95 against a floor of 50 %: alone below it, not as one of six.
        (string, string, ConfusionCounts)[] cells =
        [
            ("English", "Female", new(300, 300, 100, 1300)), ("English", "Male", new(300, 300, 100, 1300)), ("Spanish", "Female", new(37, 60, 58, 320)), ("Spanish", "Male", new(150, 60, 10, 320)),
            ("Other", "Female", new(300, 300, 100, 1300)), ("Other", "Male", new(300, 300, 100, 1300)),
        ];
        var view = Example.View(Example.Definition(Example.Floor), true, cells);

        var card = Intersections.Of(view, Metric.Sensitivity, null).Cards.ShouldHaveSingleItem();

        card.Verdict.Verdict.ShouldBe(Verdict.Watch);
        Plain(card.OnlyWatchedBecause).ShouldBe("Watch, because 6 groups were looked at together: among so many, some lie past the limit by chance.");
        Intersections.Of(view with { HasEveryPair = false }, Metric.Sensitivity, null).Cards[0].OnlyWatchedBecause!.ShouldStartWith("Watch, because many groups were looked at together");
        Intersections.Of(Example.View(Example.Floor), Metric.Sensitivity, null).Cards.ShouldAllBe(below => below.OnlyWatchedBecause == null);
    }

    [Fact]
    public void Of_ComparingRule_HasNoCommonLimit()
    {
        var cards = Intersections.Of(Example.View(Example.Gap), Metric.Sensitivity, null).Cards;

        cards.ShouldNotBeEmpty();
        cards.ShouldAllBe(card => card.Limits.Count == 0);
    }

    [Fact]
    public void Of_TwoRules_PutsTheChosenMetricFirst()
    {
        var view = Example.View(Example.PpvRatio, Example.Floor);

        Intersections.Of(view, Metric.Sensitivity, null).Cards[0].Verdict.Rule.Metric.ShouldBe(Metric.Sensitivity);
        Intersections.Of(view, Metric.Ppv, null).Cards[0].Verdict.Rule.Metric.ShouldBe(Metric.Ppv);
    }

    [Fact]
    public void Of_NoneBelow_SaysWhatThatMeans()
    {
        var intersections = Intersections.Of(Example.View(Example.Floor with { Limit = new Limit.Floor(0.05) }), Metric.Sensitivity, null);

        intersections.Cards.ShouldBeEmpty();
        Plain(intersections.Sentence).ShouldBe(
            "No intersection of two groups was below its limit or on watch on 3 Sep 2026: 4 meet what was agreed; 1 have too little data to be judged, which says nothing either way.");
    }

    [Fact]
    public void Of_WindowWithoutRules_SaysThatNothingIsJudged() =>
        Plain(Intersections.Of(Example.View(), Metric.Sensitivity, null).Sentence).ShouldBe("No rule is judged over 90 days, so that no intersection can be below a limit here.");

    [Fact]
    public void Of_DayOnWhichOnlyFollowedPairsWereEvaluated_SaysSo() =>
        Intersections.Of(Example.View(Example.Floor) with { HasEveryPair = false }, Metric.Sensitivity, null).Sentence.ShouldEndWith("needed attention at some later time.");

    [Fact]
    public void Of_Dimension_HasOnlyItsPairs() =>
        Intersections.Of(Example.View(Example.Floor), Metric.Sensitivity, "payer").Cards.ShouldBeEmpty();

    private static string? Plain(string? text) => text?.Replace('\u00A0', ' ');
}

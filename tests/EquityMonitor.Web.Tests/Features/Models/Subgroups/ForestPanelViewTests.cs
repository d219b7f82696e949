using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Html.View;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class ForestPanelViewTests
{
    [Fact]
    public void Of_Floor_SortsByDistanceWithAllOnTopAndTooFewAtTheEnd() =>
        Keys(Example.View(Example.Floor), Metric.Sensitivity).ShouldBe(["", "language=Spanish", "sex=Female", "language=English", "sex=Male", "language=Unknown"]);

    [Fact]
    public void Of_Ceiling_TheHighestIsTheWorst()
    {
        var forest = ForestPanelView.Of(Example.View(Example.FprCeiling), Metric.Fpr, null);

        Keys(forest).Take(3).ShouldBe(["", "language=Spanish", "sex=Female"]);
        Fpr(forest.Rows[1]).ShouldBeGreaterThan(Fpr(forest.Rows[2]));
    }

    [Fact]
    public void Of_Gap_DrawsTheDifferenceToEveryoneElseAndAllHasNone()
    {
        var forest = ForestPanelView.Of(Example.View(Example.Gap), Metric.Sensitivity, null);

        forest.Drawing.QuantityName.ShouldBe("Difference to everyone else");
        forest.Rows[0].Subgroup.Order.ShouldBe(0);
        forest.Rows[0].Drawn.ShouldBeNull();
        forest.Rows[1].Subgroup.Key.ShouldBe("language=Spanish");
        forest.Rows[1].Drawn!.Value.ShouldBe("\u221241\u00A0points");
        forest.Rows[1].Drawn!.Position.ShouldBeLessThan(forest.Drawing.Limits[0].Position);
    }

    [Fact]
    public void Of_Ratio_DrawsTheRatioToEveryoneElse()
    {
        var forest = ForestPanelView.Of(Example.View(Example.PpvRatio), Metric.Ppv, null);

        forest.Drawing.Quantity.ShouldBe(ForestQuantity.Ratio);
        forest.Rows[1].Subgroup.Key.ShouldBe("language=Spanish");
        forest.Drawing.Limits.ShouldHaveSingleItem().Label.ShouldBe("0.8");
    }

    [Fact]
    public void Of_Band_HasTwoLinesAndTheFurthestOutsideFirst()
    {
        var forest = ForestPanelView.Of(Example.View(Example.Band), Metric.ObservedExpected, null);

        forest.Drawing.Limits.Count.ShouldBe(2);
        var distances = forest.Rows.Skip(1).SkipLast(1).Select(row => row.Subgroup.DistanceTo(Example.Band).Margin!.Value).ToArray();
        distances.ShouldBe(distances.Order());
    }

    [Theory]
    [InlineData("sensitivity")]
    [InlineData("fpr")]
    [InlineData("observedExpected")]
    [InlineData("calibrationIntercept")]
    public void Of_WithoutRule_SortsByTheValueTheWorstFirst(string key)
    {
        var metric = Metric.Find(key)!;
        var forest = ForestPanelView.Of(Example.View(), metric, null);

        forest.Rule.ShouldBeNull();
        forest.Drawing.Description.ShouldStartWith("Nothing was agreed for");
        var values = forest.Rows.Skip(1).SkipLast(1).Select(row => Badness(metric, row.Own.MeasuredOrNull!.Value)).ToArray();
        values.ShouldBe(values.OrderDescending());
        forest.Rows[^1].Subgroup.Key.ShouldBe("language=Unknown", "too few to lead the list, however bad the figure");
    }

    [Fact]
    public void Of_RuleOfAnotherWindow_IsNamedAndDoesNotJudge()
    {
        var forest = ForestPanelView.Of(Example.View(Example.Floor with { Window = 28 }), Metric.Sensitivity, null);

        forest.Rule.ShouldBeNull();
        forest.Drawing.Limits.ShouldBeEmpty();
        forest.Drawing.Description.Replace('\u00A0', ' ').ShouldBe("What was agreed (at least 50 %) is judged over 28 days, not over 90 days. The lowest stands first.");
    }

    [Fact]
    public void Of_RuleForOneDimension_PutsTheOthersBehindWithoutAVerdict()
    {
        var forest = ForestPanelView.Of(Example.View(Example.Floor with { Dimensions = ["sex"] }), Metric.Sensitivity, null);

        Keys(forest).Take(3).ShouldBe(["", "sex=Female", "sex=Male"]);
        forest.Rows[3].Verdict.ShouldBeNull();
        forest.Rows[3].Note.ShouldBe("the rule does not speak of this group");
    }

    [Fact]
    public void Of_Dimension_ShowsItsValuesAndAll() =>
        Keys(ForestPanelView.Of(Example.View(Example.Floor), Metric.Sensitivity, "sex")).ShouldBe(["", "sex=Female", "sex=Male"]);

    [Fact]
    public void Of_PinnedIntersection_StandsAtItsDistance() =>
        Keys(ForestPanelView.Of(Example.View(Example.Floor), Metric.Sensitivity, "sex", ["language=Spanish & sex=Male", "sex=Male"]))
            .ShouldBe(["", "language=Spanish & sex=Male", "sex=Female", "sex=Male"]);

    [Fact]
    public void Of_TooFew_SaysHowManyAreNeeded() =>
        ForestPanelView.Of(Example.View(Example.Floor), Metric.Sensitivity, null).Rows[^1].Note.ShouldBe("too few to judge: 30 are needed");

    [Fact]
    public void Of_Withheld_IsListedLastWithoutADrawing()
    {
        var forest = ForestPanelView.Of(Example.View(showSmallCells: false, Example.Floor), Metric.Sensitivity, null);

        forest.Rows[^1].Subgroup.Key.ShouldBe("language=Unknown");
        forest.Rows[^1].Drawn.ShouldBeNull();
    }

    [Fact]
    public void RuleOf_TwoRulesOnAMetric_IsTheMoreSevere()
    {
        var mild = Example.Floor with { Key = "mild", Severity = Severity.Low };

        Example.View(mild, Example.Gap).RuleOf(Metric.Sensitivity).ShouldBe(Example.Gap);
    }

    private static double Fpr(ForestPanelRow row) => row.Own.MeasuredOrNull!.Value;

    private static double Badness(Metric metric, double value) => metric == Metric.Fpr ? value : metric == Metric.ObservedExpected ? Math.Abs(value - 1) : metric == Metric.CalibrationIntercept ? Math.Abs(value) : -value;

    private static string[] Keys(SubgroupsView view, Metric metric) => Keys(ForestPanelView.Of(view, metric, null));

    private static string[] Keys(ForestPanelView forest) => [.. forest.Rows.Select(row => row.Subgroup.Key)];
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class SubgroupRowTests
{
    [Fact]
    public void Row_OfASubgroup_HasFigureOthersAndDifference()
    {
        var row = Example.View(Example.Floor).Find("language=Spanish")!;

        row.Name.ShouldBe("Language: Spanish");
        row.Value.ShouldBe("Spanish");
        (row.Scored, row.Evaluable, row.Patients).ShouldBe((1010, 1010, 1010));
        row.Own(Metric.Sensitivity).MeasuredOrNull!.Value.ShouldBe(55 / 170.0, 1e-12);
        row.Others(Metric.Sensitivity)!.MeasuredOrNull!.Value.ShouldBe(592 / 805.0, 1e-12);
        row.Difference(Metric.Sensitivity)!.MeasuredOrNull!.Value.ShouldBe((55 / 170.0) - (592 / 805.0), 1e-12);
        row.Difference(Metric.Nne).ShouldBeNull();
        row.VerdictOf(Example.Floor)!.Verdict.ShouldBe(Verdict.Below);
        row.VerdictOf(Example.Floor)!.Onset.Day.ShouldBe(Example.Since);
    }

    [Fact]
    public void Row_OfAll_HasNobodyElse()
    {
        var all = Example.View().All;

        all.Others(Metric.Sensitivity).ShouldBeNull();
        all.Difference(Metric.Sensitivity).ShouldBeNull();
        all.DistanceTo(Example.Gap).Judged.ShouldBeOfType<Reading.NotEstimable>();
    }

    [Fact]
    public void DistanceTo_EachKindOfLimit_IsPositiveOnTheGoodSide()
    {
        var row = Example.View().Find("language=Spanish")!;

        row.DistanceTo(Example.Floor).Margin!.Value.ShouldBe((55 / 170.0) - 0.5, 1e-12);
        row.DistanceTo(Example.FprCeiling).Margin!.Value.ShouldBe(0.2 - (190 / 840.0), 1e-12);
        row.DistanceTo(Example.Gap).Margin!.Value.ShouldBe((55 / 170.0) - (592 / 805.0) + 0.05, 1e-12);
        row.DistanceTo(Example.PpvRatio).Margin!.Value.ShouldBe((55 / 245.0 / (592 / 1095.0)) - 0.8, 1e-9);
    }

    /// <summary>Where nobody else is flagged wrongly, the ratio has a lower limit alone: it is past the limit, stands first, and is told as "at least".</summary>
    [Fact]
    public void DistanceTo_RatioToNone_IsAtLeastItsLowerLimit()
    {
        var rule = Example.PpvRatio with { Key = "fpr-ratio", Metric = Metric.Fpr, Better = BetterDirection.Lower };
        SubgroupsView View(bool showSmallCells, long others) => Example.View(
            Example.Definition(rule), showSmallCells, [("Spanish", "Female", new ConfusionCounts(20, 30, 20, 70)), ("English", "Male", new ConfusionCounts(others, 0, 20, 100))]);
        var view = View(true, 20);
        var row = view.Find("language=Spanish")!;

        var distance = row.DistanceTo(rule);
        var low = Koopman.Ratio(30, 100, 0, 100, ConfidenceLevel.Default.Z).Value.Low!.Value;
        distance.Judged.ShouldBe(new Reading.AtLeast(new Estimate.Unbounded(low, 100)));
        distance.Margin.ShouldBe(double.NegativeInfinity);
        distance.Judged.Text(Metric.Fpr).ShouldBe("at least 8.04 times");
        row.VerdictOf(rule)!.Verdict.ShouldBe(Verdict.Below);

        var forest = ForestPanelView.Of(view, Metric.Fpr, null);
        forest.Rows[1].Subgroup.Key.ShouldBe("language=Spanish");
        (forest.Rows[1].Drawn!.Value, forest.Rows[1].Drawn!.HasNoPoint, forest.Rows[1].Drawn!.OpenHigh).ShouldBe(("at least 8.04", true, true));
        View(false, 5).Find("language=Spanish")!.DistanceTo(rule).Judged.ShouldBeOfType<Reading.Suppressed>();
    }

    [Fact]
    public void DistanceTo_NamedValue_IsToThatGroupOrToThePairWithIt()
    {
        var rule = Example.Gap with { Metric = Metric.Sensitivity, Limit = new Limit.Gap(0.05), Against = new Reference.NamedValue("language", "English") };
        var view = Example.View(rule);

        view.Find("language=Spanish")!.DistanceTo(rule).Judged.MeasuredOrNull!.Value.ShouldBe((55 / 170.0) - (590 / 800.0), 1e-12);
        view.Find("language=Spanish & sex=Female")!.DistanceTo(rule).Judged.MeasuredOrNull!.Value.ShouldBe((25 / 85.0) - (260 / 400.0), 1e-12);
        view.Find("language=English")!.VerdictOf(rule).ShouldBeNull();
        view.Find("language=English")!.DistanceTo(rule).Judged.ShouldBe(new Reading.NotEstimable(NotEstimableReason.IsTheReference.Text));
        view.Find("sex=Female")!.VerdictOf(rule).ShouldBeNull();
    }

    [Fact]
    public void DistanceTo_OwnBaseline_IsToTheSameGroupThenAndWithheldWhereThatIsSmall()
    {
        var rule = Example.Gap with { Metric = Metric.Sensitivity, Limit = new Limit.Gap(0.05), Against = new Reference.OwnBaseline() };
        var before = new DateRange(Example.AsOf.AddDays(-400), Example.AsOf.AddDays(-200));
        var view = Example.ViewWithBaseline(true, before, rule);

        var spanish = view.Find("language=Spanish")!;
        spanish.DistanceTo(rule).Judged.MeasuredOrNull!.Value.ShouldBe((55 / 170.0) - 0.7, 1e-12);
        spanish.VerdictOf(rule)!.Verdict.ShouldBe(Verdict.Below);
        view.All.VerdictOf(rule).ShouldNotBeNull();
        view.Find("language=Unknown")!.NotJudgedBecause(view.Find("language=Unknown")!.VerdictOf(rule)).ShouldBe(NotEstimableReason.NoBaseline);
        Example.ViewWithBaseline(false, before, rule).Find("language=English")!.DistanceTo(rule).Judged.ShouldBeOfType<Reading.Suppressed>();
    }

    [Fact]
    public void NotJudgedBecause_WindowThatOverlapsTheBaseline_IsSaidInPlaceOfNumbers()
    {
        var rule = Example.Gap with { Metric = Metric.Sensitivity, Limit = new Limit.Gap(0.05), Against = new Reference.OwnBaseline() };
        var view = Example.ViewWithBaseline(true, new DateRange(Example.AsOf.AddDays(-200), Example.AsOf.AddDays(-100)), rule);

        var spanish = view.Find("language=Spanish")!;
        spanish.VerdictOf(rule)!.Verdict.ShouldBe(Verdict.InsufficientData);
        SubgroupMeaning.Of(view, spanish, Metric.Sensitivity)[^1].ShouldEndWith("that is not judged, since the days looked at are partly those of the baseline itself.");
        ForestPanelView.Of(view, Metric.Sensitivity, "language").Rows.Single(row => row.Subgroup.Key == spanish.Key).Note.ShouldBe("not judged: the window overlaps the baseline");
    }

    [Fact]
    public void Others_OfAMetricThatOnlyTheGroupsOwnPointsKeep_AreNone()
    {
        var row = Example.View().Find("language=Spanish")!;

        row.Others(Metric.AveragePrecision).ShouldBeNull();
        row.Difference(Metric.AveragePrecision).ShouldBeNull();
        row.Others(Metric.BalancedAccuracy)!.MeasuredOrNull.ShouldNotBeNull();
        row.Difference(Metric.BalancedAccuracy).ShouldBeNull();
    }

    [Fact]
    public void Row_WithASmallCell_ShowsAViewerNeitherFiguresNorCounts()
    {
        var row = Example.View(showSmallCells: false, Example.Floor).Find("language=Unknown")!;

        row.IsWithheld.ShouldBeTrue();
        (row.Scored, row.Evaluable, row.Patients).ShouldBe((null, null, null));
        foreach (var metric in Metric.All)
        {
            row.Own(metric).ShouldBeOfType<Reading.Suppressed>();
            row.Difference(metric)?.ShouldBeOfType<Reading.Suppressed>();
        }

        row.DistanceTo(Example.Floor).Margin.ShouldBeNull();
        row.DistanceTo(Example.Floor).Judged.ShouldBeOfType<Reading.Suppressed>();
        row.VerdictOf(Example.Floor)!.Verdict.ShouldBe(Verdict.InsufficientData);
    }

    [Fact]
    public void Row_WithLargeCells_IsShownToAViewer() =>
        Example.View(showSmallCells: false).Find("language=Spanish")!.Own(Metric.Sensitivity).ShouldBeOfType<Reading.Known>();
}

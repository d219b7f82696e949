using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

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

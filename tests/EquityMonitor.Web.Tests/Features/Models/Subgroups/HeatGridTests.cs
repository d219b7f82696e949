using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class HeatGridTests
{
    [Fact]
    public void Of_Unsorted_GroupsByDimensionUnderAll()
    {
        var grid = HeatGrid.Of(Example.View(Example.Floor), Metric.Sensitivity, null, false, null);

        grid.Groups.Select(group => group.Name).ShouldBe([null, "Language", "Sex"]);
        grid.Rows.Select(row => row.Label).ShouldBe(["All patients", "English", "Spanish", "Unknown", "Female", "Male"]);
        grid.Metrics[0].ShouldBe(Metric.Sensitivity, "what is judged stands first");
        grid.Rows[2].Cells[0].ShouldSatisfyAllConditions(cell => cell.Verdict.ShouldBe(Verdict.Below), cell => cell.Tone.ShouldBe(-3));
        grid.Rows[2].Cells[1].Verdict.ShouldBeNull();
    }

    [Fact]
    public void Of_PinnedIntersection_IsARowOfItsOwnGroup()
    {
        var grid = HeatGrid.Of(Example.View(Example.Floor), Metric.Sensitivity, null, false, null, ["language=Spanish & sex=Male"]);

        grid.Groups[^1].Name.ShouldBe("Pinned intersections");
        grid.Groups[^1].Rows.ShouldHaveSingleItem().Label.ShouldBe("Spanish & Male");
        grid.Groups.Count.ShouldBe(4);
    }

    [Fact]
    public void Of_EveryMetric_HasThemAllOnce()
    {
        var grid = HeatGrid.Of(Example.View(Example.Floor), Metric.Sensitivity, null, true, null);

        grid.Metrics.ShouldBe(Metric.All, ignoreOrder: true);
    }

    [Fact]
    public void Of_UnusualMetricOfThePage_IsAmongTheColumns() =>
        HeatGrid.Of(Example.View(), Metric.F1, null, false, null).Metrics.ShouldContain(Metric.F1);

    [Fact]
    public void Of_SortedByAMetric_KeepsAllOnTopAndNamesTheDimensions()
    {
        var grid = HeatGrid.Of(Example.View(Example.Floor), Metric.Sensitivity, null, false, new HeatSort("sensitivity", false));

        grid.Rows.Select(row => row.Label).ShouldBe(["All patients", "Language: Spanish", "Language: Unknown", "Sex: Female", "Language: English", "Sex: Male"]);
    }

    [Fact]
    public void Of_SortedEitherWay_PutsWhatIsWithheldLast()
    {
        var view = Example.View(showSmallCells: false, Example.Floor);
        foreach (var sort in new[] { new HeatSort("sensitivity", false), new HeatSort("sensitivity", true), new HeatSort(HeatSort.Scored, true), new HeatSort(HeatSort.Scored, false) })
            HeatGrid.Of(view, Metric.Sensitivity, null, false, sort).Rows[^1].Subgroup.Key.ShouldBe("language=Unknown", sort.ToString());
    }

    [Fact]
    public void Of_SortedByGroup_IsAlphabetic() =>
        HeatGrid.Of(Example.View(), Metric.Sensitivity, null, false, new HeatSort(HeatSort.Group, true)).Rows[1].Label.ShouldBe("Sex: Male");

    [Theory]
    [InlineData(null, "sensitivity", "sensitivity")]
    [InlineData("sensitivity", "sensitivity", "-sensitivity")]
    [InlineData("-sensitivity", "sensitivity", null)]
    [InlineData(null, "fpr", "-fpr")]
    [InlineData("-fpr", "fpr", "fpr")]
    [InlineData("fpr", "fpr", null)]
    [InlineData(null, "scored", "-scored")]
    [InlineData("fpr", "group", "group")]
    public void Next_PressedHeading_ShowsTheWorstFirstThenTheBestThenTheBeginning(string? now, string column, string? expected) =>
        HeatSort.Next(HeatSort.Parse(now), column)?.ToString().ShouldBe(expected);

    [Theory]
    [InlineData("weight")]
    [InlineData("")]
    [InlineData(null)]
    public void Parse_NoColumn_IsUnsorted(string? text) => HeatSort.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("ArrowDown", false, 3, 2)]
    [InlineData("ArrowUp", false, 1, 2)]
    [InlineData("ArrowLeft", false, 2, 1)]
    [InlineData("ArrowRight", false, 2, 3)]
    [InlineData("Home", false, 2, 0)]
    [InlineData("End", false, 2, 7)]
    [InlineData("Home", true, 0, 0)]
    [InlineData("End", true, 19, 7)]
    [InlineData("PageDown", false, 12, 2)]
    [InlineData("PageUp", false, 0, 2)]
    public void After_Key_Leads(string key, bool ctrl, int row, int column) =>
        new GridPosition(2, 2).After(key, ctrl, 20, 8).ShouldBe(new GridPosition(row, column));

    [Fact]
    public void After_AtTheEdge_Stays()
    {
        new GridPosition(0, 0).After("ArrowUp", false, 20, 8).ShouldBe(new GridPosition(0, 0));
        new GridPosition(19, 7).After("ArrowRight", false, 20, 8).ShouldBe(new GridPosition(19, 7));
    }

    [Fact]
    public void After_AnotherKey_DoesNotMove() => new GridPosition(2, 2).After("Enter", false, 20, 8).ShouldBeNull();
}

using Bunit;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class ForestPanelTests : BunitContext
{
    private readonly List<string> _toggled = [];

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    public ForestPanelTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Forest_EachState_IsNamed()
    {
        Of(null).State().ShouldBe("Loading");
        Of(null, state: new PanelState.Failed("a1b2c3d4")).Find("[role=alert] code").TextContent.ShouldBe("a1b2c3d4");
        Of(null, state: new PanelState.Empty()).State().ShouldBe("Empty");
        Of(Example.View(), dimension: "payer").Find(".panel-note").TextContent.ShouldBe("Nobody was scored on this dimension in this window.");
        Of(Example.View(Example.Floor)).State().ShouldBe("Ready");
    }

    [Fact]
    public void Forest_NothingButSmallCells_IsSuppressed()
    {
        (string, string, ConfusionCounts)[] few = [("English", "Female", new(3, 20, 20, 40)), ("Spanish", "Male", new(3, 20, 20, 40))];

        Of(Example.View(Example.Definition(), false, few)).State().ShouldBe("Suppressed");
    }

    [Fact]
    public void Forest_NothingThatCanBeEstimated_GivesTheReason()
    {
        (string, string, ConfusionCounts)[] none = [("English", "Female", new(0, 0, 20, 40)), ("Spanish", "Male", new(0, 0, 20, 40))];

        var forest = Of(Example.View(Example.Definition(), true, none), Metric.Ppv);

        forest.State().ShouldBe("NotEstimable");
        forest.Find(".panel-note").TextContent.ShouldContain("none flagged");
    }

    [Fact]
    public void Forest_Ready_IsATableWithTheNumbersOfTheDrawing()
    {
        var forest = Of(Example.View(Example.Floor));

        var row = forest.Find("tr[data-subgroup='language=Spanish']");
        row.QuerySelector("th[scope=row]")!.TextContent.ShouldContain("Language: Spanish");
        row.QuerySelector(".verdict-mark")!.TextContent.Trim().ShouldBe("Below");
        Plain(row.QuerySelector(".figure")!.TextContent).ShouldContain("32 %");
        row.QuerySelector(".range")!.TextContent.ShouldBe("26 to 40");
        row.QuerySelector(".of")!.TextContent.ShouldBe("170");
        row.QuerySelectorAll(".plot svg line.limit").Length.ShouldBe(1);
        forest.Find("a[download]").GetAttribute("href").ShouldBe("/models/readmission/subgroups.csv?window=90&asOf=2026-09-03&show=singles&metric=sensitivity");
    }

    [Fact]
    public void Forest_RuleThatCompares_ShowsTheFigureBesideItsDifference()
    {
        var row = Of(Example.View(Example.Gap)).Find("tr[data-subgroup='language=Spanish']");

        Plain(row.QuerySelector(".own")!.TextContent).ShouldContain("32 %");
        Plain(row.QuerySelector(".figure")!.TextContent).ShouldContain("\u221241 points");
    }

    [Fact]
    public void Forest_PinPressed_NamesTheSubgroup()
    {
        var forest = Of(Example.View(Example.Floor), pins: ["sex=Male"]);

        forest.Find("tr[data-subgroup='sex=Male'] .pin").GetAttribute("aria-pressed").ShouldBe("true");
        forest.Find("tr[data-subgroup='language=Spanish'] .pin").Click();
        _toggled.ShouldBe(["language=Spanish"]);
        forest.FindAll("tr.all .pin").ShouldBeEmpty("everybody is always in view");
    }

    [Fact]
    public void Forest_ManyGroups_ShowsTheFirstAndThePinnedUntilAskedForAll()
    {
        (string, string, ConfusionCounts)[] cells =
            [.. Enumerable.Range(10, 20).Select(i => ($"L{i}", "Female", new ConfusionCounts(i, 100, 30, 400)))];
        var forest = Of(Example.View(Example.Definition(Example.Floor), true, cells), pins: ["language=L29"]);

        forest.FindAll("tbody tr").Count.ShouldBe(14);
        forest.FindAll("tr[data-subgroup='language=L29']").ShouldHaveSingleItem();
        forest.Find(".tools button").Click();
        Navigation.Uri.ShouldEndWith("?all=groups");
        forest.WaitForAssertion(() => forest.FindAll("tbody tr").Count.ShouldBe(22));
        forest.Find(".tools button").GetAttribute("aria-expanded").ShouldBe("true");
        forest.Find(".tools button").Click();
        Navigation.Uri.ShouldNotContain("all=");
    }

    [Fact]
    public void Forest_AnotherMetric_IsDrawnAnew()
    {
        var forest = Of(Example.View(Example.Floor));

        forest.Render(parameters => parameters.Add(p => p.Metric, Metric.Ppv));

        forest.Find("h2").TextContent.ShouldBe("Positive predictive value of each group");
        Plain(forest.Find("tr[data-subgroup='language=Spanish'] .figure").TextContent).ShouldContain("22 %");
    }

    [Fact]
    public void Forest_FigurePressed_SaysWhatItMeans()
    {
        var forest = Of(Example.View(Example.Floor));

        forest.Find("tr[data-subgroup='language=Spanish'] .meaning").Click();

        Plain(forest.Find("dialog p").TextContent).ShouldBe("Of 170 encounters with the outcome among patients whose language is Spanish, the model had flagged 55 (32 %).");
    }

    private IRenderedComponent<ForestPanel> Of(SubgroupsView? view, Metric? metric = null, string? dimension = null, string[]? pins = null, PanelState? state = null) => Render<ForestPanel>(parameters => parameters
        .Add(p => p.View, view)
        .Add(p => p.Metric, metric ?? Metric.Sensitivity)
        .Add(p => p.Dimension, dimension)
        .Add(p => p.Pins, pins ?? [])
        .Add(p => p.State, state)
        .Add(p => p.PinToggled, _toggled.Add));

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}

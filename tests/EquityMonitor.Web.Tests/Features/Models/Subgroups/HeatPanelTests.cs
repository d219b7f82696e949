using AngleSharp.Dom;
using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class HeatPanelTests : BunitContext
{
    private readonly List<string> _toggled = [];
    private readonly BunitJSModuleInterop _module;

    public HeatPanelTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        _module = JSInterop.SetupModule("./Features/Models/Subgroups/HeatPanel.razor.js");
        _module.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Heat_EachState_IsNamed()
    {
        Of(null).State().ShouldBe("Loading");
        Of(null, state: new PanelState.Failed("a1b2c3d4")).State().ShouldBe("Failed");
        Of(Example.View(), dimension: "payer").State().ShouldBe("Empty");
        Of(Example.View(Example.Floor)).State().ShouldBe("Ready");
    }

    [Fact]
    public void Heat_NothingButSmallCells_IsSuppressed()
    {
        (string, string, ConfusionCounts)[] few = [("English", "Female", new(3, 20, 20, 40)), ("Spanish", "Male", new(3, 20, 20, 40))];

        Of(Example.View(Example.Definition(), false, few)).State().ShouldBe("Suppressed");
    }

    [Fact]
    public void Heat_Cell_HasVerdictFigureAndShadeInWords()
    {
        var cell = Cell(Of(Example.View(Example.Floor)), "3,2");

        cell.QuerySelector(".verdict-mark")!.TextContent.Trim().ShouldBe("Below");
        Plain(cell.QuerySelector(".value")!.TextContent).ShouldBe("32 %");
        cell.TextContent.ShouldContain("much worse than everyone else");
        cell.ParentElement!.ClassList.ShouldContain("worse-3");
    }

    [Fact]
    public void Heat_Keys_MoveTheOneCellThatTabReaches()
    {
        var heat = Of(Example.View(Example.Floor));
        Reached(heat).ShouldBe(["0,0"]);

        Press(heat, "ArrowDown");
        Press(heat, "ArrowDown");
        Press(heat, "ArrowRight");
        Reached(heat).ShouldBe(["2,1"]);
        Press(heat, "End");
        Reached(heat).ShouldBe(["2,10"]);
        Press(heat, "End", ctrl: true);
        Reached(heat).ShouldBe(["6,10"]);
        Press(heat, "Home", ctrl: true);
        Reached(heat).ShouldBe(["0,0"]);

        _module.Invocations["focusAt"].Select(call => call.Arguments[1]).ShouldBe(["1,0", "2,0", "2,1", "2,10", "6,10", "0,0"]);
    }

    [Fact]
    public void Heat_KeyAtTheEdgeOrAnother_MovesNothing()
    {
        var heat = Of(Example.View(Example.Floor));

        Press(heat, "ArrowUp");
        Press(heat, "Tab");

        Reached(heat).ShouldBe(["0,0"]);
        _module.Invocations["focusAt"].ShouldBeEmpty();
    }

    [Fact]
    public void Heat_HeadingPressed_SortsByItAndSaysSo()
    {
        var heat = Of(Example.View(Example.Floor));
        heat.FindAll("th[aria-sort]").Select(th => th.GetAttribute("aria-sort")).Distinct().ShouldBe(["none"]);

        Cell(heat, "0,2").Click();
        Sorted(heat).ShouldBe(("ascending", "language=Spanish"));
        Address().ShouldEndWith("?sort=sensitivity");

        Cell(heat, "0,2").Click();
        Sorted(heat).ShouldBe(("descending", "sex=Male"));

        Cell(heat, "0,2").Click();
        heat.FindAll("tbody tr[data-subgroup]")[1].GetAttribute("data-subgroup").ShouldBe("language=English");
        Address().ShouldNotContain("sort");
        Reached(heat).ShouldBe(["0,2"], "the focus stays on the heading");
    }

    [Fact]
    public void Heat_SortInTheAddress_IsRestored()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/models/readmission?sort=-sensitivity");

        Sorted(Of(Example.View(Example.Floor))).ShouldBe(("descending", "sex=Male"));
    }

    [Fact]
    public void Heat_Detail_AddsIntervalsAndDenominators()
    {
        var heat = Of(Example.View(Example.Floor));
        heat.Markup.ShouldNotContain("26 to 40");

        heat.Find("input[type=checkbox]").Change(true);

        Cell(heat, "3,2").TextContent.ShouldContain("26 to 40");
        Cell(heat, "3,2").TextContent.ShouldContain("of 170");
        Address().ShouldContain("intervals=true", Case.Insensitive);
    }

    [Fact]
    public void Heat_EveryMetric_AddsColumns()
    {
        var heat = Of(Example.View(Example.Floor));
        var before = heat.FindAll("thead th").Count;

        heat.FindAll("input[type=checkbox]")[1].Change(true);

        heat.FindAll("thead th").Count.ShouldBe(Metric.All.Count + 2);
        before.ShouldBeLessThan(Metric.All.Count + 2);
    }

    [Fact]
    public void Heat_RowNamePressed_Pins()
    {
        var heat = Of(Example.View(Example.Floor), pins: ["sex=Male"]);

        heat.Find("tr[data-subgroup='sex=Male'] th button").GetAttribute("aria-pressed").ShouldBe("true");
        heat.Find("tr[data-subgroup='language=Spanish'] th button").Click();
        _toggled.ShouldBe(["language=Spanish"]);
    }

    [Fact]
    public void Heat_CellPressed_SaysWhatItMeansAndGoesWhenClosed()
    {
        var heat = Of(Example.View(Example.Floor));

        Cell(heat, "3,2").Click();
        heat.Find("dialog h3").TextContent.ShouldBe("Sensitivity, Language: Spanish");
        Plain(heat.Find("dialog").TextContent).ShouldContain("Agreed was at least 50 %");
        Reached(heat).ShouldBe(["3,2"]);

        heat.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);
        heat.FindAll("dialog").ShouldBeEmpty();
    }

    [Fact]
    public void Heat_AfterLoadingAgain_KeepsTheKeysOfTheNewTable()
    {
        var heat = Of(Example.View(Example.Floor));
        heat.Render(parameters => parameters.Add(p => p.View, null));
        heat.Render(parameters => parameters.Add(p => p.View, Example.View(Example.Floor)));

        _module.Invocations["keepKeys"].Count.ShouldBe(2);
    }

    [Fact]
    public void Heat_KeyPressed_RendersTheTwoRowsThatItConcernsAlone()
    {
        var heat = Of(Example.View(Example.Floor));
        Press(heat, "ArrowDown");
        var before = Renderings(heat);

        Press(heat, "ArrowDown");

        Renderings(heat).Zip(before, (now, then) => now - then).ShouldBe([1, 1, 0, 0, 0, 0]);
    }

    [Fact]
    public void Heat_RenderedAgainForNothing_LeavesEveryRowAlone()
    {
        var heat = Of(Example.View(Example.Floor), pins: ["sex=Male"]);
        var before = Renderings(heat);

        heat.Render(parameters => parameters.Add(p => p.Pins, ["sex=Male"]));
        Services.GetRequiredService<NavigationManager>().NavigateTo("/models/readmission?full=groups");

        Renderings(heat).ShouldBe(before);
    }

    private static int[] Renderings(IRenderedComponent<HeatPanel> heat) => [.. heat.FindComponents<HeatRow>().Select(row => row.RenderCount)];

    private IRenderedComponent<HeatPanel> Of(SubgroupsView? view, string? dimension = null, string[]? pins = null, PanelState? state = null) => Render<HeatPanel>(parameters => parameters
        .Add(p => p.View, view)
        .Add(p => p.Metric, Metric.Sensitivity)
        .Add(p => p.Dimension, dimension)
        .Add(p => p.Pins, pins ?? [])
        .Add(p => p.State, state)
        .Add(p => p.PinToggled, _toggled.Add));

    private string Address() => Services.GetRequiredService<BunitNavigationManager>().Uri;

    private static IElement Cell(IRenderedComponent<HeatPanel> heat, string at) => heat.Find($"[data-at='{at}']");

    private static string?[] Reached(IRenderedComponent<HeatPanel> heat) => [.. heat.FindAll("table [tabindex='0']").Select(cell => cell.GetAttribute("data-at"))];

    private static (string?, string?) Sorted(IRenderedComponent<HeatPanel> heat) =>
        (heat.FindAll("th[aria-sort]")[2].GetAttribute("aria-sort"), heat.FindAll("tbody tr[data-subgroup]")[1].GetAttribute("data-subgroup"));

    private static void Press(IRenderedComponent<HeatPanel> heat, string key, bool ctrl = false) => heat.Find("table").KeyDown(new KeyboardEventArgs { Key = key, CtrlKey = ctrl });

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}

using Bunit;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Subgroups;

namespace EquityMonitor.Web.Tests.Features.Models.Subgroups;

public sealed class IntersectionPanelTests : BunitContext
{
    private readonly List<string> _toggled = [];

    public IntersectionPanelTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Intersections_EachState_IsNamed()
    {
        Of(null).State().ShouldBe("Loading");
        Of(null, new PanelState.Failed("a1b2c3d4")).State().ShouldBe("Failed");
        Of(Example.View()).State().ShouldBe("Empty");
        Of(Example.View(Example.Floor)).State().ShouldBe("Ready");
    }

    [Fact]
    public void Intersections_None_SaysWhatThatMeans() =>
        Of(Example.View()).Find(".panel-note").TextContent.ShouldContain("so that no intersection can be below a limit here");

    [Fact]
    public void Intersections_Below_ShowPairAndParentsWithFiguresAndSinceWhen()
    {
        var panel = Of(Example.View(Example.Floor));

        panel.Find(".sentence").TextContent.ShouldStartWith("2\u00A0intersections");
        var card = panel.Find("li[data-subgroup='language=Spanish & sex=Female']");
        card.QuerySelectorAll(".name").Select(name => name.TextContent).ShouldBe(["Spanish & Female", "Language: Spanish", "Sex: Female"]);
        Plain(card.QuerySelector(".figure")!.TextContent).ShouldContain("29 %");
        Plain(card.QuerySelector(".facts")!.TextContent).ShouldContain("505 patients");
        Plain(card.QuerySelector(".facts")!.TextContent).ShouldContain("judged so for the first time on 25 Jul 2026, and maybe older");
        card.QuerySelector(".facts")!.TextContent.ShouldContain("Language: Spanish is below too.");
    }

    [Fact]
    public void Intersections_SmallCell_KeepsFigureAndCountsFromAViewer()
    {
        (string, string, ConfusionCounts)[] cells =
        [
            ("English", "Female", new(300, 300, 100, 1300)), ("English", "Male", new(300, 300, 100, 1300)),
            ("Spanish", "Female", new(5, 60, 60, 320)), ("Spanish", "Male", new(150, 60, 20, 320)),
        ];

        var panel = Of(Example.View(Example.Definition(Example.Floor), false, cells));
        var card = panel.Find("li[data-subgroup='language=Spanish & sex=Female']");

        card.QuerySelector(".figure")!.TextContent.Trim().ShouldBe("Suppressed");
        card.QuerySelector(".facts")!.TextContent.ShouldContain("Counts suppressed");
        panel.Find("[data-suppressed]").TextContent.ShouldEndWith("so that a person might be recognised. Quality and governance can see them.");
        card.QuerySelector(".verdict-mark")!.TextContent.Trim().ShouldBe("Below");
    }

    [Fact]
    public void Intersections_PinPressed_NamesThePair()
    {
        Of(Example.View(Example.Floor)).Find("li .pin").Click();

        _toggled.ShouldBe(["language=Spanish & sex=Female"]);
    }

    [Fact]
    public void Intersections_MeaningAsked_IsOfThePair()
    {
        var panel = Of(Example.View(Example.Floor));

        panel.Find("li .meaning").Click();

        panel.Find("dialog h3").TextContent.ShouldBe("Sensitivity, Spanish & Female");
    }

    [Fact]
    public void Intersections_Csv_IsOfPairs() =>
        Of(Example.View(Example.Floor)).Find("a[download]").GetAttribute("href").ShouldBe("/models/readmission/subgroups.csv?window=90&asOf=2026-09-03&show=pairs");

    private IRenderedComponent<IntersectionPanel> Of(SubgroupsView? view, PanelState? state = null) => Render<IntersectionPanel>(parameters => parameters
        .Add(p => p.View, view)
        .Add(p => p.Metric, Metric.Sensitivity)
        .Add(p => p.State, state)
        .Add(p => p.PinToggled, _toggled.Add));

    private static string Plain(string text) => text.Replace('\u00A0', ' ');
}

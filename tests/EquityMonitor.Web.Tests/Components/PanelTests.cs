using Bunit;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class PanelTests : BunitContext
{
    [Fact]
    public void Panel_Loading_IsBusyAndShowsNoContent()
    {
        var panel = RenderIn(new PanelState.Loading());

        panel.Find("section").GetAttribute("aria-busy").ShouldBe("true");
        panel.Find("[role=status]").TextContent.ShouldContain("Loading Alerts");
        panel.Markup.ShouldNotContain("the content");
    }

    [Fact]
    public void Panel_Empty_SaysWhatToDoAndIsNotBusy()
    {
        var panel = RenderIn(new PanelState.Empty());

        panel.Find("section").HasAttribute("aria-busy").ShouldBeFalse();
        panel.Find(".panel-note").TextContent.ShouldBe("Register a model.");
        panel.FindAll(".panel-skeleton").ShouldBeEmpty();
    }

    [Fact]
    public void Panel_NotEstimable_GivesTheReason()
    {
        RenderIn(new PanelState.NotEstimable("no positives")).Find(".panel-note").TextContent.ShouldBe("Not estimable: no positives.");
    }

    [Fact]
    public void Panel_Suppressed_SaysWhyAndShowsNoContent()
    {
        var panel = RenderIn(new PanelState.Suppressed());

        panel.Find(".panel-note").TextContent.ShouldContain("1 to 10");
        panel.Markup.ShouldNotContain("the content");
    }

    [Fact]
    public void Panel_Failed_ShowsTheReferenceAndRetries()
    {
        var retried = 0;
        var panel = Render<Panel>(parameters => parameters
            .Add(p => p.State, new PanelState.Failed("a1b2c3d4"))
            .Add(p => p.Retry, () => retried++));

        panel.Find("[role=alert] code").TextContent.ShouldBe("a1b2c3d4");
        panel.Find("button").Click();
        retried.ShouldBe(1);
    }

    [Fact]
    public void Panel_Ready_ShowsTheContentUnderItsTitle()
    {
        var panel = RenderIn(new PanelState.Ready());

        panel.Find("h2").TextContent.ShouldBe("Alerts");
        panel.Find("section").GetAttribute("aria-labelledby").ShouldBe(panel.Find("h2").Id);
        panel.Markup.ShouldContain("the content");
    }

    private IRenderedComponent<Panel> RenderIn(PanelState state) => Render<Panel>(parameters => parameters
        .Add(p => p.Title, "Alerts")
        .Add(p => p.State, state)
        .Add(p => p.EmptyContent, "Register a model.")
        .AddChildContent("<p>the content</p>"));
}

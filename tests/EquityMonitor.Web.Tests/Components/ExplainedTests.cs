using Bunit;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class ExplainedTests : BunitContext
{
    [Fact]
    public void Explained_Pressed_SaysWhatItIsAndWhereMoreIsTold()
    {
        var term = Render<Explained>(parameters => parameters.Add(p => p.Term, "Volume").Add(p => p.Explanation, "How many there were.").Add(p => p.HelpHref, "/help#windows").Add(p => p.HelpText, "Which they are"));
        term.FindAll("[role=note]").ShouldBeEmpty();

        term.Find("button").Click();

        term.Find("button").GetAttribute("aria-expanded").ShouldBe("true");
        term.Find("[role=note]").TextContent.ShouldContain("How many there were.");
        term.Find("[role=note] a").GetAttribute("href").ShouldBe("/help#windows");
        term.Find("[role=note] a").TextContent.ShouldBe("Which they are");
    }

    [Fact]
    public void Explained_WithoutHelp_HasNoLink()
    {
        var term = Render<Explained>(parameters => parameters.Add(p => p.Term, "Volume").Add(p => p.Explanation, "How many there were."));

        term.Find("button").Click();

        term.FindAll("a").ShouldBeEmpty();
    }
}

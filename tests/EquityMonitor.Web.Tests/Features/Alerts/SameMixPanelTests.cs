using Bunit;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Tests.Features.Models.Tabs;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class SameMixPanelTests : AlertPages
{
    private static readonly SubgroupKey RaceB = SubgroupKey.Of("race", "B");

    [Fact]
    public async Task Panel_OnceAsked_TellsWhatIsLeftOfTheGap()
    {
        await TabSeed.FillAsync(Files);
        var panel = Open(RaceB);
        panel.Markup.ShouldNotContain("data-standardised");

        panel.Find("button[data-ask=same-mix]").Click();

        panel.WaitForAssertion(() => panel.Find("[data-standardised]").TextContent.ShouldContain("points"));
        panel.Find(".said").TextContent.ShouldContain("stays");
        panel.Find("section").GetAttribute("data-state").ShouldBe(nameof(PanelState.Ready));
        panel.FindAll("button[data-ask]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_Pressed_SayWhatTheyMeanAndWhereMoreIsTold()
    {
        await TabSeed.FillAsync(Files);
        var panel = Open(RaceB);
        panel.Find("button[data-ask=same-mix]").Click();
        panel.WaitForAssertion(() => panel.Find("[data-standardised] button"));

        panel.Find("[data-standardised] button").Click();

        panel.WaitForAssertion(() => panel.Find("dialog").TextContent.ShouldContain("both had the mix of"));
        panel.Find("dialog a").GetAttribute("href").ShouldBe("/help/methods/standardised-gap");
        panel.FindAll(".gaps button.meaning").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Panel_GroupOfNobody_SaysSo()
    {
        await TabSeed.FillAsync(Files);
        var panel = Open(SubgroupKey.Of("race", "X"));

        panel.Find("button").Click();

        panel.WaitForAssertion(() => panel.Find("section").GetAttribute("data-state").ShouldBe(nameof(PanelState.Empty)));
    }

    [Fact]
    public async Task Panel_FewForAViewer_IsSuppressed()
    {
        await TabSeed.FillAsync(Files);
        SignInAsViewer();
        var panel = Open(SubgroupKey.Of("race", "C"));

        panel.Find("button").Click();

        panel.WaitForAssertion(() => panel.Find("[data-standardised]").TextContent.ShouldContain("Suppressed (1 to 10)"));
        panel.FindAll(".said").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sensitivity", "race=B", true)]
    [InlineData("overrideRate", "race=B", true)]
    [InlineData("auroc", "race=B", false)]
    [InlineData("sensitivity", "sex=F", false)]
    [InlineData("sensitivity", "", false)]
    public void Question_IsAskedOnlyWhereThereIsAnAnswer(string metric, string group, bool isAsked)
    {
        var known = Monitoring.Analyses.GapAnalysis.Covers(Metric.Find(metric)!) && Monitoring.Analyses.GapAnalysis.Covers(TabSeed.Definition, SubgroupKey.Parse(group));

        known.ShouldBe(isAsked);
    }

    private IRenderedComponent<SameMixPanel> Open(SubgroupKey group) =>
        Render<SameMixPanel>(parameters => parameters.Add(panel => panel.Question, new SameMixQuestion(TabSeed.Definition, Metric.Sensitivity, 28, TabSeed.AsOf, group)));
}

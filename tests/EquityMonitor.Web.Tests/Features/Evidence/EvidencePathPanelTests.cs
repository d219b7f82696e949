using Bunit;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class EvidencePathPanelTests : BunitContext
{
    public EvidencePathPanelTests() => JSInterop.Mode = JSRuntimeMode.Loose;

    [Fact]
    public void Panel_Interval_SaysThatThereIsNoCourse()
    {
        var panel = Of(new EvidenceShown.Interval());

        State(panel).ShouldBe(nameof(PanelState.Ready));
        panel.Markup.ShouldContain("judged by the interval of one window");
        panel.FindAll(".plot").ShouldBeEmpty();
        panel.Find("a").GetAttribute("href").ShouldBe("/help/evidence");
    }

    [Fact]
    public void Panel_NothingCounted_IsEmptyAndSaysWhenItBegins()
    {
        var panel = Of(EvidenceSubjects.Shown(Paths.Of([]), Paths.Definition, Paths.Floor, Paths.Spanish, showSmallCells: true));

        State(panel).ShouldBe(nameof(PanelState.Empty));
        Plain(panel.Find(".panel-note").TextContent).ShouldContain("Counting begins with the encounters of 1 Mar 2026.");
        Plain(panel.Find(".panel-note").TextContent).ShouldContain("30 days later, when its outcomes are due.");
    }

    [Fact]
    public void Panel_NoLedgerYet_CountsFromTheDayThatMaturesNextOrTheOneThatTheRuleNames()
    {
        var panel = Of(EvidenceSubjects.Shown(null, Paths.Definition, Paths.Floor, Paths.Spanish, showSmallCells: true));
        var named = Of(EvidenceSubjects.Shown(null, Paths.Definition, Paths.Floor with { EffectiveFrom = new DateOnly(2026, 7, 1) }, Paths.Spanish, showSmallCells: true));

        Plain(panel.Find(".panel-note").TextContent).ShouldContain("with the next day of encounters whose outcomes are due.");
        Plain(named.Find(".panel-note").TextContent).ShouldContain("Counting begins with the encounters of 1 Jul 2026.");
    }

    [Fact]
    public void Panel_Course_ShowsChartBudgetTableFileAndMeaning()
    {
        var panel = Of(Shown(Paths.Alarmed()));

        Plain(panel.Find(".first").TextContent).ShouldStartWith("As of 8 May 2026 the evidence reached");
        panel.Find(".plot[data-plot=evidence] [role=img]").GetAttribute("aria-label")!.ShouldContain("which raised the alarm");
        panel.Find("a[download]").GetAttribute("href").ShouldBe("/models/readmission/evidence.csv?rule=sens-floor&group=language%3DSpanish");
        panel.Markup.ShouldContain("on average at most one false alarm per model and year");
        panel.FindAll(".key").Select(key => key.TextContent).ShouldBe(["that the limit is broken", "that it is met again", "alarm raised", "probably began, with the days that fit nearly as well"]);
        panel.Find(".numbers button").Click();
        panel.FindAll("tbody tr").Count.ShouldBe(41);
    }

    [Fact]
    public void Panel_Meaning_HasTheGroupsOwnFiguresAndLinksToTheHelp()
    {
        var panel = Of(Shown(Paths.Gathering()));

        panel.Find("button.meaning").Click();

        var text = Plain(panel.Find("dialog").TextContent);
        text.ShouldContain("Agreed was sensitivity at least 55 %, here for patients whose language is Spanish.");
        text.ShouldContain("180 encounters with the outcome");
        text.ShouldContain("no more often than once in 7");
        panel.Find("dialog .more a").GetAttribute("href").ShouldBe("/help/evidence");
    }

    [Fact]
    public void Panel_Caveat_IsTold() => Of(Shown(Paths.Gathering() with { Caveat = RateCaveat.NoPatientKey })).Find(".note").TextContent.ShouldStartWith("Rate not guaranteed");

    [Fact]
    public void Panel_Viewer_ReadsWithoutTheCourse()
    {
        var panel = Of(Shown(Paths.Gathering(), showSmallCells: false));

        panel.FindAll(".plot").ShouldBeEmpty();
        panel.Find(".note").TextContent.ShouldContain("suppressed for your role");
        panel.Markup.ShouldContain("on average at most one false alarm");
    }

    [Fact]
    public void Panel_RuleChanged_SaysThatItEnded() => Of(new EvidenceShown.Ended()).Markup.ShouldContain("The rule was changed after this alert opened.");

    private static EvidenceShown Shown(EvidencePath path, bool showSmallCells = true) => EvidenceSubjects.Shown(path, Paths.Definition, Paths.Floor, Paths.Spanish, showSmallCells);

    private IRenderedComponent<EvidencePathPanel> Of(EvidenceShown view) => Render<EvidencePathPanel>(parameters => parameters.Add(panel => panel.View, view));

    private static string? State(IRenderedComponent<EvidencePathPanel> panel) => panel.Find("section.panel").GetAttribute("data-state");

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

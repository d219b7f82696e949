using Bunit;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Detail;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class AlertPageTests : AlertPages
{
    private readonly AlertDesk _elsewhere;

    public AlertPageTests() => _elsewhere = new AlertDesk(Files, new ChangeBroker(), Time);

    [Fact]
    public void Alert_Unknown_IsExplained()
    {
        var page = Open(4711);

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no alert 4711."));
        page.Find("a").GetAttribute("href").ShouldBe("/alerts?state=all");
    }

    [Fact]
    public void Alert_Open_ShowsEvidenceMeaningRuleAndWhatWasDone()
    {
        var page = Open(AlertSeed.Fill(Files));

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldStartWith("30-day readmission risk misses 58 % of outcomes"));
        page.WaitForAssertion(() => page.Find(".evidence-path").TextContent.ShouldContain("No encounter has been counted yet."));
        page.FindAll("section.panel:not(.evidence-path)").Select(panel => panel.GetAttribute("data-state")).ShouldAllBe(state => state == nameof(PanelState.Ready));
        Plain(page.Find(".facts").TextContent).ShouldContain("42 %, 36 to 49, of 214 with the outcome");
        page.Find(".counts").TextContent.ShouldContain("had the outcome and were missed");
        Plain(page.Markup).ShouldContain("Committed to on 5 Jan 2026, 09:00 by Dr Committed");
        page.Find("[data-action=Opened]").TextContent.ShouldContain("EquityMonitor");
        page.FindAll(".trend").ShouldHaveSingleItem();
        page.Find(".legend").TextContent.ShouldContain("alert opened");
    }

    [Fact]
    public void Alert_NoNewerFigures_SaysSoWithoutLoading()
    {
        var id = AlertSeed.Fill(Files);
        AlertSeed.Change(Files, context =>
        {
            context.Points.RemoveRange(context.Points);
            context.PointSets.RemoveRange(context.PointSets);
        });

        var page = Open(id);

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("No newer figures are stored of this group."));
        page.Markup.ShouldContain("The course cannot be drawn");
    }

    [Fact]
    public void Alert_Viewer_ReadsWithoutActionsAndWithoutSmallCells()
    {
        var id = AlertSeed.Fill(Files, falseNegatives: 8);
        SignInAsViewer();

        var page = Open(id);

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("suppressed"));
        page.FindAll("button[data-action]").ShouldBeEmpty();
        page.FindAll(".counts").ShouldBeEmpty();
        page.Markup.ShouldContain("The line of this group is suppressed");
    }

    [Fact]
    public void Alert_Acknowledge_IsOneClickAndIsTold()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);

        page.WaitForElement("button[data-action=acknowledge]").Click();

        page.WaitForAssertion(() => page.Find(".standing").TextContent.ShouldContain("acknowledged by Dr Quality"));
        page.Find(".note[role=status]").TextContent.ShouldBe("You have acknowledged this alert.");
        page.FindAll("button[data-action=acknowledge]").ShouldBeEmpty();
        page.FindAll("[data-action=Acknowledged]").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Alert_AcknowledgedByAnotherFirst_TheSecondLearnsWhoAndSeesTheNewState()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        var button = page.WaitForElement("button[data-action=acknowledge]");
        await _elsewhere.AcknowledgeAsync(id, "Dr First", null, CancellationToken.None);

        await button.ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".note[role=status]").TextContent.ShouldContain("Dr First had acknowledged it on 4"));
        page.Find(".standing").TextContent.ShouldContain("acknowledged by Dr First");
    }

    [Fact]
    public void Alert_Comment_IsKeptWithWhoAndWhen()
    {
        var page = Open(AlertSeed.Fill(Files));
        page.WaitForElement("button[data-action=commented]").Click();

        Say(page, "The interpreter line was down.");

        page.WaitForAssertion(() => page.Find("blockquote").TextContent.ShouldBe("The interpreter line was down."));
        page.Find("[data-action=Commented] .line").TextContent.ShouldContain("Dr Quality");
        page.FindAll("form").ShouldBeEmpty();
        page.Find(".note[role=status]").TextContent.ShouldBe("Your comment is recorded.");
    }

    [Fact]
    public void Alert_ResolveWithoutText_IsRefusedAndWarnsThatTheFiguresAreStillBelow()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=resolved]").Click();
        Plain(page.Find("#action-warning").TextContent).ShouldBe("The newest figures, as of 3 Sep 2026, are still Below.");
        page.Find("textarea").GetAttribute("aria-describedby")!.ShouldContain("action-warning");
        page.Find("form button[type=submit]").TextContent.ShouldBe("Resolve this alert");

        page.Find("form").Submit();

        page.Find("#action-problem").TextContent.ShouldContain("Say first what was done");
        Stored(id).State.ShouldBe(AlertState.Open);

        Say(page, "The interpreter is back.");
        page.WaitForAssertion(() => page.Find(".state").TextContent.ShouldContain("Closed by a person: dealt with. The newest figures"));
        page.WaitForAssertion(() => page.Find(".standing").TextContent.ShouldContain("resolved by Dr Quality"));
        page.FindAll("button[data-action]").Select(button => button.GetAttribute("data-action")).ShouldBe(["commented"]);
    }

    [Fact]
    public void Alert_DismissWithoutReason_IsRefusedAndRecordsNothing()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=dismissed]").Click();
        page.Find("textarea").GetAttribute("aria-required").ShouldBe("true");

        page.Find("form").Submit();

        page.Find("#action-problem").TextContent.ShouldContain("Give the reason first");
        page.Find("textarea").GetAttribute("aria-invalid").ShouldBe("true");
        Stored(id).State.ShouldBe(AlertState.Open);

        Say(page, "Recorded twice in the source.");
        page.WaitForAssertion(() => page.Find(".standing").TextContent.ShouldContain("dismissed by Dr Quality"));
    }

    [Fact]
    public async Task Alert_ChangedWhileTyping_KeepsTheTextAndAsksToLookAgain()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=resolved]").Click();
        await page.Find("textarea").ChangeAsync(new() { Value = "Threshold was moved." });
        await _elsewhere.AcknowledgeAsync(id, "Dr First", null, CancellationToken.None);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find("#action-problem").TextContent.ShouldContain("Dr First changed this alert on 4"));
        page.Find("#action-problem").TextContent.ShouldContain("Your text is kept.");
        page.Find("textarea").GetAttribute("value").ShouldBe("Threshold was moved.");
        page.Find(".standing").TextContent.ShouldContain("acknowledged by Dr First");
        Stored(id).State.ShouldBe(AlertState.Acknowledged);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find(".standing").TextContent.ShouldContain("resolved by Dr Quality"));
        page.Find("blockquote").TextContent.ShouldBe("Threshold was moved.");
    }

    [Fact]
    public async Task Alert_ClosedByAnotherWhileTyping_OffersTheTextAsAComment()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=dismissed]").Click();
        await page.Find("textarea").ChangeAsync(new() { Value = "Not a problem." });
        await _elsewhere.ResolveAsync(id, 0, "Dr First", "The interpreter is back.", CancellationToken.None);

        await page.Find("form").SubmitAsync();

        page.WaitForAssertion(() => page.Find("form").GetAttribute("data-form").ShouldBe("commented"));
        page.Find("#action-problem").TextContent.ShouldContain("resolved by Dr First");
        page.Find("textarea").GetAttribute("value").ShouldBe("Not a problem.");
        await page.Find("form").SubmitAsync();
        page.WaitForAssertion(() => page.FindAll("blockquote").Select(said => said.TextContent).ShouldBe(["The interpreter is back.", "Not a problem."]));
        Stored(id).State.ShouldBe(AlertState.Resolved);
    }

    [Fact]
    public async Task Alert_ClosedElsewhere_IsSeenByItselfAndKeepsWhatIsTyped()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=resolved]").Click();
        await page.Find("textarea").ChangeAsync(new() { Value = "Half a thought" });

        await Desk.DismissAsync(id, 0, "Dr Elsewhere", "recorded twice", CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find(".standing").TextContent.ShouldContain("dismissed by Dr Elsewhere"));
        page.Find("textarea").GetAttribute("value").ShouldBe("Half a thought");
        page.Find("#action-problem").TextContent.ShouldContain("You can still add a comment; what you typed is kept");
    }

    [Fact]
    public void Alert_FormCancelled_KeepsTheTextForTheNext()
    {
        var page = Open(AlertSeed.Fill(Files));
        page.WaitForElement("button[data-action=resolved]").Click();
        page.Find("textarea").Change("Half a thought");

        page.Find("form button[type=button]").Click();
        page.FindAll("form").ShouldBeEmpty();
        page.Find("button[data-action=commented]").Click();

        page.Find("textarea").GetAttribute("value").ShouldBe("Half a thought");
    }

    [Fact]
    public void Alert_SignInEndedMeanwhile_RecordsNothingAndKeepsTheText()
    {
        var id = AlertSeed.Fill(Files);
        var page = Open(id);
        page.WaitForElement("button[data-action=commented]").Click();
        Time.Advance(TimeSpan.FromHours(8));

        Say(page, "Too late.");

        page.WaitForAssertion(() => page.Find("#action-problem").TextContent.ShouldContain("Your sign-in has ended"));
        page.Find("textarea").GetAttribute("value").ShouldBe("Too late.");
        using var context = Files.CreateDbContext();
        context.AlertActions.Count(action => action.Kind == AlertActionKind.Commented).ShouldBe(0);
    }

    [Fact]
    public void Alert_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IAlertDetailReader>();
        reader.ReadAsync(default, default, default).ReturnsForAnyArgs(
            _ => Task.FromException<AlertPageView>(new InvalidOperationException("database is locked")), _ => Task.FromResult(new AlertPageView(7, null)));
        Services.AddSingleton(reader);
        var page = Open(7);
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no alert 7."));
    }

    [Fact]
    public void Alert_AnotherThatCannotBeRead_DoesNotShowTheFirstUnderItsAddress()
    {
        var reader = Substitute.For<IAlertDetailReader>();
        reader.ReadAsync(1, default, default).ReturnsForAnyArgs(
            _ => Task.FromResult(new AlertPageView(1, null)), _ => Task.FromException<AlertPageView>(new InvalidOperationException("database is locked")));
        Services.AddSingleton(reader);
        var page = Open(1);
        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no alert 1."));

        page.Render(parameters => parameters.Add(shown => shown.Id, 2));

        page.WaitForAssertion(() => page.Find("section").GetAttribute("data-state").ShouldBe(nameof(PanelState.Failed)));
        page.Markup.ShouldNotContain("There is no alert");
    }

    private IRenderedComponent<AlertPage> Open(int id) => Render<AlertPage>(parameters => parameters.Add(page => page.Id, id));

    private static void Say(IRenderedComponent<AlertPage> page, string text)
    {
        page.Find("textarea").Change(text);
        page.Find("form").Submit();
    }

    private Alert Stored(int id)
    {
        using var context = Files.CreateDbContext();
        return context.Alerts.Single(alert => alert.Id == id);
    }
}

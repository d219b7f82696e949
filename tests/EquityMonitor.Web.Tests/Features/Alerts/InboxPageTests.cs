using Bunit;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Audit;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Inbox;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class InboxPageTests : AlertPages
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Inbox_OpenAlerts_SaysFirstHowManyWait()
    {
        var alert = AlertSeed.Fill(Files);

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldBe("1 alert is open, not yet acknowledged; below for 41 days."));
        page.Find($"[data-alert='{alert}'] a").GetAttribute("href").ShouldBe($"/alerts/{alert}");
        page.Find("[aria-current=true]").TextContent.ShouldBe("All open");
    }

    [Fact]
    public void Inbox_NoAlertEver_SaysWhenOneOpens()
    {
        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("No alert has opened yet."));
        page.Find("[data-state=Empty]").TextContent.ShouldContain("An alert opens when a group is below what was agreed");
    }

    [Fact]
    public void Inbox_AddressWithAChoice_RestoresTheExactView()
    {
        AlertSeed.Fill(Files);
        var closed = AlertSeed.Add(Files, AlertState.Resolved, 100, "Dr One", Seed.Now.AddDays(-3));
        AlertSeed.Add(Files, AlertState.Dismissed, 300, null, Seed.Now.AddDays(-200));
        Navigation.NavigateTo("/alerts?state=closed&within=30&severity=low&text=spanish&sort=newest");

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.FindAll("[data-alert]").Select(row => row.GetAttribute("data-alert")).ShouldBe([$"{closed}"]));
        page.Find("#filter-state").GetAttribute("value").ShouldBe("closed");
        page.Find("#filter-within").GetAttribute("value").ShouldBe("30");
        page.Find("#filter-severity").GetAttribute("value").ShouldBe("low");
        page.Find("#filter-text").GetAttribute("value").ShouldBe("spanish");
        page.Find("#filter-sort").GetAttribute("value").ShouldBe("newest");
        Plain(page.Find($"[data-alert='{closed}']").TextContent).ShouldContain("Resolvedby Dr Closer");
        Plain(page.Find($"[data-alert='{closed}']").TextContent).ShouldContain("closed after 97 days");
    }

    [Fact]
    public void Inbox_AFilterChosen_StandsInTheAddressAndIsRead()
    {
        AlertSeed.Fill(Files);
        var mine = AlertSeed.Add(Files, AlertState.Acknowledged, 100, "Dr Quality");
        var page = Render<InboxPage>();
        page.WaitForAssertion(() => page.FindAll("[data-alert]").Count.ShouldBe(2));

        page.Find("#filter-owner").Change("me");

        page.WaitForAssertion(() => page.FindAll("[data-alert]").Select(row => row.GetAttribute("data-alert")).ShouldBe([$"{mine}"]));
        Navigation.Uri.ShouldEndWith("/alerts?owner=me");
        page.FindAll("[aria-current=true]").ShouldHaveSingleItem().TextContent.ShouldBe("Mine");
    }

    [Fact]
    public async Task Inbox_MineOfTwoPeopleWithOneName_IsEachTheirOwn()
    {
        var alert = AlertSeed.Fill(Files);
        await Desk.AcknowledgeAsync(alert, new Person("Dr Kim", "account-1"), null, CancellationToken.None);
        await Views.CreateAsync("account-1", "Spanish speakers", "text=spanish", CancellationToken.None);
        Navigation.NavigateTo("/alerts?owner=me");

        SignInWithAccount("Dr Kim", "account-2");
        var other = Render<InboxPage>();
        other.WaitForAssertion(() => other.Find(".panel").GetAttribute("data-state").ShouldBe(nameof(PanelState.Empty)));
        other.FindAll("[data-view]").ShouldBeEmpty();

        SignInWithAccount("Dr Kim-Lee", "account-1");
        var own = Render<InboxPage>();
        own.WaitForAssertion(() => own.FindAll($"[data-alert='{alert}']").ShouldHaveSingleItem());
        own.FindAll("[data-view]").ShouldHaveSingleItem();
    }

    [Fact]
    public void Inbox_NothingMatches_OffersTheWayBack()
    {
        AlertSeed.Fill(Files);
        Navigation.NavigateTo("/alerts?text=nobody-is-called-so");

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("No alert matches these filters."));
        page.Find("[data-state=Empty] a").GetAttribute("href").ShouldBe("/alerts");
    }

    [Fact]
    public void Inbox_EveryAlertClosed_LeadsToThem()
    {
        AlertSeed.Fill(Files);
        AlertSeed.Change(Files, context => (context.Alerts.Single().State, context.Alerts.Single().ClosedAt) = (AlertState.Resolved, Seed.Now));

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("No alert is open; 1 has been closed."));
        page.Find("[data-state=Empty] a").GetAttribute("href").ShouldBe("/alerts?state=closed");
    }

    [Fact]
    public void Inbox_Hundreds_HavePages()
    {
        AlertSeed.Fill(Files);
        for (var i = 0; i < 60; i++)
            AlertSeed.Add(Files, AlertState.Open, 100 + i);
        Navigation.NavigateTo("/alerts?sort=oldest&page=2");

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.FindAll("[data-alert]").Count.ShouldBe(11));
        page.Find(".panel-title").TextContent.ShouldBe("51 to 61 of 61 open alerts");
        page.Find("a[rel=prev]").GetAttribute("href").ShouldBe("/alerts?sort=oldest");
        page.FindAll("a[rel=next]").ShouldBeEmpty();
    }

    [Fact]
    public void Inbox_AcknowledgeInTheRow_TakesOneClick()
    {
        var alert = AlertSeed.Fill(Files);
        var page = Render<InboxPage>();

        page.WaitForElement($"[data-alert='{alert}'] button").Click();

        page.WaitForAssertion(() => page.Find($"[data-alert='{alert}']").TextContent.ShouldContain("by Dr Quality"));
        page.Find(".told").TextContent.ShouldContain("Acknowledged: Language: Spanish");
        Plain(page.Find("h1").TextContent).ShouldContain("and acknowledged");
    }

    [Fact]
    public async Task Inbox_SomebodyAcknowledgedFirst_TheSecondLearnsWho()
    {
        var alert = AlertSeed.Fill(Files);
        var page = Render<InboxPage>();
        var button = page.WaitForElement($"[data-alert='{alert}'] button");
        await new AlertDesk(Files, new Monitoring.Data.ChangeBroker(), Time).AcknowledgeAsync(alert, "Dr First", null, CancellationToken.None);

        await button.ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".note td").TextContent.ShouldContain("Dr First had acknowledged it"));
        page.Find($"[data-alert='{alert}']").TextContent.ShouldContain("by Dr First");
    }

    [Fact]
    public async Task Inbox_AcknowledgedElsewhere_IsSeenByItself()
    {
        var alert = AlertSeed.Fill(Files);
        var page = Render<InboxPage>();
        page.WaitForElement($"[data-alert='{alert}'] button");

        await Desk.AcknowledgeAsync(alert, "Dr Elsewhere", null, CancellationToken.None);
        Time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find($"[data-alert='{alert}']").TextContent.ShouldContain("by Dr Elsewhere"));
    }

    [Fact]
    public void Inbox_Viewer_ReadsWithoutButtonsAndWithoutSmallCells()
    {
        var alert = AlertSeed.Fill(Files, falseNegatives: 8);
        SignInAsViewer();

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.Find($"[data-alert='{alert}']").TextContent.ShouldContain("Suppressed"));
        page.FindAll($"[data-alert='{alert}'] button").ShouldBeEmpty();
        page.Find(".keys").TextContent.ShouldNotContain("Acknowledge");
    }

    [Fact]
    public void Inbox_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IInboxReader>();
        reader.ReadAsync(default!, default, default, default).ReturnsForAnyArgs(
            _ => Task.FromException<InboxView>(new InvalidOperationException("database is locked")),
            _ => Task.FromResult(new InboxView(AlertFilter.Default, new InboxTotals(0, 0, 0, null), new AlertSelection([], 0, 1, 1), [], [], [], null)));
        Services.AddSingleton(reader);
        var page = Render<InboxPage>();
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("No alert has opened yet."));
    }

    [Fact]
    public void Inbox_BeforeTheFirstRead_Loads()
    {
        var reader = Substitute.For<IInboxReader>();
        reader.ReadAsync(default!, default, default, default).ReturnsForAnyArgs(new TaskCompletionSource<InboxView>().Task);
        Services.AddSingleton(reader);

        Render<InboxPage>().Find(".panel").GetAttribute("data-state").ShouldBe(nameof(PanelState.Loading));
    }
}

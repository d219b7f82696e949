using Bunit;
using EquityMonitor.Web.Features.Alerts.Inbox;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class SavedViewBarTests : AlertPages
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Save_AChoice_LeadsBackToItUnderItsName()
    {
        AlertSeed.Fill(Files);
        Navigation.NavigateTo("/alerts?severity=high&text=spanish&page=1");
        var page = Render<InboxPage>();
        page.WaitForElement("[data-action=save]").Click();

        page.Find("#view-name").Change("Spanish, high");
        await page.Find("form.naming").SubmitAsync();

        page.WaitForAssertion(() => page.Find("[data-view]").TextContent.ShouldBe("Spanish, high"));
        page.Find("[data-view]").GetAttribute("href").ShouldBe("/alerts?severity=high&text=spanish");
        page.Find("[data-view]").GetAttribute("aria-current").ShouldBe("true");
        page.FindAll("form.naming").ShouldBeEmpty();
        (await Views.ListAsync("Dr Quality", CancellationToken.None)).ShouldHaveSingleItem().Query.ShouldBe("severity=high&text=spanish");
    }

    [Fact]
    public async Task Save_NameThatIsTaken_KeepsWhatWasTypedAndSaysSo()
    {
        await Views.CreateAsync("Dr Quality", "West", "text=west", CancellationToken.None);
        Navigation.NavigateTo("/alerts?severity=high");
        var page = Render<InboxPage>();
        page.WaitForElement("[data-action=save]").Click();

        page.Find("#view-name").Change("west");
        await page.Find("form.naming").SubmitAsync();

        page.WaitForAssertion(() => page.Find("#view-note").TextContent.ShouldContain("You have a view “west” already"));
        page.Find("#view-name").GetAttribute("value").ShouldBe("west");
        page.Find("#view-name").GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Fact]
    public async Task RenameAndDelete_OfTheViewThatIsShown_AreOffered()
    {
        await Views.CreateAsync("Dr Quality", "West", "text=west", CancellationToken.None);
        Navigation.NavigateTo("/alerts?text=west");
        var page = Render<InboxPage>();
        page.WaitForElement("[data-action=rename]").Click();
        page.Find("#view-name").GetAttribute("value").ShouldBe("West");

        page.Find("#view-name").Change("Western sites");
        await page.Find("form.naming").SubmitAsync();
        page.WaitForAssertion(() => page.Find("[data-view]").TextContent.ShouldBe("Western sites"));

        await page.Find("[data-action=delete]").ClickAsync(new());
        page.WaitForAssertion(() => page.FindAll("[data-view]").ShouldBeEmpty());
        page.Find("[data-action=save]").ShouldNotBeNull();
    }

    [Fact]
    public void BuiltInView_Shown_CannotBeSavedAgainNorChanged()
    {
        Navigation.NavigateTo("/alerts?owner=me");

        var page = Render<InboxPage>();

        page.WaitForAssertion(() => page.Find("[aria-current=true]").TextContent.ShouldBe("Mine"));
        page.FindAll(".manage button").ShouldBeEmpty();
    }

    [Fact]
    public async Task Views_OfSomebodyElse_AreNotShown()
    {
        await Views.CreateAsync("Dr Else", "West", "text=west", CancellationToken.None);

        var page = Render<InboxPage>();

        page.WaitForElement(".views");
        page.FindAll("[data-view]").ShouldBeEmpty();
    }
}

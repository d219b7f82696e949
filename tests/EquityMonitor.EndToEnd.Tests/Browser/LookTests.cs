using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>What a person does with the look of the pages; that each of them can be read is <see cref="EveryPageTests"/>.</summary>
[Collection(DemoCollection.Name)]
public sealed class LookTests(DemoHospital demo)
{
    [Fact]
    public async Task MissingPage_ForASignedInPerson_IsExplained()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        (await visit.Page.GotoAsync("/no-such-page"))!.Status.ShouldBe(404);
        (await visit.Page.GetByRole(AriaRole.Heading).InnerTextAsync()).ShouldBe("There is no such page");
    }

    [Fact]
    public async Task ThemeButton_AfterReload_IsRemembered()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use the dark theme" }).ClickAsync();
        await visit.Page.Locator("html[data-theme=dark]").WaitForAsync();
        await visit.Page.ReloadAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Use the light theme" }).WaitForAsync();
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dashboard_OnAPhone_OffersToAcknowledge()
    {
        await using var visit = await demo.VisitAsync("Quality", ColorScheme.Light, 360, 740);
        await visit.ChartsDrawnAsync();
        (await visit.AcknowledgeButtons.First.IsVisibleAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task Dashboard_ByKeyboard_OffersTheTableOfAChart()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.ChartsDrawnAsync();
        await visit.Page.Locator(".spark details.table > summary").First.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Numbers of the trend" }).First.WaitForAsync();
        await visit.ScreenshotAsync("dashboard-table");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        visit.Problems.ShouldBeEmpty();
    }
}

using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>What everybody must be able to read, on every screen and in both themes.</summary>
[Collection(DemoCollection.Name)]
public sealed class LookTests(DemoHospital demo)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task SignIn_InEitherTheme_IsAccessible(ColorScheme theme)
    {
        await using var visit = await demo.VisitAsync(theme);
        await visit.Page.GotoAsync("/");
        await visit.ScreenshotAsync($"sign-in-{theme}");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        visit.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Dashboard_InEitherTheme_IsAccessible(ColorScheme theme)
    {
        await using var visit = await demo.VisitAsync("Quality", theme);
        await visit.ChartsDrawnAsync();
        await visit.ScreenshotAsync($"dashboard-{theme}");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        visit.Problems.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task MissingPage_InEitherTheme_IsExplainedAndAccessible(ColorScheme theme)
    {
        await using var visit = await demo.VisitAsync("Viewer", theme);
        (await visit.Page.GotoAsync("/no-such-page"))!.Status.ShouldBe(404);
        (await visit.Page.GetByRole(AriaRole.Heading).InnerTextAsync()).ShouldBe("There is no such page");
        await visit.ScreenshotAsync($"missing-page-{theme}");
        (await visit.ViolationsAsync()).ShouldBeEmpty();
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

    [Theory]
    [InlineData(360, 740)]
    [InlineData(1280, 800)]
    [InlineData(1920, 1080)]
    public async Task Dashboard_OnAScreenOfAnyWidth_NeedsNoSidewaysScrolling(int width, int height)
    {
        await using var visit = await demo.VisitAsync("Quality", ColorScheme.Light, width, height);
        await visit.ChartsDrawnAsync();
        await visit.ScreenshotAsync($"dashboard-{width}");
        (await visit.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
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

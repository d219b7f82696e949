using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>The inbox and the page of an alert, as people use them.</summary>
[Collection(DemoCollection.Name)]
public sealed class AlertPagesTests(DemoHospital demo)
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280, 800)]
    [InlineData(ColorScheme.Dark, 1920, 1080)]
    [InlineData(ColorScheme.Light, 360, 740)]
    public async Task InboxAndAlert_OnAnyScreen_AreAccessibleAndNeedNoSidewaysScrolling(ColorScheme theme, int width, int height)
    {
        await using var visit = await demo.VisitAsync("Quality", theme, width, height);
        await visit.Page.GotoAsync("/alerts?state=all");
        await visit.Alerts.First.WaitForAsync();
        await CheckAsync(visit, $"alerts-{theme}-{width}");

        await visit.Alerts.First.GetByRole(AriaRole.Link).ClickAsync();
        await visit.Page.Locator(".trend .drawing:has(svg.main-svg)").WaitForAsync();
        await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Comment", Exact = true }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Comment" }).WaitForAsync();
        await CheckAsync(visit, $"alert-{theme}-{width}");
    }

    [Fact]
    public async Task Inbox_ByKeyboard_OpensAnAlertAndComesBackToTheSameView()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.Page.GotoAsync("/alerts?state=all&sort=oldest");
        var link = visit.Alerts.First.GetByRole(AriaRole.Link);
        var address = await link.GetAttributeAsync("href");
        await link.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync($"**{address}");
        await visit.Page.Locator(".standing").WaitForAsync();

        await visit.Page.GoBackAsync();

        await visit.Page.WaitForURLAsync("**/alerts?state=all&sort=oldest");
        await visit.Alerts.First.WaitForAsync();
        (await visit.Page.Locator("#filter-sort").InputValueAsync()).ShouldBe("oldest");
        await visit.Page.ReloadAsync();
        await visit.Alerts.First.WaitForAsync();
        (await visit.Page.Locator("#filter-state").InputValueAsync()).ShouldBe("all");
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Comment_ByQuality_ReachesTheOtherBrowserAndKeepsWhatIsTypedThere()
    {
        await using var quality = await demo.VisitAsync("Quality");
        await using var administrator = await demo.VisitAsync("Administrator");
        await quality.Page.GotoAsync("/alerts?state=all");
        var address = await quality.Alerts.First.GetByRole(AriaRole.Link).GetAttributeAsync("href");
        foreach (var visit in new[] { quality, administrator })
        {
            await visit.Page.GotoAsync(address!);
            await visit.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Comment", Exact = true }).ClickAsync();
        }

        var words = $"Said by the test at {Guid.NewGuid():N}";
        await administrator.Page.Locator("#action-text").FillAsync("Half a thought");
        await quality.Page.Locator("#action-text").FillAsync(words);
        await quality.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Add the comment" }).ClickAsync();

        await administrator.Page.Locator("blockquote").GetByText(words).WaitForAsync(new LocatorWaitForOptions { Timeout = 5000 });
        (await administrator.Page.Locator("#action-text").InputValueAsync()).ShouldBe("Half a thought");
        quality.Problems.ShouldBeEmpty();
        administrator.Problems.ShouldBeEmpty();
    }

    private static async Task CheckAsync(Visit visit, string name)
    {
        await visit.ScreenshotAsync(name);
        (await visit.OverflowAsync()).ShouldBeLessThanOrEqualTo(0);
        (await visit.ViolationsAsync()).ShouldBeEmpty();
        visit.Problems.ShouldBeEmpty();
    }
}

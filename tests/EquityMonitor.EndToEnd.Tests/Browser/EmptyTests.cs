using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>A program without the simulated hospital and without models.</summary>
public sealed class EmptyTests
{
    [Fact]
    public async Task FirstPage_WithoutModels_SaysHowToRegisterTheFirst()
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine.");
        using var folder = new TemporaryFolder();
        await using var chromium = await Chromium.LaunchAsync();
        await using var server = StartEmpty(folder);
        await server.ReadyAsync();
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            foreach (var width in new[] { 1280, 360, 1920 })
            {
                await using var visit = await chromium.VisitAsync(server.Address, theme, width);
                await visit.SignInAsync("Administrator");
                await visit.Page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "No model is registered yet" }).WaitForAsync();
                (await visit.Page.InnerTextAsync("main")).ShouldContain("ConnectionStrings__Hospital");
                (await visit.Page.GetByText("Simulated data").CountAsync()).ShouldBe(0);
                await visit.ScreenshotAsync($"empty-{theme}-{width}");
                (await visit.OverflowAsync()).ShouldBeLessThanOrEqualTo(0, $"{theme}, {width} px");
                (await visit.ViolationsAsync()).ShouldBeEmpty($"{theme}, {width} px");
                visit.Problems.ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public async Task Stop_WhileSomebodyLooks_IsPrompt()
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine.");
        using var folder = new TemporaryFolder();
        await using var chromium = await Chromium.LaunchAsync();
        await using var server = StartEmpty(folder);
        await server.ReadyAsync();
        await using var visit = await chromium.VisitAsync(server.Address);
        await visit.SignInAsync("Viewer");

        var before = server.Age;
        (await server.StopAsync()).ShouldBe(0, server.Output);

        (server.Age - before).ShouldBeLessThan(Promise.Of(TimeSpan.FromSeconds(20)));
    }

    private static MonitorProcess StartEmpty(TemporaryFolder folder) =>
        MonitorProcess.Start(folder.Path, ("Simulation__Enabled", "false"), ("Simulation__Today", ""), ("Authentication__Demo", "true"));
}

using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

[Collection(DemoCollection.Name)]
public sealed class AlertTests(DemoHospital demo, ITestOutputHelper log)
{
    [Fact]
    public async Task Alerts_OfAViewer_CanBeReadButNotAcknowledged()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.CardsShownAsync();

        (await visit.Alerts.CountAsync()).ShouldBePositive();
        (await visit.Page.Locator("table.alerts").InnerTextAsync()).ShouldContain("Spanish");
        (await visit.AcknowledgeButtons.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Acknowledging_ByQuality_ReachesTheOtherBrowserAndSurvivesReloadAndRestart()
    {
        await using var quality = await demo.VisitAsync("Quality");
        await using var viewer = await demo.VisitAsync("Viewer");
        await quality.CardsShownAsync();
        await viewer.CardsShownAsync();
        await viewer.Page.EvaluateAsync("() => { window.notReloaded = true; }");
        var row = quality.Page.Locator("tr[data-alert][data-state=Open]").First;
        var acknowledged = $"tr[data-alert='{await row.GetAttributeAsync("data-alert")}'][data-state=Acknowledged]";

        await row.GetByRole(AriaRole.Button).ClickAsync();

        await quality.Page.Locator(acknowledged).WaitForAsync();
        await viewer.Page.Locator(acknowledged).WaitForAsync(new LocatorWaitForOptions { Timeout = 5000 });
        (await viewer.Page.EvaluateAsync<bool>("() => window.notReloaded === true")).ShouldBeTrue("The second browser shows it without a reload.");
        (await viewer.Page.Locator(acknowledged).InnerTextAsync()).ShouldContain("by Demo Quality");
        await quality.Page.ReloadAsync();
        (await quality.Page.Locator(acknowledged).InnerTextAsync()).ShouldContain("by Demo Quality");
        quality.Problems.ShouldBeEmpty();
        viewer.Problems.ShouldBeEmpty();

        await quality.Page.GotoAsync("about:blank");
        await demo.RestartAsync();
        await quality.Page.GotoAsync("/");
        await quality.CardsShownAsync();
        log.WriteLine($"Stored results {demo.Server.Age.TotalSeconds:0.0} s after the second start.");
        demo.Server.Age.ShouldBeLessThan(Promise.Of(TimeSpan.FromSeconds(5)));
        (await quality.Page.Locator(acknowledged).InnerTextAsync()).ShouldContain("by Demo Quality");
    }
}

using System.Diagnostics;
using System.Net;
using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Timing;

/// <summary>A morning: thirty people have the program open while a run pulls and judges.</summary>
[Collection(DemoCollection.Name)]
public sealed class CrowdTests(DemoHospital demo, ITestOutputHelper log)
{
    private const int People = 30;

    /// <summary>A page refreshes at most once a second.</summary>
    private static readonly TimeSpan News = TimeSpan.FromSeconds(3);

    private static readonly string[] Addresses = ["/", "/alerts", "/"];

    [Fact]
    public async Task ThirtyOpenPages_WhileARunPulls_AllStayLive()
    {
        await demo.ForgetActionsAsync();
        await using var administrator = await demo.VisitAsync("Administrator");
        await using var viewer = await demo.VisitAsync("Viewer");
        var opened = Stopwatch.StartNew();
        var pages = new List<IPage>();
        foreach (var wave in Enumerable.Range(0, People).Chunk(6))
            pages.AddRange(await Task.WhenAll(wave.Select(person => OpenAsync(viewer, Addresses[person % Addresses.Length]))));
        log.WriteLine($"{People} pages are open and read after {opened.Elapsed.TotalSeconds:0.0} s.");
        await administrator.GoAsync("/operations?model=sepsis");
        await administrator.Page.Locator("input[name=from]").FillAsync("2025-01-01");
        await administrator.Page.Locator("input[name=to]").FillAsync("2026-06-29");
        await administrator.Page.Locator("[data-action=look]").ClickAsync();

        await administrator.Page.Locator("[data-action=backfill]").ClickAsync();
        var running = administrator.Page.Locator("tr[data-run-record=Running]");
        await running.WaitForAsync();
        var alert = await MonitorContent.AlertOfAsync(demo.Root, "readmission");
        using (var quality = await Visitor.SignInAsync(demo.Server, "Quality"))
            (await quality.PostAsync($"/api/v1/alerts/{alert}/acknowledge")).ShouldBe(HttpStatusCode.OK);
        var told = Stopwatch.StartNew();
        var after = await Task.WhenAll(pages.Select(async page =>
        {
            await page.Locator($"tr[data-alert='{alert}'][data-state=Acknowledged]").WaitForAsync();
            return told.Elapsed;
        }));
        var times = new Durations("an acknowledgement on each of the pages", after);
        log.WriteLine(times.ToString());
        times.Percentile95.ShouldBeLessThan(Allowed.Of(News), times.ToString());

        (await running.CountAsync()).ShouldBe(1, "The run was under way all the time.");
        await running.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached, Timeout = 60_000 });
        foreach (var page in pages)
        {
            (await page.Locator("[data-state=Failed], #components-reconnect-modal[open]").CountAsync()).ShouldBe(0);
            (await page.Locator("main h1.lead").InnerTextAsync()).ShouldNotBeEmpty();
        }

        viewer.Problems.Concat(administrator.Problems).ShouldBeEmpty();
        demo.Server.Output.ShouldNotContain("[ERR]");
    }

    private static async Task<IPage> OpenAsync(Visit viewer, string address)
    {
        var page = await viewer.Page.Context.NewPageAsync();
        await page.GotoAsync(address);
        await page.Locator("tr[data-alert]").First.WaitForAsync();
        return page;
    }
}

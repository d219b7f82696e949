using System.Diagnostics;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>Every page and state in both themes and on three widths: accessible, nothing cut off, nothing on the console, nothing from elsewhere, and a picture.</summary>
[Collection(DemoCollection.Name)]
public sealed class EveryPageTests(DemoHospital demo, ITestOutputHelper log)
{
    private const int Desk = 1280;

    private static readonly TimeSpan LayoutLimit = TimeSpan.FromSeconds(2);

    public static IEnumerable<TheoryDataRow<string, ColorScheme>> Walks =>
        from area in Places.All.Keys
        from theme in new[] { ColorScheme.Light, ColorScheme.Dark }
        select new TheoryDataRow<string, ColorScheme>(area, theme);

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Page_InEveryState_CanBeReadByEverybody(string area, ColorScheme theme)
    {
        await using var visit = await demo.VisitAsync("Administrator", theme);
        await demo.ForgetActionsAsync();
        List<string> faults = [];
        var alert = await MonitorContent.AlertOfAsync(demo.Root, "icu-mortality");
        foreach (var place in Places.All[area])
        {
            var took = Stopwatch.StartNew();
            await visit.Page.SetViewportSizeAsync(Desk, 800);
            await visit.GoAsync(place.Path.StartsWith('/') ? place.Path : $"/alerts/{alert}");
            if (place.PrepareAsync is not null)
            {
                await place.PrepareAsync(visit);
                await visit.SettledAsync();
            }

            // Layout is the same in both themes, contrast is not.
            faults.AddRange((await visit.ViolationsAsync()).Select(violation => $"{place}: {violation}"));
            foreach (var width in theme == ColorScheme.Light ? [Desk, 1920, 360] : new[] { Desk })
                faults.AddRange((await LayoutFaultsAsync(visit, width)).Select(fault => $"{place} at {width}: {fault}"));
            await visit.ScreenshotAsync($"{place}-{theme}");
            if (theme == ColorScheme.Dark && await visit.Page.EvaluateAsync<string>("() => document.documentElement.dataset.theme") != "dark")
                faults.Add($"{place}: not dark");
            log.WriteLine($"{place}: {took.Elapsed.TotalSeconds:0.0} s");
        }

        faults.AddRange(visit.Problems);
        faults.ShouldBeEmpty();
    }

    /// <summary>Charts follow a change of the window a moment later.</summary>
    private static async Task<IReadOnlyList<string>> LayoutFaultsAsync(Visit visit, int width)
    {
        if (visit.Page.ViewportSize!.Width != width)
            await visit.Page.SetViewportSizeAsync(width, width == 360 ? 740 : 1080);
        var waited = Stopwatch.StartNew();
        while (true)
        {
            List<string> faults = [.. await visit.CutTextsAsync()];
            if (await visit.OverflowAsync() is > 0 and var pixels)
                faults.Add($"{pixels} pixels wider than the window");
            if (faults.Count == 0 || waited.Elapsed > LayoutLimit)
                return faults;
        }
    }
}

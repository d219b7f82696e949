using System.Diagnostics;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>Every page and state in both themes and on three widths: accessible, nothing cut off, nothing on the console, nothing from elsewhere, and a picture.</summary>
[Collection(DemoCollection.Name)]
public sealed class EveryPageTests(DemoHospital demo, ITestOutputHelper log)
{
    private const int Desk = 1280;
    private const int Phone = 360;

    private static readonly int[] Widths = [Phone, 1920, Desk];

    /// <summary>A picture takes as long as all the checks of a page: those of the other widths are for whoever works on the look.</summary>
    private static readonly bool PicturesOfEveryWidth = Environment.GetEnvironmentVariable("EQUITYMONITOR_TEST_PICTURES") == "all";

    private static readonly TimeSpan LayoutLimit = TimeSpan.FromSeconds(2);

    public static IEnumerable<TheoryDataRow<string>> Walks => Places.All.Keys.Select(walk => new TheoryDataRow<string>(walk).WithTrait("walk", walk));

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Page_InEveryStateAndTheme_CanBeReadByEverybody(string walk)
    {
        var (role, places) = Places.All[walk];
        await using var visit = await demo.VisitAsync();
        if (role is not null)
            await visit.SignInAsync(role);
        await demo.ForgetActionsAsync();
        var alert = await MonitorContent.AlertOfAsync(demo.Root, Places.AlertedModel);
        List<string> faults = [];
        foreach (var place in places)
        {
            var took = Stopwatch.StartNew();
            var response = await visit.GoAsync(place.Path.Replace(Places.AlertNumber, $"{alert}", StringComparison.Ordinal));
            if (place.PrepareAsync is not null)
            {
                await place.PrepareAsync(visit);
                await visit.SettledAsync();
            }

            if (response?.Status != place.Status)
                faults.Add($"{place}: answered with {response?.Status}");
            faults.AddRange((await FaultsAsync(visit, place)).Select(fault => $"{place}: {fault}"));
            log.WriteLine($"{place}: {took.Elapsed.TotalSeconds:0.0} s");
        }

        // A browser reports a page that is not there to its console; that it is not there was the expectation.
        faults.AddRange(visit.Problems.Where(problem => !(problem.Contains("status of 40", StringComparison.Ordinal) && places.Any(place => place.Status >= 400 && problem.Contains(place.Path, StringComparison.Ordinal)))));
        faults.ShouldBeEmpty();
    }

    /// <summary>Colours differ between the themes, the layout between the widths.</summary>
    private static async Task<IReadOnlyList<string>> FaultsAsync(Visit visit, Place place)
    {
        List<string> faults = [.. (await visit.ViolationsAsync()).Select(violation => $"light: {violation}")];
        foreach (var width in Widths)
        {
            faults.AddRange((await LayoutFaultsAsync(visit, width)).Select(fault => $"at {width}: {fault}"));
            if (PicturesOfEveryWidth && width != Desk)
                await visit.ScreenshotAsync($"{place}-{width}");
        }

        await visit.ScreenshotAsync($"{place}-light");
        await visit.ChangeThemeAsync(dark: true);
        faults.AddRange((await visit.ViolationsOfColourAsync()).Select(violation => $"dark: {violation}"));
        await visit.ScreenshotAsync($"{place}-dark");
        await visit.ChangeThemeAsync(dark: false);
        return faults;
    }

    /// <summary>Charts follow a change of the window a moment later.</summary>
    private static async Task<IReadOnlyList<string>> LayoutFaultsAsync(Visit visit, int width)
    {
        await visit.Page.SetViewportSizeAsync(width, width == Phone ? 740 : 900);
        List<string> faults = [];
        try
        {
            await Until.TrueAsync(
                async () =>
                {
                    faults = [.. await visit.CutTextsAsync()];
                    if (await visit.OverflowAsync() is > 0 and var pixels)
                        faults.Add($"{pixels} pixels wider than the window");
                    return faults.Count == 0;
                },
                LayoutLimit, () => "");
            return [];
        }
        catch (TimeoutException)
        {
            return faults;
        }
    }
}

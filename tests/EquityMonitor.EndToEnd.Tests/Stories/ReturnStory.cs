using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>Whoever comes back to an address finds what was there: after a reload, with back and forward, after the server was away.</summary>
[Collection(DemoCollection.Name)]
public sealed class ReturnStory(DemoHospital demo)
{
    private const string Model = "/models/sepsis?metric=ppv&dimension=race&window=28&asOf=2026-05-20&range=90&pin=race%3DBlack&pin=sex%3DFemale&sort=-scored&intervals=true";

    [Theory]
    [InlineData(Model)]
    [InlineData("/models/sepsis?metric=ppv&dimension=race&window=28&range=90&pin=race%3DBlack&tab=drift")]
    [InlineData("/alerts?state=all&model=readmission&sort=oldest&text=spanish")]
    [InlineData("/summaries/2026-04?model=readmission")]
    [InlineData("/summaries?older=true")]
    [InlineData("/operations?model=sepsis")]
    public async Task Reload_OfAView_RestoresItExactly(string address)
    {
        await using var visit = await demo.VisitAsync("Administrator");
        await visit.GoAsync(address);
        var before = await ViewAsync(visit);

        await visit.Page.ReloadAsync();
        await visit.SettledAsync();

        (await ViewAsync(visit)).Split('\n').ShouldBe(before.Split('\n'));
        visit.Place.ShouldBe(address);
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task BackAndForward_ThroughChoicesAndPages_ShowEachViewAgain()
    {
        await using var visit = await demo.VisitAsync("Governance");
        var views = new List<(string Place, string View)>();
        async Task KeepAsync() => views.Add((visit.Place, await ViewAsync(visit)));

        await visit.GoAsync("/models/readmission?metric=sensitivity&dimension=language&window=90&range=180&pin=language%3DSpanish");
        await KeepAsync();
        await ChooseAsync("Metric", "specificity", "Specificity over time, by preferred language");
        await KeepAsync();
        await ChooseAsync("Groups by", "race", "Specificity over time, by race");
        await KeepAsync();
        await visit.Page.Locator("nav.tabs a", new PageLocatorOptions { HasText = "Drift" }).ClickAsync();
        await visit.Page.Locator("nav.tabs a[aria-current=page]", new PageLocatorOptions { HasText = "Drift" }).WaitForAsync();
        await visit.SettledAsync();
        await KeepAsync();
        await visit.Page.Locator("nav.rail a", new PageLocatorOptions { HasText = "Summaries" }).ClickAsync();
        await visit.Page.Locator("table.months").WaitForAsync();
        await KeepAsync();

        for (var index = views.Count - 2; index >= 0; index--)
            await ReachedAsync(() => visit.Page.GoBackAsync(), views[index]);
        for (var index = 1; index < views.Count; index++)
            await ReachedAsync(() => visit.Page.GoForwardAsync(), views[index]);
        visit.Problems.ShouldBeEmpty();

        async Task ChooseAsync(string label, string value, string title)
        {
            await visit.Page.Locator($"section.controls label:has(span:text-is('{label}')) select").SelectOptionAsync(value);
            await visit.Page.GetByText(title).WaitForAsync();
            await visit.SettledAsync();
        }

        async Task ReachedAsync(Func<Task> go, (string Place, string View) expected)
        {
            await go();
            var seen = "";
            await Until.TrueAsync(
                async () => visit.Place == expected.Place && (seen = await ViewAsync(visit)) == expected.View, TimeSpan.FromSeconds(15),
                () => $"{expected.Place} is shown as before. At {visit.Place} stood: {Differing(seen, expected.View)}, and had stood: {Differing(expected.View, seen)}");
        }
    }

    [Fact]
    public async Task Server_StoppedAndStartedAgain_IsFoundByTheOpenPageWhichShowsTheSameView()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync(Model);
        var before = await ViewAsync(visit);

        await demo.RestartAsync();

        await Until.TrueAsync(
            async () => await visit.Page.Locator("main h1").CountAsync() == 1 && await visit.Page.EvaluateAsync<bool>(PageScripts.IsSettled) && await ViewAsync(visit) == before && await AnswersAsync(visit),
            TimeSpan.FromSeconds(45), () => $"the page is live again. It shows {visit.Page.Url}");
        visit.Place.ShouldBe(Model);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Server_StoppedWhileSomebodyTypes_SaysSoInOurOwnDialogAndKeepsTheText(ColorScheme theme)
    {
        await using var visit = await demo.VisitAsync("Quality", theme);
        await visit.GoAsync("/alerts?state=all");
        var alert = await visit.Alerts.First.GetAttributeAsync("data-alert");
        await visit.GoAsync($"/alerts/{alert}");
        await visit.Page.Locator("[data-action=commented]").ClickAsync();
        await visit.Page.Locator("#action-text").PressSequentiallyAsync("Half a comm");

        await demo.RestartAsync(async () =>
        {
            var dialog = visit.Page.Locator("#components-reconnect-modal[open]");
            await dialog.WaitForAsync();
            (await dialog.InnerTextAsync()).ShouldContain("what you typed is kept");
            (await visit.FocusAsync()).ShouldBe("h2 reconnect-title");
            await visit.Page.Keyboard.PressAsync("Escape");
            (await dialog.CountAsync()).ShouldBe(1, "A page without its server must not look as if it had one.");
            await visit.ScreenshotAsync($"connection-lost-{theme}");
            (await visit.ViolationsAsync()).ShouldBeEmpty();
        });

        await visit.Page.Locator("[data-note=kept]:not(:empty)").WaitForAsync(new LocatorWaitForOptions { Timeout = 45_000 });
        (await visit.Page.Locator("form[data-form=commented] #action-text").InputValueAsync()).ShouldBe("Half a comm");
        (await visit.Page.Locator("#components-reconnect-modal[open]").CountAsync()).ShouldBe(0);

        await visit.Button("Cancel").ClickAsync();
        await visit.Page.Locator("#action-text").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await visit.Page.ReloadAsync();
        await visit.SettledAsync();
        (await visit.Page.Locator("#action-text").CountAsync()).ShouldBe(0, "What was given up does not come back.");
    }

    /// <summary>Whether the page has its server: only that can sort the grid.</summary>
    private static async Task<bool> AnswersAsync(Visit visit)
    {
        await visit.Page.Locator("table[role=grid] thead button").First.ClickAsync();
        try
        {
            await visit.Page.WaitForURLAsync(address => !address.Contains("sort=-scored", StringComparison.Ordinal), new PageWaitForURLOptions { Timeout = 3000 });
        }
        catch (TimeoutException)
        {
            return false;
        }

        await visit.Page.GoBackAsync();
        return true;
    }

    private static string Differing(string text, string other) => string.Join(" / ", text.Split('\n').Except(other.Split('\n'), StringComparer.Ordinal).Take(10));

    /// <summary>What is written on the page and chosen in its fields. Charts follow what is written a moment later, and show nothing else.</summary>
    private static Task<string> ViewAsync(Visit visit) => visit.Page.EvaluateAsync<string>("""
        () => {
            const main = document.querySelector('main');
            const written = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, node =>
                node.parentElement.closest('svg.main-svg, option') || !node.parentElement.checkVisibility() ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
            const lines = [];
            while (written.nextNode())
                lines.push(written.currentNode.textContent.trim());
            for (const field of main.querySelectorAll('select, input'))
                lines.push(field.type === 'checkbox' ? field.checked : field.value);
            return lines.filter(line => line !== '').join('\n');
        }
        """);
}

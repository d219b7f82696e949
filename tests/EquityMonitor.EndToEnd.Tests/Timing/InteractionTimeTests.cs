using EquityMonitor.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Timing;

/// <summary>How long a person waits, from the click to the picture on the screen, as the browser itself takes the time.</summary>
[Collection(DemoCollection.Name)]
public sealed class InteractionTimeTests(DemoHospital demo, ITestOutputHelper log)
{
    private const int Times = 5;
    private const string Model = "/models/readmission?metric=sensitivity&dimension=language&window=90&range=730&pin=language%3DSpanish";

    private static readonly TimeSpan OnScreen = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Queried = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan FirstPaint = TimeSpan.FromSeconds(1);

    /// <summary>When the sentence that a page begins with was painted, counted from the wish for the page.</summary>
    private const string WhenUseful = """
        () => new Promise(resolve => {
            const look = () => {
                if (document.querySelector('main h1.lead')?.textContent.trim())
                    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
                else
                    setTimeout(look, 2);
            };
            look();
        })
        """;

    [Theory]
    [InlineData("/")]
    [InlineData("/models/readmission")]
    [InlineData("/alerts")]
    [InlineData("/summaries")]
    public async Task Page_Opened_IsUsefulInTime(string address)
    {
        await using var visit = await demo.VisitAsync("Governance");
        var times = new List<TimeSpan>();
        for (var time = 0; time < Times; time++)
        {
            await visit.Page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Commit });
            times.Add(TimeSpan.FromMilliseconds(await visit.Page.EvaluateAsync<double>(WhenUseful)));
        }

        Check(new Durations($"first useful paint of {address}", times), FirstPaint);
    }

    [Theory]
    [InlineData("explaining a figure", "figure.trend button.meaning", "document.querySelector('dialog[open]')", "dialog[open] .close", "!document.querySelector('dialog[open]')")]
    [InlineData("the table of a chart", "figure.trend .numbers button", "document.querySelector('figure.trend .numbers table')", "figure.trend .numbers button", "!document.querySelector('figure.trend .numbers table')")]
    [InlineData("intervals in the grid", ".heat .tools label:nth-child(1) input", "document.querySelector('table.detailed')", ".heat .tools label:nth-child(1) input", "!document.querySelector('table.detailed')")]
    [InlineData("sorting the grid", "table[role=grid] thead th:nth-child(2) button", "document.querySelector('th[aria-sort=descending]')", "table[role=grid] thead th:nth-child(1) button", "!document.querySelector('th[aria-sort=descending]')")]
    public async Task Press_ThatAsksNothingOfTheDatabase_IsAnsweredInTime(string what, string selector, string condition, string backSelector, string backCondition)
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync(Model);
        var times = new List<TimeSpan>();
        for (var time = 0; time <= Times; time++)
        {
            times.Add(await PressAsync(visit, selector, null, condition));
            await PressAsync(visit, backSelector, null, backCondition);
            await visit.SettledAsync();
        }

        // The first one loads what the others find.
        Check(new Durations(what, times[1..]), OnScreen);
    }

    [Theory]
    [InlineData("another metric", "label:nth-child(1) select", "specificity", "sensitivity")]
    [InlineData("another dimension", "label:nth-child(2) select", "race", "language")]
    [InlineData("another window", "label:nth-child(3) select", "28", "90")]
    [InlineData("another time", "label:last-child select", "365", "730")]
    public async Task Choice_OfWhatAModelShows_IsDrawnInTime(string what, string selector, string value, string back)
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync(Model);
        var times = new List<TimeSpan>();
        for (var time = 0; time < Times; time++)
        {
            foreach (var chosen in new[] { value, back })
            {
                times.Add(await PressAsync(visit, $"section.controls {selector}", chosen, "redrawn > 0"));
                await visit.SettledAsync();
            }
        }

        Check(new Durations(what, times[1..]), Queried);
    }

    [Fact]
    public async Task Filter_OfTheInbox_IsShownInTime()
    {
        await using var visit = await demo.VisitAsync("Viewer");
        await visit.GoAsync("/alerts");
        var times = new List<TimeSpan>();
        for (var time = 0; time <= Times; time++)
        {
            times.Add(await PressAsync(visit, "#filter-model", "sepsis", "location.search.includes('sepsis') && document.querySelectorAll('tr[data-alert]').length === 1"));
            await PressAsync(visit, "#filter-model", "", "document.querySelectorAll('tr[data-alert]').length > 1");
        }

        Check(new Durations("a filter of the inbox", times[1..]), Queried);
    }

    private static async Task<TimeSpan> PressAsync(Visit visit, string selector, string? value, string condition) =>
        TimeSpan.FromMilliseconds(await visit.Page.EvaluateAsync<double>(PageScripts.MillisecondsUntil(condition), new[] { selector, value }));

    private void Check(Durations times, TimeSpan promised)
    {
        log.WriteLine(times.ToString());
        times.Median.ShouldBeLessThan(Allowed.Of(promised), times.ToString());
    }
}

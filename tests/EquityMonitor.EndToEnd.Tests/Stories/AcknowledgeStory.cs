using EquityMonitor.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>The quality team takes an alert on.</summary>
[Collection(DemoCollection.Name)]
public sealed class AcknowledgeStory(DemoHospital demo)
{
    [Fact]
    public async Task Acknowledging_FromTheOverviewThroughTheAlert_TakesAtMostThreeClicks()
    {
        await demo.ForgetActionsAsync();
        await using var visit = await demo.VisitAsync("Quality");
        await visit.CountClicksAsync();
        await visit.GoAsync("/");

        await visit.Page.Locator("section.attention a.see").First.ClickAsync();
        await visit.Button("Acknowledge").ClickAsync();

        await visit.Page.Locator(".standing[data-state=Acknowledged]").WaitForAsync();
        (await visit.Page.Locator(".standing").InnerTextAsync()).ShouldContain("Demo Quality");
        (await visit.ClicksAsync()).ShouldBeInRange(1, 3);
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Acknowledging_ByTwoPeopleAtOnce_IsRecordedOnceAndTellsTheOtherWhoWas()
    {
        await demo.ForgetActionsAsync();
        await using var quality = await demo.VisitAsync("Quality");
        await using var administrator = await demo.VisitAsync("Administrator");
        var address = await AlertAsync(quality);
        Visit[] people = [quality, administrator];
        await Task.WhenAll(people.Select(person => person.GoAsync(address)));

        await Task.WhenAll(people.Select(person => person.Button("Acknowledge").ClickAsync()));

        var standings = await Task.WhenAll(people.Select(async person =>
        {
            await person.Page.Locator(".standing[data-state=Acknowledged]").WaitForAsync();
            return await person.Page.Locator(".standing").InnerTextAsync();
        }));
        standings[0].ShouldBe(standings[1]);
        var winner = standings[0].Contains("Demo Quality", StringComparison.Ordinal) ? quality : administrator;
        var other = winner == quality ? administrator : quality;
        await Told(winner).GetByText("You have acknowledged this alert.").WaitForAsync();

        // Whoever came second either met the alert as acknowledged or pressed before that was shown.
        if (await Told(other).IsVisibleAsync() && await Told(other).InnerTextAsync() is { Length: > 0 } told)
            told.ShouldContain("had acknowledged it");
        (await quality.Page.Locator("ol.timeline li[data-action=Acknowledged]").CountAsync()).ShouldBe(1);
        quality.Problems.Concat(administrator.Problems).ShouldBeEmpty();
    }

    [Fact]
    public async Task Closing_ByTwoPeopleAtOnce_KeepsTheReasonOfTheSecond()
    {
        await demo.ForgetActionsAsync();
        await using var quality = await demo.VisitAsync("Quality");
        await using var administrator = await demo.VisitAsync("Administrator");
        var address = await AlertAsync(quality);
        await quality.GoAsync(address);
        await administrator.GoAsync(address);
        await quality.Button("Resolve").ClickAsync();
        await administrator.Button("Dismiss").ClickAsync();
        await administrator.Page.Locator("#action-text").FillAsync("Transferred patients were counted twice.");
        await quality.Page.Locator("#action-text").FillAsync("The unit has a Spanish interpreter again.");

        await quality.Page.Locator("form[data-form=resolved] button[type=submit]").ClickAsync();

        await administrator.Page.Locator(".standing[data-state=Resolved]").WaitForAsync();
        (await administrator.Page.Locator("#action-problem").InnerTextAsync()).ShouldContain("You can still add a comment; what you typed is kept.");
        (await administrator.Page.Locator("#action-text").InputValueAsync()).ShouldBe("Transferred patients were counted twice.");
        await administrator.Button("Add the comment").ClickAsync();
        await quality.Page.GetByText("Transferred patients were counted twice.").WaitForAsync();
        await demo.ForgetActionsAsync();
        quality.Problems.Concat(administrator.Problems).ShouldBeEmpty();
    }

    private static ILocator Told(Visit person) => person.Page.Locator("section:has(p.state) p.note");

    private static async Task<string> AlertAsync(Visit visit)
    {
        await visit.GoAsync("/alerts");
        return (await visit.Page.Locator("tr[data-state=Open] a.name").First.GetAttributeAsync("href"))!;
    }
}

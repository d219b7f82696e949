using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Help;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Explore;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Models.Trust;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models.Explore;

/// <summary>The tab on its page. One test searches; the others leave what is stored as it is.</summary>
public sealed class ExploreTabTests : BunitContext, IClassFixture<StoredOnce>
{
    private readonly MonitorFiles _files;
    private readonly FakeTimeProvider _time = new(TabSeed.Now);
    private readonly PeriodCache _cache = new();
    private readonly BunitAuthorizationContext _person;

    public ExploreTabTests(StoredOnce stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        _files = stored.Files;
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(new ChangeBroker(), new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance), _time)
            .AddSingleton<IModelReader>(ModelReaders.Of(_files, _time)).AddSingleton(new SubgroupsReader(_files))
            .AddSingleton(TabSeed.Reader(_files)).AddSingleton(new TrustReader(_files, new PointHistoryReader(new PointMemory())))
            .AddSingleton(new ExploreReader(ExploreSeed.Explorer(_files, _cache))).AddSingleton(new ScanDesk(_files, _time));
        _person = AddAuthorization();
        _person.SetAuthorized("Dr Quality").SetPolicies(Policies.Viewer, Policies.SmallCells).SetClaims(SignedIn.Claims("explore", _time.GetUtcNow().UtcDateTime.AddHours(8)));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public async Task Open_ComparedGroup_IsExploredWithFiguresMatrixAndCurves()
    {
        var page = Show("&pin=race%3DB");

        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));
        page.Find(".answer").TextContent.ShouldContain("patients whose race is B");
        page.FindAll("[data-metric]").Count.ShouldBe(24);
        page.FindAll("[data-confusion]").Select(table => table.GetAttribute("data-confusion")).ShouldBe(["Race: B", "Everyone else"]);
        page.FindAll("[data-plot]").Select(plot => plot.GetAttribute("data-plot")).ShouldBe(["roc", "precision-recall"]);
        page.Find("[data-plot=roc] .numbers a").GetAttribute("href").ShouldBe(
            "/models/small/roc.csv?metric=sensitivity&dimension=race&window=28&asOf=2026-06-09&range=180&pin=race%3DB&group=race%3DB&at=0.3&from=2026-05-06&to=2026-06-02");
        page.FindAll(".row label span").Select(label => label.TextContent).ShouldNotContain("Window");
        await page.InvokeAsync(() => page.Find("[data-metric=sensitivity] button.meaning").Click());
        page.FindComponent<MeaningCard>().Markup.ShouldContain("than among everyone else");
        page.WaitForAssertion(() => page.Find("[data-chance=known]").TextContent.ShouldMatch(@"^0\.\d{3} if perfectly calibrated, of \d+.with a known outcome$"));
        page.FindAll("[data-metric=ece] td").Skip(1).ShouldAllBe(cell => cell.TextContent.Trim() == "Not compared");
        page.FindAll("[data-standardised] button.meaning").Count.ShouldBe(page.FindAll("[data-standardised]").Count);
        page.FindAll("[data-confusion] button.meaning").Count.ShouldBe(8);
        page.FindAll("[data-plot] .areas button.meaning").Count.ShouldBe(4);
        page.FindComponents<Meaning>().ShouldAllBe(meaning => meaning.Instance.Sentences().Count >= 2);
        page.FindComponents<Explained>().ShouldAllBe(term => MetricHelpTexts.Find(term.Instance.HelpHref!.Replace("/help/metrics/", "", StringComparison.Ordinal)) != null);
    }

    [Fact]
    public async Task Choose_ValuesThresholdAndDays_WriteTheAddressThatRestoresThem()
    {
        var page = Show("&group=race%3DB");
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));

        await page.InvokeAsync(() => page.Find("select[data-dimension=sex]").Change("F"));
        page.WaitForAssertion(() => page.Find("[data-figures=explore] caption").TextContent.ShouldContain("Race B & Sex F"));
        await page.InvokeAsync(() => page.Find("input[type=number][aria-label^=Decision]").Change("0.45"));
        page.WaitForAssertion(() => page.Find("[data-figures=explore] caption").TextContent.ShouldContain("0.45"));
        await page.InvokeAsync(() => page.Find(".days input").Change("2026-04-01"));
        page.WaitForAssertion(() => page.FindAll(".hint").ShouldContain(hint => hint.TextContent.Contains("1\u00A0Apr")));
        page.WaitForAssertion(() => page.Find("[data-chance=known]"));

        Navigation.Uri.ShouldContain("group=race%3DB%20%26%20sex%3DF");
        Navigation.Uri.ShouldContain("at=0.45");
        Navigation.Uri.ShouldContain("from=2026-04-01&to=2026-06-02");
        var figures = page.Find("[data-figures=explore]").TextContent;
        var again = Render<ModelPage>(parameters => parameters.Add(shown => shown.Key, "small"));
        again.WaitForAssertion(() => again.Find("[data-figures=explore]").TextContent.ShouldBe(figures));
    }

    [Fact]
    public async Task Slide_OnTheWay_MovesTheFiguresAndLeavesTheAddress()
    {
        var page = Show("&group=race%3DB");
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));
        var (address, before) = (Navigation.Uri, page.Find("[data-metric=sensitivity]").TextContent);

        await page.InvokeAsync(() => page.Find("input[type=range]").Input("0.6"));

        page.WaitForAssertion(() => page.Find("[data-figures=explore] caption").TextContent.ShouldContain("0.6"));
        page.Find("[data-metric=sensitivity]").TextContent.ShouldNotBe(before);
        page.Find("input[type=number][aria-label^=Decision]").GetAttribute("value").ShouldBe("0.6");
        Navigation.Uri.ShouldBe(address);
        await page.InvokeAsync(() => page.Find("input[type=range]").Change("0.6"));
        page.WaitForAssertion(() => Navigation.Uri.ShouldContain("at=0.6"));
    }

    [Fact]
    public async Task Slide_ManyPositions_TheNewestIsShown()
    {
        var page = Show("&group=race%3DB");
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));

        Task[] positions = [.. Enumerable.Range(1, 30).Select(step => page.Find("input[type=range]").InputAsync(new ChangeEventArgs { Value = $"0.{step:00}" }))];
        await Task.WhenAll(positions);

        page.WaitForAssertion(() => page.Find("[data-figures=explore] caption").TextContent.ShouldContain("from 0.3 flagged"));
    }

    [Fact]
    public async Task Open_DaysWithoutEncounters_SaysWhereThereAreSome()
    {
        var page = Show("&from=2020-01-01&to=2020-02-01");

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("choose days among these"));
        await page.InvokeAsync(() => page.Find(".days .em-button").Click());
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));
    }

    [Fact]
    public void Open_AddressAsksForWhatIsNot_SaysSoAndShowsTheUsual()
    {
        var page = Show("&group=ward%3D1&at=7");

        page.WaitForAssertion(() => page.FindAll(".note").Count.ShouldBe(2));
        page.Find("[data-figures=explore] caption").TextContent.ShouldStartWith("All patients with scores from 0.3");
    }

    [Fact]
    public void Open_Viewer_SeesThatItIsWithheldAndNothingIsLoaded()
    {
        _person.SetPolicies(Policies.Viewer);

        var page = Show("&group=race%3DB");

        page.WaitForAssertion(() => page.Find(".tab-frame [data-state=Suppressed]"));
        page.Find(".hint").TextContent.ShouldContain("however small");
        page.FindAll("[data-figures=explore], [data-plot], [data-dimension], .compared").ShouldBeEmpty();
        page.FindAll("nav.tabs a").Select(tab => tab.TextContent).ShouldNotContain("Explore");
        _cache.Count.ShouldBe(0);
    }

    [Fact]
    public void Open_EncountersThatCannotBeRead_FailsWithReferenceAndCanBeTriedAgain()
    {
        var loader = TabSeed.Periods(_files, _cache);
        loader.Dispose();
        Services.AddSingleton(new ExploreReader(new Explorer(loader, _cache)));

        var page = Show("");

        page.WaitForAssertion(() => page.Find(".tab-frame [data-state=Failed] code").TextContent.ShouldNotBeEmpty());
    }

    [Fact]
    public async Task Search_Pressed_TellsWhatItFoundAndHowToReadIt()
    {
        var page = Show("&from=2026-01-01&to=2026-06-09");
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));

        await page.InvokeAsync(() => page.Find(".settings").Submit());

        // The scores of race B say half the risk, so that most of theirs with the outcome are missed.
        page.WaitForAssertion(() => page.Find("[data-found='race=B']").TextContent.ShouldContain("Confirmed"));
        page.FindAll(".answer")[1].TextContent.ShouldContain("The sensitivity of");
        page.Find("[data-found='race=B'] .parents").TextContent.ShouldContain("All patients:");
        page.FindAll(".caveats li").Count.ShouldBe(5);
        page.FindAll(".exploratory").ShouldBeEmpty();
        await page.InvokeAsync(() => page.Find("[data-found='race=B'] .pick").Click());
        page.WaitForAssertion(() => page.Find("[data-figures=explore] caption").TextContent.ShouldStartWith("Race: B"));
        await page.InvokeAsync(() => page.Find(".settings select").Change("ppv"));
        await page.InvokeAsync(() => page.Find(".settings").Submit());
        page.WaitForAssertion(() => page.Find(".exploratory").TextContent.ShouldContain("another search"));
    }

    [Fact]
    public async Task Search_RoleWasTaken_IsRefusedAndLeavesNoTrace()
    {
        int before;
        var page = Show("");
        page.WaitForAssertion(() => page.Find("[data-figures=explore]"));
        await using (var earlier = _files.CreateDbContext())
            before = await earlier.AuditEntries.CountAsync(CancellationToken.None);
        _person.SetPolicies(Policies.Viewer);

        await page.InvokeAsync(() => page.Find(".settings").Submit());

        page.WaitForAssertion(() => page.Find(".running").TextContent.ShouldContain("does not permit"));
        await using var context = _files.CreateDbContext();
        (await context.AuditEntries.CountAsync(CancellationToken.None)).ShouldBe(before);
    }

    private IRenderedComponent<ModelPage> Show(string query)
    {
        Navigation.NavigateTo($"/models/small?tab=explore&metric=sensitivity&dimension=race{query}");
        return Render<ModelPage>(parameters => parameters.Add(page => page.Key, "small"));
    }
}

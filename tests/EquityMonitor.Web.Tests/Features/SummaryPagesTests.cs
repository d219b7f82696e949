using Bunit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Tests;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Summaries;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features;

public sealed class SummaryPagesTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(SummaryHospital.Now);
    private readonly ChangeBroker _changes = new();

    public SummaryPagesTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(_changes).AddSingleton<TimeProvider>(_time).AddSingleton<FaultLog>().AddSingleton(new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance)).AddScoped<Sight>()
            .AddSingleton<IMonthlySummaryReader>(new MonthlySummaryReader(
                _files, new MonthSamples(_files, new EncounterDayReader(_files)), Options.Create(new RetentionOptions()), _time, NullLogger<MonthlySummaryReader>.Instance));
        AddAuthorization().SetAuthorized("Dr Governance").SetPolicies(Policies.Viewer, Policies.Governance, Policies.SmallCells).SetClaims(SignedIn.Claims("s", SummaryHospital.Now.UtcDateTime.AddHours(8)));
    }

    [Fact]
    public void List_WithoutEncounters_SaysWhenThereWillBeSome()
    {
        var page = Render<SummariesPage>();

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("as soon as one of its days has been pulled"));
        page.Find("h1").TextContent.ShouldBe("There is no summary yet: no encounter is stored.");
    }

    [Fact]
    public async Task List_OfOneModel_OffersEachMonthWithItsFilesAndMarksTheMatureOnes()
    {
        await FillAsync();

        var page = Render<SummariesPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("May 2026 is the newest month that is complete and mature for the model."));
        var rows = page.FindAll("[data-summary]");
        rows.Select(row => (row.GetAttribute("data-summary"), row.QuerySelector("[data-state-of-month]")!.GetAttribute("data-state-of-month")))
            .ShouldBe([("2026-06/small", "InProgress"), ("2026-05/small", "Mature"), ("2026-04/small", "Mature")]);
        rows[1].QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
            .ShouldBe(["/summaries/2026-05?model=small", "/summaries/2026-05/summary.zip?model=small", "/summaries/2026-05/summary.xlsx?model=small"]);

        // Without it the page would be asked to show the file.
        rows[1].QuerySelectorAll("a").Skip(1).ShouldAllBe(link => link.HasAttribute("download"));
    }

    [Fact]
    public void List_OfSeveralModelsAndManyMonths_PutsAllModelsFirstAndOlderMonthsBehindALink()
    {
        var period = MonthPeriod.Of(SummaryHospital.Definition, new CalendarMonth(2026, 5), true, SummaryHospital.To);
        var months = Enumerable.Range(0, 8).Select(back => new SummaryMonth(
            CalendarMonth.Of(SummaryHospital.May.AddMonths(-back)), [new ModelOfMonth("a", "A model", period), new ModelOfMonth("b", "B model", period with { State = MonthState.NotMature })]));
        var reader = Substitute.For<IMonthlySummaryReader>();
        reader.MonthsAsync(Arg.Any<CancellationToken>()).Returns([.. months]);
        Services.AddSingleton(reader);

        var page = Render<SummariesPage>();

        page.WaitForAssertion(() => page.FindAll("[data-summary]").Count.ShouldBe(6 * 3));
        page.Find("h1").TextContent.ShouldBe("No month is complete and mature for all 2 models yet.");
        page.FindAll("[data-summary]").Take(3).Select(row => row.GetAttribute("data-summary")).ShouldBe(["2026-05/", "2026-05/a", "2026-05/b"]);
        page.Find("[data-summary] [data-state-of-month]").GetAttribute("data-state-of-month").ShouldBe("NotMature");
        page.Find(".older a").TextContent.ShouldBe("Show 2 older months");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/summaries?older=true");
        Render<SummariesPage>().WaitForAssertion(() => page.Find(".older a"));
    }

    [Fact]
    public async Task Summary_OfAMatureMonth_ShowsEverySectionAndTheFiles()
    {
        await FillAsync();

        var page = Show("2026-05", SummaryHospital.Key);

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldBe("Small model was below what was agreed for 1 group on 31 May 2026, and on watch for 1 group. Combinations of two groups were not judged."));
        page.FindAll("h2").Select(title => title.TextContent)
            .ShouldBe(["All patients", "What was agreed, and how it was met", "Alerts", "Data", "Groups of patients, May 2026", "Drift of the scores", "Method"]);
        page.FindAll("[role=note]").ShouldBeEmpty();
        page.FindAll(".tools a[download]").Select(link => link.GetAttribute("href")).ShouldBe(["/summaries/2026-05/summary.zip?model=small", "/summaries/2026-05/summary.xlsx?model=small"]);
        page.FindAll(".tools a").Select(link => link.GetAttribute("href")).ShouldContain("/summaries/2026-04?model=small");
        page.FindAll(".tools a").Select(link => link.GetAttribute("href")).ShouldContain("/summaries/2026-06?model=small");
        Plain(page.Find("section .sentence").TextContent).ShouldStartWith("As judged on 31 May 2026");
        page.Find("ul.reasons").TextContent.ShouldContain("No clinical justification is recorded for this limit.");
        page.Markup.ShouldContain("2 alerts were opened in May 2026, 1 acknowledged, 1 closed; 2 open at the end of the month.");
        Plain(page.Markup).ShouldContain("9 May 2026 is held since 10 May 2026, 02:00: it lost more than a fifth of its rows.");
        page.FindAll("table").ShouldAllBe(table => table.QuerySelector("caption") != null && table.QuerySelectorAll("thead th").All(heading => heading.HasAttribute("scope")));
    }

    [Fact]
    public async Task Summary_ForSomebodyWhoMaySeeSmallCells_HidesThemAllTheSame()
    {
        await FillAsync();

        var page = Show("2026-05", SummaryHospital.Key);

        page.WaitForAssertion(() => page.Find("[data-subgroup='race=Unknown'] .suppressed").TextContent.ShouldBe("Suppressed: 1 to 10 patients, or 1 to 10 in one of its counts."));
        page.Find("[data-subgroup='race=C'] .suppressed").TextContent.ShouldContain("cannot be worked out");
        page.FindAll("[data-subgroup='race=C'] td").Count.ShouldBe(1);
        page.Find("[data-subgroup='site=East']").TextContent.ShouldContain("suppressed");
        page.FindAll("[data-alert]")[0].TextContent.ShouldContain("suppressed: small cells");
        page.Markup.ShouldNotContain("0.37");
        var c = SummaryHospital.InMay.Count(row => row.Values[0] == "C");
        page.Markup.ShouldNotContain($">{c}<");
    }

    [Fact]
    public async Task Summary_OfAMonthInProgress_SaysHowFarItGoes()
    {
        await FillAsync();

        var page = Show("2026-06", SummaryHospital.Key);

        page.WaitForAssertion(() => Plain(page.Find("[role=note]").TextContent).ShouldStartWith("June 2026 is not complete: this goes through 20 Jun 2026."));
        page.Find("[data-state-of-month]").GetAttribute("data-state-of-month").ShouldBe("InProgress");
    }

    [Fact]
    public async Task Summary_OfTheFleet_ShowsTheModelsSideBySide()
    {
        await FillAsync();

        var page = Show("2026-05", null);

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldBe("1 of 1 model was below what was agreed at the end of May 2026: Small model. Combinations of two groups were not judged."));
        page.Find("[data-model=small] [data-combinations=NotJudged]").TextContent.ShouldBe("combinations not judged");
        page.Find("[data-model=small] a").GetAttribute("href").ShouldBe("/summaries/2026-05?model=small");
        page.FindAll("[data-subgroup]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Summary_CombinationFoundLater_IsBelowInTheFleetAndNamed()
    {
        await FillAsync();
        await using (var context = _files.CreateDbContext())
        {
            var pair = await context.Subgroups.SingleAsync(subgroup => subgroup.Key == "race=B & sex=Female", Xunit.TestContext.Current.CancellationToken);
            context.Alerts.Add(SummaryHospital.FoundLater(pair.ModelId, pair.Id, SummaryHospital.To, raisedOn: new DateOnly(2026, 4, 20), onset: new DateOnly(2026, 4, 3)));
            await context.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        }

        var page = Show("2026-04", null);

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldBe(
            "1 of 1 model was below what was agreed at the end of April 2026: Small model (found on 20 Jun 2026). Other combinations of two groups were not judged."));
        page.Find("[data-model=small] [data-verdict]").GetAttribute("data-verdict").ShouldBe("below");
        Plain(page.Find("[data-model=small] [data-found]").TextContent).ShouldBe("Race B & Female: found on 20 Jun 2026, alert 5");
    }

    [Fact]
    public async Task Summary_SinglesMeetAndCombinationsWereNotJudged_IsNotCalledMeets()
    {
        await FillAsync();

        var page = Show("2026-04", null);

        page.WaitForAssertion(() => page.Find("[data-model=small] .singles").TextContent.ShouldContain("Single groups meet"));
        page.Find("[data-model=small] [data-combinations=NotJudged]").TextContent.ShouldBe("combinations not judged");
    }

    [Theory]
    [InlineData("2026-03", "small", "No encounter of March 2026 is stored.")]
    [InlineData("2026-03", null, "No encounter of March 2026 is stored.")]
    [InlineData("2026-05", "none", "There is no such summary.")]
    [InlineData("nonsense", null, "There is no such summary.")]
    public async Task Summary_OfNothing_IsEmptyAndLeadsBack(string month, string? model, string lead)
    {
        await FillAsync();

        var page = Show(month, model);

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe(lead));
        page.Find("[data-state=Empty] a").GetAttribute("href").ShouldBe("/summaries");
        page.FindAll("a[download]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Summary_WhileItIsComputed_ShowsASkeletonWithProgressAndEndsWhenItIsLeft()
    {
        var reader = Substitute.For<IMonthlySummaryReader>();
        reader.MonthsAsync(Arg.Any<CancellationToken>()).Returns([]);
        CancellationToken reading = default;
        reader.ReadAsync(Arg.Any<CalendarMonth>(), Arg.Any<string?>(), Arg.Any<IProgress<SummaryProgress>?>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            reading = call.Arg<CancellationToken>();
            call.Arg<IProgress<SummaryProgress>?>()!.Report(new SummaryProgress("Sepsis", 1, 3));
            return Task.Delay(Timeout.Infinite, reading).ContinueWith<MonthlySummary?>(_ => null, TaskScheduler.Default);
        });
        Services.AddSingleton(reader);

        var page = Show("2026-05", null);

        page.WaitForAssertion(() => page.Find("[role=status].progress").TextContent.ShouldBe("Computing the figures of Sepsis: 1 of 3 models are done."));
        page.FindAll("[data-state=Loading]").Count.ShouldBe(3);
        reading.IsCancellationRequested.ShouldBeFalse();
        await DisposeComponentsAsync();
        reading.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public void Summary_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IMonthlySummaryReader>();
        reader.MonthsAsync(Arg.Any<CancellationToken>()).Returns(_ => Task.FromException<IReadOnlyList<SummaryMonth>>(new InvalidOperationException("database is locked")), _ => Task.FromResult<IReadOnlyList<SummaryMonth>>([]));
        Services.AddSingleton(reader);
        var page = Show("2026-05", "gone");
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no such summary."));
    }

    [Fact]
    public async Task Summary_AnotherModelIsChosen_ChangesTheAddress()
    {
        await FillAsync();
        var page = Show("2026-05", null);
        page.WaitForElement("select").Change(SummaryHospital.Key);

        page.WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/summaries/2026-05?model=small"));
    }

    [Fact]
    public async Task Summary_Print_OpensTheDialogOfTheBrowser()
    {
        await FillAsync();
        var page = Show("2026-05", SummaryHospital.Key);

        page.WaitForElement(".tools button").Click();

        page.WaitForAssertion(() => JSInterop.VerifyInvoke("print"));
    }

    [Fact]
    public async Task Summary_AlertChanged_IsReadAgain()
    {
        await FillAsync();
        var page = Show("2026-05", SummaryHospital.Key);
        page.WaitForAssertion(() => page.FindAll("[data-alert]").Count.ShouldBe(3));
        await using (var context = _files.CreateDbContext())
            await context.Alerts.ExecuteDeleteAsync(Xunit.TestContext.Current.CancellationToken);

        _changes.Publish(new Change(SummaryHospital.Key, ChangeKind.AlertChanged));
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.FindAll("[data-alert]").ShouldBeEmpty());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private IRenderedComponent<SummaryPage> Show(string month, string? model)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/summaries/{month}{(model is null ? null : "?model=" + model)}");
        return Render<SummaryPage>(parameters => parameters.Add(page => page.MonthText, month));
    }

    private async Task FillAsync()
    {
        await using var context = _files.CreateDbContext();
        await SummaryHospital.FillAsync(context, Xunit.TestContext.Current.CancellationToken);
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

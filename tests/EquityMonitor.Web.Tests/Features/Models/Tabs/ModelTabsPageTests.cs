using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Help;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Drift;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Models.Trust;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models.Tabs;

public sealed class ModelTabsPageTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(TabSeed.Now);
    private readonly BunitAuthorizationContext _person;

    public ModelTabsPageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(new ChangeBroker()).AddSingleton(new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance)).AddSingleton<TimeProvider>(_time).AddSingleton<FaultLog>().AddScoped<Sight>()
            .AddSingleton(new PowerDesk(_files))
            .AddSingleton<IModelReader>(ModelReaders.Of(_files, _time)).AddSingleton(new SubgroupsReader(_files))
            .AddSingleton(TabSeed.Reader(_files)).AddSingleton(new TrustReader(_files, new PointHistoryReader(new PointMemory())))
            .AddSingleton(new MeasuresReader(_files, new PointHistoryReader(new PointMemory())));
        _person = AddAuthorization();
        _person.SetAuthorized("Dr Quality").SetPolicies(Policies.Viewer, Policies.SmallCells);
    }

    [Fact]
    public async Task Tabs_OfAModel_KeepTheChoiceAndLeaveOutWhatItCannotHave()
    {
        await TabSeed.FillAsync(_files, TabSeed.Definition with { Need = null, Response = null });

        var page = Show("?tab=drift&dimension=sex&pin=race%3DB");

        page.WaitForAssertion(() => page.FindAll("nav.tabs a").Select(tab => tab.TextContent).ShouldBe(["Performance", "Calibration", "Drift", "Outcomes", "Explore"]));
        page.Find("nav.tabs a[aria-current=page]").TextContent.ShouldBe("Drift");
        var calibration = page.FindAll("nav.tabs a")[1].GetAttribute("href")!;
        calibration.ShouldContain("dimension=sex");
        calibration.ShouldContain("pin=race%3DB");
        calibration.ShouldContain("tab=calibration");
    }

    [Fact]
    public async Task Tab_Unknown_ShowsPerformanceAndSaysSo()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=nonsense");

        page.WaitForAssertion(() => page.Find("nav.tabs a[aria-current=page]").TextContent.ShouldBe("Performance"));
        page.FindAll(".note").ShouldContain(note => note.TextContent.Contains("no part “nonsense”"));
    }

    [Fact]
    public async Task Calibration_OfAGroupWhoseRiskIsUnderstated_SaysSoWithCurveTableAndFile()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=calibration&pin=race%3DB");

        page.WaitForAssertion(() => page.Find("[data-plot=calibration]"));
        page.Find(".answer").TextContent.ShouldContain("the model understates their risk");
        page.Find("[data-plot=calibration] .numbers a").GetAttribute("href").ShouldBe("/models/small/calibration.csv?metric=sensitivity&dimension=race&window=28&asOf=2026-06-09&range=180&pin=race%3DB");
        page.Find("[data-plot=calibration] .numbers button").Click();
        page.WaitForAssertion(() => page.FindAll("[data-plot=calibration] tbody tr").Count.ShouldBe(20));
        page.FindAll("[data-plot]").Select(plot => plot.GetAttribute("data-plot")).ShouldBe(["calibration", "calibration-intercept", "calibration-slope"]);
        page.FindAll(".figures button.meaning").Count.ShouldBe(8);
    }

    [Fact]
    public async Task Calibration_OfPoints_SaysThatAScoreIsNotAProbability()
    {
        await TabSeed.FillAsync(_files, TabSeed.Definition with { Score = new ScoreDefinition("score", ScoreKind.Points, 0, 10) });

        var page = Show("?tab=calibration");

        page.WaitForAssertion(() => page.Find("[data-state=NotEstimable]").TextContent.ShouldContain("score is not a probability"));
        page.FindAll("[data-plot]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Drift_OfAGroup_ShowsScoresMixRatesAndTheirHistory()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=drift&pin=race%3DB");

        page.WaitForAssertion(() => page.FindAll("[data-shift]").Count.ShouldBe(2));
        page.Find("[data-mix=race] [data-drift=Much]").TextContent.ShouldBe("much drift");
        page.Find("[data-mix=sex]").TextContent.ShouldContain("no training shares declared");
        page.FindAll(".answer")[1].TextContent.ShouldContain("Patients differ from those the model was trained on by race");
        page.WaitForAssertion(() => page.FindAll("[data-measure]").Count.ShouldBe(6), TimeSpan.FromSeconds(20));
        page.FindAll("caption").ShouldContain(caption => caption.TextContent.StartsWith("Race: B: now, in the baseline"));
    }

    [Fact]
    public async Task Drift_WithoutBaseline_SaysWhyAndStillShowsTheTrainingPopulation()
    {
        await TabSeed.FillAsync(_files, TabSeed.Definition with { Baseline = null });

        var page = Show("?tab=drift");

        page.WaitForAssertion(() => page.Find("[data-state=NotEstimable]").TextContent.ShouldContain("no baseline"));
        page.Find("[data-mix=race] [data-drift]").TextContent.ShouldBe("much drift");
    }

    [Fact]
    public async Task Outcomes_YoungEncounters_AreProvisionalAndTestedOnThePast()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=outcomes&metric=auroc");

        page.WaitForAssertion(() => page.Find("[data-plot=provisional]"));
        page.Find(".answer").TextContent.ShouldContain("Outcomes are expected to be recorded within 7");
        page.FindAll(".answer")[1].TextContent.ShouldContain("cannot see it when that changes (concept drift), and it opens and closes no alert");
        page.FindAll(".hint").ShouldContain(hint => hint.TextContent.StartsWith("AUROC has no provisional value"));
        page.FindAll("td[data-label='Past estimates']")[0].TextContent.ShouldMatch("\\d+ of 12 within the interval\\s*off by \\d+.points on average");
        await page.InvokeAsync(() => page.Find("td[data-label='Past estimates'] button.meaning").Click());
        page.Find("dialog").TextContent.ShouldMatch("When outcomes came in, \\d+ of 12 past estimates lay within the interval of what happened");
        page.Find("[data-figures=outcomeKnownRate]").TextContent.ShouldContain("Race: B");
    }

    [Fact]
    public async Task Trust_GroupWhoseFlagsAreNotFollowed_IsNamed()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=trust&dimension=race");

        page.WaitForAssertion(() => page.Find("[data-figures=overrideRate]"));
        page.Find(".answer").TextContent.ShouldContain("For patients whose race is B it is 100");
        page.Find(".hint").TextContent.ShouldMatch("A response is recorded for [\\d,]+ of [\\d,]+ flagged encounters");
        page.Find(".trend").TextContent.ShouldContain("All patients");
    }

    [Fact]
    public async Task Trust_WithoutResponses_ExplainsItself()
    {
        await TabSeed.FillAsync(_files, TabSeed.Definition with { Response = null });

        var page = Show("?tab=trust");

        page.WaitForAssertion(() => page.Find("[data-state=NotEstimable]").TextContent.ShouldContain("names no column in which clinicians' responses are recorded"));
    }

    [Fact]
    public async Task LabelAudit_GroupThatNeedsMoreAtTheSameScore_IsNamed()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?tab=label-audit&dimension=race");

        page.WaitForAssertion(() => page.Find("[data-plot=need]"));
        var rows = page.FindAll(".figures tbody tr");
        rows.Select(row => row.QuerySelector("th")!.TextContent).ShouldBe(["A", "B", "C"]);
        rows[2].TextContent.ShouldContain("fewer than 30 on a side near the threshold");
    }

    [Fact]
    public async Task LabelAudit_WithoutNeed_ExplainsItself()
    {
        await TabSeed.FillAsync(_files, TabSeed.Definition with { Need = null });

        var page = Show("?tab=label-audit");

        page.WaitForAssertion(() => page.Find("[data-state=NotEstimable]").TextContent.ShouldContain("names no independent measure of need"));
    }

    [Fact]
    public async Task Performance_OfAProportion_ShowsTheGapWithTheSameMix()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?metric=sensitivity&dimension=race&pin=race%3DB");

        page.WaitForAssertion(() => page.Find("[data-gap='race=B']").TextContent.ShouldContain("with the same mix of sex"));
    }

    [Fact]
    public async Task Performance_NobodyCompared_HasNoGaps()
    {
        await TabSeed.FillAsync(_files);

        var page = Show("?metric=sensitivity&dimension=race");

        page.WaitForAssertion(() => page.FindComponents<HeatPanel>().ShouldHaveSingleItem());
        page.FindAll("[data-gap]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Figures_OfEveryTab_SayWhatTheyMeanAndLinkToHelpThatThereIs()
    {
        (string Query, string Until, int Least)[] tabs =
        [
            ("?metric=sensitivity&dimension=race&pin=race%3DB", "[data-gap]", 3),
            ("?tab=calibration&pin=race%3DB", "[data-plot=calibration]", 8),
            ("?tab=drift&pin=race%3DB", "[data-measure]", 33),
            ("?tab=outcomes&pin=race%3DB", "[data-plot=provisional]", 16),
            ("?tab=trust&dimension=race", "[data-figures=overrideRate]", 3),
            ("?tab=label-audit&dimension=race", "[data-plot=need]", 9),
        ];
        await TabSeed.FillAsync(_files);
        foreach (var (query, until, least) in tabs)
        {
            var page = Show(query);
            page.WaitForAssertion(() => page.Find(until));
            page.WaitForAssertion(() => page.FindAll("[data-state=Loading]").ShouldBeEmpty());
            var meanings = page.FindComponents<Meaning>();
            meanings.Count.ShouldBeGreaterThanOrEqualTo(least, query);
            foreach (var meaning in meanings.Select(shown => shown.Instance))
            {
                meaning.Sentences().Count.ShouldBeGreaterThanOrEqualTo(2, meaning.Title);
                IsTold(meaning.HelpHref ?? $"/help/metrics/{meaning.Metric!.Key}").ShouldBeTrue(meaning.Title);
            }

            page.FindComponents<Explained>().ShouldAllBe(term => IsTold(term.Instance.HelpHref));
        }
    }

    [Fact]
    public async Task Tab_EncountersThatCannotBeRead_FailsWithReferenceAndCanBeTriedAgain()
    {
        await TabSeed.FillAsync(_files);
        await using (var context = _files.CreateDbContext())
            await context.EncounterDayContents.Where(content => content.Day == TabSeed.AsOf.AddDays(-10)).ExecuteUpdateAsync(set => set.SetProperty(content => content.Arrow, new byte[] { 1, 2, 3 }));

        var page = Show("?tab=calibration");

        page.WaitForAssertion(() => page.Find(".tab-frame [data-state=Failed] code").TextContent.ShouldNotBeEmpty());
        page.Find(".tab-frame [data-state=Failed] button").TextContent.ShouldBe("Try again");
        page.FindAll("[data-state=Loading]").ShouldBeEmpty();
    }

    [Fact]
    public async Task Tabs_ForAViewer_WithholdWhatRestsOnFew()
    {
        await TabSeed.FillAsync(_files);
        _person.SetPolicies(Policies.Viewer);

        var page = Show("?tab=calibration&pin=race%3DC");

        page.WaitForAssertion(() => page.Find("[data-plot=calibration]"));
        var rare = page.FindAll(".figures tbody tr")[1];
        rare.TextContent.ShouldContain("Suppressed (1 to 10)");
        rare.QuerySelectorAll("button.meaning").ShouldBeEmpty();
        page.Find("[data-plot=calibration] .numbers button").Click();
        page.WaitForAssertion(() => page.FindAll("[data-plot=calibration] tbody tr").Where(row => row.QuerySelector("th")!.TextContent == "Race: C").ShouldHaveSingleItem().TextContent
            .ShouldContain("Suppressed (1 to 10)"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private static bool IsTold(string? address) => address?.Split('/') switch
    {
        ["", "help#windows"] => GuideTexts.Reading.Any(section => section.Id == "windows"),
        ["", "help", "metrics", var key] => MetricHelpTexts.Find(key) is not null,
        ["", "help", "methods", var key] => MethodHelpTexts.Find(key) is not null,
        _ => false,
    };

    private IRenderedComponent<ModelPage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/models/small{query}");
        return Render<ModelPage>(parameters => parameters.Add(page => page.Key, "small"));
    }
}

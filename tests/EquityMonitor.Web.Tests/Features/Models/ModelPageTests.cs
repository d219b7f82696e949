using AngleSharp.Html.Dom;
using Bunit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Frame;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class ModelPageTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));
    private readonly ChangeBroker _changes = new();
    private readonly FailingReader _reader;

    public ModelPageTests()
    {
        _reader = new FailingReader(ModelReaders.Of(_files, _time));
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(_changes).AddSingleton(new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance)).AddSingleton<TimeProvider>(_time).AddSingleton<FaultLog>().AddScoped<Sight>()
            .AddSingleton(new PowerDesk(_files))
            .AddSingleton(TabSeed.Reader(_files)).AddSingleton<IModelReader>(_reader).AddSingleton(new SubgroupsReader(_files))
            .AddSingleton(new ModelListReader(_files, NullLogger<ModelListReader>.Instance));
        var person = AddAuthorization();
        person.SetAuthorized("Dr Quality");
        person.SetPolicies(Policies.Viewer, Policies.SmallCells);
    }

    [Fact]
    public void Page_UnknownKey_ExplainsItselfAndLeadsToTheOthers()
    {
        Seed.Fill(_files);

        var page = Show("no-such-model");

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no such model"));
        page.Find("li a").GetAttribute("href").ShouldBe("/models/readmission");
    }

    [Fact]
    public void Page_ModelWithoutResults_IsEmptyAndNotLoading()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            context.Points.RemoveRange(context.Points);
            context.PointSets.RemoveRange(context.PointSets);
            context.Alerts.RemoveRange(context.Alerts);
            context.VerdictSpells.RemoveRange(context.VerdictSpells);
            context.SaveChanges();
            context.Subgroups.RemoveRange(context.Subgroups);
            context.SaveChanges();
        }

        var page = Show("readmission");

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("Nothing has been evaluated yet"));
        page.FindAll("[data-state=Loading]").ShouldBeEmpty();
    }

    [Fact]
    public void Page_Results_SayFirstWhatNeedsAttentionAndCompareIt()
    {
        var alert = Seed.Fill(_files);

        var page = Show("readmission");

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldContain("misses 58"));
        page.Find("h1 a").GetAttribute("href").ShouldBe($"/alerts/{alert}");
        page.Find("[data-group='language=Spanish']").GetAttribute("aria-pressed").ShouldBe("true");
        page.Find("[data-figure='language=Spanish']").TextContent.ShouldContain("Below");
        page.FindComponents<ForestPanel>().ShouldHaveSingleItem();
        page.FindComponents<HeatPanel>().ShouldHaveSingleItem();
        page.FindComponents<IntersectionPanel>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("confidence: 0.90", "90", "52 to 63")]
    [InlineData(null, "95", "51 to 64")]
    public void Page_LevelOfTheDefinition_IsThatOfEveryIntervalAndWord(string? more, string level, string interval)
    {
        Seed.Fill(_files, more: more);

        var page = Show("readmission");

        page.WaitForAssertion(() => page.FindComponents<HeatPanel>().ShouldHaveSingleItem());
        page.WaitForAssertion(() => Plain(page.Markup).ShouldContain($"Underlined where the {level} % interval"));
        var text = Plain(page.Markup);
        text.ShouldContain($"with {level} % intervals for whoever is compared");
        Plain(page.Find("h1").TextContent).ShouldContain($"{level} % interval {interval}");
        text.ShouldNotContain(level == "90" ? "95 % interval" : "90 % interval");

        static string Plain(string markup) => markup.Replace('\u00A0', ' ').Replace("&nbsp;", " ", StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Address_RestoresTheExactView()
    {
        Seed.Fill(_files);

        var page = Show("readmission", "?metric=auroc&dimension=language&window=90&asOf=2026-08-25&range=90&pin=language%3DSpanish&pin=language%3DEnglish");

        page.WaitForAssertion(() => page.Find(".pair .panel-title").TextContent.ShouldBe("AUROC over time, by language"));
        page.FindAll(".controls select").Take(4).Select(select => ((IHtmlSelectElement)select).Value).ShouldBe(["auroc", "language", "90", "90"]);
        page.Find(".controls input[type=date]").GetAttribute("value").ShouldBe("2026-08-25");
        page.FindAll("[data-figure]").Select(figure => figure.GetAttribute("data-figure")).ShouldBe(["", "language=Spanish", "language=English"]);
    }

    [Fact]
    public void Page_Choice_ChangesTheAddressAndNothingElseOfIt()
    {
        Seed.Fill(_files);
        var page = Show("readmission", "?metric=sensitivity&dimension=language&sort=scored");
        page.WaitForAssertion(() => page.FindAll(".controls select").Count.ShouldBeGreaterThan(3));

        page.FindAll(".controls select")[0].Change("ppv");
        page.WaitForAssertion(() => page.Find(".pair .panel-title").TextContent.ShouldStartWith("Positive predictive value"));
        page.Find("[data-group='language=Spanish']").Click();

        page.WaitForAssertion(() => page.Find("[data-group='language=Spanish']").GetAttribute("aria-pressed").ShouldBe("true"));
        var query = QueryHelpers.ParseQuery(new Uri(Services.GetRequiredService<NavigationManager>().Uri).Query);
        (query["metric"].ToString(), query["dimension"].ToString(), query["pin"].ToString(), query["sort"].ToString()).ShouldBe(("ppv", "language", "language=Spanish", "scored"));

        page.Find("[data-group='language=Spanish']").Click();
        page.WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.ShouldNotContain("pin="));
    }

    [Fact]
    public void Page_GridShowsMore_LeavesTheOtherPanelsAsTheyAre()
    {
        Seed.Fill(_files);
        var page = Show("readmission");
        page.WaitForAssertion(() => page.FindComponents<HeatRow>().Count.ShouldBe(3));
        int[] Renderings() => [page.FindComponent<TrendPanel>().RenderCount, page.FindComponent<ForestPanel>().RenderCount, page.FindComponent<IntersectionPanel>().RenderCount];
        var (before, reads) = (Renderings(), _reader.Reads);

        page.Find(".heat .tools input").Change(true);
        page.WaitForAssertion(() => page.FindAll("table.detailed").ShouldHaveSingleItem());
        page.Find("table[role=grid] thead button").Click();
        page.WaitForAssertion(() => page.Find("table[role=grid] thead th").GetAttribute("aria-sort").ShouldBe("ascending"));

        Renderings().ShouldBe(before);
        _reader.Reads.ShouldBe(reads);
    }

    [Fact]
    public void Page_MissingAsOfDay_SaysWhichDayIsShown()
    {
        Seed.Fill(_files);

        var page = Show("readmission", "?metric=sensitivity&asOf=2026-08-20");

        page.WaitForAssertion(() => page.Find(".controls .note").TextContent.ShouldContain("There is no result as of"));
    }

    [Theory]
    [InlineData("", "3 Sep 2026", "newest day, yesterday")]
    [InlineData("?asOf=2026-08-25", "25 Aug 2026", "not the newest day")]
    public void TopBar_OfAModel_SaysTheDayAndLeadsToItsOneControl(string query, string day, string note)
    {
        Seed.Fill(_files);

        var page = ShowWithBar(query);

        page.WaitForAssertion(() => Plain(page.Find("button[data-as-of]").TextContent).ShouldBe($"As of {day}, {note}. Choose another day"));
        Plain(page.Find(".controls label:has(input[type=date]) span").TextContent).ShouldBe($"As of {day}");
        page.FindAll("input[type=date]").Count.ShouldBe(1);
        page.Find("button[data-as-of]").Click();
        page.WaitForAssertion(() => JSInterop.VerifyFocusAsyncInvoke());
    }

    [Fact]
    public void TopBar_OfAPartWithAPeriodOfItsOwn_OffersNoOtherDay()
    {
        Seed.Fill(_files);
        Services.AddSingleton(new Web.Features.Models.Explore.ExploreReader(Explore.ExploreSeed.Explorer(_files)));

        var page = ShowWithBar("?tab=explore");

        page.WaitForAssertion(() => Plain(page.Find("p[data-as-of]").TextContent).ShouldBe("As of 3 Sep 2026, newest day, yesterday"));
        page.FindAll("button[data-as-of]").ShouldBeEmpty();
    }

    [Fact]
    public void Heading_Outcome_IsSaidAsPeopleSayIt()
    {
        Seed.Fill(_files);

        var page = Show("readmission");

        page.WaitForAssertion(() => Plain(page.Find(".facts dd[title='Column readmitted_30d']").TextContent).ShouldBe("readmitted within 30 days, expected to be recorded within 30 days"));
    }

    [Fact]
    public void Page_WindowWithoutResults_IsEmptyInEveryPanel()
    {
        Seed.Fill(_files);

        var page = Show("readmission", "?metric=sensitivity&window=28");

        page.WaitForAssertion(() => page.FindAll("[data-state=Empty]").Count.ShouldBe(4));
        page.FindAll("[data-state=Loading]").ShouldBeEmpty();
    }

    [Fact]
    public void Page_ReadFails_KeepsWhatItHasAndOffersToTryAgain()
    {
        Seed.Fill(_files);
        var page = Show("readmission");
        page.WaitForAssertion(() => page.FindAll(".pair").ShouldNotBeEmpty());

        _reader.Fails = true;
        _changes.Publish(new Change("readmission", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => page.Find("[data-state=Failed]").TextContent.ShouldContain("This could not be read"));
        page.FindAll(".pair").ShouldNotBeEmpty();

        _reader.Fails = false;
        page.Find("[data-state=Failed] button").Click();
        page.WaitForAssertion(() => page.FindAll("[data-state=Failed]").ShouldBeEmpty());
    }

    [Fact]
    public void Page_ChangeOfAnotherModel_IsNotRead()
    {
        Seed.Fill(_files);
        var page = Show("readmission");
        page.WaitForAssertion(() => page.FindAll(".pair").ShouldNotBeEmpty());
        var reads = _reader.Reads;

        _changes.Publish(new Change("sepsis", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromSeconds(2));
        _changes.Publish(new Change("readmission", ChangeKind.Judged));
        _time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => _reader.Reads.ShouldBe(reads + 1));
    }

    [Fact]
    public void Trend_AllSuppressed_SaysSo()
    {
        var panel = Render<TrendSection>(parameters => parameters.Add(section => section.ModelKey, "m").Add(section => section.View, Performance(new Reading.Suppressed())));

        panel.Find("[data-state=Suppressed]").TextContent.ShouldContain("Suppressed");
    }

    [Fact]
    public void Trend_NotEstimable_SaysWhy()
    {
        var panel = Render<TrendSection>(parameters => parameters.Add(section => section.ModelKey, "m").Add(section => section.View, Performance(new Reading.NotEstimable("no positives"))));

        panel.Find("[data-state=NotEstimable]").TextContent.ShouldContain("no positives");
    }

    [Fact]
    public void Table_OfATrend_IsDrawnOnlyWhenWanted()
    {
        Seed.Fill(_files);
        var page = Show("readmission", "?metric=sensitivity&dimension=language");
        page.WaitForAssertion(() => page.FindAll(".trend .numbers").ShouldNotBeEmpty());
        page.FindAll(".trend .numbers table").ShouldBeEmpty();

        page.Find(".trend .numbers button").Click();

        page.FindAll(".trend .numbers tbody tr").Count.ShouldBe(60);
        page.Find(".trend .numbers .more").TextContent.ShouldContain("The newest 60 of 120 days");
        page.Find(".trend .numbers .more button").Click();
        page.FindAll(".trend .numbers tbody tr").Count.ShouldBe(120);
        page.Find(".trend .numbers a").GetAttribute("href").ShouldStartWith("/models/readmission/trend.csv?metric=sensitivity&dimension=language");
    }

    [Fact]
    public void List_Models_LeadToTheirPages()
    {
        Seed.Fill(_files);

        var page = Render<ModelListPage>();

        page.WaitForAssertion(() => page.Find("[data-model=readmission] .what a").GetAttribute("href").ShouldBe("/models/readmission"));
    }

    [Fact]
    public void List_NoModels_IsEmptyAndNotLoading()
    {
        var page = Render<ModelListPage>();

        page.WaitForAssertion(() => page.Find("[data-state=Empty]").TextContent.ShouldContain("as soon as its definition is imported"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private IRenderedComponent<ModelPage> Show(string key, string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/models/{key}{query}");
        return Render<ModelPage>(parameters => parameters.Add(page => page.Key, key));
    }

    /// <summary>The page below the place in the top bar that it says its day in.</summary>
    private IRenderedComponent<Bunit.Rendering.ContainerFragment> ShowWithBar(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/models/readmission{query}");
        return Render(builder =>
        {
            builder.OpenComponent<SectionOutlet>(0);
            builder.AddComponentParameter(1, nameof(SectionOutlet.SectionName), AsOfShown.Place);
            builder.CloseComponent();
            builder.OpenComponent<ModelPage>(2);
            builder.AddComponentParameter(3, nameof(ModelPage.Key), "readmission");
            builder.CloseComponent();
        });
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();

    private static PerformanceView Performance(Reading reading)
    {
        var definition = Monitoring.Registry.ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", Monitoring.Registry.DefinitionUse.Monitoring).Definition!;
        return new PerformanceView
        {
            Choice = ModelChoice.Of(new ModelQuery("m"), definition, null, []),
            Options = new ModelOptions([], [], [], null, null),
            Notes = [],
            Period = null,
            Trend = new TrendView(Statistics.Metric.Sensitivity, 90, [Seed.Newest], [new TrendSeries(string.Empty, "All patients", null, [reading])], []) { Level = Statistics.ConfidenceLevel.Default },
            LimitNotes = [],
        };
    }

    private sealed class FailingReader(IModelReader inner) : IModelReader
    {
        private int _reads;

        public bool Fails { get; set; }

        public int Reads => Volatile.Read(ref _reads);

        public Task<ModelPageView> ReadAsync(ModelQuery query, bool showSmallCells, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            return Fails ? Task.FromException<ModelPageView>(new IOException("the disk is gone")) : inner.ReadAsync(query, showSmallCells, cancellationToken);
        }
    }
}

using Bunit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class EvidencePageTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly Substituted _reader;

    public EvidencePageTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var time = new FakeTimeProvider(new DateTimeOffset(Seed.Now));
        _reader = new Substituted(new EvidencePageReader(_files, new EvidenceReader(_files)));
        Services.AddPageServices(new ChangeBroker(), new ProgressBoard(time, NullLogger<ProgressBoard>.Instance), time)
            .AddSingleton<IEvidencePageReader>(_reader).AddSingleton(new PowerDesk(_files));
        AddAuthorization().SetAuthorized("Dr Quality").SetPolicies(Policies.Viewer, Policies.SmallCells).SetClaims(SignedIn.Claims("quality", Seed.Now.AddHours(8)));
    }

    [Fact]
    public void Page_NoSuchModel_IsExplained()
    {
        var page = Open("no-such");

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("There is no such model"));
    }

    [Fact]
    public void Page_NothingNamed_ShowsTheWorstGroupOfTheFirstRule()
    {
        Seed.Fill(_files);

        var page = Open("readmission");

        page.WaitForAssertion(() => Plain(page.Find("h1").TextContent).ShouldBe("Sensitivity among patients whose language is Spanish is 42 %, 36 to 49, of 214 with the outcome, where at least 55 % was agreed. There is no evidence yet that this is not met. An open alert asks a person to act."));
        page.Find("[data-verdict=below]").ShouldNotBeNull();
        page.FindAll("select")[0].GetAttribute("value").ShouldBe("sens-floor");
        page.FindAll("select")[1].QuerySelectorAll("optgroup").Select(group => group.GetAttribute("label")).ShouldBe(["Below", "Meets"]);
        page.Find(".evidence-path").GetAttribute("data-state").ShouldBe(nameof(PanelState.Empty));
        page.FindAll("a").ShouldContain(link => link.TextContent == "The open alert");
    }

    [Fact]
    public void Page_GroupOnWatch_PagesNobodyAndTellsWhatCouldBeSeen()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            context.VerdictSpells.Single(spell => spell.Verdict == Verdict.Below).Verdict = Verdict.Watch;
            context.SaveChanges();
        }

        var page = Open("readmission", "?rule=sens-floor&group=language%3DSpanish");

        page.WaitForAssertion(() => page.Find("[data-power=ready]"));
        page.Markup.ShouldContain("it is shown here and alerts nobody");
        Plain(page.Find(".power").TextContent).ShouldContain("With 214 encounters with the outcome in 90 days, a drop to below");
        page.FindAll(".power li").Count.ShouldBe(3);
    }

    [Fact]
    public void Page_AskedInVain_SaysWhatIsShownInstead()
    {
        Seed.Fill(_files);

        var page = Open("readmission", "?rule=nothing&group=language%3DKlingon");

        page.WaitForAssertion(() => page.FindAll(".note[role=status]").Select(note => note.TextContent)
            .ShouldBe(["This model has no rule “nothing”. “Sensitivity floor” is shown.", "This rule does not judge the group “language=Klingon”. Another is shown."]));
    }

    [Fact]
    public void Page_ChosenGroup_StandsInTheAddress()
    {
        Seed.Fill(_files);
        var page = Open("readmission");
        page.WaitForElement("select");

        page.FindAll("select")[1].Change("language=English");

        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/models/readmission/evidence?rule=sens-floor&group=language%3DEnglish");
    }

    [Fact]
    public void Page_Course_SaysHowFarItHasCome()
    {
        Seed.Fill(_files);
        _reader.Evidence = EvidenceSubjects.Shown(Paths.Gathering(), Paths.Definition, Paths.Floor, Paths.Spanish, showSmallCells: true);

        var page = Open("readmission");

        page.WaitForAssertion(() => page.FindAll(".plot[data-plot=evidence]").ShouldHaveSingleItem());
        Plain(page.Find(".evidence-path .first").TextContent).ShouldContain("stands at 300 times what it was at its start");
    }

    [Fact]
    public void Page_ReadingFails_CanBeTriedAgain()
    {
        Seed.Fill(_files);
        _reader.Fails = true;
        var page = Open("readmission");
        page.WaitForAssertion(() => page.Find("[data-state=Failed]"));
        _reader.Fails = false;

        page.Find(".failed button").Click();

        page.WaitForAssertion(() => page.Find(".evidence-path"));
    }

    [Fact]
    public void Lead_Courses_AreSaidWithTheFigureAndTheNextStep()
    {
        const string Figure = "Sensitivity among patients whose language is Spanish should be at least 55 %; there is no figure now. ";
        Lead(Paths.Gathering()).ShouldBe(Figure + "The evidence that this is not met stands at 300 times its start; an alarm needs 15,000 times. Nobody needs to act yet.");
        Lead(Paths.Alarmed()).ShouldBe(Figure + "The evidence that this was not met was strong enough for an alarm. Nobody needs to act yet.");

        static string Lead(EvidencePath path) => Plain(EvidenceSubjects.Of(
            new StoredEvidence
            {
                Definition = Paths.Definition,
                Rule = Paths.Floor,
                Judged = [new CurrentVerdict(1, Paths.Spanish, Verdict.Watch, Seed.Newest)],
                Group = new CurrentVerdict(1, Paths.Spanish, Verdict.Watch, Seed.Newest),
                Notes = [],
                Path = path,
                Newest = null,
                Reference = null,
                AlertId = null,
            },
            showSmallCells: true).Lead);
    }

    private IRenderedComponent<EvidencePage> Open(string key, string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/models/{key}/evidence{query}");
        return Render<EvidencePage>(parameters => parameters.Add(page => page.Key, key));
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    /// <summary>The real reader, whose course can be another and which can fail.</summary>
    private sealed class Substituted(IEvidencePageReader real) : IEvidencePageReader
    {
        public EvidenceShown? Evidence { get; set; }

        public bool Fails { get; set; }

        public async Task<EvidencePageView> ReadAsync(EvidenceQuery query, bool showSmallCells, CancellationToken cancellationToken)
        {
            if (Fails)
                throw new InvalidOperationException("The disk is gone.");
            var view = await real.ReadAsync(query, showSmallCells, cancellationToken);
            return Evidence is { } evidence && view.Subject is { } subject ? view with { Subject = subject with { Evidence = evidence } } : view;
        }
    }
}

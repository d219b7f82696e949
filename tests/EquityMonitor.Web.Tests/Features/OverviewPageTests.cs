using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features;

public sealed class OverviewPageTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));
    private readonly ChangeBroker _changes = new();
    private readonly ProgressBoard _board;
    private readonly SimulationOptions _simulation = new();
    private readonly BunitAuthorizationContext _person;

    public OverviewPageTests()
    {
        _board = new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance);
        var desk = new AlertDesk(_files, _changes, _time);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(_changes, _board, _time).AddSingleton(desk)
            .AddSingleton(Options.Create(_simulation)).AddSingleton(Options.Create(new RegistryOptions { Folder = "/srv/models" }))
            .AddSingleton<IOverviewReader>(new OverviewReader(_files, desk, _time, NullLogger<OverviewReader>.Instance));
        _person = AddAuthorization();
        SignIn("Dr Quality", Policies.Viewer, Policies.SmallCells, Policies.Quality);
    }

    [Fact]
    public void Overview_NoModels_SaysHowToRegisterTheFirst()
    {
        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("No model is registered yet"));
        page.Find("pre").TextContent.ShouldBe(ExampleDefinition.Yaml);
        page.Markup.ShouldContain("/srv/models");
        page.Markup.ShouldContain(ExampleDefinition.ImportCommand);
    }

    [Fact]
    public void Overview_SimulationOnAndNoModelYet_ShowsThatItIsComing()
    {
        _simulation.Enabled = true;
        _board.Report(new StepProgress(string.Empty, RunStep.Simulate, 146, 730, null));

        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => page.Find("[role=progressbar]").GetAttribute("aria-valuenow").ShouldBe("20"));
        page.FindAll("pre").ShouldBeEmpty();
    }

    [Fact]
    public void Overview_ModelWithoutResults_ShowsItsRunAndFollowsIt()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            context.JudgeStates.Single().JudgedThrough = Seed.Newest.AddDays(-100);
            context.SaveChanges();
        }

        _board.Begin("readmission");
        _board.Report(new StepProgress("readmission", RunStep.Pull, 73, 730, new DateOnly(2024, 11, 15)));
        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => page.FindAll("[data-model]").ShouldBeEmpty());
        page.WaitForAssertion(() => Plain(page.Find("[role=progressbar]").GetAttribute("aria-valuetext")!).ShouldBe("reading encounters, 73 of 730 days, at 15 Nov 2024"));

        _board.Report(new StepProgress("readmission", RunStep.Pull, 365, 730, new DateOnly(2025, 9, 3)));
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => Plain(page.Find("[role=progressbar]").GetAttribute("aria-valuetext")!).ShouldStartWith("reading encounters, 365 of 730 days"));
    }

    [Fact]
    public void Overview_Results_SayFirstWhatNeedsAttention()
    {
        Seed.Fill(_files);

        var page = Render<OverviewPage>();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldStartWith("The model needs attention: 30-day readmission risk misses 58"));
        Plain(page.Find(".finding").TextContent).ShouldContain("30-day readmission risk misses 58 % of outcomes among patients whose language is Spanish");
        page.Find(".finding").TextContent.ShouldContain(". See the alert");
        page.Find("[data-model=readmission] h2").TextContent.ShouldBe("30-day readmission risk");
        page.Find("[data-model=readmission] .purpose").TextContent.ShouldStartWith("Version 2.1");
        page.Find("[data-model=readmission] h2 a").GetAttribute("href").ShouldBe("/models/readmission?metric=sensitivity&dimension=language&pin=language%3DSpanish&window=90");
        var spark = page.Find("[data-model=readmission] .spark .link");
        spark.GetAttribute("href").ShouldBe("/models/readmission?metric=sensitivity&dimension=language&pin=language%3DSpanish&window=90");
        Plain(spark.GetAttribute("aria-label")!).ShouldContain("Language: Spanish 42 %");
        page.FindAll("[data-model=readmission] .spark path.line").Count.ShouldBe(2);
        page.Find(".load").TextContent.ShouldContain("Nobody yet");
        page.Find(".finding .see").GetAttribute("href").ShouldStartWith("/alerts/");
        page.Find("[data-model=readmission] .verdict-mark.below").TextContent.Trim().ShouldBe("Below");
        page.FindAll("[data-alert]").Count.ShouldBe(1);
        page.Find("[data-freshness=readmission] td[data-label='Held days']").TextContent.ShouldBe("1");
    }

    [Fact]
    public void Overview_TableOfTheTrend_IsMadeWhenItIsOpened()
    {
        Seed.Fill(_files);
        var page = Render<OverviewPage>();
        page.WaitForElement(".spark details");
        page.FindAll(".spark tbody").ShouldBeEmpty();

        page.Find(".spark details").TriggerEvent("ontoggle", EventArgs.Empty);

        page.FindAll(".spark tbody tr").Count.ShouldBe(90);
        page.Find(".spark tbody tr td:nth-child(3)").TextContent.ShouldContain("of\u00A0214");
        page.Find(".spark caption").TextContent.ShouldContain("of how many with the outcome");
    }

    [Fact]
    public void Overview_Acknowledge_RecordsThePersonAndShowsIt()
    {
        var alert = Seed.Fill(_files);
        var page = Render<OverviewPage>();
        page.WaitForElement("[data-alert] button").Click();

        page.WaitForAssertion(() => page.Find("[data-alert]").TextContent.ShouldContain("by Dr Quality"));

        using var context = _files.CreateDbContext();
        context.Alerts.Single(row => row.Id == alert).AcknowledgedBy.ShouldBe("Dr Quality");
    }

    [Fact]
    public async Task Overview_SomebodyAcknowledgedFirst_TheSecondSeesWho()
    {
        var alert = Seed.Fill(_files);
        var page = Render<OverviewPage>();
        var button = page.WaitForElement("[data-alert] button");
        await new AlertDesk(_files, new ChangeBroker(), _time).AcknowledgeAsync(alert, "Dr First", null, CancellationToken.None);

        await button.ClickAsync(new());

        page.WaitForAssertion(() => page.Find(".note").TextContent.ShouldContain("Dr First had acknowledged it"));
        page.Find("[data-alert]").TextContent.ShouldContain("by Dr First");
    }

    [Fact]
    public void Overview_Viewer_HasNoButton()
    {
        Seed.Fill(_files);
        SignIn("Dr Viewer", Policies.Viewer);

        var page = Render<OverviewPage>();

        page.WaitForElement("[data-alert]");
        page.FindAll("[data-alert] button").ShouldBeEmpty();
    }

    [Fact]
    public void Overview_SignInEndedMeanwhile_AcknowledgesNothing()
    {
        var alert = Seed.Fill(_files);
        var page = Render<OverviewPage>();
        var button = page.WaitForElement("[data-alert] button");
        _time.Advance(TimeSpan.FromHours(8));

        button.Click();

        page.WaitForAssertion(() => page.Find(".note").TextContent.ShouldContain("Your sign-in has ended"));
        using var context = _files.CreateDbContext();
        context.Alerts.Single(row => row.Id == alert).AcknowledgedBy.ShouldBeNull();
    }

    [Fact]
    public async Task Overview_Committed_IsReadAgainByItself()
    {
        var alert = Seed.Fill(_files);
        var page = Render<OverviewPage>();
        page.WaitForElement("[data-alert] button");

        await new AlertDesk(_files, _changes, _time).AcknowledgeAsync(alert, "Dr Elsewhere", null, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));

        page.WaitForAssertion(() => page.Find("[data-alert]").TextContent.ShouldContain("by Dr Elsewhere"));
    }

    [Fact]
    public void Overview_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IOverviewReader>();
        reader.ReadAsync(Arg.Any<bool>(), Arg.Any<CancellationToken>()).Returns(
            _ => Task.FromException<OverviewView>(new InvalidOperationException("database is locked")), _ => Task.FromResult(new OverviewView([], [], [])));
        Services.AddSingleton(reader);
        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.Find("h1").TextContent.ShouldBe("No model is registered yet"));
    }

    [Fact]
    public async Task Overview_ReaderMayNotSeeSmallCells_AsksForSuppression()
    {
        var reader = Substitute.For<IOverviewReader>();
        reader.ReadAsync(Arg.Any<bool>(), Arg.Any<CancellationToken>()).Returns(new OverviewView([], [], []));
        Services.AddSingleton(reader);
        SignIn("Dr Viewer", Policies.Viewer);

        Render<OverviewPage>();

        await reader.Received().ReadAsync(false, Arg.Any<CancellationToken>());
        await reader.DidNotReceive().ReadAsync(true, Arg.Any<CancellationToken>());
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private void SignIn(string name, params string[] policies) => _person.SetAuthorized(name).SetPolicies(policies).SetClaims(SignedIn.Claims(name, Seed.Now.AddHours(8)));

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

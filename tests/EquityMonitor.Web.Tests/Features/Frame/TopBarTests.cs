using Bunit;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Layout;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Frame;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Components.Sections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MudBlazor.Services;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features.Frame;

/// <summary>The day that the top bar shows, within the layout of every page.</summary>
public sealed class TopBarTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));
    private readonly ChangeBroker _changes = new();

    public TopBarTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(_changes, new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance), _time).AddMudServices();
        Services.AddSingleton(new FrameReader(_files)).AddSingleton(new AlertDesk(_files, _changes, _time)).AddSingleton(Substitute.For<AntiforgeryStateProvider>())
            .AddSingleton(new SimulatedModels(_files, Options.Create(new SimulationOptions { Enabled = false }), NullLogger<SimulatedModels>.Instance))
            .AddSingleton(provider => new GroupSlotsReader(_files, provider.GetRequiredService<FaultLog>()));
        AddAuthorization().SetAuthorized("Dr Viewer").SetPolicies(Policies.Viewer);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    [Theory]
    [InlineData("/", 0, "As of 3 Sep 2026, newest day, yesterday", false)]
    [InlineData("/models/readmission/evidence", 0, "As of 3 Sep 2026, newest day, yesterday", false)]
    [InlineData("/alerts", 5, "As of 3 Sep 2026, newest day, 6 days ago", true)]
    public void Day_OfAPageThatChoosesNone_IsTheNewestAndHowOldItIs(string place, int nightsThatFailed, string expected, bool isStale)
    {
        Seed.Fill(_files);
        _time.Advance(TimeSpan.FromDays(nightsThatFailed));

        var layout = Show(place, null);

        layout.WaitForAssertion(() => Plain(layout.Find("header p[data-as-of]").TextContent).ShouldBe(expected));
        layout.FindAll("header [data-as-of] .past").Count.ShouldBe(isStale ? 1 : 0);
    }

    [Fact]
    public void Day_WhileNothingIsEvaluated_IsNotThere()
    {
        var layout = Show("/", null);

        layout.WaitForAssertion(() => layout.Find("main").TextContent.ShouldContain("page"));
        layout.FindAll("[data-as-of]").ShouldBeEmpty();
    }

    [Fact]
    public void Day_OfAPageWithADayOfItsOwn_IsThatUntilThePageIsLeft()
    {
        Seed.Fill(_files);

        var layout = Show("/models/readmission", "20 Aug 2026");

        layout.WaitForAssertion(() => layout.Find("header [data-as-of] strong").TextContent.ShouldBe("20 Aug 2026"));
        layout.FindAll("[data-as-of]").Count.ShouldBe(1);

        layout.Render(parameters => parameters.Add(shown => shown.Body, Page(null)));
        layout.WaitForAssertion(() => Plain(layout.Find("header [data-as-of] strong").TextContent).ShouldBe("3 Sep 2026"));
    }

    [Fact]
    public void Day_EvaluatedAnew_IsShownByItself()
    {
        Seed.Fill(_files);
        var layout = Show("/alerts", null);
        layout.WaitForElement("header [data-as-of]");
        using (var context = _files.CreateDbContext())
        {
            var set = context.PointSets.OrderByDescending(stored => stored.AsOf).First();
            context.PointSets.Add(new Monitoring.Evaluation.PointSet
            {
                ModelId = set.ModelId,
                Window = set.Window,
                AsOf = set.AsOf.AddDays(1),
                ScoredFrom = set.ScoredFrom,
                ScoredTo = set.ScoredTo,
                MatureFrom = set.MatureFrom,
                MatureTo = set.MatureTo,
                DaysPresent = 90,
                DaysHeld = 0,
                Fingerprint = 1,
            });
            context.SaveChanges();
        }

        _changes.Publish(new Change("readmission", ChangeKind.Evaluated));
        _time.Advance(TimeSpan.FromSeconds(2));

        layout.WaitForAssertion(() => Plain(layout.Find("header [data-as-of] strong").TextContent).ShouldBe("4 Sep 2026"));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private IRenderedComponent<MainLayout> Show(string place, string? day)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(place);
        return Render<MainLayout>(parameters => parameters.Add(layout => layout.Body, Page(day)));
    }

    /// <param name="day">That it stands for; null when it chooses none.</param>
    private static RenderFragment Page(string? day) => builder =>
    {
        builder.AddContent(0, "page");
        if (day is null)
            return;
        builder.OpenComponent<SectionContent>(1);
        builder.AddComponentParameter(2, nameof(SectionContent.SectionName), AsOfShown.Place);
        builder.AddComponentParameter(3, nameof(SectionContent.ChildContent), (RenderFragment)(content =>
        {
            content.OpenComponent<AsOfShown>(0);
            content.AddComponentParameter(1, nameof(AsOfShown.Text), day);
            content.CloseComponent();
        }));
        builder.CloseComponent();
    };

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();
}

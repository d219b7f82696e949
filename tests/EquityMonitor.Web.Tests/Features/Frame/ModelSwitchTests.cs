using Bunit;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Frame;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Frame;

public sealed class ModelSwitchTests : BunitContext
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));
    private readonly ChangeBroker _changes = new();

    public ModelSwitchTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(_changes, new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance), _time).AddSingleton(new FrameReader(_files));
        AddAuthorization().SetAuthorized("Dr Viewer").SetPolicies(Policies.Viewer);
    }

    [Fact]
    public void Switch_WithoutModels_OffersNothingUntilOneIsRegistered()
    {
        var bar = Render<ModelSwitch>(parameters => parameters.Add(shown => shown.Uri, "http://localhost/"));
        bar.FindAll("button, a").ShouldBeEmpty();
        Register("sepsis", "Sepsis early warning");

        _changes.Publish(new Change("sepsis", ChangeKind.Registered));
        _time.Advance(TimeSpan.FromSeconds(2));

        bar.WaitForAssertion(() => bar.Find("[data-model=sepsis]").GetAttribute("href").ShouldBe("/models/sepsis"));
    }

    [Fact]
    public void Switch_OnAPageAboutAll_LeadsToEveryModelAsItOpens()
    {
        Seed.Fill(_files);
        Register("sepsis", "Sepsis early warning");

        var bar = Show("/alerts?state=all");

        bar.Find("button.switch .name").TextContent.ShouldBe("Choose a model");
        bar.FindAll("nav a").Select(link => link.GetAttribute("href")).ShouldBe(["/models/readmission", "/models/sepsis", "/models"]);
        bar.FindAll("nav [aria-current]").ShouldBeEmpty();
        bar.Find("[data-model=sepsis]").TextContent.ShouldContain("nothing evaluated yet");
        Plain(bar.Find("[data-model=readmission]").TextContent).ShouldEndWith("as of 3 Sep 2026");
    }

    [Fact]
    public void Switch_OnAModelsPage_NamesItAndKeepsTheViewForTheOthers()
    {
        Seed.Fill(_files);
        Register("sepsis", "Sepsis early warning");

        var bar = Show("/models/readmission?tab=drift&metric=ppv&window=28&pin=language%3DSpanish&at=0.3");

        bar.Find("button.switch .name").TextContent.ShouldBe("30-day readmission risk");
        var current = bar.Find("nav [aria-current=page]");
        (current.GetAttribute("data-model"), current.GetAttribute("href")).ShouldBe(("readmission", "/models/readmission?tab=drift&metric=ppv&window=28&pin=language%3DSpanish&at=0.3"));

        // Nobody of the other model speaks Spanish yet.
        bar.Find("[data-model=sepsis]").GetAttribute("href").ShouldBe("/models/sepsis?tab=drift&metric=ppv&window=28");
    }

    [Fact]
    public void Switch_OnAPageBelowAModels_NamesItAndLeadsToItsOwnPage()
    {
        Seed.Fill(_files);

        var bar = Show("/models/readmission/evidence?rule=sens-floor");

        bar.Find("button.switch .name").TextContent.ShouldBe("30-day readmission risk");
        bar.Find("nav [aria-current=true]").GetAttribute("href").ShouldBe("/models/readmission");
    }

    [Fact]
    public void Switch_AddressNamesAGroupThatTheOtherModelHas_KeepsItOnceThatIsRead()
    {
        Seed.Fill(_files);
        var sepsis = Register("sepsis", "Sepsis early warning");
        using (var context = _files.CreateDbContext())
        {
            context.Subgroups.Add(new Monitoring.Evaluation.Subgroup { ModelId = sepsis, Key = "language=Spanish", Order = 1 });
            context.SaveChanges();
        }

        var bar = Show("/models/readmission");
        bar.Render(parameters => parameters.Add(shown => shown.Uri, "http://localhost/models/readmission?pin=language%3DSpanish&pin=language%3DEnglish"));

        bar.WaitForAssertion(() => bar.Find("[data-model=sepsis]").GetAttribute("href").ShouldBe("/models/sepsis?pin=language%3DSpanish"));
    }

    [Fact]
    public void Switch_SwitchAndList_AreTiedTogetherForTheBrowser()
    {
        Seed.Fill(_files);

        var bar = Show("/");

        var list = bar.Find("nav[popover]");
        bar.Find("button.switch").GetAttribute("popovertarget").ShouldBe(list.Id);
        list.GetAttribute("aria-label").ShouldBe("Choose a model");
        JSInterop.Invocations["import"].Select(call => call.Arguments[0]).ShouldContain("./Features/Frame/ModelSwitch.razor.js");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _files.Dispose();
    }

    private IRenderedComponent<ModelSwitch> Show(string place)
    {
        var bar = Render<ModelSwitch>(parameters => parameters.Add(shown => shown.Uri, "http://localhost" + place));
        bar.WaitForElement("button.switch");
        return bar;
    }

    private int Register(string key, string name)
    {
        using var context = _files.CreateDbContext();
        var model = new Model
        {
            Key = key,
            Name = name,
            DefinitionYaml = ExampleDefinition.Yaml.Replace("key: readmission ", $"key: {key} ", StringComparison.Ordinal),
            DefinitionHash = "h2",
            Revision = 1,
            AlertsFrom = Seed.Newest,
            RegisteredAt = Seed.Now,
        };
        context.Models.Add(model);
        context.SaveChanges();
        return model.Id;
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();
}

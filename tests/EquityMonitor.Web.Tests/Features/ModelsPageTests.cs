using Bunit;
using Bunit.TestDoubles;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace EquityMonitor.Web.Tests.Features;

public sealed class ModelsPageTests : BunitContext
{
    private const string Person = "Dr Administrator";

    private static readonly string Changed = ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.60", StringComparison.Ordinal);

    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));
    private readonly ChangeBroker _changes = new();
    private readonly ProgressBoard _board;
    private readonly ModelRegistry _registry;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("equitymonitor-definitions-");
    private readonly DefinitionFolder _definitions;
    private readonly BunitAuthorizationContext _person;

    public ModelsPageTests()
    {
        _board = new ProgressBoard(_time, NullLogger<ProgressBoard>.Instance);
        _registry = new ModelRegistry(_files, _time, _changes);
        _definitions = new DefinitionFolder(Options.Create(new RegistryOptions { Folder = _folder.FullName }), _registry, NullLogger<DefinitionFolder>.Instance);
        var held = new HeldDays(_files, _time, _changes);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddPageServices(_changes, _board, _time).AddSingleton(_registry).AddSingleton(held)
            .AddSingleton<IModelsReader>(new ModelsReader(_files, held, _definitions, NullLogger<ModelsReader>.Instance));
        _person = AddAuthorization();
        _person.SetAuthorized(Person).SetPolicies(Policies.Administrator).SetClaims(SignedIn.Claims("a", Seed.Now.AddHours(8)));
    }

    [Fact]
    public void Models_None_SaysToImportTheFirst()
    {
        var page = Open();
        page.Find("h1").TextContent.ShouldBe("No model is registered yet. Import the definition of the first one.");
        page.Find("[data-state=Empty]").TextContent.ShouldContain("choose or paste the file below");
    }

    [Fact]
    public async Task Models_WhileReading_AreLoading()
    {
        var answer = new TaskCompletionSource<ModelsView>();
        var reader = Substitute.For<IModelsReader>();
        reader.ReadAsync(null, Arg.Any<CancellationToken>()).Returns(answer.Task);
        Services.AddSingleton(reader);
        var page = Render<ModelsPage>();
        page.Find("[data-state=Loading]").ShouldNotBeNull();

        await page.InvokeAsync(() => answer.SetResult(new([], null, [])));

        page.WaitForAssertion(() => page.FindAll("[data-state=Loading]").ShouldBeEmpty());
    }

    [Fact]
    public void Models_ReadFails_GivesAReferenceAndRetries()
    {
        var reader = Substitute.For<IModelsReader>();
        reader.ReadAsync(null, Arg.Any<CancellationToken>()).Returns(
            _ => Task.FromException<ModelsView>(new InvalidOperationException("database is locked")), _ => Task.FromResult(new ModelsView([], null, [])));
        Services.AddSingleton(reader);
        var page = Render<ModelsPage>();
        page.WaitForAssertion(() => page.Find("[role=alert] code").TextContent.Length.ShouldBe(8));
        page.Markup.ShouldNotContain("database is locked");

        page.Find("[role=alert] button").Click();

        page.WaitForAssertion(() => page.FindAll("[role=alert]").ShouldBeEmpty());
    }

    [Fact]
    public void Models_Registered_AreListedWithWhatWaits()
    {
        Seed.Fill(_files);
        var page = Open();

        page.Find("h1").TextContent.ShouldBe("1 of 1 model waits for a decision.");
        var row = Plain(page.Find("[data-model=readmission]").TextContent);
        row.ShouldContain("30-day readmission risk");
        row.ShouldContain("2.1");
        row.ShouldContain("3 Sep 2026, 21:00");
        page.Find("[data-model=readmission] td[data-label='Days held']").TextContent.Trim().ShouldBe("1");
    }

    [Fact]
    public void Models_Selected_LeadsToItsOperations()
    {
        Seed.Fill(_files);
        Open("readmission").FindAll("a").ShouldContain(link => link.GetAttribute("href") == "/operations?model=readmission");
    }

    [Fact]
    public async Task Models_FileOfTheFolderDiffersOrIsRefused_SaysSo()
    {
        await _registry.ApplyAsync(Changed, "edited", Person, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "old.yaml"), ExampleDefinition.Yaml);
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "wrong.yaml"), "key: other");
        await _definitions.ApplyAsync(CancellationToken.None);

        var page = Open();

        page.Find("[data-model=readmission]").TextContent.ShouldContain("old.yaml in the definition folder differs");
        page.Markup.ShouldContain("wrong.yaml in the definition folder was refused");
    }

    [Fact]
    public void Models_UnknownKeyInTheAddress_SaysSo() => Open("nope").Find("[role=status]").TextContent.ShouldStartWith("There is no model with the key nope.");

    [Fact]
    public void Import_InvalidText_ShowsEveryProblemAndKeepsWhatWasTyped()
    {
        var page = Open();
        var wrong = ExampleDefinition.Yaml.Replace("threshold: 0.15", "threshold: 15", StringComparison.Ordinal).Replace("metric: auroc", "metric: aurocc", StringComparison.Ordinal);
        page.Find("textarea").Change(wrong);

        page.Find("[data-action=preview]").Click();

        page.WaitForAssertion(() => page.FindAll("[data-outcome=refused] li").Count.ShouldBeGreaterThanOrEqualTo(2));
        var problems = page.Find("[data-outcome=refused]").TextContent;
        problems.ShouldContain("Line 7");
        problems.ShouldContain("threshold");
        problems.ShouldContain("rules[1]");
        page.FindAll("[data-outcome=refused] .quote").ShouldContain(line => line.TextContent.StartsWith("threshold: 15"));
        page.Find("textarea").GetAttribute("value").ShouldBe(wrong);
        page.Find("[data-action=apply]").HasAttribute("disabled").ShouldBeTrue();
        using var context = _files.CreateDbContext();
        context.Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_ChangedRule_ShowsTheEffectAndAppliesItUnderTheName()
    {
        await _registry.ApplyAsync(ExampleDefinition.Yaml, "first", Person, CancellationToken.None);
        var page = Open();
        page.Find("textarea").Change(Changed);

        page.Find("[data-action=preview]").Click();
        page.WaitForAssertion(() => page.FindAll("[data-outcome=ready] li").ShouldNotBeEmpty());
        (await _registry.FindAsync("readmission", CancellationToken.None))!.Model.Revision.ShouldBe(1);
        page.Find("[data-action=apply]").Click();

        page.WaitForAssertion(() => page.Find("[data-outcome=applied]").TextContent.ShouldContain("readmission"));
        (await _registry.FindAsync("readmission", CancellationToken.None))!.Model.Revision.ShouldBe(2);
        using var context = _files.CreateDbContext();
        context.AuditEntries.OrderBy(entry => entry.Id).Last().Who.ShouldBe(Person);
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("?model=readmission");
        page.Find("textarea").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Import_SomebodyChangedTheModelMeanwhile_IsLookedAtAgain()
    {
        await _registry.ApplyAsync(ExampleDefinition.Yaml, "first", Person, CancellationToken.None);
        var page = Open();
        page.Find("textarea").Change(Changed);
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");
        await _registry.ApplyAsync(Changed.Replace("threshold: 0.15", "threshold: 0.2", StringComparison.Ordinal), "other", "Dr Other", CancellationToken.None);

        page.Find("[data-action=apply]").Click();

        page.WaitForAssertion(() => page.Find("#import-result .note").TextContent.ShouldContain("changed since you looked"));
        (await _registry.FindAsync("readmission", CancellationToken.None))!.Model.Revision.ShouldBe(2);
        page.Find("textarea").GetAttribute("value").ShouldBe(Changed);
    }

    [Fact]
    public async Task Import_OverADefinitionThatCannotBeRead_IsPreviewedAndApplied()
    {
        await _registry.ApplyAsync(ExampleDefinition.Yaml, "first", Person, CancellationToken.None);
        using (var context = _files.CreateDbContext())
        {
            context.Models.Single().DefinitionYaml = "key: readmission";
            context.SaveChanges();
        }

        var page = Open("readmission");
        page.Find("[data-model=readmission]").TextContent.ShouldContain("cannot be read by this version");
        page.Find("textarea").Change(Changed);
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]").TextContent.ShouldContain("The definition in force cannot be read");
        page.Find("[data-action=apply]").Click();

        page.WaitForElement("[data-outcome=applied]");
        (await _registry.FindAsync("readmission", CancellationToken.None))!.Model.Revision.ShouldBe(2);
        page.WaitForAssertion(() => page.Find("[data-action=edit-rules]").GetAttribute("href").ShouldBe("/administration/models/readmission/rules"));
    }

    [Fact]
    public void Import_TextChangedAfterThePreview_CannotBeApplied()
    {
        var page = Open();
        page.Find("textarea").Change(ExampleDefinition.Yaml);
        page.Find("[data-action=preview]").Click();
        page.WaitForElement("[data-outcome=ready]");

        page.Find("textarea").Change(Changed);

        page.FindAll("[data-outcome]").ShouldBeEmpty();
        page.Find("[data-action=apply]").HasAttribute("disabled").ShouldBeTrue();
    }

    [Fact]
    public void Import_ChosenFile_IsReadAndPreviewed()
    {
        var page = Open();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(ExampleDefinition.Yaml, "readmission.yaml"));
        page.WaitForAssertion(() => page.Find("[data-outcome=ready]").TextContent.ShouldContain("This registers a new model."));
    }

    [Fact]
    public void Import_FileThatIsNoDefinition_IsRefusedAndKeepsWhatWasTyped()
    {
        var page = Open();
        page.Find("textarea").Change("key: mine");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('x', DefinitionText.Longest + 1), "big.yaml"));
        page.WaitForAssertion(() => page.Find("#import-result .note").TextContent.ShouldContain("more than 64 KB"));
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([0xC3, 0x28, 0xFF], "picture.yaml"));
        page.WaitForAssertion(() => page.Find("#import-result .note").TextContent.ShouldContain("picture.yaml is not a text in UTF-8"));

        page.Find("textarea").GetAttribute("value").ShouldBe("key: mine");
    }

    [Fact]
    public void Import_StartFromInForce_PutsTheDefinitionThere()
    {
        Seed.Fill(_files);
        var page = Open("readmission");

        page.Find("[data-action=in-force]").Click();

        page.Find("textarea").GetAttribute("value").ShouldBe(ExampleDefinition.Yaml);
    }

    [Fact]
    public async Task Models_Committed_AreReadAgainByThemselves()
    {
        var page = Open();
        await _registry.ApplyAsync(ExampleDefinition.Yaml, "first", Person, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        page.WaitForElement("[data-model=readmission]");
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        _files.Dispose();
        _folder.Delete(recursive: true);
    }

    private IRenderedComponent<ModelsPage> Open(string? model = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/administration/models" + (model is null ? null : $"?model={model}"));
        var page = Render<ModelsPage>();
        page.WaitForElement("textarea");
        return page;
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

using System.Net;
using Bunit;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Simulation;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Administration.History;
using EquityMonitor.Web.Features.Administration.Rules;
using EquityMonitor.Web.Features.Overview;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class HistoryAndExportTests : AdministrationContext
{
    private static readonly string Changed = ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.60", StringComparison.Ordinal);

    [Fact]
    public async Task History_OfTwoRevisions_SaysWhoWhenWhatAndShowsTheText()
    {
        Services.AddSingleton<IDefinitionReader>(new DefinitionReader(Files));
        await Registry.ApplyAsync(ExampleDefinition.Yaml, "first", "Dr First", CancellationToken.None);
        Time.Advance(TimeSpan.FromDays(1));
        await Registry.ApplyAsync(Changed, "second", "Dr Second", CancellationToken.None);
        Navigation.NavigateTo("/administration/models/readmission/history?revision=1");

        var page = Render<HistoryPage>(parameters => parameters.Add(history => history.Key, "readmission"));

        page.WaitForAssertion(() => page.FindAll("[data-revision]").Select(row => row.GetAttribute("data-revision")).ShouldBe(["2", "1"]));
        page.Find("[data-revision='2']").TextContent.ShouldContain("by Dr Second");
        page.Find("[data-revision='2']").TextContent.ShouldContain("Rule 'Sensitivity floor' changes: floor from 55 % to 60 %.");
        var change = page.FindAll("[data-revision='2'] .before-after tbody tr").ShouldHaveSingleItem();
        change.QuerySelectorAll("td").Select(cell => cell.TextContent.Replace('\u00A0', ' ').Split(',')[0]).ShouldBe(["Sensitivity at least 55 % over 90 days", "Sensitivity at least 60 % over 90 days"]);
        page.FindAll("[data-revision='1'] .before-after").ShouldBeEmpty();
        page.Find("[data-revision='1'] pre").TextContent.ShouldBe(ExampleDefinition.Yaml);
        page.FindAll("[data-revision='2'] pre").ShouldBeEmpty();
    }

    [Fact]
    public void History_OfAnUnknownModel_SaysSo()
    {
        Services.AddSingleton<IDefinitionReader>(new DefinitionReader(Files));
        Render<HistoryPage>(parameters => parameters.Add(history => history.Key, "nope"))
            .WaitForElement("[role=status]").TextContent.ShouldContain("no model with the key nope");
    }

    [Fact]
    public async Task Export_OfEveryModel_ImportedAgainChangesNothing()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Administrator);
        var registry = web.Get<ModelRegistry>();
        var definitions = SimulatedHospital.Definitions(new DateOnly(2026, 7, 1)).Values.Append(ExampleDefinition.Yaml.Replace("key: readmission ", "key: example ", StringComparison.Ordinal)).ToList();
        foreach (var yaml in definitions)
        {
            var outcome = await registry.ApplyAsync(yaml, "first", "test", Xunit.TestContext.Current.CancellationToken);
            outcome.Kind.ShouldBe(DefinitionOutcomeKind.Registered);

            var response = await browser.GetAsync(AdministrationEndpoints.DefinitionAddress(outcome.Key!));

            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"{outcome.Key}-revision-1.yaml");
            var exported = await response.Content.ReadAsStringAsync();
            (await registry.PreviewAsync(exported, "again", Xunit.TestContext.Current.CancellationToken)).Kind.ShouldBe(DefinitionOutcomeKind.Unchanged);
        }
    }

    [Fact]
    public async Task Export_OfAnEarlierRevision_GivesItsText()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Administrator);
        var registry = web.Get<ModelRegistry>();
        await registry.ApplyAsync(ExampleDefinition.Yaml, "first", "test", Xunit.TestContext.Current.CancellationToken);
        await registry.ApplyAsync(Changed, "second", "test", Xunit.TestContext.Current.CancellationToken);

        (await browser.GetStringAsync(AdministrationEndpoints.DefinitionAddress("readmission", 1))).ShouldBe(ExampleDefinition.Yaml);
        (await browser.GetStringAsync(AdministrationEndpoints.DefinitionAddress("readmission"))).ShouldBe(Changed);
        (await browser.GetAsync(AdministrationEndpoints.DefinitionAddress("readmission", 9))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync(AdministrationEndpoints.DefinitionAddress("nope"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}

using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>An administrator changes what was agreed, and the definition goes out of the program and in again.</summary>
[Collection(DemoCollection.Name)]
public sealed class AdministerStory(DemoHospital demo)
{
    private const string Rules = "/administration/models/icu-mortality/rules";

    [Fact]
    public async Task Rule_EditedInTheForm_IsPreviewedAppliedKeptAndEqualToItsExport()
    {
        using var folder = new TemporaryFolder();
        await using var visit = await demo.VisitAsync("Administrator");
        await visit.GoAsync(Rules);
        var before = await DownloadAsync(visit, folder.File("before.yaml"));
        var revision = await RevisionAsync(visit);

        await visit.Page.Locator("[data-action=edit]").First.ClickAsync();
        var name = visit.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true });
        var old = await name.InputValueAsync();
        await name.FillAsync(old + ", as agreed in June");
        await name.PressAsync("Tab");
        await visit.Page.Locator("[data-action=preview]").ClickAsync();
        await visit.Page.Locator("[data-outcome=ready]").WaitForAsync();
        await visit.Page.Locator("#rules-result").GetByText(old + ", as agreed in June").First.WaitForAsync();
        await visit.Page.Locator("[data-action=apply]").ClickAsync();
        await visit.Page.Locator("[data-outcome=applied]").WaitForAsync();
        (await RevisionAsync(visit)).ShouldBe(revision + 1);

        await visit.Link("History").ClickAsync();
        var newest = visit.Page.Locator("[data-revision]").First;
        await newest.WaitForAsync();
        (await newest.GetAttributeAsync("data-revision")).ShouldBe($"{revision + 1}");
        (await newest.InnerTextAsync()).ShouldContain("by Demo Administrator");

        await visit.GoAsync(Rules);
        var after = await DownloadAsync(visit, folder.File("after.yaml"));
        (await File.ReadAllTextAsync(after, TestContext.Current.CancellationToken)).ShouldContain("as agreed in June");
        await ImportAsync(visit, after, "unchanged");

        await ImportAsync(visit, before, "ready");
        await visit.Page.Locator("[data-action=apply]").ClickAsync();
        await visit.Page.Locator("[data-outcome=applied]").WaitForAsync();
        await visit.GoAsync(Rules);
        (await visit.Page.GetByText("as agreed in June").CountAsync()).ShouldBe(0);
        visit.Problems.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rule_WithAFormOpenAndTyped_IsNotLostWithoutAsking()
    {
        await using var visit = await demo.VisitAsync("Administrator");
        await visit.GoAsync(Rules);
        await visit.Page.Locator("[data-action=edit]").First.ClickAsync();
        await visit.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).FillAsync("Half a name");
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Locator("[data-kind=Changed]").WaitForAsync();
        var asked = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        visit.Page.Dialog += async (_, dialog) =>
        {
            asked.TrySetResult(dialog.Message);
            await dialog.DismissAsync();
        };

        await visit.Page.Locator("nav.rail").GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Overview" }).ClickAsync();

        (await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
        visit.Place.ShouldStartWith(Rules);
        (await visit.Page.GetByLabel("Name", new PageGetByLabelOptions { Exact = true }).InputValueAsync()).ShouldBe("Half a name");
        visit.Problems.ShouldBeEmpty();
    }

    private static async Task<int> RevisionAsync(Visit visit)
    {
        var facts = await visit.Page.Locator("p.facts").InnerTextAsync();
        return int.Parse(facts.Split(' ')[1].TrimEnd('.', ','), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> DownloadAsync(Visit visit, string file)
    {
        var download = await visit.Page.RunAndWaitForDownloadAsync(() => visit.Link("Download YAML").ClickAsync());
        await download.SaveAsAsync(file);
        return file;
    }

    private static async Task ImportAsync(Visit visit, string file, string outcome)
    {
        await visit.GoAsync("/administration/models");
        await visit.Page.Locator("#definition-file").SetInputFilesAsync(file);
        await visit.Page.Locator($"[data-outcome={outcome}]").WaitForAsync();
    }
}

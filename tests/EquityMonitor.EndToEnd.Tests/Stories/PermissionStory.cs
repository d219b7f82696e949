using System.Net;
using EquityMonitor.EndToEnd.Tests.Browser;
using EquityMonitor.EndToEnd.Tests.Harness;
using Microsoft.Playwright;

namespace EquityMonitor.EndToEnd.Tests.Stories;

/// <summary>Every page and file for every role: asked for directly, and within a page that is open already.</summary>
[Collection(DemoCollection.Name)]
public sealed class PermissionStory(DemoHospital demo)
{
    private const string Everybody = "Viewer Quality Governance Administrator";
    private const string Summaries = "Governance Administrator";
    private const string Operations = "Quality Administrator";
    private const string Administration = "Administrator";

    private static readonly (string Address, string Roles)[] Places =
    [
        ("/", Everybody), ("/models", Everybody), ("/models/readmission", Everybody), ("/alerts", Everybody), ("/alerts/1", Everybody), ("/help", Everybody), ("/help/metrics", Everybody),
        ("/help/metrics/sensitivity", Everybody), ("/help/methods", Everybody), ("/help/methods/label-audit", Everybody), ("/help/about", Everybody),
        ("/models/readmission/trend.csv", Everybody), ("/models/readmission/drift.csv", Everybody), ("/models/readmission/subgroups.csv?window=90", Everybody), ("/models/readmission/trust.csv", Everybody),
        ("/summaries", Summaries), ("/summaries/2026-05", Summaries), ("/summaries/2026-05/summary.xlsx", Summaries), ("/summaries/2026-05/summary.zip", Summaries),
        ("/operations", Operations), ("/operations/readmission/refused-rows.csv", Operations),
        ("/administration", Administration), ("/administration/models", Administration), ("/administration/models/readmission/rules", Administration),
        ("/administration/models/readmission/history", Administration), ("/administration/people", Administration), ("/administration/settings", Administration),
        ("/administration/audit", Administration), ("/administration/audit.csv", Administration), ("/administration/models/readmission/definition.yaml", Administration), ("/jobs", Administration),
        ("/api/v1/models", Everybody), ("/api/v1/models/readmission", Everybody), ("/api/v1/models/readmission/points?metric=sensitivity", Everybody),
        ("/api/v1/models/readmission/subgroups", Everybody), ("/api/v1/alerts", Everybody),
    ];

    public static TheoryData<string> Roles => [.. Everybody.Split(' ')];

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Place_AskedFor_IsServedToItsRolesAlone(string role)
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine, and so no demo.");
        using var visitor = await Visitor.SignInAsync(demo.Server, role);

        var answers = new List<string>();
        foreach (var (address, _) in Places)
            answers.Add($"{address} {await visitor.StatusAsync(address)}");

        answers.ShouldBe(Places.Select(place => $"{place.Address} {(place.Roles.Split(' ').Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden)}"));
    }

    [Fact]
    public async Task Place_WithoutSignIn_LeadsToTheSignInOrIsRefused()
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine, and so no demo.");
        using var stranger = Visitor.Of(demo.Server);

        foreach (var (address, _) in Places)
            (await stranger.StatusAsync(address)).ShouldBe(address.StartsWith("/api/", StringComparison.Ordinal) ? HttpStatusCode.Unauthorized : HttpStatusCode.Redirect, address);
    }

    [Theory]
    [InlineData("Viewer", HttpStatusCode.Forbidden)]
    [InlineData("Governance", HttpStatusCode.Forbidden)]
    [InlineData("Quality", HttpStatusCode.NotFound)]
    [InlineData("Administrator", HttpStatusCode.NotFound)]
    public async Task Acknowledging_ThroughTheApi_IsForThoseWhoMay(string role, HttpStatusCode answer)
    {
        Assert.SkipUnless(Chromium.IsPresent, "There is no Chromium on this machine, and so no demo.");
        using var visitor = await Visitor.SignInAsync(demo.Server, role);

        // No such alert: nothing is acknowledged by whoever may.
        (await visitor.PostAsync("/api/v1/alerts/999999/acknowledge")).ShouldBe(answer);
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Page_ReachedWithinAnOpenOne_IsShownToItsRolesAlone(string role)
    {
        await using var visit = await demo.VisitAsync(role);
        await visit.GoAsync("/help");
        var refusal = visit.Page.GetByText("Your role does not permit this page");
        var offered = await visit.Page.Locator("nav.rail a").AllInnerTextsAsync();

        foreach (var (address, roles) in new[] { ("/summaries", Summaries), ("/operations", Operations), ("/administration", Administration) })
        {
            var may = roles.Split(' ').Contains(role);
            offered.Any(link => link.Contains(address[1..], StringComparison.OrdinalIgnoreCase)).ShouldBe(may, address);
            await visit.Page.EvaluateAsync("address => Blazor.navigateTo(address)", address);
            if (may)
                await visit.Page.WaitForFunctionAsync("name => document.title.toLowerCase().startsWith(name)", address[1..]);
            else
                await refusal.WaitForAsync();
            (await refusal.CountAsync()).ShouldBe(may ? 0 : 1, address);
            await visit.Page.EvaluateAsync("() => Blazor.navigateTo('/help')");
            await visit.Page.WaitForFunctionAsync("() => document.title.startsWith('Help') && document.querySelector('main h1') !== null");
        }
    }
}

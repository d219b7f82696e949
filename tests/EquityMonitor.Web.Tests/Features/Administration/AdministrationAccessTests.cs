using System.Net;
using EquityMonitor.Web.SignIn;
using EquityMonitor.Web.Tests.Host;

namespace EquityMonitor.Web.Tests.Features.Administration;

public sealed class AdministrationAccessTests
{
    private static readonly string[] ForAdministrators =
    [
        "/administration", "/administration/models/readmission/rules", "/administration/models/readmission/history", "/administration/people", "/administration/settings",
        "/administration/audit", "/administration/audit.csv", "/administration/models/readmission/definition.yaml",
    ];

    private static readonly string[] ForEverybody = ["/help", "/help/metrics", "/help/metrics/sensitivity", "/help/methods", "/help/evidence", "/help/about"];

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Quality)]
    [InlineData(Roles.Governance)]
    [InlineData(Roles.Administrator)]
    public async Task Pages_OfEachRole_AreServedToWhomTheyAreFor(string role)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(role);
        foreach (var path in ForAdministrators)
        {
            // No model is registered here, so what is about one has nothing to show.
            var found = path.Contains("/readmission/", StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.OK;
            (await browser.GetAsync(path)).StatusCode.ShouldBe(role == Roles.Administrator ? found : HttpStatusCode.Forbidden, path);
        }

        foreach (var path in ForEverybody)
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
    }

    [Fact]
    public async Task Pages_WithoutSession_LeadToSignIn()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        foreach (var path in ForAdministrators.Concat(ForEverybody))
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Redirect, path);
    }
}

using System.Net;
using System.Security.Claims;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace EquityMonitor.Web.Tests.Host;

public sealed class AccessTests
{
    [Theory]
    [InlineData(Policies.Viewer, "Viewer Quality Governance Administrator")]
    [InlineData(Policies.Quality, "Quality Administrator")]
    [InlineData(Policies.Operations, "Quality Administrator")]
    [InlineData(Policies.Governance, "Governance Administrator")]
    [InlineData(Policies.Administrator, "Administrator")]
    public async Task Policy_OfEachRole_PermitsExactlyThese(string policy, string roles)
    {
        await using var web = await RunningWeb.StartAsync();
        var authorization = web.Get<IAuthorizationService>();
        foreach (var role in Roles.All.Append("Director"))
        {
            var person = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Role, role)], "test"));
            (await authorization.AuthorizeAsync(person, null, policy)).Succeeded.ShouldBe(roles.Split(' ').Contains(role), role);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs")]
    [InlineData("/jobs/recurring")]
    [InlineData("/operations")]
    [InlineData("/operations/readmission/refused-rows.csv")]
    [InlineData("/administration/models")]
    [InlineData("/no-such-page")]
    public async Task Address_WithoutSession_LeadsToSignIn(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        var response = await browser.GetAsync(path);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.AbsolutePath.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Circuit_WithoutSession_IsRefused()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.PostAsync("/_blazor/negotiate?negotiateVersion=1", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/sign-in")]
    [InlineData("/app.css")]
    [InlineData("/favicon.svg")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css")]
    [InlineData("/_content/Plotly.Blazor/plotly-basic-3.7.0.min.js")]
    [InlineData("/_framework/blazor.web.js")]
    public async Task Address_NeededBeforeSignIn_IsAnonymous(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(Roles.Viewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Quality, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Governance, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Administrator, HttpStatusCode.OK)]
    public async Task JobsDashboard_OfEachRole_IsForAdministrators(string role, HttpStatusCode expected)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(role);
        (await browser.GetAsync("/jobs")).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData(Roles.Viewer, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Quality, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Governance, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Administrator, HttpStatusCode.OK)]
    public async Task ModelsAdministration_OfEachRole_IsForAdministrators(string role, HttpStatusCode expected)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(role);
        (await browser.GetAsync("/administration/models?model=readmission")).StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Refusal_ToAReader_ExplainsItself()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        var response = await browser.GetAsync("/jobs");
        (await response.Content.ReadAsStringAsync()).ShouldContain("Your role does not permit this page");
    }

    [Fact]
    public async Task MissingPage_ForAReader_ExplainsItself()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        var response = await browser.GetAsync("/no-such-page");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("There is no such page");
    }
}

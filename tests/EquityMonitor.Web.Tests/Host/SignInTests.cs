using System.Net;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Tests.Host;

public sealed class SignInTests
{
    [Fact]
    public async Task FirstPage_WithoutSession_LeadsToSignInAndBack()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();

        var first = await browser.GetAsync("/alerts?model=sepsis");
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        first.Headers.Location!.PathAndQuery.ShouldBe("/sign-in?returnUrl=%2Falerts%3Fmodel%3Dsepsis");

        var signedIn = await browser.SignInAsync(Roles.Quality, "/alerts?model=sepsis");
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        signedIn.Headers.Location!.OriginalString.ShouldBe("/alerts?model=sepsis");
    }

    [Fact]
    public async Task SignInPage_InDemo_OffersEachRole()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        var page = await browser.GetStringAsync("/sign-in");
        foreach (var role in Roles.All)
            page.ShouldContain($"value=\"{role}\"");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("~//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    [InlineData("")]
    public async Task SignIn_ReturnUrlNotOfThisProgram_LeadsToFirstPage(string returnUrl)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        var response = await browser.SignInAsync(Roles.Viewer, returnUrl);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.ShouldBe("/");
    }

    [Fact]
    public async Task SignIn_UnknownRole_IsRefused()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.SignInAsync("Director")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryToken_IsRefused()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("role", Roles.Administrator)]);
        (await browser.PostAsync("/sign-in/demo", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignOut_WithToken_EndsTheSession()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await browser.PostAsync("/sign-out", await browser.FormAsync())).Headers.Location!.OriginalString.ShouldBe("/sign-in");

        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task SignOut_WithoutToken_KeepsTheSession()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        (await browser.PostAsync("/sign-out", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SessionCookie_InDemo_IsKeptFromScriptsAndOtherSites()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        var cookie = (await browser.SignInAsync(Roles.Viewer)).Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("EquityMonitor=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
    }

    [Fact]
    public async Task SignIn_OnAPretendedDay_Holds()
    {
        await using var web = await RunningWeb.StartAsync(settings: ["--Simulation:Enabled=true", "--Simulation:Today=2025-03-01"]);
        web.Get<TimeProvider>().GetUtcNow().Date.ShouldBe(new DateTime(2025, 3, 1));
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        (await browser.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}

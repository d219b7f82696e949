using System.Net;
using EquityMonitor.Web.SignIn;

namespace EquityMonitor.Web.Tests.Host;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/app.css")]
    [InlineData("/no-such-page")]
    public async Task Answer_Any_PermitsOnlyThisOrigin(string path)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);

        var response = await browser.GetAsync(path);

        var policy = response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
        policy.ShouldContain("default-src 'self'");
        policy.ShouldContain("script-src 'self';");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe-eval");
        policy.ShouldNotContain("http");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        response.Headers.Contains("Referrer-Policy").ShouldBeTrue();
        response.Headers.Server.ShouldBeEmpty();
    }

    [Fact]
    public async Task FirstPage_Markup_NamesNoOtherOriginAndNoInlineScript()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = await web.BrowserOfAsync(Roles.Viewer);
        var page = await browser.GetStringAsync("/");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("<script>");
        page.ShouldContain("{\"type\":\"server\"");
    }

    [Fact]
    public async Task Health_EachQuestion_AnswersOneWord()
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        (await browser.GetStringAsync("/health/live")).ShouldBe("Healthy");
        (await browser.GetStringAsync("/health/ready")).ShouldBe("Healthy");
    }
}

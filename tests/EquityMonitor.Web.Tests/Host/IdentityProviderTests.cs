using System.Net;
using System.Security.Claims;
using EquityMonitor.Web.Composition;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EquityMonitor.Web.Tests.Host;

public sealed class IdentityProviderTests
{
    private static readonly string[] Provider =
    [
        "--Authentication:Demo=", "--Authentication:OpenIdConnect:Authority=https://id.example.org", "--Authentication:OpenIdConnect:ClientId=equitymonitor",
        "--Authentication:OpenIdConnect:ClientSecret=secret",
    ];

    [Fact]
    public async Task SignIn_WithProvider_LeadsThereWithCodeAndProofKey()
    {
        await using var web = await RunningWeb.StartAsync(
            builder => builder.Services.PostConfigure<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme, options =>
                options.ConfigurationManager = new StaticConfigurationManager<OpenIdConnectConfiguration>(
                    new() { Issuer = "https://id.example.org", AuthorizationEndpoint = "https://id.example.org/authorize" })),
            settings: Provider);
        using var browser = web.Browser();

        (await browser.GetStringAsync("/sign-in")).ShouldContain("/sign-in/provider");
        var challenge = await browser.GetAsync("/sign-in/provider?returnUrl=/alerts");

        challenge.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        challenge.Headers.Location!.GetLeftPart(UriPartial.Path).ShouldBe("https://id.example.org/authorize");
        challenge.Headers.Location.Query.ShouldContain("response_type=code");
        challenge.Headers.Location.Query.ShouldContain("code_challenge=");
    }

    [Fact]
    public async Task DemoSignIn_WithProvider_DoesNotExist()
    {
        await using var web = await RunningWeb.StartAsync(settings: Provider);
        using var browser = web.Browser();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("role", Roles.Administrator)]);
        var response = await browser.PostAsync("/sign-in/demo", form);
        response.Headers.TryGetValues("Set-Cookie", out _).ShouldBeFalse();
        response.IsSuccessStatusCode.ShouldBeFalse();
    }

    [Fact]
    public async Task ForeignHost_WithProvider_IsNotRefused()
    {
        await using var web = await RunningWeb.StartAsync(settings: Provider);
        using var browser = web.Browser();
        browser.DefaultRequestHeaders.Host = "monitor.hospital.example";
        (await browser.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public void GrantRoles_ConfiguredGroup_BecomesItsRoleAndOthersNone()
    {
        var settings = Read(("Authentication:OpenIdConnect:RoleClaim", "groups"), ("Authentication:OpenIdConnect:Roles:Quality", "hospital-quality"));
        var identity = new ClaimsIdentity([new Claim("groups", "hospital-quality"), new Claim("groups", "everyone"), new Claim("roles", "Administrator")]);

        SignInSetup.GrantRoles(identity, settings.Provider!);

        identity.FindAll(ClaimTypes.Role).Select(claim => claim.Value).ShouldBe(["Quality"]);
    }

    [Fact]
    public void Settings_ClientIdMissing_NamesTheKey() =>
        Should.Throw<StartRefusedException>(() => Read(("Authentication:OpenIdConnect:ClientId", ""))).Message.ShouldContain("Authentication__OpenIdConnect__ClientId");

    [Fact]
    public void Settings_AuthorityWithoutEncryption_IsRefused() =>
        Should.Throw<StartRefusedException>(() => Read(("Authentication:OpenIdConnect:Authority", "http://id.example.org"))).Message.ShouldContain("https");

    [Fact]
    public void Settings_DemoAndProvider_AreRefusedTogether() =>
        Should.Throw<StartRefusedException>(() => Read(("Authentication:Demo", "true"))).Message.ShouldContain("Authentication__Demo");

    [Fact]
    public void Settings_WrittenOut_HideTheSecret() =>
        Read(("Authentication:OpenIdConnect:ClientSecret", "hunter2")).ToString().ShouldNotContain("hunter2");

    private static SignInSettings Read(params (string Key, string Value)[] changes)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Authentication:OpenIdConnect:Authority"] = "https://id.example.org",
            ["Authentication:OpenIdConnect:ClientId"] = "equitymonitor",
        };
        foreach (var (key, value) in changes)
            values[key] = value;
        return SignInSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), demoByDefault: true);
    }
}

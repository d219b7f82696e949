using System.Security.Claims;
using EquityMonitor.Hosting;
using EquityMonitor.Web.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;

namespace EquityMonitor.Web.SignIn;

/// <summary>A cookie for the session; the demo or an identity provider to obtain it.</summary>
internal static class SignInSetup
{
    public const string Address = "/sign-in";
    public const string ReturnUrlParameter = "returnUrl";
    public const string CookieName = "EquityMonitor";

    public static void AddSignIn(this WebApplicationBuilder builder, SignInSettings settings)
    {
        builder.Services.AddSingleton(settings);
        KeepSessions(builder);
        builder.Services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddScoped<ActingPerson>();
        builder.Services.AddScoped<Sight>();
        Policies.Add(builder.Services.AddAuthorizationBuilder());
        var authentication = builder.Services
            .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(options => ConfigureCookie(options, settings));
        if (settings.Provider is { } provider)
            authentication.AddOpenIdConnect(options => ConfigureProvider(options, provider));
        else
            builder.Services.AddHostedService<DemoAddressCheck>();
    }

    /// <summary>Keeps the keys of cookies beside the data, so that a restart signs nobody out.</summary>
    private static void KeepSessions(WebApplicationBuilder builder)
    {
        var folder = Path.Combine(MonitorPaths.From(builder.Configuration).Data, "session-keys");
        MonitorPaths.CreateFolder(folder);
        builder.Services.AddDataProtection().SetApplicationName("EquityMonitor").PersistKeysToFileSystem(new DirectoryInfo(folder));
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, SignInSettings settings)
    {
        options.Cookie.Name = CookieName;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = settings.IsDemo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        options.ExpireTimeSpan = Sessions.Length;
        options.LoginPath = Address;
        options.ReturnUrlParameter = ReturnUrlParameter;

        options.Events.OnSigningIn = context =>
        {
            if (context.Principal?.Identity is ClaimsIdentity identity)
                Sessions.Begin(identity);
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = context =>
        {
            if (!context.HttpContext.RequestServices.GetRequiredService<Sessions>().Admit(context.Principal, context.Properties.ExpiresUtc))
                context.RejectPrincipal();
            return Task.CompletedTask;
        };

        // A program that reads the interface would take the sign-in page for its answer.
        var redirectToLogin = options.Events.OnRedirectToLogin;
        options.Events.OnRedirectToLogin = context =>
        {
            if (!context.Request.IsApi())
                return redirectToLogin(context);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        };

        // The status page explains it; a redirect would turn a refusal into a success.
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void ConfigureProvider(OpenIdConnectOptions options, OpenIdConnectSettings provider)
    {
        options.Authority = provider.Authority.AbsoluteUri;
        options.RequireHttpsMetadata = provider.Authority.Scheme == Uri.UriSchemeHttps;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = "code";
        options.MapInboundClaims = false;
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.RoleClaimType = ClaimTypes.Role;
        options.Events.OnTokenValidated = context =>
        {
            if (context.Principal?.Identity is ClaimsIdentity identity)
                GrantRoles(identity, provider);
            return Task.CompletedTask;
        };
    }

    /// <summary>Translates the provider's roles or groups into the roles of this program; others are of no concern here.</summary>
    internal static void GrantRoles(ClaimsIdentity identity, OpenIdConnectSettings provider)
    {
        foreach (var role in Roles.All.Where(role => identity.HasClaim(provider.RoleClaim, provider.RoleValues[role])))
            identity.AddClaim(new Claim(ClaimTypes.Role, role));
    }
}

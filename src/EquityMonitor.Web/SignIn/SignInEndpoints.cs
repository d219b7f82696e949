using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EquityMonitor.Web.SignIn;

/// <summary>What the buttons of the sign-in and sign-out pages do. Forms carry an antiforgery token.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this WebApplication app, SignInSettings settings)
    {
        if (settings.IsDemo)
            app.MapPost("/sign-in/demo", SignInAs).AllowAnonymous();
        else
            app.MapGet("/sign-in/provider", Challenge).AllowAnonymous();
        app.MapPost("/sign-out", SignOutAsync).AllowAnonymous();
    }

    /// <summary>The address to go to after signing in: <paramref name="url"/> when it is one of this program, else the first page.</summary>
    internal static string LocalOrHome(string? url) => url is { Length: > 0 } && url[0] == '/' && RedirectHttpResult.IsLocalUrl(url) ? url : "/";

    private static async Task<IResult> SignInAs([FromForm] string role, [FromForm] string? returnUrl, HttpContext context)
    {
        if (!Roles.All.Contains(role, StringComparer.Ordinal))
            return Results.Problem($"There is no such role. Roles: {string.Join(", ", Roles.All)}.", statusCode: StatusCodes.Status400BadRequest);
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.Name, $"Demo {role}"), new Claim(ClaimTypes.Role, role)], CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(identity));
        return Results.LocalRedirect(LocalOrHome(returnUrl));
    }

    private static ChallengeHttpResult Challenge(string? returnUrl) => TypedResults.Challenge(
        new AuthenticationProperties { RedirectUri = LocalOrHome(returnUrl) }, [OpenIdConnectDefaults.AuthenticationScheme]);

    /// <summary>Binds no form field, so the framework would not look at the token by itself.</summary>
    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, Sessions sessions)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        sessions.End(context.User);
        await context.SignOutAsync();
        return Results.LocalRedirect(SignInSetup.Address);
    }
}

using EquityMonitor.Web.Api;
using EquityMonitor.Web.Features;
using EquityMonitor.Web.Features.Administration;
using EquityMonitor.Web.Features.Models.Subgroups;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor.Services;

namespace EquityMonitor.Web.Composition;

/// <summary>Blazor Server with MudBlazor, and the static files of both.</summary>
internal static class Pages
{
    public static void AddPages(this WebApplicationBuilder builder)
    {
        // An unpublished build finds the static files of its packages only with this, except in Development; published, it has no effect.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()

            // A definition that was typed or pasted comes as one message; escaped, it may be several times its length.
            .AddHubOptions(options => options.MaximumReceiveMessageSize = 8 * DefinitionText.Longest);
        builder.Services.AddScoped<AuthenticationStateProvider, SessionRevalidation>();
        builder.Services.AddMudServices();
        builder.Services.AddFeatures();
        builder.Services.AddProblemDetails();
    }

    /// <summary>Explains a refusal or a missing page to whoever reads pages; a form or a program that sent something gets the bare status.</summary>
    public static void UseStatusPages(this WebApplication app) => app.UseWhen(
        context => HttpMethods.IsGet(context.Request.Method) && !context.Request.IsApi(),
        reading => reading.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true));

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapFeatures();

        // The security headers forbid every frame; the framework's own header would allow those of this origin.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}

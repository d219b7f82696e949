namespace EquityMonitor.Web.Composition;

/// <summary>Response headers that keep the browser from loading, framing or guessing anything that this program did not mean.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app) => app.UseSecurityHeaders(new HeaderPolicyCollection()
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin()
        .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
        .AddCrossOriginResourcePolicy(policy => policy.SameOrigin())
        .AddPermissionsPolicy(policy =>
        {
            policy.AddCamera().None();
            policy.AddGeolocation().None();
            policy.AddMicrophone().None();
        })
        .AddContentSecurityPolicy(policy =>
        {
            policy.AddDefaultSrc().Self();
            policy.AddScriptSrc().Self();

            // MudBlazor and Plotly set style elements and attributes.
            policy.AddStyleSrc().Self().UnsafeInline();

            // Plotly draws its toolbar from data addresses and exports pictures through blobs.
            policy.AddImgSrc().Self().Data().Blob();
            policy.AddFontSrc().Self();

            // Includes the web socket of the circuit: 'self' covers ws and wss of the same host and port.
            policy.AddConnectSrc().Self();
            policy.AddObjectSrc().None();
            policy.AddBaseUri().Self();
            policy.AddFormAction().Self();
            policy.AddFrameAncestors().None();
        }));
}

using System.Net;

namespace EquityMonitor.Web.SignIn;

/// <summary>
/// In demo mode anyone may become an administrator, so only this machine may ask: the peer is loopback, the host is this machine's own name
/// (which stops pages of other sites that point a name of theirs here), and no proxy has passed the request on.
/// </summary>
internal static class DemoGuard
{
    private static readonly string[] LocalHosts = ["localhost", "127.0.0.1", "[::1]"];
    private static readonly string[] ProxyHeaders = ["Forwarded", "Via", "X-Real-IP"];

    // The second is what the framework renames the first to, when it is told to trust a proxy.
    private static readonly string[] ProxyHeaderPrefixes = ["X-Forwarded-", "X-Original-"];

    public static void UseDemoGuard(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (Refusal(context) is not { } reason)
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync(
            $"Demo sign-in is on, so this program answers only this machine: {reason} Open it as http://localhost, or configure an identity provider.",
            context.RequestAborted);
    });

    private static string? Refusal(HttpContext context)
    {
        if (!IsLoopback(context.Connection.RemoteIpAddress))
            return "the request came from another address.";
        if (!LocalHosts.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase))
            return "the request named another host.";
        return context.Request.Headers.Keys.Any(IsProxyHeader) ? "the request came through a proxy." : null;
    }

    internal static bool IsLoopback(IPAddress? address) =>
        address is not null && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);

    private static bool IsProxyHeader(string name) =>
        ProxyHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)
        || ProxyHeaderPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}

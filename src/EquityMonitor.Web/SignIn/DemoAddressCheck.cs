using System.Net;
using EquityMonitor.Web.Composition;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EquityMonitor.Web.SignIn;

/// <summary>
/// Stops the program in demo mode when it listens beyond this machine. It looks at the addresses that were really bound, since they may have
/// come from any setting, environment variable or argument. Requests that arrive before this check meet <see cref="DemoGuard"/>.
/// </summary>
internal sealed class DemoAddressCheck(IServer server) : IHostedLifecycleService
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        if (addresses.FirstOrDefault(address => !IsLoopback(address)) is { } open)
        {
            throw new StartRefusedException(
                $"Demo sign-in is on, and the program listens on {open}, which other machines may reach: anyone could sign in as an administrator. "
                + "Set Urls to http://localhost:5080, or configure an identity provider (Authentication__OpenIdConnect__Authority).");
        }

        return Task.CompletedTask;
    }

    /// <summary>A bound address is a URL whose host may be a wildcard, a name or a socket path; only what certainly is loopback counts.</summary>
    internal static bool IsLoopback(string address)
    {
        var host = BindingAddress.Parse(address).Host;
        return string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var ip) && DemoGuard.IsLoopback(ip));
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

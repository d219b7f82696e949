using System.Net;
using EquityMonitor.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Web.Tests.Host;

public sealed class DemoGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("127.8.8.8", HttpStatusCode.OK)]
    [InlineData("::1", HttpStatusCode.OK)]
    [InlineData("::ffff:127.0.0.1", HttpStatusCode.OK)]
    [InlineData("10.0.0.7", HttpStatusCode.Forbidden)]
    [InlineData("::ffff:10.0.0.7", HttpStatusCode.Forbidden)]
    [InlineData("2001:db8::1", HttpStatusCode.Forbidden)]
    [InlineData(null, HttpStatusCode.Forbidden)]
    public async Task Request_FromPeer_IsAnsweredOnlyWhenLoopback(string? peer, HttpStatusCode expected)
    {
        var filter = new PeerIs(peer is null ? null : IPAddress.Parse(peer));
        await using var web = await RunningWeb.StartAsync(builder => builder.Services.AddSingleton<IStartupFilter>(filter));
        using var browser = web.Browser();
        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:5080", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.Forbidden)]
    public async Task Request_NamingHost_IsAnsweredOnlyForThisMachine(string host, HttpStatusCode expected)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        browser.DefaultRequestHeaders.Host = host;
        (await browser.GetAsync("/sign-in")).StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("Forwarded")]
    [InlineData("X-Forwarded-For")]
    [InlineData("x-forwarded-proto")]
    [InlineData("X-Forwarded-Host")]
    [InlineData("X-Original-For")]
    [InlineData("X-Real-IP")]
    public async Task Request_PassedOnByProxy_IsRefusedEverywhere(string header)
    {
        await using var web = await RunningWeb.StartAsync();
        using var browser = web.Browser();
        browser.DefaultRequestHeaders.TryAddWithoutValidation(header, "127.0.0.1");
        foreach (var path in new[] { "/", "/sign-in", "/jobs", "/health/live", "/app.css" })
            (await browser.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    [Theory]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://[::]:5080", false)]
    [InlineData("http://+:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://10.0.0.7:5080", false)]
    [InlineData("http://monitor.hospital.example:5080", false)]
    [InlineData("http://unix:/run/monitor.sock", false)]
    public void BoundAddress_Loopback_IsToldFromOpenOnes(string address, bool loopback) => DemoAddressCheck.IsLoopback(address).ShouldBe(loopback);

    private sealed class PeerIs(IPAddress? address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = address;
                return following(context);
            });
            next(app);
        };
    }
}

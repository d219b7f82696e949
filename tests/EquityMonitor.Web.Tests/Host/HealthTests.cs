using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace EquityMonitor.Web.Tests.Host;

public sealed class HealthTests
{
    [Fact]
    public async Task Ready_BeforeTheJobsServerStarts_IsRefusedWithOneWarning()
    {
        var lines = new Lines();
        await using var web = await RunningWeb.StartAsync(
            builder =>
            {
                // The server that registers itself with the storage is what is still to come.
                foreach (var server in builder.Services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.Method.DeclaringType?.FullName?.StartsWith("Hangfire", StringComparison.Ordinal) == true).ToList())
                    builder.Services.Remove(server);
                builder.Services.AddSerilog((_, logger) => logger.MinimumLevel.Warning().WriteTo.Sink(lines));
            });
        web.Jobs.GetMonitoringApi().Servers().ShouldBeEmpty("the server was taken out");
        using var browser = web.Browser();

        var before = lines.Texts.Count;

        (await browser.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        lines.Texts.Skip(before).ShouldHaveSingleItem().ShouldStartWith("Warning Health check \"jobs\"");
        (await browser.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private sealed class Lines : ILogEventSink
    {
        private readonly List<string> _texts = [];

        public IReadOnlyList<string> Texts
        {
            get
            {
                lock (_texts)
                    return [.. _texts];
            }
        }

        public void Emit(LogEvent logEvent)
        {
            lock (_texts)
                _texts.Add($"{logEvent.Level} {logEvent.RenderMessage(CultureInfo.InvariantCulture)}");
        }
    }
}

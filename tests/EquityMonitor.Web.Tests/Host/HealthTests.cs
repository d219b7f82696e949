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

        (await browser.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);

        lines.Levels.ShouldBe([LogEventLevel.Warning]);
        (await browser.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private sealed class Lines : ILogEventSink
    {
        private readonly List<LogEventLevel> _levels = [];

        public IReadOnlyList<LogEventLevel> Levels
        {
            get
            {
                lock (_levels)
                    return [.. _levels];
            }
        }

        public void Emit(LogEvent logEvent)
        {
            lock (_levels)
                _levels.Add(logEvent.Level);
        }
    }
}

using EquityMonitor.Hosting;
using EquityMonitor.Reporting.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Cli;

/// <summary>The services of the monitor, as the server has them, for one command.</summary>
internal static class MonitorHost
{
    /// <summary>The caller disposes it.</summary>
    /// <exception cref="OptionsValidationException">The configuration is not usable; each message names the key.</exception>
    public static IHost Build(Terminal terminal)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(terminal.Settings);
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // The system's clock is left to the composition, which may have a simulated one.
        if (terminal.Time != TimeProvider.System)
            builder.Services.AddSingleton(terminal.Time);
        builder.AddEquityMonitor();
        var host = builder.Build();
        host.Services.GetService<IStartupValidator>()?.Validate();
        SmallCount.Configure(host.Services.GetRequiredService<IOptions<PrivacyOptions>>().Value.SmallCells);
        return host;
    }
}

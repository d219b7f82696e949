using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Web.Api;
using EquityMonitor.Web.Health;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Composition;

/// <summary>Puts the web program together. Tests build the same program with other settings.</summary>
public static class WebHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,

            // Settings lie beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        var signIn = SignInSettings.Read(builder.Configuration, DemoByDefault(builder.Configuration));
        var jobs = JobsSettings.Read(builder.Configuration, IsEmbedded(builder.Configuration));
        builder.AddLogging();
        builder.AddPromptStop();
        builder.AddEquityMonitor(simulateByDefault: true);
        builder.AddSignIn(signIn);
        builder.AddJobs(jobs);
        builder.AddHealth();
        builder.AddPages();
        builder.AddApi();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseRefusalWhileStopping();
        app.UseSecurityHeaders();
        app.UseRequestLog();
        app.UseExceptionHandler();
        if (signIn.IsDemo)
            app.UseDemoGuard();
        app.UseStatusPages();
        app.UseApiErrors();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMissingThings();
        app.UseAntiforgery();
        app.MapSignIn(signIn);
        app.MapHealth();
        app.MapJobs();
        app.MapApi();
        app.MapPages();
        return app;
    }

    /// <summary>Opens the database, serves until it is told to stop, and closes everything.</summary>
    public static async Task RunAsync(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        await using var app = Build(args, configure);
        await OpenAsync(app, CancellationToken.None);
        await app.RunAsync();
    }

    /// <summary>Before anything is served: whoever cannot write the database or read the key must not seem to be running.</summary>
    public static async Task OpenAsync(WebApplication app, CancellationToken cancellationToken)
    {
        SmallCount.Configure(app.Services.GetRequiredService<IOptions<PrivacyOptions>>().Value.SmallCells);
        _ = app.Services.GetRequiredService<IdentifierHasher>();
        await app.Services.GetRequiredService<MonitorDatabase>().OpenAsync(cancellationToken);
        await app.Services.GetRequiredService<RunLog>().InterruptUnfinishedAsync(cancellationToken);
    }

    /// <summary>With simulated data in an embedded database there is nobody's data to protect.</summary>
    private static bool DemoByDefault(IConfiguration configuration) => IsEmbedded(configuration) && !Says(configuration, "Simulation:Enabled", "false");

    /// <summary>Asked before the options are: which services there are depends on it. A value that is neither is refused when the options are checked.</summary>
    private static bool IsEmbedded(IConfiguration configuration) => !Says(configuration, "Database:Provider", nameof(DatabaseProvider.SqlServer));

    private static bool Says(IConfiguration configuration, string key, string value) => string.Equals(configuration[key]?.Trim(), value, StringComparison.OrdinalIgnoreCase);
}

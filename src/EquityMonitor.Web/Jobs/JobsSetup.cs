using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Web.SignIn;
using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.InMemory;
using Hangfire.SqlServer;

namespace EquityMonitor.Web.Jobs;

/// <summary>Hangfire with its storage, one server, and the dashboard.</summary>
internal static class JobsSetup
{
    // Two cores are the least this program is meant for, and a model never occupies more than one worker.
    private const int Workers = 2;

    public static void AddJobs(this WebApplicationBuilder builder, JobsSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);

        // Both registered here rather than through Hangfire's configuration, which keeps them in statics that two hosts in one process would share.
        services.AddSingleton<JobStorage>(_ => settings.Storage == JobsStorage.SqlServer ? new SqlServerStorage(settings.ConnectionString) : new InMemoryStorage());
        services.AddSingleton<JobActivator, AspNetCoreJobActivator>();
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddHangfireServer(options => options.WorkerCount = Workers);

        services.AddSingleton<ProgressBoard>();
        services.AddSingleton<RunGate>();
        services.AddSingleton<RunRequests>();
        services.AddSingleton<RunCancellations>();
        services.AddSingleton<RunDesk>();
        services.AddSingleton<NextRuns>();
        services.AddSingleton<ModelRuns>();
        services.AddSingleton<SimulatedModels>();
        services.AddSingleton<ModelSchedule>();
        services.AddSingleton<SimulatedDays>();
        services.AddSingleton<RunModel>(provider => provider.GetRequiredService<MonitoringRun>().RunAsync);
        services.AddSingleton<PrepareSimulation>(provider => provider.GetRequiredService<SimulatedHospitalSetup>().PrepareAsync);
        services.AddHostedService<JobStarter>();
    }

    public static void MapJobs(this WebApplication app) => app.MapHangfireDashboardWithAuthorizationPolicy(
        Policies.Administrator,
        "/jobs",
        new DashboardOptions { DashboardTitle = "EquityMonitor jobs", AppPath = "/", DisplayStorageConnectionString = false });
}

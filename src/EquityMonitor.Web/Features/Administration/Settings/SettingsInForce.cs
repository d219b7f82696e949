using EquityMonitor.Hosting;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Jobs;
using EquityMonitor.Web.SignIn;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Web.Features.Administration.Settings;

/// <summary>The settings as the program took them in, checked and with relative paths resolved.</summary>
public sealed class SettingsInForce(
    MonitorPaths paths, IOptions<DatabaseOptions> database, IOptions<PrivacyOptions> privacy, IOptions<RegistryOptions> registry, IOptions<RetentionOptions> retention,
    IOptions<SimulationOptions> simulation, IOptions<SourceOptions> sources, IOptions<DuckDbOptions> duckDb, JobsSettings jobs, SignInSettings signIn)
{
    public MonitorPaths Paths => paths;
    public DatabaseOptions Database => database.Value;
    public PrivacyOptions Privacy => privacy.Value;
    public RegistryOptions Registry => registry.Value;
    public RetentionOptions Retention => retention.Value;
    public SimulationOptions Simulation => simulation.Value;
    public SourceOptions Sources => sources.Value;
    public DuckDbOptions DuckDb => duckDb.Value;
    public JobsSettings Jobs => jobs;
    public SignInSettings SignIn => signIn;
}

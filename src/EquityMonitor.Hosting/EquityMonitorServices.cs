using EquityMonitor.Db.Sqlite;
using EquityMonitor.Db.SqlServer;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>Everything below the web program and the command line, composed once for both.</summary>
public static class EquityMonitorServices
{
    /// <param name="builder">Of the host.</param>
    /// <param name="simulateByDefault">Whether the simulated hospital is on when the configuration does not say and the database is embedded: in the web program, yes.</param>
    public static IHostApplicationBuilder AddEquityMonitor(this IHostApplicationBuilder builder, bool simulateByDefault = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddOptions(builder.Services, simulateByDefault);
        AddDatabase(builder.Services);
        AddRegistry(builder.Services);
        AddSources(builder, simulateByDefault);
        AddSteps(builder.Services);
        return builder;
    }

    private static void AddOptions(IServiceCollection services, bool simulateByDefault)
    {
        services.AddSingleton(provider => MonitorPaths.From(provider.GetRequiredService<IConfiguration>()));
        Checked<DatabaseOptions>(services).Configure<MonitorPaths, IConfiguration>(
            (options, paths, configuration) => options.Read(new(configuration, options.Problems), paths));
        Checked<PrivacyOptions>(services).Configure<MonitorPaths, IConfiguration>(
            (options, paths, configuration) => options.Read(new(configuration, options.Problems), paths, DatabaseOptions.Peek(configuration, paths)));
        Checked<DuckDbOptions>(services).Configure<MonitorPaths, IConfiguration>((options, paths, configuration) =>
        {
            var database = DatabaseOptions.Peek(configuration, paths);
            options.Read(configuration, paths, database, PrivacyOptions.Peek(configuration, paths, database));
        });
        Checked<SimulationOptions>(services).Configure<MonitorPaths, IConfiguration>(
            (options, paths, configuration) => options.Read(new(configuration, options.Problems), DatabaseOptions.Peek(configuration, paths), simulateByDefault));
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionSettings>();
        services.AddOptions<RetentionOptions>().Configure<IConfiguration>((options, configuration) => RetentionSettings.Read(configuration, options)).ValidateOnStart();
        Checked<RegistryOptions>(services).Configure<MonitorPaths, IConfiguration>(
            (options, paths, configuration) => options.Read(new(configuration, options.Problems), paths));
    }

    private static OptionsBuilder<T> Checked<T>(IServiceCollection services)
        where T : CheckedOptions
    {
        services.AddSingleton<IValidateOptions<T>, ProblemsRefused<T>>();
        return services.AddOptions<T>().ValidateOnStart();
    }

    private static void AddDatabase(IServiceCollection services)
    {
        services.TryAddSingleton<TimeProvider>(provider => provider.GetRequiredService<IOptions<SimulationOptions>>().Value.Today is { } today
            ? new SimulatedClock(today, TimeProvider.System)
            : TimeProvider.System);
        services.AddDbContextFactory<MonitorDbContext>((provider, context) =>
        {
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            if (database.Provider == DatabaseProvider.SqlServer)
                context.UseEquityMonitorSqlServer(database.ConnectionString, database.MaxBatchSize);
            else
                context.UseEquityMonitorSqlite(database.ConnectionString, database.MaxBatchSize);
        });
        services.AddSingleton<IPointWriter>(provider => provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider == DatabaseProvider.SqlServer
            ? new SqlServerPointWriter()
            : new SqlitePointWriter());
        services.AddSingleton<MonitorDatabase>();
        services.AddSingleton<ChangeBroker>();
    }

    private static void AddRegistry(IServiceCollection services)
    {
        services.AddSingleton<ModelRegistry>();
        services.AddSingleton<DefinitionFolder>();
        services.AddSingleton<SimulatedHospitalSetup>();
    }

    private static void AddSources(IHostApplicationBuilder builder, bool simulateByDefault)
    {
        // The lowest of all settings, so that whatever else names the connection wins. Where the simulation is off and was never on, the name is free for the
        // hospital's own connection, and a missing one is reported as missing.
        var paths = MonitorPaths.From(builder.Configuration);
        var simulation = new SimulationOptions();
        simulation.Read(new(builder.Configuration, simulation.Problems), DatabaseOptions.Peek(builder.Configuration, paths), simulateByDefault);
        if (simulation.Enabled || File.Exists(paths.Resolve(SimulatedHospitalSetup.DefaultFile)))
        {
            builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
            {
                InitialData = [new("ConnectionStrings:" + SimulatedHospital.ConnectionName, "Data Source=" + SimulatedHospitalSetup.DefaultFile)],
            });
        }

        builder.Services.AddSources(builder.Configuration, paths.Resolve);
    }

    /// <summary>The steps of the data flow, in its order, and the documents at its end. All are shared.</summary>
    private static void AddSteps(IServiceCollection services)
    {
        services.AddSingleton(provider => new IdentifierHasher(HashKeyFile.Read(provider.GetRequiredService<IOptions<PrivacyOptions>>().Value)));
        services.AddSingleton<IEncounterSource, SourceReaderEncounters>();
        services.AddSingleton<EncounterDayReader>();
        services.AddSingleton<ModelAnalyses>();
        services.AddSingleton<HeldDays>();
        services.AddSingleton<PullStep>();
        services.AddSingleton<EvaluateStep>();
        services.AddSingleton<JudgeStep>();
        services.AddSingleton<AffectedStep>();
        services.AddSingleton<FollowedPairs>();
        services.AddSingleton<RunLog>();
        services.AddSingleton<MonitoringRun>();
        services.AddSingleton<MonthSamples>();
        services.AddSingleton<IMonthlySummaryReader, MonthlySummaryReader>();
    }

    private sealed class ProblemsRefused<T> : IValidateOptions<T>
        where T : CheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            options.Problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Problems);
    }
}

using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Simulation;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Hosting;

/// <summary>Makes the simulated hospital: its source database, and its models. The monitor database must be open.</summary>
public sealed partial class SimulatedHospitalSetup(
    IConfiguration configuration, MonitorPaths paths, IOptions<SimulationOptions> options, ModelRegistry registry, TimeProvider clock, ILogger<SimulatedHospitalSetup> logger)
{
    internal const string DefaultFile = "data/hospital.sqlite";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(SimulatedHospital.Zone);

    /// <summary>
    /// Generates the source database where it is missing, else appends the days that have passed, and applies the hospital's own definitions as a definition
    /// folder would. Progress has no model key while the hospital is generated.
    /// </summary>
    public async Task PrepareAsync(IProgress<StepProgress>? progress, CancellationToken cancellationToken)
    {
        var file = SourceFile();
        MonitorPaths.CreateFolder(Path.GetDirectoryName(file)!);
        var source = new SimulatedSource(path => new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString));
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone).DateTime);
        if (!File.Exists(file))
        {
            var wanted = new Simulation.SimulationOptions { Seed = options.Value.Seed, Days = options.Value.Days, Anchor = today };
            await source.CreateAsync(file, wanted, progress is null ? null : new GenerationProgress(progress), cancellationToken);
        }
        else
        {
            await source.ExtendAsync(file, today, cancellationToken);
        }

        var state = await source.ReadStateAsync(file, cancellationToken);
        var definitions = SimulatedHospital.Definitions(state.Anchor, state.Anchor.DayNumber - state.FirstDay.DayNumber);
        foreach (var outcome in await registry.ApplyFilesAsync(definitions.Select(definition => (definition.Key, definition.Value)), "simulation", cancellationToken))
        {
            if (outcome.IsRefused)
                throw new InvalidOperationException($"A definition of the simulated hospital is refused: {string.Join(" ", outcome.Problems)}");
            if (outcome.Kind == DefinitionOutcomeKind.Differs)
                LogDiffers(outcome.Key!);
        }
    }

    private string SourceFile()
    {
        var connection = new SqliteConnectionStringBuilder(configuration.GetConnectionString(SimulatedHospital.ConnectionName) ?? "Data Source=" + DefaultFile);
        return paths.Resolve(connection.DataSource);
    }

    [LoggerMessage(LogLevel.Information, "The model {ModelKey} was edited; the definition of the simulated hospital is left alone.")]
    private partial void LogDiffers(string modelKey);

    // Not Progress<T>: that one posts elsewhere and may report out of order.
    private sealed class GenerationProgress(IProgress<StepProgress> progress) : IProgress<SimulationProgress>
    {
        public void Report(SimulationProgress value) => progress.Report(new StepProgress("", RunStep.Simulate, value.Done, value.Total, null));
    }
}

using System.Diagnostics;
using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Benchmarks.Ledger;

/// <summary>What one new encounter day costs after a history: evaluation of singles and pairs, and judging with the freezing and stepping of its evidence.</summary>
public static class NightlyBenchmark
{
    private const int Nights = 6;

    public static async Task RunAsync(ModelDefinition definition, int encounters, int historyDays, TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("equitymonitor-nightly-").FullName;
        try
        {
            var factory = new Contexts($"Data Source={Path.Combine(folder, "monitor.sqlite")}");
            await using (var context = factory.CreateDbContext())
                await context.Database.MigrateAsync(cancellationToken);
            var modelId = await RegisterAsync(factory, definition, cancellationToken);
            for (var day = 0; day < historyDays; day++)
                await PutAsync(factory, modelId, day, encounters, cancellationToken);
            var history = Stopwatch.StartNew();
            await RunAsync(factory, modelId, cancellationToken);
            output.WriteLine($"history of {historyDays} days with {encounters} encounters evaluated and judged in {history.Elapsed.TotalSeconds:0} s");
            for (var night = 0; night < Nights; night++)
            {
                await PutAsync(factory, modelId, historyDays + night, encounters, cancellationToken);
                var processor = Environment.CpuUsage.TotalTime;
                var (evaluate, judge) = await RunAsync(factory, modelId, cancellationToken);
                output.WriteLine($"night {night + 1}: evaluate {evaluate.TotalSeconds:0.000} s, judge with evidence {judge.TotalSeconds:0.000} s; {(Environment.CpuUsage.TotalTime - processor).TotalSeconds:0.000} s of processors");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Evaluate, TimeSpan Judge)> RunAsync(Contexts factory, int modelId, CancellationToken cancellationToken)
    {
        var (days, broker) = (new EncounterDayReader(factory), new ChangeBroker());
        var watch = Stopwatch.StartNew();
        await new EvaluateStep(factory, days, new SqlitePointWriter(), TimeProvider.System, broker).RunAsync(modelId, null, cancellationToken);
        var evaluate = watch.Elapsed;
        await new JudgeStep(factory, days, TimeProvider.System, broker).RunAsync(modelId, null, cancellationToken);
        return (evaluate, watch.Elapsed - evaluate);
    }

    private static async Task<int> RegisterAsync(Contexts factory, ModelDefinition definition, CancellationToken cancellationToken)
    {
        await using var context = factory.CreateDbContext();
        var model = new Model
        {
            Key = definition.Key,
            Name = definition.Name,
            DefinitionYaml = ModelDefinitionYaml.Write(definition),
            DefinitionHash = ModelDefinitionHash.Of(definition),
            Revision = 1,
            AlertsFrom = LargeModel.FirstDay,
            RegisteredAt = DateTime.UnixEpoch,
        };
        context.Models.Add(model);
        await context.SaveChangesAsync(cancellationToken);
        return model.Id;
    }

    private static async Task PutAsync(Contexts factory, int modelId, int number, int encounters, CancellationToken cancellationToken)
    {
        await using var context = factory.CreateDbContext();
        var day = LargeModel.FirstDay.AddDays(number);
        var columns = LargeModel.Day(number, encounters);
        context.EncounterDays.Add(new EncounterDay
        {
            ModelId = modelId,
            Day = day,
            ContentHash = ContentHash.Of(columns),
            KeyId = "",
            Rows = encounters,
            KnownOutcomes = encounters,
            Revision = 1,
            PulledAt = DateTime.UnixEpoch,
        });
        context.EncounterDayContents.Add(new EncounterDayContent { ModelId = modelId, Day = day, Arrow = EncounterDayCodec.Encode(columns) });
        await context.SaveChangesAsync(cancellationToken);
    }

    private sealed class Contexts(string connectionString) : IDbContextFactory<MonitorDbContext>
    {
        private readonly DbContextOptions<MonitorDbContext> _options =
            (DbContextOptions<MonitorDbContext>)new DbContextOptionsBuilder<MonitorDbContext>().UseEquityMonitorSqlite(connectionString).Options;

        public MonitorDbContext CreateDbContext() => new(_options);
    }
}

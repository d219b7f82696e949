using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Tests.Encounters;
using EquityMonitor.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EquityMonitor.Monitoring.Tests.Runs;

/// <summary>Whole runs of one model over a source in memory, and what they leave on record and in the log.</summary>
internal sealed class RunFixture : IDisposable
{
    public RunFixture()
    {
        var (database, time, broker) = (Hospital.Database, Hospital.Time, Hospital.Broker);
        var days = new EncounterDayReader(database);
        var writer = new SqlitePointWriter();
        var retention = Options.Create(Hospital.Retention);
        Log = new RunLog(database, broker, time, retention);
        Run = new MonitoringRun(
            database,
            new PullStep(database, Hospital.Source, Hospital.Hasher, time, broker, retention, new Lines<PullStep>(Logged)),
            new EvaluateStep(database, days, writer, time, broker),
            new JudgeStep(database, time, broker),
            new AffectedStep(database, days, time, broker),
            new FollowedPairs(database, days, writer, time, broker),
            Log, time, new Lines<MonitoringRun>(Logged));
    }

    public PullFixture Hospital { get; } = new();

    public RunLog Log { get; }

    public MonitoringRun Run { get; }

    /// <summary>Everything that was logged.</summary>
    public List<string> Logged { get; } = [];

    public IReadOnlyList<RunRecord> Records
    {
        get
        {
            using var context = Hospital.Database.CreateDbContext();
            return [.. context.Runs.AsNoTracking().OrderBy(run => run.Id)];
        }
    }

    public Task RunAsync(PullScope? scope = null, IProgress<StepProgress>? progress = null, Func<string?>? cancelledBy = null, CancellationToken cancellationToken = default) =>
        Run.RunAsync("readmission", new RunOrder(scope ?? new PullScope.Nightly(), "Dr Reyes") { CancelledBy = cancelledBy ?? (() => null) }, progress, cancellationToken);

    public async Task<string> DumpAsync()
    {
        await using var context = Hospital.Database.CreateDbContext();
        return await CanonicalDump.OfAsync(context, CancellationToken.None);
    }

    public void Dispose() => Hospital.Dispose();

    private sealed class Lines<T>(List<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Add($"{logLevel} {formatter(state, exception)} {exception?.Message}");
    }
}

using EquityMonitor.Db.Sqlite;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Evaluation;

/// <summary>A monitor database with one model, whose encounter days the test puts there, and the steps that come after the pull.</summary>
internal sealed class StoredHospital : IDisposable
{
    private static readonly IdentifierHasher Hasher = new(new byte[32]);
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly ChangeBroker _broker = new();

    public StoredHospital(ModelDefinition? definition = null)
    {
        Definition = definition ?? Hospital.Definition;
        using var context = _database.CreateDbContext();
        var model = new Model
        {
            Key = Definition.Key,
            Name = Definition.Name,
            DefinitionYaml = ModelDefinitionYaml.Write(Definition),
            DefinitionHash = ModelDefinitionHash.Of(Definition),
            Revision = 1,
            AlertsFrom = Definition.AlertsFrom ?? Hospital.FirstDay,
            RegisteredAt = DateTime.UnixEpoch,
        };
        context.Models.Add(model);
        context.SaveChanges();
        ModelId = model.Id;
        context.DefinitionRevisions.Add(new DefinitionRevision
        {
            ModelId = ModelId,
            Revision = 1,
            Yaml = model.DefinitionYaml,
            Hash = model.DefinitionHash,
            AppliedAt = DateTime.UnixEpoch,
            AppliedBy = "test",
            Effect = "",
        });
        context.SaveChanges();
    }

    public ModelDefinition Definition { get; private set; }

    public int ModelId { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 31, 12, 0, 0, TimeSpan.Zero));

    public ModelAnalyses Analyses => field ??= new ModelAnalyses(_database, new EncounterDayReader(_database), Periods, Time);

    public IDbContextFactory<MonitorDbContext> Contexts => _database;

    public PeriodCache Cache { get; } = new();

    public PeriodLoader Periods => field ??= new PeriodLoader(_database, new EncounterDayReader(_database), Cache, Time);

    public Explorer Explorer => field ??= new Explorer(Periods, Cache);

    public ScanDesk ScanDesk => field ??= new ScanDesk(_database, Time);

    public MonitorDbContext Open() => _database.CreateDbContext();

    public void Dispose() => _database.Dispose();

    /// <summary>Puts days there, or replaces them.</summary>
    public async Task PutAsync(IEnumerable<ScoredEncounter> rows)
    {
        await using var context = Open();
        foreach (var day in rows.GroupBy(row => row.Time!.Value.Day))
        {
            var columns = DayBuilder.Build(Definition, day, Hasher);
            var stored = await context.EncounterDays.FindAsync(ModelId, day.Key);
            var content = await context.EncounterDayContents.FindAsync(ModelId, day.Key);
            if (stored is null || content is null)
            {
                stored = new EncounterDay { ModelId = ModelId, Day = day.Key, ContentHash = "", KeyId = "", Rows = 0, KnownOutcomes = 0, Revision = 1, PulledAt = DateTime.UnixEpoch };
                content = new EncounterDayContent { ModelId = ModelId, Day = day.Key, Arrow = [] };
                context.Add(stored);
                context.Add(content);
            }

            stored.ContentHash = ContentHash.Of(columns);
            stored.Rows = columns.Rows;
            stored.KnownOutcomes = columns.Outcome.Count(outcome => outcome != EncounterColumns.OutcomeUnknown);
            content.Arrow = EncounterDayCodec.Encode(columns);
        }

        await context.SaveChangesAsync();
    }

    /// <summary>Puts another definition in force.</summary>
    public async Task ChangeAsync(ModelDefinition definition)
    {
        Definition = definition;
        await using var context = Open();
        var model = await context.Models.FindAsync(ModelId);
        model!.DefinitionYaml = ModelDefinitionYaml.Write(definition);
        model.DefinitionHash = ModelDefinitionHash.Of(definition);
        context.DefinitionRevisions.Add(new DefinitionRevision
        {
            ModelId = ModelId,
            Revision = ++model.Revision,
            Yaml = model.DefinitionYaml,
            Hash = model.DefinitionHash,
            AppliedAt = DateTime.UnixEpoch,
            AppliedBy = "test",
            Effect = "",
        });
        await context.SaveChangesAsync();
    }

    public Task EvaluateAsync(IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new EvaluateStep(_database, new EncounterDayReader(_database), new SqlitePointWriter(), Time, _broker).RunAsync(ModelId, progress, cancellationToken);

    public Task JudgeAsync(IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new JudgeStep(_database, new EncounterDayReader(_database), Time, _broker).RunAsync(ModelId, progress, cancellationToken);

    public Task CountAffectedAsync(CancellationToken cancellationToken = default) =>
        new AffectedStep(_database, new EncounterDayReader(_database), Time, _broker).RunAsync(ModelId, cancellationToken);

    public Task FollowAsync(IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new FollowedPairs(_database, new EncounterDayReader(_database), new SqlitePointWriter(), Time, _broker).RunAsync(ModelId, progress, cancellationToken);

    public async Task RunAsync(IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        await EvaluateAsync(progress, cancellationToken);
        await JudgeAsync(progress, cancellationToken);
        await CountAffectedAsync(cancellationToken);
        await FollowAsync(progress, cancellationToken);
    }

    public async Task<string> DumpAsync()
    {
        await using var context = Open();
        return await CanonicalDump.OfAsync(context, CancellationToken.None);
    }
}

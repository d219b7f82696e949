using System.Text;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Encounters;

/// <summary>A monitor database with one model, a source in memory with 20 rows a day, and the pull between them.</summary>
internal sealed class PullFixture : IDisposable
{
    public const int RowsPerDay = 20;
    public static readonly DateOnly First = new(2026, 2, 1);
    public static readonly DateOnly Last = new(2026, 3, 11);

    public static readonly ModelDefinition Plain = Fixtures.Definition with
    {
        Outcome = new OutcomeDefinition("readmitted", 5),
        Baseline = new DateRange(First, First.AddDays(9)),
    };

    public static readonly ModelDefinition WithChangedAt = Plain with
    {
        ChangedAt = new ChangedAtDefinition("updated_at", "SELECT scored_at, updated_at FROM scored WHERE updated_at > @since"),
    };

    public PullFixture(ModelDefinition? definition = null, IInterceptor? interceptor = null)
    {
        Database = TestDatabase.Create(interceptor);
        Held = new HeldDays(Database, Time, Broker);
        using var context = Database.CreateDbContext();
        var model = new Model
        {
            Key = "readmission",
            Name = "Readmission",
            DefinitionYaml = "",
            DefinitionHash = "",
            Revision = 0,
            AlertsFrom = Last,
            RegisteredAt = Now,
        };
        context.Models.Add(model);
        context.SaveChanges();
        ModelId = model.Id;
        Redefine(definition ?? Plain);
        for (var day = First; day <= Last; day = day.AddDays(1))
            Source.Days[day] = [.. Fixtures.Day(day, RowsPerDay)];
    }

    public TestDatabase Database { get; }

    public InMemorySource Source { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(Last.AddDays(1), new TimeOnly(3, 0), TimeSpan.Zero));

    public ChangeBroker Broker { get; } = new();

    public RetentionOptions Retention { get; } = new();

    public IdentifierHasher Hasher { get; set; } = Fixtures.Hasher();

    public HeldDays Held { get; }

    public int ModelId { get; }

    public DateTime Now => Time.GetUtcNow().UtcDateTime;

    public Task PullAsync(PullScope? scope = null, IProgress<StepProgress>? progress = null, CancellationToken cancellationToken = default) =>
        new PullStep(Database, Source, Hasher, Time, Broker, Options.Create(Retention), NullLogger<PullStep>.Instance)
            .RunAsync(ModelId, scope ?? new PullScope.Nightly(), progress, cancellationToken);

    public void Redefine(ModelDefinition definition)
    {
        using var context = Database.CreateDbContext();
        var model = context.Models.Single();
        model.DefinitionYaml = ModelDefinitionYaml.Write(definition);
        model.DefinitionHash = ModelDefinitionHash.Of(definition);
        model.Revision++;
        context.DefinitionRevisions.Add(new DefinitionRevision
        {
            ModelId = model.Id,
            Revision = model.Revision,
            Yaml = model.DefinitionYaml,
            Hash = model.DefinitionHash,
            AppliedAt = Now,
            AppliedBy = "test",
            Effect = "",
        });
        context.SaveChanges();
    }

    public void SetOutcomes(DateOnly day, byte? outcome) => Source.Days[day] = [.. Source.Days[day].Select(row => row with { Outcome = outcome })];

    public void Reject(DateOnly? day, int rows, RejectionReason reason = RejectionReason.ScoreMissing) =>
        Source.Rejected.AddRange(Enumerable.Repeat(new RejectedRow(day, reason, "score"), rows));

    public EncounterDay? Day(DateOnly day)
    {
        using var context = Database.CreateDbContext();
        return context.EncounterDays.SingleOrDefault(stored => stored.Day == day);
    }

    public EncounterColumns Content(DateOnly day)
    {
        using var context = Database.CreateDbContext();
        return EncounterDayCodec.Decode(context.EncounterDayContents.Single(content => content.Day == day).Arrow);
    }

    public PendingDay? Pending(DateOnly day)
    {
        using var context = Database.CreateDbContext();
        return context.PendingDays.SingleOrDefault(pending => pending.Day == day);
    }

    public PullState State()
    {
        using var context = Database.CreateDbContext();
        return context.PullStates.Single();
    }

    /// <summary>Everything that a pull stores, without clock times; content as decoded, and checked against its hash.</summary>
    public string Dump()
    {
        using var context = Database.CreateDbContext();
        var dump = new StringBuilder();
        var contents = context.EncounterDayContents.ToDictionary(content => content.Day, content => EncounterDayCodec.Decode(content.Arrow));
        foreach (var day in context.EncounterDays.OrderBy(day => day.Day))
        {
            var columns = contents[day.Day];
            ContentHash.Of(columns).ShouldBe(day.ContentHash);
            columns.Rows.ShouldBe(day.Rows);
            dump.AppendLine($"{day.Day:O} {day.ContentHash} {day.KeyId} {day.Rows} {day.KnownOutcomes} {day.Revision}");
        }

        contents.Count.ShouldBe(context.EncounterDays.Count());
        foreach (var pending in context.PendingDays.OrderBy(pending => pending.Day))
            dump.AppendLine($"pending {pending.Day:O} {pending.Hold} {pending.ContentHash} {pending.KeyId} {pending.Rows} {pending.RejectedRows} {pending.KnownOutcomes} {pending.Revision}");
        foreach (var count in context.QuarantineCounts.OrderBy(count => count.Day).ThenBy(count => count.Reason).ThenBy(count => count.Field))
            dump.AppendLine($"quarantine {count.Day:O} {count.Reason} {count.Field} {count.Rows}");
        dump.AppendLine($"watermark {context.PullStates.SingleOrDefault()?.Watermark}");
        return dump.ToString();
    }

    public void Dispose() => Database.Dispose();
}

/// <summary>Progress on the caller's thread, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class SynchronousProgress(Action<StepProgress> report) : IProgress<StepProgress>
{
    public void Report(StepProgress value) => report(value);
}

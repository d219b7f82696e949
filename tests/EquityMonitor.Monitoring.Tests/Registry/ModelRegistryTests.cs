using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class ModelRegistryTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create();

    // Still the 30th of June in Chicago.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 3, 0, 0, TimeSpan.Zero));
    private readonly ChangeBroker _broker = new();
    private readonly List<Change> _published = [];
    private readonly ModelRegistry _registry;

    public ModelRegistryTests()
    {
        _registry = new ModelRegistry(_database, _clock, _broker);
        _broker.Subscribe(_published.Add);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Apply_NewModel_RegistersItWithRevisionAuditAndTheLocalDayOfImport()
    {
        var outcome = await _registry.ApplyAsync(Yaml(), "readmission.yaml", "Grace", Cancellation);

        outcome.Kind.ShouldBe(DefinitionOutcomeKind.Registered);
        await using var context = _database.CreateDbContext();
        var model = await context.Models.SingleAsync(Cancellation);
        model.Key.ShouldBe("readmission");
        model.Revision.ShouldBe(1);
        model.AlertsFrom.ShouldBe(new DateOnly(2026, 6, 30));
        model.RegisteredAt.ShouldBe(_clock.GetUtcNow().UtcDateTime);
        model.AppliedFileHash.ShouldBeNull();
        var revision = await context.DefinitionRevisions.SingleAsync(Cancellation);
        (revision.Revision, revision.AppliedBy, revision.Yaml).ShouldBe((1, "Grace", Yaml()));
        var audit = await context.AuditEntries.SingleAsync(Cancellation);
        (audit.Who, audit.What, audit.Subject).ShouldBe(("Grace", "model registered", "readmission"));
        _published.ShouldBe([new Change("readmission", ChangeKind.Registered)]);
    }

    [Fact]
    public async Task Apply_AlertsFromDeclared_IsTaken()
    {
        await _registry.ApplyAsync(Yaml(extra: "alertsFrom: 2026-01-15"), "r.yaml", "Grace", Cancellation);

        (await FindAsync()).Model.AlertsFrom.ShouldBe(new DateOnly(2026, 1, 15));
    }

    [Fact]
    public async Task Apply_ChangedThreshold_MakesARevisionThatSaysWhatItDid()
    {
        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);
        _clock.Advance(TimeSpan.FromDays(10));

        var outcome = await _registry.ApplyAsync(Yaml(threshold: "0.25"), "r.yaml", "Ada", Cancellation);

        outcome.Kind.ShouldBe(DefinitionOutcomeKind.Changed);
        outcome.Effects.ShouldBe(DefinitionEffects.PointsRestated);
        var registered = await FindAsync();
        registered.Definition.Threshold.ShouldBe(0.25);
        registered.Model.Revision.ShouldBe(2);
        registered.Model.AlertsFrom.ShouldBe(new DateOnly(2026, 6, 30));
        await using var context = _database.CreateDbContext();
        var revisions = await context.DefinitionRevisions.OrderBy(revision => revision.Revision).ToListAsync(Cancellation);
        revisions.Select(revision => revision.AppliedBy).ShouldBe(["Grace", "Ada"]);
        revisions[0].Yaml.ShouldBe(Yaml());
        revisions[1].Effect.ShouldBe(string.Join(" ", outcome.Sentences));
        (await context.AuditEntries.CountAsync(entry => entry.What == "model definition changed", Cancellation)).ShouldBe(1);
        _published.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Preview_ChangedThreshold_SaysTheSameAndChangesNothing()
    {
        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);

        var preview = await _registry.PreviewAsync(Yaml(threshold: "0.25"), "r.yaml", Cancellation);

        (await FindAsync()).Model.Revision.ShouldBe(1);
        var applied = await _registry.ApplyAsync(Yaml(threshold: "0.25"), "r.yaml", "Grace", Cancellation);
        preview.Sentences.ShouldBe(applied.Sentences);
        (preview.Kind, preview.Effects).ShouldBe((applied.Kind, applied.Effects));
        preview.Sentences.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Apply_SameContentInAnotherLayout_ChangesNothing()
    {
        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);

        var outcome = await _registry.ApplyAsync("# a comment\n" + Yaml(), "r.yaml", "Ada", Cancellation);

        outcome.Kind.ShouldBe(DefinitionOutcomeKind.Unchanged);
        await using var context = _database.CreateDbContext();
        (await context.DefinitionRevisions.CountAsync(Cancellation)).ShouldBe(1);
        (await context.AuditEntries.CountAsync(Cancellation)).ShouldBe(1);
        _published.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Apply_InvalidFile_AppliesNothingAndNamesLineAndKey()
    {
        var outcome = await _registry.ApplyAsync(Yaml(threshold: "1.5"), "r.yaml", "Grace", Cancellation);

        outcome.IsRefused.ShouldBeTrue();
        outcome.Problems.ShouldHaveSingleItem().ShouldStartWith("r.yaml, line 4, threshold: ");
        (await _registry.ListAsync(Cancellation)).ShouldBeEmpty();
        _published.ShouldBeEmpty();
    }

    [Fact]
    public async Task Apply_VersionChangeWithoutEffectiveDay_IsRefused()
    {
        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);

        var outcome = await _registry.ApplyAsync(Yaml(version: "3.0"), "r.yaml", "Grace", Cancellation);

        outcome.IsRefused.ShouldBeTrue();
        outcome.Problems.ShouldHaveSingleItem().ShouldContain("effective: 2026-07-01");
        (await FindAsync()).Definition.Version.ShouldBe("2.1");
    }

    [Fact]
    public async Task Apply_VersionChangeWithEffectiveDay_IsApplied()
    {
        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);

        var outcome = await _registry.ApplyAsync(Yaml(version: "3.0", extra: "effective: 2026-06-01"), "r.yaml", "Grace", Cancellation);

        outcome.Effects.HasFlag(DefinitionEffects.VersionChanged).ShouldBeTrue();
        (await FindAsync()).Definition.Effective.ShouldBe(new DateOnly(2026, 6, 1));
    }

    [Fact]
    public async Task Apply_AlertsFromRemoved_GoesBackToTheDayOfImport()
    {
        await _registry.ApplyAsync(Yaml(extra: "alertsFrom: 2026-01-15"), "r.yaml", "Grace", Cancellation);
        _clock.Advance(TimeSpan.FromDays(10));

        await _registry.ApplyAsync(Yaml(), "r.yaml", "Grace", Cancellation);

        (await FindAsync()).Model.AlertsFrom.ShouldBe(new DateOnly(2026, 6, 30));
    }

    [Fact]
    public async Task List_SeveralModels_AreInTheOrderOfTheirKeys()
    {
        foreach (var key in (string[])["sepsis", "icu", "readmission"])
            await _registry.ApplyAsync(Yaml(key: key), key + ".yaml", "Grace", Cancellation);

        (await _registry.ListAsync(Cancellation)).Select(model => model.Definition.Key).ShouldBe(["icu", "readmission", "sepsis"]);
        (await _registry.FindAsync("nothing", Cancellation)).ShouldBeNull();
    }

    internal static string Yaml(string key = "readmission", string threshold = "0.15", string version = "2.1", string extra = "") =>
        $$"""
        key: {{key}}
        name: 30-day readmission risk
        version: "{{version}}"
        threshold: {{threshold}}
        score: { column: score, kind: probability }
        outcome: { column: readmitted_30d, maturityDays: 30 }
        time: { column: scored_at, zone: America/Chicago }
        encounter: encounter_id
        source: { provider: sqlite, connection: Hospital, query: "SELECT * FROM scored WHERE scored_at >= @from AND scored_at < @to" }
        dimensions: [race]
        rules: []
        {{extra}}
        """;

    private async Task<RegisteredModel> FindAsync() => (await _registry.FindAsync("readmission", Cancellation)).ShouldNotBeNull();
}

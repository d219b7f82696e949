using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Simulation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Monitoring.Tests.Registry;

/// <summary>Definitions over definitions that cannot be read, that somebody else changed, or that say the same already.</summary>
public sealed class ModelRegistryReplacingTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ModelRegistry _registry;

    public ModelRegistryReplacingTests() => _registry = new ModelRegistry(_database, _clock, new ChangeBroker());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Apply_OverAnUnreadableDefinition_ReplacesItAndSaysWhatItMeans()
    {
        await SpoilAsync();

        var preview = await _registry.PreviewAsync(ModelRegistryTests.Yaml(), "r.yaml", Cancellation);
        var outcome = await _registry.ApplyAsync(ModelRegistryTests.Yaml(), "r.yaml", "Grace", Cancellation);

        preview.Kind.ShouldBe(DefinitionOutcomeKind.Changed);
        preview.Sentences[0].ShouldStartWith("The definition in force cannot be read by this version of the program: readmission.yaml, line ");
        outcome.Sentences.ShouldBe(preview.Sentences);
        outcome.Effects.ShouldBe(DefinitionEffects.DaysRepulled | DefinitionEffects.RulesJudgedForward);
        var registered = (await _registry.FindAsync("readmission", Cancellation)).ShouldNotBeNull();
        registered.Model.Revision.ShouldBe(2);
        registered.Model.AlertsFrom.ShouldBe(new DateOnly(2026, 7, 1));
    }

    [Fact]
    public async Task Apply_OverAnUnreadableDefinitionOfTheSameHash_IsNotTakenForUnchanged()
    {
        await SpoilAsync(ModelDefinitionHash.Of(Definitions.Parsed(ModelRegistryTests.Yaml())));

        (await _registry.ApplyAsync(ModelRegistryTests.Yaml(), "r.yaml", "Grace", Cancellation)).Kind.ShouldBe(DefinitionOutcomeKind.Changed);
    }

    [Fact]
    public async Task Apply_OverAnUnreadableDefinition_TakesTheDayThatTheNewOneDeclares()
    {
        await SpoilAsync();

        await _registry.ApplyAsync(ModelRegistryTests.Yaml(extra: "alertsFrom: 2026-01-15"), "r.yaml", "Grace", Cancellation);

        (await _registry.FindAsync("readmission", Cancellation))!.Model.AlertsFrom.ShouldBe(new DateOnly(2026, 1, 15));
    }

    [Fact]
    public async Task Apply_OverTheExpectedRevision_IsApplied()
    {
        await _registry.ApplyAsync(ModelRegistryTests.Yaml(), "r.yaml", "Grace", Cancellation);

        (await _registry.ApplyAsync(ModelRegistryTests.Yaml(threshold: "0.2"), "form", "Ada", 1, Cancellation)).Kind.ShouldBe(DefinitionOutcomeKind.Changed);
    }

    [Fact]
    public async Task Apply_OverAnotherRevision_IsOvertakenAndChangesNothing()
    {
        await _registry.ApplyAsync(ModelRegistryTests.Yaml(), "r.yaml", "Grace", Cancellation);
        await _registry.ApplyAsync(ModelRegistryTests.Yaml(threshold: "0.3"), "r.yaml", "Grace", Cancellation);

        var outcome = await _registry.ApplyAsync(ModelRegistryTests.Yaml(threshold: "0.2"), "form", "Ada", 1, Cancellation);

        (outcome.IsRefused, outcome.IsOvertaken).ShouldBe((true, true));
        var registered = (await _registry.FindAsync("readmission", Cancellation))!;
        (registered.Model.Revision, registered.Definition.Threshold).ShouldBe((2, 0.3));
    }

    [Fact]
    public async Task Apply_InvalidText_IsRefusedButNotOvertaken() =>
        (await _registry.ApplyAsync("key: x", "form", "Ada", 1, Cancellation)).IsOvertaken.ShouldBeFalse();

    [Fact]
    public async Task Preview_OfEveryDefinitionWrittenAnew_SaysNoChange()
    {
        var definitions = SimulatedHospital.Definitions(new DateOnly(2026, 7, 1)).Values.Append(Definitions.Full.Replace("key: readmission", "key: full", StringComparison.Ordinal)).ToList();
        definitions.Count.ShouldBe(4);
        foreach (var yaml in definitions)
        {
            (await _registry.ApplyAsync(yaml, "first", "Grace", Cancellation)).Kind.ShouldBe(DefinitionOutcomeKind.Registered);

            (await _registry.PreviewAsync(ModelDefinitionYaml.Write(Definitions.Parsed(yaml)), "again", Cancellation)).Kind.ShouldBe(DefinitionOutcomeKind.Unchanged);
        }
    }

    /// <summary>Registers a model, and puts a text in force that an older version of the program may have understood.</summary>
    private async Task SpoilAsync(string hash = "other")
    {
        await _registry.ApplyAsync(ModelRegistryTests.Yaml(), "r.yaml", "Grace", Cancellation);
        await using var context = _database.CreateDbContext();
        var model = await context.Models.SingleAsync(Cancellation);
        (model.DefinitionYaml, model.DefinitionHash) = (ModelRegistryTests.Yaml(threshold: "0.15\nperEncounter: sometimes"), hash);
        await context.SaveChangesAsync(Cancellation);
    }
}

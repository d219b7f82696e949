using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using static EquityMonitor.Monitoring.Tests.Registry.ModelRegistryTests;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class ModelRegistryFolderTests : IDisposable
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly string _folder;
    private readonly ModelRegistry _registry;

    public ModelRegistryFolderTests()
    {
        _folder = Directory.CreateDirectory(Path.Combine(_database.Folder, "models")).FullName;
        _registry = new ModelRegistry(_database, new FakeTimeProvider(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero)), new ChangeBroker());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task ApplyFolder_NoFolder_DoesNothing()
    {
        (await _registry.ApplyFolderAsync(Path.Combine(_folder, "none"), "definition folder", Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ApplyFolder_Twice_RegistersOnce()
    {
        Write("r.yaml", Yaml());
        Write("notes.txt", "not a definition");

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Registered]);
        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Unchanged]);

        (await RevisionsAsync()).ShouldBe(["definition folder"]);
    }

    [Fact]
    public async Task ApplyFolder_FileChanged_IsAppliedAgain()
    {
        Write("r.yaml", Yaml());
        await ApplyAsync();
        Write("r.yaml", Yaml(threshold: "0.25"));

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Changed]);

        (await _registry.FindAsync("readmission", Cancellation))!.Definition.Threshold.ShouldBe(0.25);
    }

    [Fact]
    public async Task ApplyFolder_ModelEditedSinceAndFileTheSame_DiffersAndIsLeftAlone()
    {
        Write("r.yaml", Yaml());
        await ApplyAsync();
        await _registry.ApplyAsync(Yaml(threshold: "0.3"), "r.yaml", "Ada", Cancellation);

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Differs]);

        (await _registry.FindAsync("readmission", Cancellation))!.Definition.Threshold.ShouldBe(0.3);
    }

    [Fact]
    public async Task ApplyFolder_ModelEditedSinceAndFileChanged_DiffersAndIsLeftAlone()
    {
        Write("r.yaml", Yaml());
        await ApplyAsync();
        await _registry.ApplyAsync(Yaml(threshold: "0.3"), "r.yaml", "Ada", Cancellation);
        Write("r.yaml", Yaml(threshold: "0.25"));

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Differs]);

        (await RevisionsAsync()).ShouldBe(["definition folder", "Ada"]);
    }

    [Fact]
    public async Task ApplyFolder_FileBroughtInLineWithTheEdit_IsFollowedAgain()
    {
        Write("r.yaml", Yaml());
        await ApplyAsync();
        await _registry.ApplyAsync(Yaml(threshold: "0.3"), "r.yaml", "Ada", Cancellation);
        Write("r.yaml", Yaml(threshold: "0.3"));
        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Unchanged]);
        Write("r.yaml", Yaml(threshold: "0.35"));

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Changed]);

        (await RevisionsAsync()).ShouldBe(["definition folder", "Ada", "definition folder"]);
    }

    [Fact]
    public async Task ApplyFolder_OneFileInvalid_RefusesThatOneOnly()
    {
        Write("a.yaml", Yaml(key: "sepsis", threshold: "7"));
        Write("b.yml", Yaml());

        (await ApplyAsync()).ShouldBe([DefinitionOutcomeKind.Refused, DefinitionOutcomeKind.Registered]);

        (await _registry.ListAsync(Cancellation)).ShouldHaveSingleItem().Definition.Key.ShouldBe("readmission");
    }

    [Fact]
    public async Task ApplyFolder_TwoFilesOfOneKey_RefusesBoth()
    {
        Write("a.yaml", Yaml());
        Write("b.yaml", Yaml(threshold: "0.25"));

        var outcomes = await _registry.ApplyFolderAsync(_folder, "definition folder", Cancellation);

        outcomes.ShouldAllBe(outcome => outcome.IsRefused && outcome.Problems[0].Contains("a.yaml, b.yaml"));
        outcomes.Count.ShouldBe(2);
        (await _registry.ListAsync(Cancellation)).ShouldBeEmpty();
    }

    private void Write(string name, string yaml) => File.WriteAllText(Path.Combine(_folder, name), yaml);

    private async Task<IEnumerable<DefinitionOutcomeKind>> ApplyAsync() =>
        (await _registry.ApplyFolderAsync(_folder, "definition folder", Cancellation)).Select(outcome => outcome.Kind);

    private async Task<List<string>> RevisionsAsync()
    {
        await using var context = _database.CreateDbContext();
        return await context.DefinitionRevisions.OrderBy(revision => revision.Revision).Select(revision => revision.AppliedBy).ToListAsync(Cancellation);
    }
}

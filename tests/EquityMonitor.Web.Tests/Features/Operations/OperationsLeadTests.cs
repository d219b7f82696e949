using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Operations;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class OperationsLeadTests
{
    private static readonly ModelDefinition Definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;
    private static readonly DefinitionFile Refused = new("wrong.yaml", null, null, null, ["line 1"]);
    private static readonly DefinitionFile Differing = new("old.yaml", "Sepsis", "sepsis", "Dr Reyes", []);

    [Fact]
    public void Lead_NoModel_SaysSo()
    {
        Lead([]).ShouldBe("No model is registered yet, so there is nothing to run.");
        Lead([], Refused).ShouldBe("No model is registered yet: one definition file was refused.");
    }

    [Fact]
    public void Lead_EverythingRan_SaysWhen() =>
        Lead([Model("Sepsis"), Model("Mortality") with { PulledAt = Seed.Now.AddHours(-3) }]).ShouldBe("Nothing needs a decision: all 2 models ran, the last one on 4 Sep 2026, 01:00.");

    [Fact]
    public void Lead_FirstPullStillToCome_NamesTheModel() =>
        Lead([Model("Sepsis"), Model("Mortality") with { PulledAt = null }]).ShouldBe("Nothing needs a decision; Mortality has not been pulled for the first time yet.");

    [Fact]
    public void Lead_SeveralMatters_NamesEachWithItsModels() =>
        Lead(
            [Model("Sepsis") with { HeldDays = 2 }, Model("Mortality") with { HeldDays = 1, Failure = "away" }, Model("Triage") with { IsLate = true }, Model("Old") with { Definition = null }],
            Differing, Refused, Refused).ShouldBe(
            "3 days of Sepsis and Mortality are held and wait for a decision; the newest run of Mortality failed; the definition of Old cannot be read; Triage was not pulled last night; "
            + "one definition file differs from what is in force; 2 definition files were refused.");

    [Fact]
    public void Lead_OneHeldDay_IsSingular() => Lead([Model("Sepsis") with { HeldDays = 1 }]).ShouldBe("1 day of Sepsis is held and waits for a decision.");

    [Fact]
    public void Lead_ManyFailures_AreCountedAfterTwo() =>
        Lead([.. "ABCDE".Select(letter => Model($"Model {letter}") with { Failure = "away" })]).ShouldBe("The newest runs of Model A, Model B and 3 more failed.");

    private static string Lead(IReadOnlyList<ModelStatus> models, params DefinitionFile[] files) =>
        OperationsLead.Of(new OperationsView(models, null, files)).Replace(Formats.Space, " ", StringComparison.Ordinal);

    private static ModelStatus Model(string name) => new()
    {
        Id = 1,
        Key = name,
        Name = name,
        Definition = Definition,
        PulledAt = Seed.Now.AddHours(-1),
        Yesterday = Seed.Newest,
    };
}

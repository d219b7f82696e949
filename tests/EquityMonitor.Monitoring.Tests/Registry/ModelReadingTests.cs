using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Registry;

public sealed class ModelReadingTests
{
    [Fact]
    public void ReadDefinition_OfTheSameDefinition_IsReadOnceForModelAndRevision()
    {
        var definition = Stored(Definitions.Full, "a").ReadDefinition();

        Stored(Definitions.Full, "a").ReadDefinition().ShouldBeSameAs(definition);
        Revision(Definitions.Full, "a").TryReadDefinition().ShouldBeSameAs(definition);
    }

    [Fact]
    public void ReadDefinition_SameHashOnAnotherText_IsNotAnsweredFromMemory()
    {
        Stored(Definitions.Full, "b").ReadDefinition();

        Stored(Definitions.With("perEncounter: every", "perEncounter: last"), "b").ReadDefinition().PerEncounter.ShouldBe(PerEncounter.Last);
    }

    [Fact]
    public void ReadDefinition_ManyDefinitionsAtOnce_AreEachReadRightAndNotAllRemembered()
    {
        var read = new string[4 * ModelReading.MostRemembered];
        Parallel.For(0, read.Length, i =>
        {
            var text = i % 2 == 0 ? "every" : "last";
            read[i] = Stored(Definitions.With("perEncounter: every", $"perEncounter: {text} # {i}"), $"many {i}").ReadDefinition().PerEncounter.ToString().ToLowerInvariant();
        });

        read.ShouldBe(Enumerable.Range(0, read.Length).Select(i => i % 2 == 0 ? "every" : "last"));
        ModelReading.RememberedCount.ShouldBeLessThanOrEqualTo(ModelReading.MostRemembered);
    }

    [Fact]
    public void ReadDefinition_ThatThisVersionCannotRead_SaysWhereAndWhatToDo()
    {
        var yaml = Definitions.With("perEncounter: every", "perEncounter: sometimes");

        var message = Should.Throw<InvalidOperationException>(() => Stored(yaml, "c").ReadDefinition()).Message;

        message.ShouldStartWith("The stored definition of 'stored' cannot be read by this version: stored.yaml, line ");
        message.ShouldEndWith("Import it again.");
        Revision(yaml, "c").TryReadDefinition().ShouldBeNull();
    }

    private static Model Stored(string yaml, string hash) => new()
    {
        Key = "stored",
        Name = "Stored",
        DefinitionYaml = yaml,
        DefinitionHash = hash,
        Revision = 1,
        AlertsFrom = new DateOnly(2026, 1, 1),
        RegisteredAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
    };

    private static DefinitionRevision Revision(string yaml, string hash) =>
        new() { Revision = 1, Yaml = yaml, Hash = hash, AppliedAt = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), AppliedBy = "test", Effect = "" };
}

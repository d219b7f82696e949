using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Sources;

public sealed class ReductionTests
{
    private static readonly List<ScoredEncounter> Rows =
    [
        Row("a", 5, 3, 0.9), Row("a", 5, 1, 0.2), Row("a", 5, 2, 0.9), Row("b", 5, 4, 0.1), Row("a", 6, 1, 0.4), Row("a", 6, 2, 0.3),
    ];

    [Theory]
    [InlineData(PerEncounter.Every, "a5:3|a5:1|a5:2|b5:4|a6:1|a6:2")]
    [InlineData(PerEncounter.First, "a5:1|b5:4|a6:1")]
    [InlineData(PerEncounter.Last, "a5:3|b5:4|a6:2")]
    [InlineData(PerEncounter.Highest, "a5:2|b5:4|a6:1")]
    public void Apply_ReducesWithinTheDay(PerEncounter mode, string expected) => Text(PerEncounterReduction.Apply(Rows, mode)).ShouldBe(expected);

    [Theory]
    [InlineData(PerEncounter.First)]
    [InlineData(PerEncounter.Last)]
    [InlineData(PerEncounter.Highest)]
    public void Apply_AnyOrderOfArrival_KeepsTheSameRows(PerEncounter mode)
    {
        var random = new Random(7);
        var expected = PerEncounterReduction.Apply(Rows, mode).ToHashSet();
        for (var i = 0; i < 50; i++)
            PerEncounterReduction.Apply([.. Rows.OrderBy(_ => random.Next())], mode).ToHashSet().SetEquals(expected).ShouldBeTrue();
    }

    [Fact]
    public void Apply_WithoutTime_KeepsTheHighestOfThePeriodAndKnowsNoFirst()
    {
        ScoredEncounter low = Row("a", 5, 1, 0.1) with { Time = null };
        var high = low with { Score = 0.8 };

        PerEncounterReduction.Apply([high, low], PerEncounter.Highest).ShouldBe([high]);
        PerEncounterReduction.Apply([low, high], PerEncounter.Highest).ShouldBe([high]);
        Should.Throw<ArgumentException>(() => PerEncounterReduction.Apply([high, low], PerEncounter.First)).Message.ShouldContain("no first score");
        Should.Throw<ArgumentException>(() => PerEncounterReduction.Apply([high, low], PerEncounter.Last)).Message.ShouldContain("no last score");
    }

    [Fact]
    public void Remove_WithoutTime_TakesOnlyWhollyEqualRowsForDuplicates()
    {
        ScoredEncounter row = Row("a", 5, 1, 0.5) with { Time = null };
        var rows = new List<ScoredEncounter>
        {
            row, row with { Score = 0.9 }, row with { Outcome = null }, row with { Patient = "p" }, row with { Values = ["B"] }, row with { Encounter = "b" }, row with { Values = ["A"] },
        };
        var kept = rows[..6];

        DuplicateRows.Remove(rows).ShouldBe(1);

        rows.ShouldBe(kept);
    }

    [Fact]
    public void Remove_DuplicatesOfOneEncounterAndTime_KeepsOneOfEach()
    {
        var rows = new List<ScoredEncounter> { Row("a", 5, 1, 0.5) with { Outcome = null }, Row("a", 5, 1, 0.7), Row("a", 5, 2, 0.1), Row("b", 5, 1, 0.1), Row("a", 5, 1, 0.6) };

        DuplicateRows.Remove(rows).ShouldBe(2);

        rows.Select(row => (row.Encounter, row.Score)).ShouldBe([("a", 0.6), ("a", 0.1), ("b", 0.1)]);
    }

    private static ScoredEncounter Row(string encounter, int day, int hour, double score)
    {
        var time = new DateTime(2026, 1, day, hour, 0, 0);
        return new() { Time = new(DateOnly.FromDateTime(time), time.Ticks), Encounter = encounter, Score = score, Outcome = 1, Values = ["A"] };
    }

    private static string Text(IEnumerable<ScoredEncounter> rows) => string.Join('|', rows.Select(row => $"{row.Encounter}{row.Time!.Value.Day.Day}:{new DateTime(row.Time.Value.Ticks).Hour}"));
}

using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class DayBuilderTests
{
    private static readonly DateOnly Day = new(2026, 3, 8);

    // Golden value: Python 3 hashlib and struct over the format that ContentHash describes.
    [Fact]
    public void Build_TwoRows_HasTheGoldenContentHash()
    {
        ScoredEncounter[] rows =
        [
            new() { Time = new(Day, 2), Encounter = "E2", Score = 0.5, Response = Response.None, Values = ["Black", "Unknown"] },
            new() { Time = new(Day, 1), Encounter = "E1", Patient = "P1", Score = 0.25, Outcome = 1, Response = Response.Overridden, Need = 3, Values = ["White", "Unknown"] },
        ];

        ContentHash.Of(DayBuilder.Build(Fixtures.Definition, rows, Fixtures.Hasher())).ShouldBe("03bb853029d4588671e06183bc1bda196dc340258ee06f56fedf1af4f12d7a88");
    }

    [Fact]
    public void Build_RowsInAnyOrder_GiveTheSameContent()
    {
        var rows = Fixtures.Day(Day, 60);
        // The same instant for all, and one row that differs from another in a dimension only, so that every tie has to be broken.
        rows = [.. rows.Select(row => row with { Time = new EncounterTime(Day, 1) }), rows[0] with { Time = new EncounterTime(Day, 1), Values = ["Asian", "Female"] }];
        var expected = ContentHash.Of(DayBuilder.Build(Fixtures.Definition, rows, Fixtures.Hasher()));
        var random = new Random(7);

        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(rows);
            ContentHash.Of(DayBuilder.Build(Fixtures.Definition, rows, Fixtures.Hasher())).ShouldBe(expected);
        }
    }

    [Fact]
    public void Build_AnyColumnChanged_ChangesTheContentHash()
    {
        var rows = Fixtures.Day(Day, 3);
        var original = Hash(rows[1]);
        ScoredEncounter[] changed =
        [
            rows[1] with { Score = 0.9999 }, rows[1] with { Outcome = null }, rows[1] with { Response = Response.None }, rows[1] with { Need = 99 },
            rows[1] with { Need = null }, rows[1] with { Patient = null }, rows[1] with { Encounter = "other" }, rows[1] with { Values = ["White", "Female"] },
        ];

        changed.Select(Hash).Append(original).Distinct(StringComparer.Ordinal).Count().ShouldBe(changed.Length + 1);

        string Hash(ScoredEncounter second) => ContentHash.Of(DayBuilder.Build(Fixtures.Definition, [rows[0], second, rows[2]], Fixtures.Hasher()));
    }

    [Fact]
    public void Build_NegativeZero_HasTheContentOfZero()
    {
        var row = Fixtures.Encounter(Day, 1);

        var negative = DayBuilder.Build(Fixtures.Definition, [row with { Score = -0.0 }], Fixtures.Hasher());

        ContentHash.Of(negative).ShouldBe(ContentHash.Of(DayBuilder.Build(Fixtures.Definition, [row with { Score = 0.0 }], Fixtures.Hasher())));
    }

    [Theory]
    [InlineData(PerEncounter.Every, new[] { 0.3, 0.9, 0.9, 0.1, 0.5 })]
    [InlineData(PerEncounter.First, new[] { 0.3, 0.5 })]
    [InlineData(PerEncounter.Last, new[] { 0.1, 0.5 })]
    [InlineData(PerEncounter.Highest, new[] { 0.9, 0.5 })]
    public void Build_SeveralScoresOfAnEncounter_KeepsThoseTheDefinitionNames(PerEncounter perEncounter, double[] expected)
    {
        ScoredEncounter[] rows =
        [
            Score("B", 5, 0.5), Score("A", 4, 0.1), Score("A", 3, 0.9), Score("A", 2, 0.9), Score("A", 1, 0.3),
        ];

        DayBuilder.Build(Fixtures.Definition with { PerEncounter = perEncounter }, rows, Fixtures.Hasher()).Score.ShouldBe(expected);

        static ScoredEncounter Score(string encounter, long ticks, double score) =>
            new() { Time = new(Day, ticks), Encounter = encounter, Score = score, Values = ["White", "Female"] };
    }

    [Fact]
    public void Build_WrongNumberOfValues_IsRefusedWithoutNamingTheEncounter()
    {
        var error = Should.Throw<ArgumentException>(() => DayBuilder.Build(Fixtures.Definition, [Fixtures.Encounter(Day, 1) with { Values = ["White"] }], Fixtures.Hasher()));

        error.Message.ShouldContain("1 dimension values");
        error.Message.ShouldNotContain("E739");
    }
}

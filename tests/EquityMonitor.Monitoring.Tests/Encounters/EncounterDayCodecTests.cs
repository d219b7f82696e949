using EquityMonitor.Monitoring.Encounters;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class EncounterDayCodecTests
{
    private static readonly DateOnly Day = new(2026, 3, 8);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(170)]
    [InlineData(5000)]
    public void Decode_WhatWasEncoded_IsEqualInEveryColumn(int rows)
    {
        var columns = DayBuilder.Build(Fixtures.Definition, Fixtures.Day(Day, rows), Fixtures.Hasher());

        var decoded = EncounterDayCodec.Decode(EncounterDayCodec.Encode(columns));

        decoded.Rows.ShouldBe(rows);
        decoded.Score.ShouldBe(columns.Score);
        decoded.Outcome.ShouldBe(columns.Outcome);
        decoded.Response.ShouldBe(columns.Response);
        decoded.Need.ShouldBe(columns.Need);
        decoded.Patient.ShouldBe(columns.Patient);
        decoded.Encounter.ShouldBe(columns.Encounter);
        decoded.Dimensions.Select(dimension => dimension.Column).ShouldBe(["race", "sex"]);
        for (var i = 0; i < columns.Dimensions.Length; i++)
        {
            decoded.Dimensions[i].Dictionary.ShouldBe(columns.Dimensions[i].Dictionary);
            decoded.Dimensions[i].Codes.ShouldBe(columns.Dimensions[i].Codes);
        }

        ContentHash.Of(decoded).ShouldBe(ContentHash.Of(columns));
    }

    [Fact]
    public void Decode_WithoutPatientAndNeed_LeavesThemEmpty()
    {
        var definition = Fixtures.Definition with { Patient = null, Need = null };
        var columns = DayBuilder.Build(definition, Fixtures.Day(Day, 10), Fixtures.Hasher());

        var decoded = EncounterDayCodec.Decode(EncounterDayCodec.Encode(columns));

        decoded.Patient.ShouldBeEmpty();
        decoded.Need.ShouldBeEmpty();
        decoded.Encounter.Length.ShouldBe(10);
    }

    [Fact]
    public void Decode_DimensionNamedLikeAFixedColumn_StaysADimension()
    {
        var definition = Fixtures.Definition with { Dimensions = [new("score", "Score band", [], []), new("encounter", "Kind of encounter", [], [])] };
        var columns = DayBuilder.Build(definition, Fixtures.Day(Day, 10), Fixtures.Hasher());

        var decoded = EncounterDayCodec.Decode(EncounterDayCodec.Encode(columns));

        ContentHash.Of(decoded).ShouldBe(ContentHash.Of(columns));
        decoded.Dimensions[0].Dictionary.ShouldBe(["Black", "White"]);
    }

    [Fact]
    public void Encode_ColumnOfAnotherLength_IsRefused()
    {
        var columns = DayBuilder.Build(Fixtures.Definition, Fixtures.Day(Day, 10), Fixtures.Hasher()) with { Outcome = [0, 1] };

        Should.Throw<ArgumentException>(() => EncounterDayCodec.Encode(columns)).Message.ShouldContain("outcome");
    }

    [Fact]
    public void Decode_Day_TakesLittleMoreMemoryThanItsColumns()
    {
        var arrow = EncounterDayCodec.Encode(DayBuilder.Build(Fixtures.Definition, Fixtures.Day(Day, 10_000), Fixtures.Hasher()));
        EncounterDayCodec.Decode(arrow).Rows.ShouldBe(10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        EncounterDayCodec.Decode(arrow);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        allocated.ShouldBeLessThan(2 * arrow.Length);
    }
}

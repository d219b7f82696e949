using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class ChangedDefinitionTests : IDisposable
{
    private static readonly DateOnly Old = PullFixture.First;

    private static readonly ModelDefinition WithPayer = PullFixture.Plain with { Dimensions = [.. PullFixture.Plain.Dimensions, new("payer", "Payer", [], [])] };

    private readonly PullFixture _pull = new();

    public void Dispose() => _pull.Dispose();

    [Fact]
    public async Task Pull_OnlyNamesAndThresholdChanged_PullsNoOldDayAgain()
    {
        await _pull.PullAsync();
        _pull.Redefine(PullFixture.Plain with { Name = "Another name", Threshold = 0.3, Windows = [28] });

        await _pull.PullAsync();

        _pull.Day(Old)!.Revision.ShouldBe(1);
    }

    [Fact]
    public async Task Pull_DimensionAdded_PullsAllDaysAgain()
    {
        await _pull.PullAsync();
        _pull.Redefine(WithPayer);

        await _pull.PullAsync();

        using var context = _pull.Database.CreateDbContext();
        context.EncounterDays.ShouldAllBe(day => day.Revision == 2);
        _pull.Content(Old).Dimensions[2].Dictionary.ShouldBe(["New"]);
    }

    [Fact]
    public async Task Pull_DayThatCannotBeHadAgain_KeepsItsRowsAndWhatStillMeansTheSame()
    {
        await _pull.PullAsync();
        var before = _pull.Content(Old);
        _pull.Source.Days.Remove(Old);
        _pull.Redefine(WithPayer with { Dimensions = [WithPayer.Dimensions[0] with { Values = ["White"] }, .. WithPayer.Dimensions.Skip(1)] });

        await _pull.PullAsync();

        var kept = _pull.Content(Old);
        kept.Score.ShouldBe(before.Score);
        kept.Dimensions.ShouldHaveSingleItem().Column.ShouldBe("sex");
        _pull.Pending(Old).ShouldBeNull();
        _pull.Day(Old)!.Revision.ShouldBe(2);
        _pull.Day(Old)!.ContentHash.ShouldBe(ContentHash.Of(kept));
        _pull.Source.Reads.Clear();

        await _pull.PullAsync();

        _pull.Source.Reads.ShouldNotContain(read => read.Contains(Old), "a day that is gone is not asked for every night");
    }

    public static TheoryData<string, ModelDefinition> OtherRows => new()
    {
        { "score column", PullFixture.Plain with { Score = PullFixture.Plain.Score with { Column = "risk" } } },
        { "score kind and range", PullFixture.Plain with { Score = new ScoreDefinition("score", ScoreKind.Points, 0, 15), Threshold = 5 } },
        { "outcome column", PullFixture.Plain with { Outcome = PullFixture.Plain.Outcome with { Column = "died" } } },
        { "encounter", PullFixture.Plain with { Encounter = "stay_id" } },
        { "time column", PullFixture.Plain with { Time = PullFixture.Plain.Time! with { Column = "admitted_at" } } },
        { "time kind", PullFixture.Plain with { Time = PullFixture.Plain.Time! with { Kind = TimeKind.Utc } } },
        { "time zone", PullFixture.Plain with { Time = PullFixture.Plain.Time! with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") } } },
        { "perEncounter", PullFixture.Plain with { PerEncounter = PerEncounter.Highest } },
    };

    [Theory]
    [MemberData(nameof(OtherRows))]
    public async Task Pull_DayThatCannotBeHadAgain_LosesRowsThatMeanSomethingElse(string changed, ModelDefinition definition)
    {
        await _pull.PullAsync();
        _pull.Source.Days.Remove(Old);
        _pull.Redefine(definition);

        await _pull.PullAsync();

        var day = _pull.Day(Old)!;
        (day.Rows, day.KnownOutcomes, day.Revision).ShouldBe((0, 0, 2), changed);
        var empty = _pull.Content(Old);
        empty.Rows.ShouldBe(0);
        day.ContentHash.ShouldBe(ContentHash.Of(empty));
        _pull.Pending(Old).ShouldBeNull();
        DefinitionChange.Between(PullFixture.Plain, definition).Sentences.ShouldContain(sentence => sentence.Contains("lose their rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pull_DayThatCannotBeHadAgain_ForgetsResponsesNeedsAndPatientsOfAnotherDeclaration()
    {
        await _pull.PullAsync();
        var before = _pull.Content(Old);
        before.Response.ShouldContain((byte)1);
        _pull.Source.Days.Remove(Old);
        _pull.Redefine(PullFixture.Plain with { Response = new ResponseDefinition("answer", ["yes"], ["no"]), Need = null, Patient = "person_id" });

        await _pull.PullAsync();

        var kept = _pull.Content(Old);
        kept.Score.ShouldBe(before.Score);
        kept.Response.ShouldAllBe(response => response == 0);
        kept.Need.ShouldBeEmpty();
        kept.Patient.ShouldBe(new UInt128[PullFixture.RowsPerDay]);
        _pull.Day(Old)!.ContentHash.ShouldBe(ContentHash.Of(kept));
    }

    [Fact]
    public async Task Pull_FewerRowsUnderAnotherDefinition_AreNotHeld()
    {
        await _pull.PullAsync();
        _pull.Source.Days[Old].RemoveRange(5, 15);
        _pull.Redefine(PullFixture.Plain with { PerEncounter = PerEncounter.First });

        await _pull.PullAsync();

        _pull.Day(Old)!.Rows.ShouldBe(5);
        _pull.Pending(Old).ShouldBeNull();
    }

    [Fact]
    public async Task Accept_ContentHeldUnderAnOlderDefinition_IsPulledAgain()
    {
        await _pull.PullAsync();
        var rows = _pull.Source.Days[PullFixture.Last].ToList();
        _pull.Source.Days[PullFixture.Last] = rows[..10];
        await _pull.PullAsync();
        _pull.Redefine(WithPayer);
        (await _pull.Held.AcceptAsync(_pull.ModelId, PullFixture.Last, "Ada Admin", default)).ShouldBeTrue();
        _pull.Day(PullFixture.Last)!.Revision.ShouldBe(1);

        await _pull.PullAsync();

        _pull.Day(PullFixture.Last)!.Revision.ShouldBe(2);
        _pull.Content(PullFixture.Last).Dimensions.Length.ShouldBe(3);
    }
}

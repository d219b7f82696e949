using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Encounters;

/// <summary>Late outcomes of a source that can tell what changed.</summary>
public sealed class LateChangeTests : IDisposable
{
    private static readonly DateOnly Old = PullFixture.First.AddDays(2);
    private static readonly DateTime FirstChange = new(2026, 3, 11, 20, 15, 0);

    private readonly PullFixture _pull = new(PullFixture.WithChangedAt);

    public LateChangeTests() => _pull.Source.HighestChange = FirstChange;

    public void Dispose() => _pull.Dispose();

    [Fact]
    public async Task Nightly_DayThatTheSourceSaysChanged_IsTheOnlyOnePulledAgain()
    {
        _pull.SetOutcomes(Old, null);
        await _pull.PullAsync();
        _pull.Source.Reads.Clear();
        _pull.SetOutcomes(Old, 1);
        _pull.Source.Changed.AddRange([Old, PullFixture.Last.AddDays(1), PullFixture.First.AddDays(-1)]);
        _pull.Source.HighestChange = FirstChange.AddHours(1);

        await _pull.PullAsync();

        _pull.Day(Old)!.KnownOutcomes.ShouldBe(PullFixture.RowsPerDay);
        _pull.Source.Reads.ShouldHaveSingleItem().ShouldBe(new(Old, Old));
        _pull.Source.Looks.ShouldBe([PullFixture.First.AddDays(-1).ToDateTime(TimeOnly.MinValue), FirstChange.AddHours(-1)]);
    }

    [Fact]
    public async Task Nightly_OneRowWithAChangeTimeInTheFuture_DoesNotHideTheChangesBefore()
    {
        _pull.Source.HighestChange = new DateTime(2099, 1, 1);
        await _pull.PullAsync();

        await _pull.PullAsync();

        _pull.Source.Looks[^1].ShouldBeLessThan(_pull.Now);
    }

    [Fact]
    public async Task Nightly_NothingChanged_KeepsTheWatermark()
    {
        await _pull.PullAsync();
        var watermark = _pull.State().Watermark;
        _pull.Source.HighestChange = null;

        await _pull.PullAsync();
        await _pull.PullAsync();

        _pull.State().Watermark.ShouldBe(watermark);
        _pull.Source.Looks[1..].ShouldAllBe(since => since == FirstChange.AddHours(-1));
    }

    [Fact]
    public async Task Nightly_KilledAfterTheLook_StillPullsTheChangedDayNextTime()
    {
        await _pull.PullAsync();
        _pull.SetOutcomes(Old, null);
        _pull.SetOutcomes(Old, 1);
        var before = _pull.Day(Old)!.ContentHash;
        _pull.Source.Changed.Add(Old);
        _pull.Source.HighestChange = FirstChange.AddHours(1);
        _pull.Source.Failure = new OperationCanceledException();
        await Should.ThrowAsync<OperationCanceledException>(_pull.PullAsync());
        _pull.Pending(Old).ShouldNotBeNull();
        _pull.State().Watermark.ShouldStartWith("2026-03-11T21:15:00");

        _pull.Source.Failure = null;
        _pull.Source.Changed.Clear();
        _pull.Source.HighestChange = null;
        await _pull.PullAsync();

        _pull.Day(Old)!.ContentHash.ShouldNotBe(before);
        _pull.Pending(Old).ShouldBeNull();
    }

    [Fact]
    public async Task Nightly_LookFails_MovesNeitherWatermarkNorQueue()
    {
        await _pull.PullAsync();
        var before = _pull.Dump();
        _pull.Source.Changed.Add(Old);
        _pull.Source.ChangedFailure = new SourceException("changedAt: the column updated_at is missing.");

        await Should.ThrowAsync<SourceException>(_pull.PullAsync());

        _pull.Dump().ShouldBe(before);
        _pull.State().Failure.ShouldBe("changedAt: the column updated_at is missing.");
    }

    public static TheoryData<string, ModelDefinition> OtherClocks => new()
    {
        { "column", PullFixture.WithChangedAt with { ChangedAt = PullFixture.WithChangedAt.ChangedAt! with { Column = "touched_at" } } },
        { "query", PullFixture.WithChangedAt with { ChangedAt = PullFixture.WithChangedAt.ChangedAt! with { Query = "SELECT scored_at, updated_at FROM log WHERE updated_at > @since" } } },
        { "source", PullFixture.WithChangedAt with { Source = PullFixture.WithChangedAt.Source! with { Connection = "Replica" } } },
        { "zone", PullFixture.WithChangedAt with { Time = PullFixture.WithChangedAt.Time! with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") } } },
    };

    [Theory]
    [MemberData(nameof(OtherClocks))]
    public async Task Nightly_ChangeTimesOfAnotherClock_BeginsAnewAndThenGoesOn(string changed, ModelDefinition definition)
    {
        await _pull.PullAsync();
        _pull.Redefine(definition);
        _pull.Source.HighestChange = FirstChange.AddDays(-20);

        await _pull.PullAsync();
        await _pull.PullAsync();

        var beginning = PullFixture.First.AddDays(-1).ToDateTime(TimeOnly.MinValue);
        _pull.Source.Looks.ShouldBe([beginning, beginning, FirstChange.AddDays(-20).AddHours(-1)], changed);
    }

    [Fact]
    public async Task Nightly_AnotherThreshold_KeepsTheWatermark()
    {
        await _pull.PullAsync();
        _pull.Redefine(PullFixture.WithChangedAt with { Threshold = 0.3 });

        await _pull.PullAsync();

        _pull.Source.Looks[^1].ShouldBe(FirstChange.AddHours(-1));
    }

    [Fact]
    public async Task Weekly_RowsDeletedWithoutATrace_AreFound()
    {
        await _pull.PullAsync();
        _pull.Source.Days[Old].RemoveRange(0, 2);
        await _pull.PullAsync();
        _pull.Day(Old)!.Rows.ShouldBe(PullFixture.RowsPerDay);

        await _pull.PullAsync(new PullScope.Weekly());

        _pull.Day(Old)!.Rows.ShouldBe(PullFixture.RowsPerDay - 2);
    }
}

using EquityMonitor.Monitoring.Encounters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class HeldDaysTests : IDisposable
{
    private static readonly DateOnly Day = PullFixture.Last;

    private readonly PullFixture _pull = new();

    public void Dispose() => _pull.Dispose();

    [Theory]
    [InlineData(0, 20, 0, HoldReason.RowsVanished)]
    [InlineData(15, 15, 0, HoldReason.RowsLost)]
    [InlineData(16, 16, 0, null)]
    [InlineData(20, 15, 0, HoldReason.OutcomesLost)]
    [InlineData(20, 16, 0, null)]
    [InlineData(20, 20, 9, null)]
    [InlineData(20, 20, 10, HoldReason.TooManyBadRows)]
    public async Task Pull_DayThatLooksWrong_IsHeldWithItsReason(int rows, int known, int rejected, HoldReason? expected)
    {
        await _pull.PullAsync();
        var before = _pull.Day(Day)!.ContentHash;

        Change(rows, known, rejected);
        await _pull.PullAsync();

        if (expected is null)
        {
            _pull.Pending(Day).ShouldBeNull();
            _pull.Day(Day)!.Rows.ShouldBe(rows);
            _pull.Day(Day)!.KnownOutcomes.ShouldBe(Math.Min(known, rows));
            return;
        }

        _pull.Day(Day)!.ContentHash.ShouldBe(before);
        ContentHash.Of(_pull.Content(Day)).ShouldBe(before);
        var held = (await _pull.Held.ListAsync(_pull.ModelId, default)).ShouldHaveSingleItem();
        held.Reason.ShouldBe(expected.Value);
        held.Day.ShouldBe(Day);
        (held.Rows, held.RejectedRows, held.RowsInForce).ShouldBe((rows, rejected, PullFixture.RowsPerDay));
        EncounterDayCodec.Decode(_pull.Pending(Day)!.Arrow!).Rows.ShouldBe(rows);
    }

    [Theory]
    [InlineData(190, 10, null)]
    [InlineData(189, 10, HoldReason.TooManyBadRows)]
    public async Task Pull_ExactlyFivePercentBad_IsNotHeld(int rows, int rejected, HoldReason? expected)
    {
        _pull.Source.Days[Day] = [.. Fixtures.Day(Day, rows)];
        _pull.Reject(Day, rejected);

        await _pull.PullAsync();

        _pull.Pending(Day)?.Hold.ShouldBe(expected);
        _pull.Day(Day)?.Rows.ShouldBe(rows);
        (_pull.Day(Day) is null).ShouldBe(expected is not null);
    }

    [Fact]
    public async Task Pull_LaterGoodDay_ReleasesTheHold()
    {
        await _pull.PullAsync();
        var rows = _pull.Source.Days[Day];
        _pull.Source.Days[Day] = rows[..10];
        await _pull.PullAsync();
        var since = _pull.Pending(Day)!.Since;
        _pull.Time.Advance(TimeSpan.FromHours(1));
        await _pull.PullAsync();
        _pull.Pending(Day)!.Since.ShouldBe(since, "a day that stays held keeps the moment since when it is");

        _pull.Source.Days[Day] = rows[..18];
        await _pull.PullAsync();

        _pull.Pending(Day).ShouldBeNull();
        _pull.Day(Day)!.Rows.ShouldBe(18);
    }

    [Fact]
    public async Task Pull_HeldDayLongAgo_IsTriedAgainEveryRun()
    {
        var old = PullFixture.First;
        await _pull.PullAsync();
        var rows = _pull.Source.Days[old];
        _pull.Source.Days[old] = [];
        await _pull.PullAsync(new PullScope.Weekly());
        _pull.Pending(old)!.Hold.ShouldBe(HoldReason.RowsVanished);

        _pull.Source.Days[old] = rows;
        await _pull.PullAsync();

        _pull.Pending(old).ShouldBeNull();
    }

    [Fact]
    public async Task Accept_HeldDay_PutsItsContentInForceAndWritesDownWho()
    {
        await _pull.PullAsync();
        Change(10, 10, 0);
        await _pull.PullAsync();
        var waiting = _pull.Pending(Day)!.ContentHash;

        (await _pull.Held.AcceptAsync(_pull.ModelId, Day, "Ada Admin", default)).ShouldBeTrue();

        _pull.Pending(Day).ShouldBeNull();
        var stored = _pull.Day(Day)!;
        (stored.ContentHash, stored.Rows, stored.KnownOutcomes, stored.Revision, stored.KeyId).ShouldBe((waiting, 10, 10, 1, Fixtures.Hasher().KeyId));
        ContentHash.Of(_pull.Content(Day)).ShouldBe(waiting);
        using var context = _pull.Database.CreateDbContext();
        var entry = context.AuditEntries.ShouldHaveSingleItem();
        (entry.Who, entry.What, entry.Subject, entry.At).ShouldBe(("Ada Admin", "held day accepted", "readmission", _pull.Now));
        entry.Details.ShouldBe("2026-03-11, held for RowsLost: 10 rows, 10 known outcomes, 0 rejected rows; before 20 rows, 20 known outcomes.");

        await _pull.PullAsync();
        _pull.Pending(Day).ShouldBeNull("what was accepted is what the next pull compares with");
    }

    [Fact]
    public async Task Accept_HeldDayWithoutContentInForce_StoresIt()
    {
        _pull.Reject(Day, 50);
        await _pull.PullAsync();
        _pull.Day(Day).ShouldBeNull();

        (await _pull.Held.AcceptAsync(_pull.ModelId, Day, "Ada Admin", default)).ShouldBeTrue();

        _pull.Day(Day)!.Rows.ShouldBe(PullFixture.RowsPerDay);
        await _pull.PullAsync();
        _pull.Pending(Day).ShouldBeNull("the same content is not held again");
    }

    [Fact]
    public async Task Accept_DayThatIsNotHeld_IsRefused()
    {
        await _pull.PullAsync();

        (await _pull.Held.AcceptAsync(_pull.ModelId, Day, "Ada Admin", default)).ShouldBeFalse();

        using var context = _pull.Database.CreateDbContext();
        context.AuditEntries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Accept_WhileThePullWritesTheSameDay_LosesNeither()
    {
        await _pull.PullAsync();
        var rows = _pull.Source.Days[Day];
        Change(10, 10, 0);
        await _pull.PullAsync();
        _pull.Source.Days[Day] = rows[..18];
        var accepted = false;
        var progress = new SynchronousProgress(report =>
        {
            if (report.Day == Day.AddDays(-1))
                accepted = _pull.Held.AcceptAsync(_pull.ModelId, Day, "Ada Admin", default).GetAwaiter().GetResult();
        });

        await _pull.PullAsync(new PullScope.Nightly(), progress);

        accepted.ShouldBeTrue();
        _pull.Day(Day)!.Rows.ShouldBe(18);
        ContentHash.Of(_pull.Content(Day)).ShouldBe(_pull.Day(Day)!.ContentHash);
        _pull.Pending(Day).ShouldBeNull();
    }

    [Fact]
    public async Task Accept_FirstContentOfADay_WhileThePullWritesIt_LosesNeither()
    {
        _pull.Reject(Day, 50);
        await _pull.PullAsync();
        _pull.Day(Day).ShouldBeNull();
        _pull.Source.Rejected.Clear();
        _pull.Source.Days[Day].RemoveRange(18, 2);
        var accepted = false;
        var progress = new SynchronousProgress(report =>
        {
            if (report.Day == Day.AddDays(-1))
                accepted = _pull.Held.AcceptAsync(_pull.ModelId, Day, "Ada Admin", default).GetAwaiter().GetResult();
        });

        await _pull.PullAsync(new PullScope.Nightly(), progress);

        accepted.ShouldBeTrue();
        _pull.Day(Day)!.Rows.ShouldBe(18);
        _pull.Pending(Day).ShouldBeNull();
    }

    [Fact]
    public async Task Pull_DatabaseRefusesADayOnce_FailsInsteadOfTakingItForAnAcceptance()
    {
        var refusal = new RefuseOnce();
        using var pull = new PullFixture(interceptor: refusal);
        refusal.Armed = true;

        (await Should.ThrowAsync<DbUpdateException>(pull.PullAsync())).ShouldBeSameAs(refusal.Thrown);

        pull.Day(PullFixture.First).ShouldBeNull();
        await pull.PullAsync();
        pull.Day(PullFixture.First)!.Rows.ShouldBe(PullFixture.RowsPerDay);
    }

    /// <summary>Fails to save the first day of encounters, as a full disk would.</summary>
    private sealed class RefuseOnce : SaveChangesInterceptor
    {
        public bool Armed { get; set; }

        public DbUpdateException Thrown { get; } = new("The disk is full.");

        public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!Armed || !eventData.Context!.ChangeTracker.Entries<EncounterDay>().Any())
                return ValueTask.FromResult(result);
            Armed = false;
            throw Thrown;
        }
    }

    private void Change(int rows, int known, int rejected)
    {
        _pull.Source.Days[Day] = [.. Fixtures.Day(Day, rows).Select((row, index) => row with { Outcome = index < known ? (byte)1 : null })];
        _pull.Reject(Day, rejected);
    }
}

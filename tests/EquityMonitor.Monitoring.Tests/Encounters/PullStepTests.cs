using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;

namespace EquityMonitor.Monitoring.Tests.Encounters;

public sealed class PullStepTests : IDisposable
{
    private static readonly DateOnly First = PullFixture.First;
    private static readonly DateOnly Last = PullFixture.Last;
    private static readonly int AllDays = new DateRange(First, Last).Days;

    private readonly PullFixture _pull = new();

    public void Dispose() => _pull.Dispose();

    [Fact]
    public async Task Nightly_FreshModel_StoresEveryDayFromTheBaselineOn()
    {
        _pull.Source.Days.Remove(First.AddDays(3));

        await _pull.PullAsync();

        using var context = _pull.Database.CreateDbContext();
        var days = context.EncounterDays.OrderBy(day => day.Day).ToList();
        days.Select(day => day.Day).ShouldBe(Enumerable.Range(0, AllDays).Select(First.AddDays));
        days.ShouldAllBe(day => day.Rows == (day.Day == First.AddDays(3) ? 0 : PullFixture.RowsPerDay) && day.Revision == 1 && day.KeyId == Fixtures.Hasher().KeyId);
        context.PendingDays.ShouldBeEmpty();
        _pull.Content(First.AddDays(3)).Rows.ShouldBe(0);
        _pull.State().SucceededAt.ShouldBe(_pull.Now);
    }

    [Fact]
    public async Task Nightly_FreshModel_AsksTheSourceForAboutAMonthAtOnce()
    {
        await _pull.PullAsync();

        _pull.Source.Reads.ShouldBe([new DateRange(First, First.AddDays(30)), new DateRange(First.AddDays(31), Last)]);
    }

    [Fact]
    public async Task Nightly_WithoutBaseline_BeginsTwoYearsBeforeTheLastDay()
    {
        using var pull = new PullFixture(PullFixture.Plain with { Baseline = null });

        await pull.PullAsync();

        using var context = pull.Database.CreateDbContext();
        context.EncounterDays.Min(day => day.Day).ShouldBe(Last.AddYears(-2));
        context.EncounterDays.Max(day => day.Day).ShouldBe(Last);
    }

    [Theory]
    [InlineData("UTC", 0)]
    [InlineData("America/Chicago", -1)]
    [InlineData("Asia/Tokyo", 0)]
    public async Task Nightly_AnyZone_StopsAtItsLastCompleteDay(string zone, int offset)
    {
        using var pull = new PullFixture(PullFixture.Plain with { Time = new TimeDefinition("scored_at", TimeZoneInfo.FindSystemTimeZoneById(zone), TimeKind.Local) });

        await pull.PullAsync();

        using var context = pull.Database.CreateDbContext();
        context.EncounterDays.Max(day => day.Day).ShouldBe(Last.AddDays(offset));
    }

    [Fact]
    public async Task Nightly_Again_ChangesNothingAndReadsOnlyWhereOutcomesMayBeLate()
    {
        await _pull.PullAsync();
        var before = _pull.Dump();
        _pull.Source.Reads.Clear();

        await _pull.PullAsync();

        _pull.Dump().ShouldBe(before);
        _pull.Source.Reads.ShouldBe([new DateRange(Last.AddDays(1 - 5 - 14), Last)]);
    }

    [Fact]
    public async Task Range_OfDays_PullsExactlyThoseThatAreComplete()
    {
        await _pull.PullAsync(new PullScope.Range(new DateRange(Last.AddDays(-2), Last.AddDays(5))));

        using var context = _pull.Database.CreateDbContext();
        context.EncounterDays.OrderBy(day => day.Day).Select(day => day.Day).ShouldBe([Last.AddDays(-2), Last.AddDays(-1), Last]);
        _pull.State().WeeklySucceededAt.ShouldBeNull();
    }

    [Fact]
    public async Task Nightly_LateOutcome_IsFoundWithinMaturityAndFourteenDays()
    {
        var (late, tooLate) = (Last.AddDays(1 - 5 - 14), Last.AddDays(-5 - 14));
        _pull.SetOutcomes(late, null);
        _pull.SetOutcomes(tooLate, null);
        await _pull.PullAsync();
        _pull.Day(late)!.KnownOutcomes.ShouldBe(0);
        _pull.SetOutcomes(late, 1);
        _pull.SetOutcomes(tooLate, 1);

        await _pull.PullAsync();

        _pull.Day(late)!.KnownOutcomes.ShouldBe(PullFixture.RowsPerDay);
        _pull.Day(tooLate)!.KnownOutcomes.ShouldBe(0);

        await _pull.PullAsync(new PullScope.Weekly());

        _pull.Day(tooLate)!.KnownOutcomes.ShouldBe(PullFixture.RowsPerDay);
        _pull.State().WeeklySucceededAt.ShouldBe(_pull.Now);
    }

    [Fact]
    public async Task Run_WithProgress_ReportsEveryDayOfAll()
    {
        var reports = new List<StepProgress>();

        await _pull.PullAsync(progress: new SynchronousProgress(reports.Add));

        reports.Select(report => report.Done).ShouldBe(Enumerable.Range(0, AllDays + 1));
        reports.ShouldAllBe(report => report.Total == AllDays && report.Step == RunStep.Pull && report.ModelKey == "readmission");
        reports[0].Day.ShouldBeNull();
        reports[^1].Day.ShouldBe(Last);
    }

    [Fact]
    public async Task Run_Committed_TellsThePages()
    {
        var changes = new List<Change>();
        using var subscription = _pull.Broker.Subscribe(changes.Add);

        await _pull.PullAsync();

        changes.ShouldContain(new Change("readmission", ChangeKind.Pulled));
    }

    [Fact]
    public async Task Run_StoppedAfterAnyDay_EndsWithTheContentOfAnUndisturbedRun()
    {
        await _pull.PullAsync();
        var undisturbed = _pull.Dump();

        for (var days = 0; days < AllDays; days += 3)
        {
            using var disturbed = new PullFixture();
            await StopAsync(disturbed, days);
            await StopAsync(disturbed, 1);
            await disturbed.PullAsync();

            disturbed.Dump().ShouldBe(undisturbed);
        }

        // The rows come in another order after each stop.
        static async Task StopAsync(PullFixture pull, int afterDays)
        {
            using var stop = new CancellationTokenSource();
            var progress = new SynchronousProgress(report =>
            {
                if (report.Done >= afterDays)
                    stop.Cancel();
            });
            await Should.ThrowAsync<OperationCanceledException>(pull.PullAsync(null, progress, stop.Token));
            foreach (var rows in pull.Source.Days.Values)
                rows.Reverse();
        }
    }

    [Fact]
    public async Task Run_SourceFails_LeavesEverythingAsItWasAndSaysWhy()
    {
        await _pull.PullAsync();
        var before = _pull.Dump();
        _pull.SetOutcomes(Last, 1);
        _pull.Source.Failure = new SourceException("The source Hospital cannot be reached.");

        await Should.ThrowAsync<SourceException>(_pull.PullAsync(new PullScope.Range(new DateRange(Last, Last))));

        var state = _pull.State();
        state.Failure.ShouldBe("The source Hospital cannot be reached.");
        state.FailedAt.ShouldBe(_pull.Now);
        Stored().ShouldBe(before);
        _pull.Pending(Last).ShouldNotBeNull().Hold.ShouldBeNull();

        _pull.Source.Failure = null;
        await _pull.PullAsync();

        _pull.State().Failure.ShouldBeNull();
        _pull.State().FailedAt.ShouldBeNull();
        _pull.Pending(Last).ShouldBeNull();

        string Stored() => string.Concat(_pull.Dump().Split('\n').Where(line => !line.StartsWith("pending", StringComparison.Ordinal)).Select(line => line + "\n"))[..^1];
    }

    [Fact]
    public async Task Run_RejectedRows_AreCountedByDayReasonAndFieldAndReplaced()
    {
        _pull.Reject(Last, 3);
        _pull.Reject(Last, 2, RejectionReason.OutcomeInvalid);
        await _pull.PullAsync(new PullScope.Range(new DateRange(Last.AddDays(-1), Last)));
        Counts().ShouldBe([(Last, "OutcomeInvalid", 2), (Last, "ScoreMissing", 3)]);

        _pull.Source.Rejected.Clear();
        _pull.Reject(Last, 4);
        await _pull.PullAsync(new PullScope.Range(new DateRange(Last.AddDays(-1), Last)));

        Counts().ShouldBe([(Last, "ScoreMissing", 4)]);

        (DateOnly, string, int)[] Counts()
        {
            using var context = _pull.Database.CreateDbContext();
            return [.. context.QuarantineCounts.OrderBy(count => count.Day).ThenBy(count => count.Reason).ToList().Select(count => (count.Day, count.Reason, count.Rows))];
        }
    }

    [Theory]
    [InlineData(RejectionReason.TimeMissing, "the time is missing")]
    [InlineData(RejectionReason.TimeNotATime, "the time cannot be read")]
    public async Task Run_RowWithoutAReadableTime_FailsAndBurdensNoDay(RejectionReason reason, string message)
    {
        await _pull.PullAsync();
        var before = _pull.Dump();
        _pull.Source.Rejected.AddRange(Enumerable.Repeat(new RejectedRow(null, reason, "scored_at"), 30));

        var failure = await Should.ThrowAsync<SourceException>(_pull.PullAsync(new PullScope.Range(new DateRange(First, First.AddDays(1)))));

        failure.Message.ShouldContain("'scored_at' " + message);
        failure.Message.ShouldContain("time.kind (local)");
        _pull.State().Failure.ShouldBe(failure.Message);
        _pull.Pending(First)!.Hold.ShouldBeNull();
        using var context = _pull.Database.CreateDbContext();
        context.QuarantineCounts.ShouldBeEmpty();
        _pull.Source.Rejected.Clear();
        await _pull.PullAsync();
        _pull.Dump().ShouldBe(before);
    }

    [Fact]
    public async Task Run_AnotherKey_PullsAllDaysAgain()
    {
        await _pull.PullAsync();
        _pull.Hasher = new IdentifierHasher([.. Fixtures.Key.Reverse()]);

        await _pull.PullAsync();

        using var context = _pull.Database.CreateDbContext();
        context.EncounterDays.Select(day => day.KeyId).Distinct().ShouldBe([_pull.Hasher.KeyId]);
        context.PendingDays.ShouldBeEmpty();
        _pull.Content(First).Encounter.ShouldContain(_pull.Hasher.Encounter(_pull.Source.Days[First][0].Encounter));
    }
}

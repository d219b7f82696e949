using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Monitoring.Tests.Encounters;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.Runs;

public sealed class RunRecordTests : IDisposable
{
    private static readonly DateRange Week = new(PullFixture.First.AddDays(3), PullFixture.First.AddDays(9));
    private readonly RunFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task Run_Nightly_LeavesARecordOfWhatItDid()
    {
        _fixture.Hospital.Reject(PullFixture.First, 2);
        var changes = new List<Change>();
        using var subscription = _fixture.Hospital.Broker.Subscribe(changes.Add);

        await _fixture.RunAsync();

        var run = _fixture.Records.ShouldHaveSingleItem();
        (run.Kind, run.Outcome, run.AskedBy, run.From, run.To).ShouldBe((RunKind.Nightly, RunOutcome.Succeeded, "Dr Reyes", null, null));
        (run.StartedAt, run.EndedAt).ShouldBe((_fixture.Hospital.Now, _fixture.Hospital.Now));
        (run.Message, run.Reference, run.CancelledBy).ShouldBe((null, null, null));
        run.DaysRead.ShouldBeGreaterThanOrEqualTo(PullFixture.Last.DayNumber - PullFixture.First.DayNumber + 1);
        run.Rows.ShouldBe((PullFixture.Last.DayNumber - PullFixture.First.DayNumber + 1) * PullFixture.RowsPerDay);
        run.RefusedRows.ShouldBe(2);
        run.DaysEvaluated.ShouldBePositive();
        changes.Count(change => change is { ModelKey: "readmission", Kind: ChangeKind.Run }).ShouldBe(2);
        changes[^1].Kind.ShouldBe(ChangeKind.Run, "pages read the end only when it is told after it is stored");
    }

    [Fact]
    public async Task Run_SecondNight_CountsOnlyWhatItDidItself()
    {
        await _fixture.RunAsync();
        _fixture.Hospital.Time.Advance(TimeSpan.FromDays(1));
        await _fixture.RunAsync();

        // Maturity and the fourteen days beyond it.
        _fixture.Records[1].DaysRead.ShouldBe(5 + 14);
        _fixture.Records[1].Rows.ShouldBe((5 + 14 - 1) * PullFixture.RowsPerDay, "the newest day has no rows yet");
    }

    [Fact]
    public async Task Run_Range_ReadsExactlyItsDaysAgainAndSaysSo()
    {
        await _fixture.RunAsync();
        _fixture.Hospital.Source.Reads.Clear();
        _fixture.Hospital.SetOutcomes(Week.From, 1);
        _fixture.Hospital.Time.Advance(TimeSpan.FromHours(1));

        await _fixture.RunAsync(new PullScope.Range(Week));

        var run = _fixture.Records[1];
        (run.Kind, run.From, run.To, run.Outcome).ShouldBe((RunKind.Backfill, Week.From, Week.To, RunOutcome.Succeeded));
        (run.DaysRead, run.Rows).ShouldBe((Week.Days, Week.Days * PullFixture.RowsPerDay));
        run.DaysEvaluated.ShouldBePositive("windows that hold the changed day are computed anew");
        _fixture.Hospital.Source.Reads.ShouldBe([Week]);
        _fixture.Hospital.Content(Week.From).Outcome.ShouldAllBe(outcome => outcome == 1);
    }

    [Theory]
    [InlineData(RunStep.Pull, 1)]
    [InlineData(RunStep.Pull, 30)]
    [InlineData(RunStep.Evaluate, 1)]
    [InlineData(RunStep.Evaluate, 5)]
    [InlineData(RunStep.Judge, 1)]
    public async Task Run_Cancelled_IsRecordedAndALaterRunEndsAsAnUncancelledOne(RunStep step, int done)
    {
        using var uncancelled = new RunFixture();
        await uncancelled.RunAsync();
        using var stop = new CancellationTokenSource();
        var progress = new SynchronousProgress(value =>
        {
            if (value.Step == step && value.Done == done)
                stop.Cancel();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _fixture.RunAsync(progress: progress, cancellationToken: stop.Token, cancelledBy: () => "Dr Other"));

        var cancelled = _fixture.Records.ShouldHaveSingleItem();
        (cancelled.Outcome, cancelled.CancelledBy, cancelled.EndedAt).ShouldBe((RunOutcome.Cancelled, "Dr Other", _fixture.Hospital.Now));
        cancelled.Reference.ShouldBeNull();
        (await _fixture.DumpAsync()).ShouldNotBe(await uncancelled.DumpAsync(), "it was cancelled before its end");
        _fixture.Hospital.State().Failure.ShouldBeNull();

        await _fixture.RunAsync();

        (await _fixture.DumpAsync()).ShouldBe(await uncancelled.DumpAsync());
        _fixture.Records[1].Outcome.ShouldBe(RunOutcome.Succeeded);
    }

    [Fact]
    public async Task Run_CancelledRange_IsFinishedByTheNextNight()
    {
        await _fixture.RunAsync();
        foreach (var day in Days(Week))
            _fixture.Hospital.SetOutcomes(day, 1);
        using var stop = new CancellationTokenSource();
        var progress = new SynchronousProgress(value =>
        {
            if (value is { Step: RunStep.Pull, Done: 2 })
                stop.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() =>
            _fixture.RunAsync(new PullScope.Range(Week), progress, () => "Dr Other", stop.Token));
        _fixture.Hospital.Content(Week.To).Outcome.ShouldContain((byte)0, "the last day of the range was not reached");

        await _fixture.RunAsync();

        foreach (var day in Days(Week))
            _fixture.Hospital.Content(day).Outcome.ShouldAllBe(outcome => outcome == 1);
    }

    [Fact]
    public async Task Run_StoppedWithTheProgram_IsInterruptedNotCancelled()
    {
        using var stop = new CancellationTokenSource();
        var progress = new SynchronousProgress(value =>
        {
            if (value is { Step: RunStep.Pull, Done: 3 })
                stop.Cancel();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => _fixture.RunAsync(progress: progress, cancellationToken: stop.Token));
        var run = _fixture.Records.ShouldHaveSingleItem();
        (run.Outcome, run.CancelledBy, run.EndedAt).ShouldBe((RunOutcome.Interrupted, null, _fixture.Hospital.Now));
        run.DaysRead.ShouldBe(3);
    }

    [Fact]
    public async Task Run_SourceFails_RecordsItsMessageAndAReferenceThatIsInTheLog()
    {
        _fixture.Hospital.Source.Failure = new SourceException("The connection 'Hospital' cannot be opened.");

        await Should.ThrowAsync<SourceException>(() => _fixture.RunAsync());

        var run = _fixture.Records.ShouldHaveSingleItem();
        (run.Outcome, run.Message).ShouldBe((RunOutcome.Failed, "The connection 'Hospital' cannot be opened."));
        run.Reference.ShouldNotBeNull().Length.ShouldBe(8);
        _fixture.Logged.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains(run.Reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_UnknownFailure_ShowsNothingOfItButTheReference()
    {
        _fixture.Hospital.Source.Failure = new InvalidOperationException("patient 4711");

        await Should.ThrowAsync<InvalidOperationException>(() => _fixture.RunAsync());

        var run = _fixture.Records.ShouldHaveSingleItem();
        (run.Outcome, run.Message).ShouldBe((RunOutcome.Failed, "The data could not be pulled."));
        _fixture.Logged.ShouldContain(line => line.Contains(run.Reference!, StringComparison.Ordinal) && line.Contains("4711", StringComparison.Ordinal));
        _fixture.Hospital.State().Failure.ShouldBe($"The data could not be pulled. The log says why (reference {run.Reference}).");
    }

    [Fact]
    public async Task Run_AfterOneThatWasKilled_FindsItInterrupted()
    {
        await AddAsync(RunOutcome.Running, _fixture.Hospital.Now.AddHours(-1));
        await _fixture.RunAsync();
        _fixture.Records.Select(run => run.Outcome).ShouldBe([RunOutcome.Interrupted, RunOutcome.Succeeded]);
    }

    [Fact]
    public async Task InterruptUnfinished_AtStart_LeavesFinishedRunsAlone()
    {
        await AddAsync(RunOutcome.Running, _fixture.Hospital.Now.AddHours(-2));
        await AddAsync(RunOutcome.Failed, _fixture.Hospital.Now.AddHours(-1));

        await _fixture.Log.InterruptUnfinishedAsync(CancellationToken.None);

        _fixture.Records.Select(run => run.Outcome).ShouldBe([RunOutcome.Interrupted, RunOutcome.Failed]);
    }

    [Fact]
    public async Task Run_OldRecords_AreRemovedAfterTheirRetention()
    {
        _fixture.Hospital.Retention.RunDays = 30;
        await AddAsync(RunOutcome.Succeeded, _fixture.Hospital.Now.AddDays(-31));
        await AddAsync(RunOutcome.Succeeded, _fixture.Hospital.Now.AddDays(-29));

        await _fixture.RunAsync();

        _fixture.Records.Select(run => run.StartedAt).ShouldBe([_fixture.Hospital.Now.AddDays(-29), _fixture.Hospital.Now]);
    }

    [Fact]
    public async Task Run_WhoseRecordCannotBeWritten_StillEndsWell()
    {
        var progress = new SynchronousProgress(value =>
        {
            if (value.Step != RunStep.Judge)
                return;
            using var context = _fixture.Hospital.Database.CreateDbContext();
            context.Runs.ExecuteDelete();
        });

        await _fixture.RunAsync(progress: progress);

        _fixture.Records.ShouldBeEmpty();
        _fixture.Logged.ShouldContain(line => line.Contains("could not be recorded", StringComparison.Ordinal));
    }

    private static IEnumerable<DateOnly> Days(DateRange range) => Enumerable.Range(0, range.Days).Select(range.From.AddDays);

    private async Task AddAsync(RunOutcome outcome, DateTime startedAt)
    {
        await using var context = _fixture.Hospital.Database.CreateDbContext();
        context.Runs.Add(new RunRecord { ModelId = _fixture.Hospital.ModelId, Kind = RunKind.Nightly, AskedBy = RunOrder.Schedule, StartedAt = startedAt, Outcome = outcome });
        await context.SaveChangesAsync();
    }
}

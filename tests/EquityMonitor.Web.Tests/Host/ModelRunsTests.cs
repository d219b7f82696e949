using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Jobs;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ModelRunsTests : IDisposable
{
    private const string Person = "Dr Reyes";
    private readonly InMemoryStorage _storage = new();
    private static readonly RunOrder Nightly = new(new PullScope.Nightly(), RunOrder.Schedule);
    private static readonly RunOrder Weekly = new(new PullScope.Weekly(), RunOrder.Schedule);
    private readonly RunGate _gate = new();
    private readonly ProgressBoard _board = new(new FakeTimeProvider(), NullLogger<ProgressBoard>.Instance);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<RunOrder> _orders = [];
    private readonly RunCancellations _cancellations;

    public ModelRunsTests() => _cancellations = new RunCancellations(_board);

    private RunRequests Requests => new(new BackgroundJobClient(_storage), _storage, _gate);

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Run_WhileOneIsInProgress_IsServedByOneMoreRun()
    {
        var runs = Runs((_, _) => _release.Task);
        var first = runs.RunAsync("sepsis", Nightly, CancellationToken.None);

        (await runs.RunAsync("sepsis", Nightly, CancellationToken.None)).ShouldContain("in progress");
        (await runs.RunAsync("sepsis", Weekly, CancellationToken.None)).ShouldContain("in progress");
        _orders.Count.ShouldBe(1);
        Queued().ShouldBeEmpty();

        _release.SetResult();
        await first;
        Queued().ShouldBe([nameof(MonitoringJobs.WeeklyAsync)]);
    }

    [Fact]
    public async Task Run_OfTwoModels_GoOnSideBySide()
    {
        var runs = Runs((_, _) => _release.Task);
        var both = Task.WhenAll(runs.RunAsync("sepsis", Nightly, CancellationToken.None), runs.RunAsync("mortality", Nightly, CancellationToken.None));
        _orders.Count.ShouldBe(2);
        _release.SetResult();
        (await both).ShouldBe(["Done.", "Done."]);
    }

    [Fact]
    public async Task Run_Weekly_PullsTheWeeklyScope()
    {
        await Runs((_, _) => Task.CompletedTask).RunAsync("sepsis", Weekly, CancellationToken.None);
        _orders.ShouldHaveSingleItem().Scope.ShouldBeOfType<PullScope.Weekly>();
    }

    [Fact]
    public async Task Run_InAnotherProcess_IsLeftToTheRetry()
    {
        using var other = _storage.GetConnection();
        using var held = other.AcquireDistributedLock("run:sepsis", TimeSpan.Zero);
        var runs = Runs((_, _) => Task.CompletedTask);
        await Should.ThrowAsync<Hangfire.Storage.DistributedLockTimeoutException>(() => runs.RunAsync("sepsis", Nightly, CancellationToken.None));
        _orders.ShouldBeEmpty();
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue("the next run must not wait for one that never began");
    }

    [Fact]
    public async Task Run_Failing_ShowsNothingOfAnUnknownErrorAndLetsTheNextIn()
    {
        var runs = Runs((_, _) => throw new InvalidOperationException("patient 4711"));
        await Should.ThrowAsync<InvalidOperationException>(() => runs.RunAsync("sepsis", Nightly, CancellationToken.None));
        var shown = _board.Find("sepsis")!;
        shown.IsRunning.ShouldBeFalse();
        shown.Failure.ShouldNotBeNull().ShouldNotContain("4711");
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
    }

    [Fact]
    public async Task Run_FailingAtItsSource_ShowsWhatToChange()
    {
        var runs = Runs((_, _) => throw new SourceException("Column score is missing: name another one."));
        await Should.ThrowAsync<SourceException>(() => runs.RunAsync("sepsis", Nightly, CancellationToken.None));
        _board.Find("sepsis")!.Failure.ShouldBe("Column score is missing: name another one.");
    }

    [Fact]
    public async Task Run_Cancelled_PassesTheTokenOnAndQueuesNothing()
    {
        using var stop = new CancellationTokenSource();
        var runs = Runs((_, token) => Task.Delay(Timeout.Infinite, token));
        var run = runs.RunAsync("sepsis", Nightly, stop.Token);
        await runs.RunAsync("sepsis", Nightly, CancellationToken.None);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        _board.Find("sepsis")!.Failure.ShouldNotBeNull().ShouldContain("stopped");
        Queued().ShouldBeEmpty();
    }

    [Fact]
    public void PullNow_WhileOneWaits_IsServedByIt()
    {
        var requests = Requests;
        requests.PullNow("sepsis", Person).ShouldBeTrue();
        requests.PullNow("sepsis", Person).ShouldBeFalse();
        requests.PullNow("mortality", Person).ShouldBeTrue();
        Queued().ShouldBe([nameof(MonitoringJobs.RunNowAsync), nameof(MonitoringJobs.RunNowAsync)]);
    }

    [Fact]
    public void PullNow_AfterTheWaitingJobWasDeleted_QueuesAnother()
    {
        var requests = Requests;
        requests.PullNow("sepsis", Person).ShouldBeTrue();
        new BackgroundJobClient(_storage).Delete(_storage.GetMonitoringApi().EnqueuedJobs("default", 0, 1).Single().Key).ShouldBeTrue();
        requests.PullNow("sepsis", Person).ShouldBeTrue();
    }

    [Fact]
    public void PullNow_WhileRunning_WaitsForTheEndWithoutAWorker()
    {
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        Requests.PullNow("sepsis", Person).ShouldBeTrue();
        Requests.PullNow("sepsis", Person).ShouldBeFalse();
        Queued().ShouldBeEmpty();
        _gate.Leave("sepsis").ShouldHaveSingleItem().AskedBy.ShouldBe(Person);
    }

    [Fact]
    public async Task Cancel_DuringARun_EndsItWellAndSaysByWhom()
    {
        var runs = Runs((_, token) => Task.Delay(Timeout.Infinite, token));
        var run = runs.RunAsync("sepsis", Nightly, CancellationToken.None);

        _cancellations.Cancel("sepsis", Person).ShouldBeTrue();
        _cancellations.Cancel("sepsis", "Dr Other").ShouldBeFalse("one cancels, whether it has ended or not");

        (await run).ShouldBe("Cancelled by Dr Reyes.");
        _orders.ShouldHaveSingleItem().CancelledBy().ShouldBe(Person);
        var shown = _board.Find("sepsis")!;
        (shown.IsRunning, shown.Failure, shown.CancelledBy).ShouldBe((false, null, Person));
        _cancellations.Cancel("sepsis", Person).ShouldBeFalse("nothing runs any more");
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
    }

    [Fact]
    public async Task Cancel_OtherModel_GoesOn()
    {
        var runs = Runs((_, token) => _release.Task.WaitAsync(token));
        var run = runs.RunAsync("sepsis", Nightly, CancellationToken.None);
        _cancellations.Cancel("mortality", Person).ShouldBeFalse();
        _release.SetResult();
        (await run).ShouldBe("Done.");
    }

    [Fact]
    public async Task Run_FailingAfterACancellationOfItsOwn_IsNotTakenForCancelled()
    {
        var runs = Runs((_, _) => throw new OperationCanceledException("a time limit inside"));
        await Should.ThrowAsync<OperationCanceledException>(() => runs.RunAsync("sepsis", Nightly, CancellationToken.None));
        _board.Find("sepsis")!.CancelledBy.ShouldBeNull();
    }

    [Fact]
    public async Task Run_RangesAskedForMeanwhile_FollowAsJobsOfTheirOwn()
    {
        var runs = Runs((_, _) => _release.Task);
        var run = runs.RunAsync("sepsis", Nightly, CancellationToken.None);
        Requests.Backfill("sepsis", May, Person).ShouldBeTrue();
        Requests.Backfill("sepsis", May, "Dr Other").ShouldBeFalse();
        Requests.Waiting("sepsis").ShouldHaveSingleItem().AskedBy.ShouldBe(Person);

        _release.SetResult();
        await run;

        Arguments().ShouldBe(["sepsis, 2026-05-01, 2026-05-31, Dr Reyes"]);
    }

    [Fact]
    public void Withdraw_QueuedRun_IsNotStarted()
    {
        var requests = Requests;
        requests.PullNow("sepsis", Person).ShouldBeTrue();
        requests.Backfill("sepsis", May, Person).ShouldBeTrue();
        requests.Backfill("mortality", May, Person).ShouldBeTrue();
        requests.Waiting("sepsis").Count.ShouldBe(2);

        requests.Withdraw("sepsis").Count.ShouldBe(2);

        requests.Waiting("sepsis").ShouldBeEmpty();
        Queued().ShouldBe([nameof(MonitoringJobs.BackfillAsync)]);
        requests.PullNow("sepsis", Person).ShouldBeTrue();
    }

    private static readonly DateRange May = new(new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31));

    private ModelRuns Runs(Func<string, CancellationToken, Task> run)
    {
        var runs = new ModelRuns(
            (key, order, _, token) =>
            {
                _orders.Add(order);
                return run(key, token);
            },
            _gate, Requests, _cancellations, _board, _storage);
        return runs;
    }

    private IReadOnlyList<string> Queued() =>
        [.. _storage.GetMonitoringApi().EnqueuedJobs("default", 0, 100).Where(job => job.Value.InEnqueuedState).Select(job => job.Value.Job.Method.Name)];

    private IReadOnlyList<string> Arguments() =>
        [.. _storage.GetMonitoringApi().EnqueuedJobs("default", 0, 100).Select(job => string.Join(", ", job.Value.Job.Args.Where(argument => argument is string)))];
}

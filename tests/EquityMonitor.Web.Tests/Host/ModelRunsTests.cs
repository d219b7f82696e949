using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Web.Jobs;
using Hangfire;
using Hangfire.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ModelRunsTests : IDisposable
{
    private readonly InMemoryStorage _storage = new();
    private readonly RunGate _gate = new();
    private readonly ProgressBoard _board = new(new FakeTimeProvider(), NullLogger<ProgressBoard>.Instance);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<PullScope> _scopes = [];

    private RunRequests Requests => new(new BackgroundJobClient(_storage), _storage, _gate);

    public void Dispose() => _storage.Dispose();

    [Fact]
    public async Task Run_WhileOneIsInProgress_IsServedByOneMoreRun()
    {
        var runs = Runs((_, _) => _release.Task);
        var first = runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None);

        (await runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None)).ShouldContain("in progress");
        (await runs.RunAsync("sepsis", RunScope.Weekly, CancellationToken.None)).ShouldContain("in progress");
        _scopes.Count.ShouldBe(1);
        Queued().ShouldBeEmpty();

        _release.SetResult();
        await first;
        Queued().ShouldBe([nameof(MonitoringJobs.WeeklyAsync)]);
    }

    [Fact]
    public async Task Run_OfTwoModels_GoOnSideBySide()
    {
        var runs = Runs((_, _) => _release.Task);
        var both = Task.WhenAll(runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None), runs.RunAsync("mortality", RunScope.Nightly, CancellationToken.None));
        _scopes.Count.ShouldBe(2);
        _release.SetResult();
        (await both).ShouldBe(["Done.", "Done."]);
    }

    [Fact]
    public async Task Run_Weekly_PullsTheWeeklyScope()
    {
        await Runs((_, _) => Task.CompletedTask).RunAsync("sepsis", RunScope.Weekly, CancellationToken.None);
        _scopes.ShouldHaveSingleItem().ShouldBeOfType<PullScope.Weekly>();
    }

    [Fact]
    public async Task Run_InAnotherProcess_IsLeftToTheRetry()
    {
        using var other = _storage.GetConnection();
        using var held = other.AcquireDistributedLock("run:sepsis", TimeSpan.Zero);
        var runs = Runs((_, _) => Task.CompletedTask);
        await Should.ThrowAsync<Hangfire.Storage.DistributedLockTimeoutException>(() => runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None));
        _scopes.ShouldBeEmpty();
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue("the next run must not wait for one that never began");
    }

    [Fact]
    public async Task Run_Failing_ShowsNothingOfAnUnknownErrorAndLetsTheNextIn()
    {
        var runs = Runs((_, _) => throw new InvalidOperationException("patient 4711"));
        await Should.ThrowAsync<InvalidOperationException>(() => runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None));
        var shown = _board.Find("sepsis")!;
        shown.IsRunning.ShouldBeFalse();
        shown.Failure.ShouldNotBeNull().ShouldNotContain("4711");
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
    }

    [Fact]
    public async Task Run_FailingAtItsSource_ShowsWhatToChange()
    {
        var runs = Runs((_, _) => throw new SourceException("Column score is missing: name another one."));
        await Should.ThrowAsync<SourceException>(() => runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None));
        _board.Find("sepsis")!.Failure.ShouldBe("Column score is missing: name another one.");
    }

    [Fact]
    public async Task Run_Cancelled_PassesTheTokenOnAndQueuesNothing()
    {
        using var stop = new CancellationTokenSource();
        var runs = Runs((_, token) => Task.Delay(Timeout.Infinite, token));
        var run = runs.RunAsync("sepsis", RunScope.Nightly, stop.Token);
        await runs.RunAsync("sepsis", RunScope.Nightly, CancellationToken.None);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
        _board.Find("sepsis")!.Failure.ShouldNotBeNull().ShouldContain("stopped");
        Queued().ShouldBeEmpty();
    }

    [Fact]
    public void PullNow_WhileOneWaits_IsServedByIt()
    {
        var requests = Requests;
        requests.PullNow("sepsis").ShouldBeTrue();
        requests.PullNow("sepsis").ShouldBeFalse();
        requests.PullNow("mortality").ShouldBeTrue();
        Queued().ShouldBe([nameof(MonitoringJobs.NightlyAsync), nameof(MonitoringJobs.NightlyAsync)]);
    }

    [Fact]
    public void PullNow_AfterTheWaitingJobWasDeleted_QueuesAnother()
    {
        var requests = Requests;
        requests.PullNow("sepsis").ShouldBeTrue();
        new BackgroundJobClient(_storage).Delete(_storage.GetMonitoringApi().EnqueuedJobs("default", 0, 1).Single().Key).ShouldBeTrue();
        requests.PullNow("sepsis").ShouldBeTrue();
    }

    [Fact]
    public void PullNow_WhileRunning_WaitsForTheEndWithoutAWorker()
    {
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
        Requests.PullNow("sepsis").ShouldBeFalse();
        Queued().ShouldBeEmpty();
        _gate.Leave("sepsis").ShouldBe(RunScope.Nightly);
    }

    private ModelRuns Runs(Func<string, CancellationToken, Task> run)
    {
        var runs = new ModelRuns(
            (key, scope, _, token) =>
            {
                _scopes.Add(scope);
                return run(key, token);
            },
            _gate, Requests, _board, _storage);
        return runs;
    }

    private IReadOnlyList<string> Queued() =>
        [.. _storage.GetMonitoringApi().EnqueuedJobs("default", 0, 100).Select(job => job.Value.Job.Method.Name)];
}

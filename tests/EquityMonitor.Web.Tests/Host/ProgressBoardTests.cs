using EquityMonitor.Monitoring;
using EquityMonitor.Web.Jobs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Host;

public sealed class ProgressBoardTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 2, 10, 0, TimeSpan.Zero));
    private readonly ProgressBoard _board;

    public ProgressBoardTests() => _board = new ProgressBoard(_clock, NullLogger<ProgressBoard>.Instance);

    [Fact]
    public void Report_SeveralTimes_KeepsTheLatestOfEachStepInOrder()
    {
        _board.Begin("sepsis");
        _board.Report(Progress(RunStep.Evaluate, 1));
        _board.Report(Progress(RunStep.Pull, 3));
        _board.Report(Progress(RunStep.Evaluate, 2));
        _board.Find("sepsis")!.Steps.Select(step => (step.Step, step.Done)).ShouldBe([(RunStep.Pull, 3), (RunStep.Evaluate, 2)]);
    }

    [Fact]
    public void Begin_AfterARun_ForgetsIt()
    {
        _board.Begin("sepsis");
        _board.Report(Progress(RunStep.Pull, 3));
        _board.End("sepsis", "It failed.");
        _clock.Advance(TimeSpan.FromMinutes(5));

        _board.Begin("sepsis");

        var run = _board.Find("sepsis")!;
        run.IsRunning.ShouldBeTrue();
        run.Failure.ShouldBeNull();
        run.Steps.ShouldBeEmpty();
        run.StartedAt.ShouldBe(new DateTime(2026, 7, 1, 2, 15, 0, DateTimeKind.Utc));
    }

    [Fact]
    public void End_OfARun_KeepsItsTimesAndFailure()
    {
        _board.Begin("sepsis");
        _clock.Advance(TimeSpan.FromSeconds(30));
        _board.End("sepsis", "It failed.");
        var run = _board.Find("sepsis")!;
        run.IsRunning.ShouldBeFalse();
        run.EndedAt.ShouldBe(run.StartedAt.AddSeconds(30));
        run.Failure.ShouldBe("It failed.");
    }

    [Fact]
    public void Runs_OfSeveralModels_AreOrderedByKey()
    {
        _board.Begin("sepsis");
        _board.Begin("mortality");
        _board.Begin(RunProgress.SimulatedHospital);
        _board.Runs.Select(run => run.ModelKey).ShouldBe(["", "mortality", "sepsis"]);
    }

    [Fact]
    public void Subscriber_UntilDisposed_HearsEachChange()
    {
        var heard = 0;
        var subscription = _board.Subscribe(() => heard++);
        _board.Begin("sepsis");
        _board.Report(Progress(RunStep.Pull, 1));
        subscription.Dispose();
        _board.End("sepsis", null);
        heard.ShouldBe(2);
    }

    [Fact]
    public void Subscriber_ThatFails_NeitherStopsTheJobNorTheOthers()
    {
        var heard = 0;
        using var failing = _board.Subscribe(() => throw new ObjectDisposedException("page"));
        using var working = _board.Subscribe(() => heard++);
        _board.Begin("sepsis");
        heard.ShouldBe(1);
    }

    [Fact]
    public void Report_FromManyThreads_LosesNoModel()
    {
        Parallel.For(0, 200, number => _board.Report(new StepProgress($"model-{number}", RunStep.Pull, 1, 2, null)));
        _board.Runs.Count.ShouldBe(200);
    }

    private static StepProgress Progress(RunStep step, int done) => new("sepsis", step, done, 10, null);
}

using EquityMonitor.Web.Jobs;

namespace EquityMonitor.Web.Tests.Host;

public sealed class RunGateTests
{
    private readonly RunGate _gate = new();

    [Fact]
    public void TryEnter_WhileRunning_LetsOthersWaitAsOne()
    {
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeFalse();
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeFalse();
        _gate.Leave("sepsis").ShouldBe(RunScope.Nightly);
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
        _gate.Leave("sepsis").ShouldBeNull();
    }

    [Theory]
    [InlineData(RunScope.Nightly, RunScope.Weekly)]
    [InlineData(RunScope.Weekly, RunScope.Nightly)]
    public void Leave_AfterSeveralRequests_YieldsTheWidest(RunScope first, RunScope second)
    {
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
        _gate.TryJoin("sepsis", first).ShouldBeTrue();
        _gate.TryJoin("sepsis", second).ShouldBeTrue();
        _gate.Leave("sepsis").ShouldBe(RunScope.Weekly);
    }

    [Fact]
    public void TryEnter_OtherModel_IsIndependent()
    {
        _gate.TryEnter("sepsis", RunScope.Nightly).ShouldBeTrue();
        _gate.TryEnter("mortality", RunScope.Nightly).ShouldBeTrue();
    }

    [Fact]
    public void TryJoin_NothingRuns_IsRefused() => _gate.TryJoin("sepsis", RunScope.Nightly).ShouldBeFalse();

    [Fact]
    public void TryEnter_ManyAtOnce_LetsOneThrough()
    {
        var entered = 0;
        Parallel.For(0, 1000, _ =>
        {
            if (_gate.TryEnter("sepsis", RunScope.Nightly))
                Interlocked.Increment(ref entered);
        });
        entered.ShouldBe(1);
        _gate.Leave("sepsis").ShouldBe(RunScope.Nightly);
    }
}

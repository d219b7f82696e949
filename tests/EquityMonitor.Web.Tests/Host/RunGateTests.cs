using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Web.Jobs;

namespace EquityMonitor.Web.Tests.Host;

public sealed class RunGateTests
{
    private static readonly RunOrder Nightly = new(new PullScope.Nightly(), RunOrder.Schedule);
    private static readonly RunOrder Weekly = new(new PullScope.Weekly(), RunOrder.Schedule);
    private readonly RunGate _gate = new();

    [Fact]
    public void TryEnter_WhileRunning_LetsOthersWaitAsOne()
    {
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.TryEnter("sepsis", Nightly).ShouldBeFalse();
        _gate.TryEnter("sepsis", Nightly).ShouldBeFalse();
        _gate.Leave("sepsis").ShouldBe([Nightly]);
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.Leave("sepsis").ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Leave_AfterSeveralRequests_YieldsTheWidest(bool firstIsWeekly, bool secondIsWeekly)
    {
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.TryJoin("sepsis", firstIsWeekly ? Weekly : Nightly).ShouldBe(true);
        _gate.TryJoin("sepsis", secondIsWeekly ? Weekly : Nightly).ShouldBe(secondIsWeekly);
        _gate.Leave("sepsis").ShouldBe([Weekly]);
    }

    [Fact]
    public void Leave_AfterRanges_YieldsThoseThatNoOtherContains()
    {
        var (may, whole, june) = (Range(5, 1, 5, 31), Range(4, 1, 5, 31), Range(6, 1, 6, 30));
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.TryJoin("sepsis", may).ShouldBe(true);
        _gate.TryJoin("sepsis", Nightly).ShouldBe(true);
        _gate.TryJoin("sepsis", june).ShouldBe(true);
        _gate.TryJoin("sepsis", whole).ShouldBe(true);
        _gate.TryJoin("sepsis", may).ShouldBe(false);

        _gate.Waiting("sepsis").ShouldBe([Nightly, june, whole]);
        _gate.Leave("sepsis").ShouldBe([Nightly, june, whole]);
    }

    [Fact]
    public void Withdraw_GivesUpWhatWaitsAndLetsTheRunGoOn()
    {
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.TryJoin("sepsis", Weekly).ShouldBe(true);

        _gate.Withdraw("sepsis").ShouldBe([Weekly]);

        _gate.TryEnter("sepsis", Nightly).ShouldBeFalse();
        _gate.Leave("sepsis").ShouldBe([Nightly]);
    }

    [Fact]
    public void TryEnter_OtherModel_IsIndependent()
    {
        _gate.TryEnter("sepsis", Nightly).ShouldBeTrue();
        _gate.TryEnter("mortality", Nightly).ShouldBeTrue();
    }

    [Fact]
    public void TryJoin_NothingRuns_IsRefused() => _gate.TryJoin("sepsis", Nightly).ShouldBeNull();

    [Fact]
    public void TryEnter_ManyAtOnce_LetsOneThrough()
    {
        var entered = 0;
        Parallel.For(0, 1000, _ =>
        {
            if (_gate.TryEnter("sepsis", Nightly))
                Interlocked.Increment(ref entered);
        });
        entered.ShouldBe(1);
        _gate.Leave("sepsis").ShouldBe([Nightly]);
    }

    private static RunOrder Range(int fromMonth, int fromDay, int toMonth, int toDay) =>
        new(new PullScope.Range(new DateRange(new DateOnly(2026, fromMonth, fromDay), new DateOnly(2026, toMonth, toDay))), "Dr Reyes");
}

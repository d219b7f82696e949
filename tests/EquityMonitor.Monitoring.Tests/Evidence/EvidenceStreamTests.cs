using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Statistics.Evidence;

namespace EquityMonitor.Monitoring.Tests.Evidence;

public sealed class EvidenceStreamTests
{
    [Fact]
    public void Step_OneSideOfABandThatIsFarAheadOfTheOther_WaitsForItInsteadOfStartingOver()
    {
        var band = new RuleDefinition
        {
            Key = "band",
            Name = "Band",
            Metric = Metric.Prevalence,
            Limit = new Limit.Band(0.2, 0.4),
            Better = BetterDirection.Target,
            Window = 14,
            Evidence = RuleEvidence.PeekSafe,
        };
        var stream = new EvidenceStream(SubgroupKey.All, oneBetPerDay: false, LimitSide.Of(band), budget: 365);
        stream.Sides.Count.ShouldBe(2);
        stream.Raise(new OpenAlarm(Frozen.First, Frozen.First.AddDays(-5), Frozen.First.AddDays(-9), 6));

        // More than the largest number could hold, on one side alone.
        for (var day = 0; day < 4; day++)
            Step(stream, day, low: 300, high: -1).ShouldBe(EvidenceEvent.None);
        stream.Recovering[0].LogEvidence.ShouldBe(1200, 10);

        var happened = EvidenceEvent.None;
        for (var day = 4; day < 20 && happened == EvidenceEvent.None; day++)
            happened = Step(stream, day, low: 0, high: 1);

        happened.ShouldBe(EvidenceEvent.Recovery);
        stream.Recovering.ShouldAllBe(detector => detector.LogEvidence >= Math.Log(3650));
    }

    private static EvidenceEvent Step(EvidenceStream stream, int day, double low, double high) =>
        stream.Step(Frozen.Day(day, 2, "", ("A", true, 0)), [.. Enumerable.Repeat(low, EvidenceGrid.Size), .. Enumerable.Repeat(high, EvidenceGrid.Size)]);
}

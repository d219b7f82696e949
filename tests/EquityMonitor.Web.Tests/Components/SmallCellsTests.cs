using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Tests.Components;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(100, 500, false)]
    [InlineData(10, 500, true)]
    [InlineData(490, 500, true)]
    [InlineData(489, 500, false)]
    [InlineData(0, 500, false)]
    [InlineData(500, 500, false)]
    public void FlagRate_FewFlaggedOrFewNot_IsSmall(long flagged, long scored, bool expected) =>
        SmallCells.In(Metric.FlagRate, Sample(scored: scored, flagged: flagged)).ShouldBe(expected);

    [Theory]
    [InlineData(400, false)]
    [InlineData(411, false)]
    [InlineData(410, true)]
    [InlineData(401, true)]
    public void OutcomeKnownRate_FewUnknownOutcomes_IsSmall(long mature, bool expected) =>
        SmallCells.In(Metric.OutcomeKnownRate, Sample(mature: mature)).ShouldBe(expected);

    [Fact]
    public void Sensitivity_FewUnknownOutcomesAndFewFlagged_RestsOnNeither() =>
        SmallCells.In(Metric.Sensitivity, Sample(mature: 405, flagged: 5)).ShouldBeFalse();

    [Fact]
    public void AnyMetric_SmallCellOfFlagByOutcome_IsSmall() =>
        SmallCells.In(Metric.FlagRate, Sample() with { Counts = new(100, 100, 10, 190) }).ShouldBeTrue();

    [Theory]
    [InlineData("outcomeKnownRate", 400, 410, true)]
    [InlineData("outcomeKnownRate", 400, 411, false)]
    [InlineData("flagRate", 9, 500, true)]
    [InlineData("flagRate", 200, 500, false)]
    public void Evidence_RateWithASmallPart_IsSmall(string metric, double part, double whole, bool expected) =>
        SmallCells.In(Evidence(metric, part / whole, whole)).ShouldBe(expected);

    [Fact]
    public void Evidence_ValueThatIsNoRate_IsNotTakenForOne() => SmallCells.In(Evidence("auroc", 0.02, 100)).ShouldBeFalse();

    private static PerformanceSample Sample(long scored = 500, long flagged = 200, long mature = 400) =>
        new() { Scored = scored, Flagged = flagged, Mature = mature, Patients = 300, Counts = new(100, 100, 100, 100) };

    private static AlertEvidence Evidence(string metric, double value, double denominator) => new()
    {
        Metric = metric,
        Limit = "at least 0.9",
        Value = value,
        Denominator = denominator,
        AdjustedPValue = 0.01,
        Family = 5,
        Patients = 300,
        Scored = 500,
        TruePositives = 100,
        FalsePositives = 100,
        FalseNegatives = 100,
        TrueNegatives = 100,
        ScoredFrom = new DateOnly(2026, 1, 1),
        ScoredTo = new DateOnly(2026, 3, 31),
        MatureFrom = new DateOnly(2025, 12, 1),
        MatureTo = new DateOnly(2026, 2, 28),
        Window = 90,
    };
}

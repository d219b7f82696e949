using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Help;

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

    [Fact]
    public void ConfiguredHigher_HidesMoreAndSaysTheNumber()
    {
        var sample = Sample() with { Counts = new(100, 100, 15, 185) };
        SmallCells.In(Metric.Sensitivity, sample).ShouldBeFalse();

        using var scope = SmallCount.During(15);

        SmallCells.In(Metric.Sensitivity, sample).ShouldBeTrue();
        SmallCells.In(Metric.Sensitivity, Sample()).ShouldBeFalse();
        SmallCells.InPart(485, 500).ShouldBeTrue();
        SmallCells.In(Evidence("flagRate", 15.0 / 500, 500)).ShouldBeTrue();
        new Reading.Suppressed().Text(Metric.Sensitivity).ShouldBe("Suppressed (1 to 15)");
        SmallCells.Withheld.ShouldContain("1 to 15");
        GuideTexts.Reading.Single(section => section.Id == "suppression").ShouldSatisfyAllConditions(section => string.Join(" ", section.Paragraphs).ShouldContain("rests on 1 to 15 patients"));
    }

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

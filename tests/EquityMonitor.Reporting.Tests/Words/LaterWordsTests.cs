using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class LaterWordsTests
{
    private static readonly RuleDefinition Floor = new()
    {
        Key = "floor",
        Name = "Floor",
        Metric = Metric.Sensitivity,
        Limit = new Limit.Floor(0.55),
        Better = BetterDirection.Higher,
        Window = 90,
    };

    [Theory]
    [InlineData(true, 0.004, false, "They lie past the limit; if it were just met, chance alone would bring that in about 1 in 250 looks.")]
    [InlineData(true, 0.12, false, "They lie past the limit, but not surely: if it were just met, chance alone would bring that in about 1 in 8 looks.")]
    [InlineData(false, 0.7, false, "They meet the limit, but not surely: the interval reaches past it.")]
    [InlineData(false, 0.99, true, "They meet the limit, and so does the whole of the interval.")]
    public void Of_FixedLimit_SaysWhereItLiesAndHowSure(bool past, double p, bool whollyGood, string expected) =>
        Of(Floor, new LimitTestResult.Tested(past, p, past ? -0.1 : 0.1, new Estimate.Measured(0.5, new Interval(0.4, 0.6), 214), 214, whollyGood)).ShouldBe(expected);

    [Fact]
    public void Of_Gap_TellsTheComparison() =>
        Of(
            Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.Complement() },
            new LimitTestResult.Tested(true, 0.0001, -0.2, new Estimate.Measured(-0.25, new Interval(-0.31, -0.18), 214), 214, false))
            .ShouldBe("That is 25 points lower than everyone else (18 to 31): they lie past the limit; if it were just met, chance alone would bring that in fewer than 1 in 1,000 looks.");

    [Fact]
    public void Of_FewerThanTheRuleJudges_SaysSo() =>
        Of(Floor, new LimitTestResult.Tested(true, 0.3, -0.1, new Estimate.Measured(0.5, new Interval(0.2, 0.8), 12), 12, false)).ShouldEndWith("The rule judges nobody of whom it has so few: 12 of at least 30.");

    [Fact]
    public void Of_NoInterval_ClaimsNoSureness() =>
        Of(Floor, new LimitTestResult.Tested(false, 1, 0.45, new Estimate.Measured(1, null, 40), 40, false)).ShouldBe("They meet the limit; how sure that is cannot be told, since there is no interval.");

    [Fact]
    public void Of_NothingToCompareWith_SaysWhy() =>
        Of(Floor, new LimitTestResult.NotEstimable(NotEstimableReason.NoComplement)).ShouldBe($"Whether they lie past the limit cannot be told: {NotEstimableReason.NoComplement.Text}.");

    private static string Of(RuleDefinition rule, LimitTestResult result) => LaterWords.Of(rule, result).Replace(Formats.Space, " ", StringComparison.Ordinal);
}

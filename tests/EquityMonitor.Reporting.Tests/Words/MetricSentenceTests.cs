using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class MetricSentenceTests
{
    [Theory]
    [InlineData("sensitivity", 0.42, "Risk misses 58 % of outcomes among all patients")]
    [InlineData("fnr", 0.58, "Risk misses 58 % of outcomes among all patients")]
    [InlineData("specificity", 0.7, "Risk wrongly flags 30 % of those without the outcome among all patients")]
    [InlineData("ppv", 0.27, "Risk is right for 27 % of those that it flags among all patients")]
    [InlineData("outcomeKnownRate", 0.8, "Risk has the outcome recorded for 80 % of all patients")]
    [InlineData("observedExpected", 0.42, "Risk overstates the risk of all patients: 0.42 times as many outcomes occurred as it predicted")]
    [InlineData("observedExpected", 1.6, "Risk understates the risk of all patients: 1.60 times as many outcomes occurred as it predicted")]
    [InlineData("auroc", 0.61, "Risk has an AUROC of 0.61 among all patients")]
    [InlineData("brier", 0.1234, "Risk has a Brier score of 0.123 among all patients")]
    public void Of_Metric_ReadsAsASentence(string metric, double value, string expected) =>
        Plain(MetricSentence.Of("Risk", Metric.Find(metric)!, new Estimate.Measured(value, null, 100), "all patients")).ShouldBe(expected);

    [Theory]
    [InlineData("sensitivity", -0.17, "17 points more than among everyone else")]
    [InlineData("sensitivity", 0.17, "17 points less than among everyone else")]
    [InlineData("fnr", 0.17, "17 points more than among everyone else")]
    [InlineData("ppv", -0.05, "5 points less than among everyone else")]
    public void Against_Difference_GoesTheWayThatTheSentenceGoes(string metric, double difference, string expected) =>
        Plain(MetricSentence.Against(Metric.Find(metric)!, difference, "among everyone else")).ShouldBe(expected);

    [Fact]
    public void Of_ObservedOverExpectedThatMayBeOne_SaysNeither()
    {
        var measured = new Estimate.Measured(0.96, new Interval(0.85, 1.08), 190);

        Plain(MetricSentence.Of("Risk", Metric.ObservedExpected, measured, "all patients")).ShouldBe("Risk predicts the risk of all patients about rightly: 0.96 times as many outcomes occurred as it predicted");
        Plain(MetricSentence.Certainty(Metric.ObservedExpected, measured)!).ShouldBe("95 % interval 0.85 to 1.08");
        Plain(MetricSentence.Against(Metric.ObservedExpected, 0.96, 0.42, "among everyone else")).ShouldBe("against 0.42 times among everyone else");
    }

    [Fact]
    public void Agreed_Limit_IsSaidOfWhatTheSentenceGives()
    {
        static string Of(Metric metric, Limit? limit, string kept) => Plain(MetricSentence.Agreed(metric, limit, kept));
        Of(Metric.Sensitivity, new Limit.Floor(0.55), "at least 55 %").ShouldBe("; at most 45 % was agreed", "the sentence counts the missed ones");
        Of(Metric.Specificity, new Limit.Band(0.6, 0.9), "between 60 % and 90 %").ShouldBe("; between 10 % and 40 % was agreed");
        Of(Metric.Sensitivity, new Limit.Gap(0.05), "no more than 5 points worse than everyone else").ShouldBe("; no more than 5 points worse than everyone else was agreed");
        Of(Metric.Sensitivity, new Limit.Ratio(0.8), "at least 0.8 times that of everyone else").ShouldBe(", where at least 0.8 times that of everyone else was agreed for sensitivity");
        Of(Metric.Sensitivity, null, "at least 55 %").ShouldBe(", where at least 55 % was agreed for sensitivity");
        Of(Metric.Ppv, new Limit.Floor(0.2), "at least 20 %").ShouldBe("; at least 20 % was agreed");
    }

    [Theory]
    [InlineData(0.416, 0.237, "18 points more than among everyone else")]
    [InlineData(0.424, 0.244, "18 points more than among everyone else")]
    [InlineData(0.416, 0.244, "17 points more than among everyone else")]
    [InlineData(0.7178, 0.2444, "47 points more than among everyone else")]
    public void Against_TwoFigures_IsTheirDifferenceRoundedOnce(double others, double own, string expected) =>
        Plain(MetricSentence.Against(Metric.Sensitivity, own, others, "among everyone else")).ShouldBe(expected);

    [Fact]
    public void Certainty_OfATurnedMetric_IsTurnedToo() =>
        Plain(MetricSentence.Certainty(Metric.Sensitivity, new Estimate.Measured(0.42, new Interval(0.35, 0.49), 214))!).ShouldBe("95 % interval 51 to 65");

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

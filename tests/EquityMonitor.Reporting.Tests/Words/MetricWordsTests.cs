using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class MetricWordsTests
{
    [Theory]
    [InlineData(0.416, "42 %")]
    [InlineData(0.003, "0.3 %")]
    [InlineData(0.998, "99.8 %")]
    [InlineData(0, "0 %")]
    [InlineData(1, "100 %")]
    public void Percent_OfAShare_IsWholeUnlessItWouldSayNoneOrAll(double share, string words) =>
        MetricWords.Percent(share).Replace('\u00A0', ' ').ShouldBe(words);

    [Theory]
    [InlineData(0.51, 0.65, "51 to 65")]
    [InlineData(0.017, 0.019, "1.7 to 1.9")]
    [InlineData(0.002, 0.019, "0.2 to 2")]
    [InlineData(1.0, 1.0, "100 to 100")]
    public void Limits_OfAProportion_StayDistinct(double low, double high, string words) =>
        MetricWords.Limits(Metric.Sensitivity, new Interval(low, high)).ShouldBe(words);

    [Fact]
    public void Limits_ThatAreUnbounded_AreSaidInWords()
    {
        MetricWords.Limits(Metric.Nne, new Interval(2.5, null)).ShouldBe("2.5 or more");
        MetricWords.Limits(Metric.Nne, null).ShouldBe("");
    }

    [Theory]
    [InlineData(-0.17, "\u221217 points")]
    [InlineData(0.05, "+5 points")]
    [InlineData(-0.001, "\u00B10 points")]
    public void Difference_OfProportions_IsInPointsWithItsSign(double difference, string words) =>
        MetricWords.Difference(Metric.Ppv, difference).ShouldBe(words);
}

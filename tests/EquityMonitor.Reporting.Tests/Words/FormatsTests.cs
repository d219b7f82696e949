using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(0.42, "42 %")]
    [InlineData(0, "0 %")]
    [InlineData(1, "100 %")]
    [InlineData(0.416, "42 %")]
    [InlineData(0.003, "0.3 %")]
    [InlineData(0.0003, "<0.1 %")]
    [InlineData(0.998, "99.8 %")]
    [InlineData(0.9998, ">99.9 %")]
    [InlineData(0.125, "13 %")]
    public void Percent_Share_IsWholeAndNeverClaimsNoneOrAll(double share, string expected) => Plain(Formats.Percent(share)).ShouldBe(expected);

    [Theory]
    [InlineData(0.0056, 0.003, 0.008, "0.6 %")]
    [InlineData(0.4234, 0.4225, 0.4243, "42.3 %")]
    [InlineData(0.4234, 0.41, 0.43, "42 %")]
    [InlineData(0.9938, 0.993, 0.9946, "99.4 %")]
    public void Value_ShareWhoseWholePercentWouldLieOutsideItsInterval_HasADecimal(double share, double low, double high, string expected) =>
        Plain(Formats.Value(Metric.Sensitivity, share, new Interval(low, high))).ShouldBe(expected);

    [Fact]
    public void Full_Sensitivity_HasIntervalAndDenominator() =>
        Plain(Formats.Full(Metric.Sensitivity, new Estimate.Measured(0.42, new Interval(0.351, 0.492), 214))).ShouldBe("42 %, 35 to 49, of 214 with the outcome");

    [Fact]
    public void Full_WithoutInterval_SaysWhy() =>
        Plain(Formats.Full(Metric.Auroc, new Estimate.Measured(1, null, 12) { IntervalReason = NotEstimableReason.NoVariation }))
            .ShouldBe("1.00, no interval (no variation), of 12 with the rarer outcome");

    [Theory]
    [InlineData(0.70, 0.82, "0.76, 0.70 to 0.82")]
    [InlineData(0.755, 0.768, "0.761, 0.755 to 0.768")]
    public void Full_Auroc_TakesAThirdDecimalOnlyWhereTwoWouldHideTheInterval(double low, double high, string start) =>
        Formats.Full(Metric.Auroc, new Estimate.Measured(0.7612, new Interval(low, high), 900)).ShouldStartWith(start);

    [Theory]
    [InlineData(0.51, 0.65, "51 to 65")]
    [InlineData(0.017, 0.019, "1.7 to 1.9")]
    [InlineData(0.002, 0.019, "0.2 to 1.9")]
    [InlineData(0.96, 0.999, "96.0 to 99.9")]
    [InlineData(0.0, 0.002, "0 to 0.2")]
    [InlineData(0.35, 0.49, "35 to 49")]
    [InlineData(1.0, 1.0, "100 to 100")]
    public void Range_Share_KeepsItsEndsDistinct(double low, double high, string expected) =>
        Formats.Range(Metric.Sensitivity, new Interval(low, high)).ShouldBe(expected);

    [Fact]
    public void Range_OpenEnd_IsSaidInWords()
    {
        Formats.Range(Metric.Nne, new Interval(3.14, null)).ShouldBe("3.1 or more");
        Formats.Range(Metric.Sensitivity, new Interval(null, 0.5)).ShouldBe("50 or less");
        Formats.Range(Metric.Sensitivity, null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-0.171, "17 points")]
    [InlineData(0.01, "1 point")]
    [InlineData(0.004, "less than 1 point")]
    public void Difference_Share_IsInPoints(double difference, string expected) => Plain(Formats.Difference(Metric.Sensitivity, difference)).ShouldBe(expected);

    [Fact]
    public void Difference_Auroc_IsInItsOwnUnit()
    {
        Formats.Difference(Metric.Auroc, -0.21).ShouldBe("0.21");
        Formats.Difference(Metric.Auroc, 0.05).ShouldBe("0.050");
    }

    [Theory]
    [InlineData("ppv", -0.17, "\u221217")]
    [InlineData("ppv", 0.05, "+5")]
    [InlineData("ppv", -0.001, "\u00B10")]
    [InlineData("auroc", -0.171, "\u22120.171")]
    [InlineData("observedExpected", 0.001, "\u00B10.00")]
    public void Signed_Difference_SaysItsDirection(string metric, double difference, string expected) =>
        Formats.Signed(Metric.Find(metric)!, difference).ShouldBe(expected);

    [Fact]
    public void Date_Day_ReadsAsOnPaper() => Plain(Formats.Date(new DateOnly(2026, 9, 3))).ShouldBe("3 Sep 2026");

    [Fact]
    public void Moment_Utc_IsShownInTheZoneOfTheSite() =>
        Plain(Formats.Moment(new DateTime(2026, 9, 3, 3, 10, 0, DateTimeKind.Utc), TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"))).ShouldBe("2 Sep 2026, 22:10");

    [Theory]
    [InlineData(0, "since today")]
    [InlineData(1, "since yesterday")]
    [InlineData(80, "for 80 days")]
    [InlineData(1200, "for 1,200 days")]
    public void Since_Days_AreCounted(int days, string expected)
    {
        var from = new DateOnly(2026, 1, 1);
        Plain(Formats.Since(from, from.AddDays(days))).ShouldBe(expected);
        Plain(Formats.Ago(from, from.AddDays(days))).ShouldBe(days > 1 ? expected[4..] + " ago" : expected[6..]);
    }

    [Fact]
    public void Value_NegativeNetBenefit_HasATrueMinusAndNoNegativeZero()
    {
        Formats.Value(Metric.NetBenefit, -0.0123).ShouldBe("\u22120.012");
        Formats.Value(Metric.NetBenefit, -0.00001).ShouldBe("0.000");
    }

    [Fact]
    public void MetricWords_EveryMetric_IsExplained()
    {
        foreach (var metric in Metric.All)
            MetricWords.Of(metric).Explanation.ShouldNotBe(metric.Name, metric.Key);
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

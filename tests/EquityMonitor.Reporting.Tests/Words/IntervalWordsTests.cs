using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class IntervalWordsTests
{
    [Theory]
    [InlineData(0.8, "80", "one in five")]
    [InlineData(0.9, "90", "one in ten")]
    [InlineData(0.95, "95", "one in twenty")]
    [InlineData(0.975, "97.5", "1 in 40")]
    [InlineData(0.99, "99", "one in a hundred")]
    [InlineData(0.999, "99.9", "one in a thousand")]
    public void Words_OfALevel_SayItAndHowOftenItMisses(double share, string percent, string misses)
    {
        var level = ConfidenceLevel.Of(share);

        IntervalWords.Of(level).ShouldBe($"{percent}\u00A0% interval");
        IntervalWords.Lower(level).ShouldBe($"Lower limit of the {percent} % interval");
        IntervalWords.Upper(level).ShouldBe($"Upper limit of the {percent} % interval");
        IntervalWords.Misses(level).ShouldBe(misses);
    }

    [Fact]
    public void Decides_UsualLevel_HasNothingToSay()
    {
        IntervalWords.Decides(ConfidenceLevel.Default).ShouldBeNull();
        IntervalWords.Decides(ConfidenceLevel.Of(0.8)).ShouldNotBeNull().ShouldContain("they go by 95\u00A0%");
    }

    [Fact]
    public void Certainty_OfAFigure_NamesTheFiguresOwnLevel()
    {
        var measured = new Estimate.Measured(0.42, new Interval(0.36, 0.48), 214) { Level = ConfidenceLevel.Of(0.9) };

        MetricSentence.Certainty(Metric.Ppv, measured).ShouldBe("90\u00A0% interval 36 to 48");
    }
}

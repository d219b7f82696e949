using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class RepeatWordsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1.0000001)]
    [InlineData(512 / 511.0)]
    public void Sentence_WhereItMakesNoDifference_IsNone(double effect) => RepeatWords.Sentence(Metric.Sensitivity, Of(512, effect)).ShouldBeNull();

    [Fact]
    public void Sentence_WithoutAnInterval_IsNone() => RepeatWords.Sentence(Metric.Auroc, Of(512, 1.2) with { Interval = null }).ShouldBeNull();

    [Theory]
    [InlineData("sensitivity", 512, 1.1, "465 separate patients with the outcome")]
    [InlineData("flagRate", 50_010, 1.137, "44,000 separate patients scored")]
    [InlineData("observedExpected", 512.4, 1.1, "466 expected events of separate patients")]
    [InlineData("ppv", 3, 2.9, "1 separate patients flagged")]
    public void Sentence_SaysHowManySeparatePatientsWouldBeAsSure(string metric, double denominator, double effect, string many) =>
        RepeatWords.Sentence(Metric.Find(metric)!, Of(denominator, effect)).ShouldBe($"Some patients were seen several times: the interval is as wide as that of about {many}.");

    [Fact]
    public void Wider_OfADifference_SaysByHowMuch()
    {
        RepeatWords.Wider(Of(512, 1.21))!.Replace('\u00A0', ' ').ShouldBe("Some patients were seen several times, which makes the limits about 10 % wider.");
        RepeatWords.Wider(Of(512, 1.01)).ShouldBeNull();
    }

    [Fact]
    public void Meaning_OfAFigureWithRepeatedPatients_SaysSoBesideHowSureItIs()
    {
        IReadOnlyList<string> Said(double effect) => MeaningSentences.Of(new MeaningFigures { Metric = Metric.Sensitivity, Who = "all patients", Own = Of(512, effect) });

        Said(1.1).Count.ShouldBe(Said(1).Count + 1);
        Said(1.1)[2].ShouldStartWith("Some patients were seen several times");
    }

    private static Estimate.Measured Of(double denominator, double effect) => new(0.42, new Interval(0.38, 0.46), denominator) { DesignEffect = effect };
}

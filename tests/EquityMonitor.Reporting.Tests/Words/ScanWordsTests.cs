using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class ScanWordsTests
{
    [Theory]
    [InlineData(0, 0, 0, "No group has enough encounters in each half to be compared. Choose a longer period or a smaller minimum.")]
    [InlineData(412, 0, 0, "The sensitivity of 412\u00A0groups was compared with that of everyone else. None is worse by more than chance could explain.")]
    [InlineData(412, 1, 1, "The sensitivity of 412\u00A0groups was compared with that of everyone else. 1 is worse in the half that looks, and the other half confirms it.")]
    [InlineData(412, 3, 0, "The sensitivity of 412\u00A0groups was compared with that of everyone else. 3 are worse in the half that looks, and the other half confirms none of them.")]
    [InlineData(1412, 3, 2, "The sensitivity of 1,412\u00A0groups was compared with that of everyone else. 3 are worse in the half that looks, and the other half confirms 2 of them.")]
    [InlineData(412, 3, 3, "The sensitivity of 412\u00A0groups was compared with that of everyone else. 3 are worse in the half that looks, and the other half confirms all of them.")]
    public void Lead_AnyResult_SaysWhatWasComparedFoundAndConfirmed(int candidates, int found, int confirmed, string words) =>
        ScanWords.Lead(Metric.Sensitivity, candidates, found, confirmed).ShouldBe(words);

    [Fact]
    public void Exploratory_EarlierSearches_AreCounted()
    {
        ScanWords.Exploratory(1).ShouldStartWith("Exploratory: another search of some of the same encounters");
        ScanWords.Exploratory(4).ShouldStartWith("Exploratory: 4 other searches of some of the same encounters");
    }

    [Fact]
    public void Halves_Denominator_IsNamedAsTheMetricNamesIt() => ScanWords.Halves(1200, 1188, 30, Metric.Ppv)
        .ShouldBe("1,200 encounters flagged in the half that finds, 1,188 in the half that confirms; groups with at least 30 in each.");

    [Fact]
    public void Metrics_AllThatCanBeComputed_HaveTheirOwnWords()
    {
        foreach (var metric in Metric.Catalogue)
            MetricWords.Of(metric).Explanation.ShouldNotBe(metric.Name, metric.Key);
    }
}

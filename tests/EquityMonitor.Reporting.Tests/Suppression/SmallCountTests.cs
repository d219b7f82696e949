using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Suppression;

public sealed class SmallCountTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void Is_UnlessConfigured_FollowsThePolicy(long count, bool small) => SmallCount.Is(count).ShouldBe(small);

    [Fact]
    public void During_EndsWhereItWasBegun()
    {
        using (SmallCount.During(30))
        {
            using (SmallCount.During(15))
                SmallCount.Range.ShouldBe("1 to 15");
            SmallCount.Range.ShouldBe("1 to 30");
        }

        SmallCount.Range.ShouldBe("1 to 10");
    }

    /// <summary>Work that is spread over threads is of the same flow.</summary>
    [Fact]
    public async Task During_HoldsForWhatIsStartedWithin()
    {
        using var scope = SmallCount.During(12);

        (await Task.Run(() => SmallCount.Largest, TestContext.Current.CancellationToken)).ShouldBe(12);
        Enumerable.Range(0, 8).AsParallel().Select(_ => SmallCount.Is(12)).ShouldAllBe(small => small);
    }

    [Fact]
    public void LessThanThePolicy_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SmallCount.Configure(9));
        Should.Throw<ArgumentOutOfRangeException>(() => SmallCount.During(9));
    }

    [Fact]
    public void ConfiguredHigher_BinsAndWordsFollow()
    {
        using var scope = SmallCount.During(20);

        SmallBins.IsSmall(20).ShouldBeTrue();
        SmallBins.Hidden([(15, 100), (40, 100), (50, 100)]).Count.ShouldBe(2);
        MeaningSentences.Of(new MeaningFigures { Metric = Metric.Sensitivity, Who = "all patients", Own = null })[0].ShouldContain("it rests on 1 to 20 patients");
    }
}

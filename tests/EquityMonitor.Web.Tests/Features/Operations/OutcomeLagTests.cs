using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Operations;

namespace EquityMonitor.Web.Tests.Features.Operations;

public sealed class OutcomeLagTests
{
    private static readonly DateOnly Newest = Seed.Newest;

    [Fact]
    public void Lag_EveryDay_IsInExactlyOneBand()
    {
        var lag = OutcomeLag.Of(30, Newest, Days(400, age => age < 30 ? 1 : 9))!;

        lag.Bands.Select(band => Plain(band.Words)).ShouldBe(["0 to 7 days", "8 to 15 days", "16 to 23 days", "24 to 29 days", "30 to 43 days", "44 to 119 days", "120 days or more"]);
        lag.Bands.Sum(band => band.Days).ShouldBe(400);
        lag.Bands.Select(band => band.IsMature).ShouldBe([false, false, false, false, true, true, true]);
        (lag.Young.Days, lag.Young.Rows, lag.Young.Known).ShouldBe((30, 300, 30));
        (lag.Mature.Days, lag.Mature.Rows, lag.Mature.Known).ShouldBe((370, 3700, 3330));
        Plain(lag.Sentence).ShouldBe("90 % of the outcomes of all mature days that are stored are known; of the days that are not mature yet, 10 %.");
    }

    [Theory]
    [InlineData(0, "0 to 13 days")]
    [InlineData(1, "0 days")]
    [InlineData(3, "0 days,1 day,2 days")]
    [InlineData(7, "0 to 1 days,2 to 3 days,4 to 5 days,6 days")]
    public void Lag_ShortMaturity_HasNoEmptyOrOverlappingBands(int maturity, string expected)
    {
        var lag = OutcomeLag.Of(maturity, Newest, Days(200, _ => 10))!;
        lag.Bands.Sum(band => band.Days).ShouldBe(200);
        string.Join(',', lag.Bands.Select(band => Plain(band.Words))).ShouldStartWith(expected);
    }

    [Fact]
    public void Lag_OnlyYoungDays_SaysThatNothingIsMature()
    {
        Plain(OutcomeLag.Of(30, Newest, Days(10, _ => 2))!.Sentence).ShouldBe("No stored day is mature yet; 20 % of the outcomes are known already.");
    }

    [Fact]
    public void Lag_NoRows_IsNone()
    {
        OutcomeLag.Of(30, Newest, []).ShouldBeNull();
        OutcomeLag.Of(30, Newest, [(Newest, 0, 0)]).ShouldBeNull();
        OutcomeLag.Of(30, Newest, [(Newest.AddDays(1), 10, 0)]).ShouldBeNull("a day that is not over is not counted");
    }

    private static List<(DateOnly Day, int Rows, int Known)> Days(int count, Func<int, int> known) =>
        [.. Enumerable.Range(0, count).Select(age => (Newest.AddDays(-age), 10, known(age)))];

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

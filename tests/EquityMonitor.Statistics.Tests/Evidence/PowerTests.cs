using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

public sealed class PowerTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "power.json"))).RootElement;

    [Fact]
    public void IntervalPower_EqualsCountingEveryOutcome_OnBothSides()
    {
        foreach (var item in Golden.GetProperty("cases").EnumerateArray())
        {
            var (limit, truth, trials) = (item.GetProperty("limit").GetDouble(), item.GetProperty("truth").GetDouble(), item.GetProperty("trials").GetInt32());
            IntervalPower.Of(limit, Departure.Downwards, truth, trials).ShouldBe(item.GetProperty("power").GetDouble(), 1e-10);
            IntervalPower.Of(1 - limit, Departure.Upwards, 1 - truth, trials).ShouldBe(item.GetProperty("power").GetDouble(), 1e-10);
        }
    }

    [Theory]
    [InlineData(0.6, Departure.Downwards, 50)]
    [InlineData(0.6, Departure.Downwards, 500)]
    [InlineData(0.1, Departure.Upwards, 200)]
    public void SmallestGap_IsFoundWithThePowerThatWasAsked_AndASmallerOneIsNot(double limit, Departure departure, int trials)
    {
        var gap = IntervalPower.SmallestGap(limit, departure, trials).ShouldNotBeNull();
        double At(double distance) => IntervalPower.Of(limit, departure, departure == Departure.Downwards ? limit - distance : limit + distance, trials);

        At(gap).ShouldBeGreaterThanOrEqualTo(0.8);
        At(gap - 0.001).ShouldBeLessThan(0.8);
    }

    [Fact]
    public void SmallestGap_TooFewToFindAnything_IsNull() => IntervalPower.SmallestGap(0.05, Departure.Downwards, 10).ShouldBeNull();

    [Fact]
    public void PeekSafeDelay_LargerDropsAndMorePatients_AreFoundSooner_AndTheSeedDecides()
    {
        static int? Delay(double truth, double perDay) => PeekSafeDelay.Median(
            0.6, Departure.Downwards, truth, perDay, 365, 40, new Random(3), cancellationToken: TestContext.Current.CancellationToken);

        var few = Delay(0.5, 2).ShouldNotBeNull();
        Delay(0.5, 20).ShouldNotBeNull().ShouldBeLessThan(few);
        Delay(0.4, 2).ShouldNotBeNull().ShouldBeLessThan(few);
        Delay(0.5, 2).ShouldBe(few);
        Delay(0.7, 2).ShouldBeNull();
    }

    [Fact]
    public void PeekSafeDelay_FourOfFiveNeedLongerThanHalf_AndGiveUpWhenAsked()
    {
        static int? Days(double share, int longest) => PeekSafeDelay.Quantile(
            0.6, Departure.Downwards, 0.4, 2, 365, 40, share, longest, new Random(3), 101, TestContext.Current.CancellationToken);

        var half = Days(0.5, PeekSafeDelay.Longest).ShouldNotBeNull();
        var most = Days(0.8, PeekSafeDelay.Longest).ShouldNotBeNull();
        most.ShouldBeGreaterThan(half);
        Days(0.8, most).ShouldBe(most);
        Days(0.8, most - 1).ShouldBeNull();
    }

    [Theory]
    [InlineData(0.6, Departure.Downwards, 5)]
    [InlineData(0.1, Departure.Upwards, 20)]
    public void PeekSafeSmallestGap_IsFoundInTime_AndAClearlySmallerOneIsNot(double limit, Departure departure, double perDay)
    {
        var gap = PeekSafeDelay.SmallestGap(limit, departure, perDay, 365, 40, 90, 7, repetitions: 101, cancellationToken: TestContext.Current.CancellationToken).ShouldNotBeNull();
        int? Days(double distance) => PeekSafeDelay.Quantile(
            limit, departure, departure == Departure.Downwards ? limit - distance : limit + distance, perDay, 365, 40, 0.8, 90, new Random(7), 101, TestContext.Current.CancellationToken);

        Days(gap).ShouldNotBeNull();
        Days(gap * 0.7).ShouldBeNull();
    }

    [Fact]
    public void PeekSafeSmallestGap_TooFewToFindAnything_IsNull() =>
        PeekSafeDelay.SmallestGap(0.05, Departure.Downwards, 0.1, 365, 40, 90, 7, cancellationToken: TestContext.Current.CancellationToken).ShouldBeNull();
}

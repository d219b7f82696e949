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
}

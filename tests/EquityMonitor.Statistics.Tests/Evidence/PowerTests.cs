using System.Text.Json;
using EquityMonitor.Statistics.Evidence;
using EquityMonitor.Statistics.Evidence.Simulated;
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
        var gap = IntervalPower.SmallestGap(limit, departure, trials).Value;
        double At(double distance) => IntervalPower.Of(limit, departure, departure == Departure.Downwards ? limit - distance : limit + distance, trials);

        At(gap).ShouldBeGreaterThanOrEqualTo(0.8);
        At(gap - 0.001).ShouldBeLessThan(0.8);
    }

    [Fact]
    public void SmallestGap_TooFewToFindAnything_SaysSo() => IntervalPower.SmallestGap(0.05, Departure.Downwards, 10).Reason.ShouldBe(NotEstimableReason.OutOfReach);

    public static TheoryData<string> Delays => [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "delay.json"))).RootElement.EnumerateObject().Select(item => item.Name)];

    /// <summary>Another simulation of the same case: with 1,001 courses here and 600 there a quantile is known to some 5 %, and half a day lies between the days.</summary>
    [Theory]
    [MemberData(nameof(Delays))]
    public void PeekSafeDelay_EqualsAnotherSimulation(string name)
    {
        var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "delay.json"))).RootElement.GetProperty(name);

        var found = (Delay with { Repetitions = 1001 }).Of(Case(name), 0.8, 3000, new Random(3), TestContext.Current.CancellationToken);

        foreach (var (days, key) in new[] { (found.Half, "half"), (found.Most, "most") })
            ((double)days.Value).ShouldBe(golden.GetProperty(key).GetDouble(), 1 + (0.12 * golden.GetProperty(key).GetDouble()), key);
    }

    /// <summary>With the truth at the limit the mean of a day's factor is at most 1, whichever the alternative; within four standard errors.</summary>
    [Theory]
    [InlineData("floor")]
    [InlineData("floor, one bet a day")]
    [InlineData("gap")]
    [InlineData("gap to all")]
    [InlineData("ratio")]
    [InlineData("brier")]
    [InlineData("observed over expected")]
    [InlineData("auroc")]
    public void SimulatedBets_TruthAtTheLimit_DoNotPayOnAverage(string name)
    {
        const int days = 20_000;
        SimulatedBets bets = name switch
        {
            "floor" => new SimulatedProportion([(0.6, Departure.Downwards)], 0.6, 3, oneBetPerDay: false),
            "floor, one bet a day" => new SimulatedProportion([(0.6, Departure.Downwards)], 0.6, 3, oneBetPerDay: true),
            "gap" => new SimulatedComparison(Payoff.Gap(0.1, false), 0.5, 0.6, 3, 9, againstAll: false, oneBetPerDay: false),
            "gap to all" => new SimulatedComparison(Payoff.Gap(0.1, false), 0.4, 0.6, 5, 5, againstAll: true, oneBetPerDay: true),
            "ratio" => new SimulatedComparison(Payoff.Ratio(0.8, false), 0.48, 0.6, 3, 9, againstAll: false, oneBetPerDay: false),
            "brier" => new SimulatedEncounters([Payoff.Ceiling(0.2)], 0.2, 0, 3, oneBetPerDay: false),
            "observed over expected" => new SimulatedEncounters([Payoff.ObservedExpectedAtMost(1.5)], 0.3, 0.2, 3, oneBetPerDay: false),
            _ => new SimulatedAuroc([Payoff.Floor(0.7)], new RankedVolume(0.7, 5, 20), null),
        };
        var random = new Random(20261123);
        var (sum, squares) = (new double[bets.Alternatives], new double[bets.Alternatives]);
        var factors = new double[bets.Alternatives];
        for (var day = 0; day < days; day++)
        {
            if (!bets.Day(random, factors))
                Array.Clear(factors);
            for (var i = 0; i < factors.Length; i++)
            {
                sum[i] += Math.Exp(factors[i]);
                squares[i] += Math.Exp(2 * factors[i]);
            }
        }

        // Two alternatives: the larger ones have means that rare days decide.
        for (var i = 0; i < 2; i++)
        {
            var mean = sum[i] / days;
            mean.ShouldBeLessThan(1 + (4 * Math.Sqrt(((squares[i] / days) - (mean * mean)) / days)));
        }
    }

    [Fact]
    public void PeekSafeDelay_MorePatients_FindSooner_AndTheSeedDecides()
    {
        static FoundAfter Days(double truth, double perDay) =>
            Delay.Of(Floor(truth, perDay), 0.8, 1000, new Random(3), TestContext.Current.CancellationToken);

        Days(0.45, 20).Half.Value.ShouldBeLessThan(Days(0.45, 2).Half.Value);
        Days(0.45, 2).ShouldBe(Days(0.45, 2));
        Days(0.7, 2).ShouldBe(new FoundAfter(NotEstimableReason.TakesTooLong, NotEstimableReason.TakesTooLong));
    }

    [Fact]
    public void PeekSafeDelay_FourOfFiveNeedLongerThanHalf_AndGiveUpWhenAsked()
    {
        static FoundAfter Days(int longest) => (Delay with { Repetitions = 101 }).Of(Floor(0.4, 2), 0.8, longest, new Random(3), TestContext.Current.CancellationToken);

        var (half, most) = (Days(3000).Half.Value, Days(3000).Most.Value);
        most.ShouldBeGreaterThan(half);

        // Whoever gives up later draws other numbers after it, so only the order is certain.
        Days(half - 5).ShouldBe(new FoundAfter(NotEstimableReason.TakesTooLong, NotEstimableReason.TakesTooLong));
        Days(most - 10).Most.Reason.ShouldBe(NotEstimableReason.TakesTooLong);
    }

    [Theory]
    [InlineData(0.6, 5)]
    [InlineData(0.1, 20)]
    public void PeekSafeSmallestGap_IsFoundInTime_AndAClearlySmallerOneIsNot(double limit, double perDay)
    {
        var delay = Delay with { Repetitions = 101 };
        SimulatedProportion At(double gap) => limit > 0.5
            ? new([(limit, Departure.Downwards)], limit - gap, perDay, oneBetPerDay: false)
            : new([(limit, Departure.Upwards)], limit + gap, perDay, oneBetPerDay: false);

        var gap = delay.SmallestGap(At, Math.Max(limit, 1 - limit), 90, 0.8, 7, TestContext.Current.CancellationToken).Value;

        delay.Of(At(gap), 0.8, 90, new Random(7), TestContext.Current.CancellationToken).Most.Reason.ShouldBeNull();
        delay.Of(At(gap * 0.7), 0.8, 90, new Random(7), TestContext.Current.CancellationToken).Most.Reason.ShouldBe(NotEstimableReason.TakesTooLong);
    }

    /// <summary>
    /// Other courses than those by which the gap was told: found in time in 70 to 90 % of them. With 201 courses there and 401 here the share has a standard error of
    /// sqrt(0.16/201 + 0.16/401) = 3.5 points; within three of them.
    /// </summary>
    [Theory]
    [InlineData("floor")]
    [InlineData("floor, one bet a day")]
    [InlineData("gap")]
    [InlineData("gap to all")]
    [InlineData("ratio")]
    [InlineData("brier")]
    [InlineData("observed over expected")]
    [InlineData("auroc gap")]
    public void PeekSafeSmallestGap_OfEveryKind_IsFoundInFourOfFiveOtherCourses(string name)
    {
        Func<double, SimulatedBets> at = name switch
        {
            "floor" => gap => Floor(0.6 - gap, 10),
            "floor, one bet a day" => gap => new SimulatedProportion([(0.6, Departure.Downwards)], 0.6 - gap, 10, oneBetPerDay: true),
            "gap" => gap => new SimulatedComparison(Payoff.Gap(0.1, false), 0.6 - gap, 0.7, 8, 20, againstAll: false, oneBetPerDay: false),
            "gap to all" => gap => new SimulatedComparison(Payoff.Gap(0.1, false), 0.56 - gap, 0.7, 8, 20, againstAll: true, oneBetPerDay: true),
            "ratio" => gap => new SimulatedComparison(Payoff.Ratio(0.8, false), 0.56 - gap, 0.7, 8, 20, againstAll: false, oneBetPerDay: false),
            "brier" => gap => new SimulatedEncounters([Payoff.Ceiling(0.2)], 0.2 + gap, 0, 10, oneBetPerDay: false),
            "observed over expected" => gap => new SimulatedEncounters([Payoff.ObservedExpectedAtMost(1.5)], (1.5 + gap) * 0.2, 0.2, 15, oneBetPerDay: false),
            _ => gap => new SimulatedAuroc([Payoff.Gap(0.05, false)], new RankedVolume(Math.Max(0.001, 0.75 - gap), 6, 20), new RankedVolume(0.8, 15, 50)),
        };

        var gap = Delay.SmallestGap(at, name == "observed over expected" ? 3 : 0.55, 90, 0.8, 7, TestContext.Current.CancellationToken).Value;

        FoundAfter Within(double share) => (Delay with { Repetitions = 401 }).Of(at(gap), share, 90, new Random(20261123), TestContext.Current.CancellationToken);
        Within(0.7).Most.Reason.ShouldBeNull();
        Within(0.9).Most.Reason.ShouldBe(NotEstimableReason.TakesTooLong);
    }

    [Fact]
    public void PeekSafeSmallestGap_TooFewToFindAnything_SaysSo() => Delay.SmallestGap(
        gap => new SimulatedProportion([(0.05, Departure.Downwards)], 0.05 - gap, 0.1, oneBetPerDay: false), 0.05, 90, 0.8, 7, TestContext.Current.CancellationToken).Reason.ShouldBe(NotEstimableReason.OutOfReach);

    [Fact]
    public void PeekSafeDelay_NobodyWaitsAnyMore_GivesUp()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Should.Throw<OperationCanceledException>(() => Delay.Of(Floor(0.59, 2000), 0.8, 100_000, new Random(1), gone.Token));
    }

    private static PeekSafeDelay Delay { get; } = new(Budget: 365, Streams: 40);

    private static SimulatedProportion Floor(double truth, double perDay) => new([(0.6, Departure.Downwards)], truth, perDay, oneBetPerDay: false);

    private static SimulatedBets Case(string name) => name switch
    {
        "floor" => Floor(0.45, 5),
        "floor, one bet a day" => new SimulatedProportion([(0.6, Departure.Downwards)], 0.45, 5, oneBetPerDay: true),
        "band" => new SimulatedProportion([(0.3, Departure.Downwards), (0.5, Departure.Upwards)], 0.2, 8, oneBetPerDay: false),
        "gap" => new SimulatedComparison(Payoff.Gap(0.1, false), 0.4, 0.7, 4, 12, againstAll: false, oneBetPerDay: false),
        "gap, one bet a day" => new SimulatedComparison(Payoff.Gap(0.1, false), 0.4, 0.7, 4, 12, againstAll: false, oneBetPerDay: true),
        "gap to all" => new SimulatedComparison(Payoff.Gap(0.1, false), 0.35, 0.7, 4, 12, againstAll: true, oneBetPerDay: false),
        "ratio" => new SimulatedComparison(Payoff.Ratio(0.8, false), 0.3, 0.7, 4, 12, againstAll: false, oneBetPerDay: false),
        "brier" => new SimulatedEncounters([Payoff.Ceiling(0.15)], 0.3, 0, 8, oneBetPerDay: false),
        "observed over expected" => new SimulatedEncounters([Payoff.ObservedExpectedAtLeast(0.6), Payoff.ObservedExpectedAtMost(1.5)], 2.2 * 0.2, 0.2, 10, oneBetPerDay: false),
        "auroc" => new SimulatedAuroc([Payoff.Floor(0.75)], new RankedVolume(0.6, 4, 20), null),
        "auroc gap" => new SimulatedAuroc([Payoff.Gap(0.1, false)], new RankedVolume(0.55, 4, 15), new RankedVolume(0.8, 12, 45)),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}

using System.Text.Json;
using CsCheck;
using EquityMonitor.Statistics.Evidence;
using MathNet.Numerics;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests.Evidence;

public sealed class EvidenceTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "evidence.json"))).RootElement;

    public static TheoryData<string> Cases => [.. Golden.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Detector_Replay_EqualsThePlainDefinitionInExactDecimals(string name)
    {
        var item = Golden.GetProperty("cases").EnumerateArray().Single(candidate => candidate.GetProperty("name").GetString() == name);
        var evidence = new ProportionEvidence(item.GetProperty("limit").GetDouble(), Enum.Parse<Departure>(item.GetProperty("departure").GetString()!));
        var detector = new EvidenceDetector(item.GetProperty("budget").GetDouble());
        var increment = 1.0 / item.GetProperty("streams").GetInt32();
        var expected = item.GetProperty("logEvidence").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        var onsets = item.GetProperty("onsets").EnumerateArray().Select(value => value.GetInt32()).ToArray();
        var alarms = new List<int>();
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        var day = 0;
        foreach (var counts in item.GetProperty("days").EnumerateArray())
        {
            evidence.LogFactors(counts[0].GetInt64(), counts[1].GetInt64(), factors);
            if (detector.Step(factors, increment))
                alarms.Add(day + 1);
            detector.LogEvidence.ShouldBe(expected[day], 1e-9);
            detector.Onset.ShouldBe(onsets[day], $"on day {day + 1}");
            day++;
        }

        alarms.ShouldBe(item.GetProperty("alarms").EnumerateArray().Select(value => value.GetInt32()));
    }

    [Theory]
    [InlineData(0.6, Departure.Downwards)]
    [InlineData(0.05, Departure.Downwards)]
    [InlineData(0.1, Departure.Upwards)]
    [InlineData(0.95, Departure.Upwards)]
    public void Proportion_AtTheLimit_HasAMeanOfExactlyOne_AndLessOnTheGoodSide(double limit, Departure departure)
    {
        var good = departure == Departure.Downwards ? limit + ((1 - limit) / 4) : limit * 0.75;
        foreach (var n in new[] { 1, 2, 7, 30 })
        {
            MeanFactors(limit, departure, n, limit).ShouldAllBe(mean => Math.Abs(mean - 1) < 1e-10);
            MeanFactors(limit, departure, n, good).ShouldAllBe(mean => mean < 1);
        }
    }

    [Fact]
    public void Proportion_AMillionTrials_StayFinite()
    {
        var detector = new EvidenceDetector(365);
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        new ProportionEvidence(0.6, Departure.Downwards).LogFactors(100_000, 1_000_000, factors);

        detector.Step(factors, 1 / 40.0).ShouldBeTrue();

        double.IsFinite(detector.LogEvidence).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Proportion_LimitThatNothingCanPass_IsRefused(double limit) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ProportionEvidence(limit, Departure.Downwards));

    public static TheoryData<string> Payoffs => [.. Kinds.Keys];

    // Each with the combinations of own and reference means at which Z takes its extremes.
    private static readonly Dictionary<string, (Payoff Payoff, double OwnMost, double ReferenceMost)> Kinds = new()
    {
        ["floor"] = (Payoff.Floor(0.6), 1, 0),
        ["ceiling"] = (Payoff.Ceiling(0.2), 1, 0),
        ["gap, higher is better"] = (Payoff.Gap(0.1, false), 1, 1),
        ["gap, lower is better"] = (Payoff.Gap(0.1, true), 1, 1),
        ["ratio, higher is better"] = (Payoff.Ratio(0.8, false), 1, 1),
        ["ratio, lower is better"] = (Payoff.Ratio(0.8, true), 1, 1),
        ["observed over expected at most"] = (Payoff.ObservedExpectedAtMost(1.25), 1, 1),
        ["observed over expected at least"] = (Payoff.ObservedExpectedAtLeast(0.8), 1, 1),
    };

    [Theory]
    [MemberData(nameof(Payoffs))]
    public void Payoff_ItsBounds_AreThoseOfItsCorners_MirroredToo(string kind)
    {
        var (payoff, ownMost, referenceMost) = Kinds[kind];
        foreach (var candidate in new[] { payoff, payoff.Mirrored })
        {
            var corners = new[] { candidate.Of(0), candidate.Of(ownMost), candidate.Of(0, referenceMost), candidate.Of(ownMost, referenceMost) };
            candidate.Least.ShouldBe(corners.Min(), 1e-12);
            candidate.Most.ShouldBe(corners.Max(), 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Payoffs))]
    public void Bet_AtTheWorstAndWithTheLargestBlock_NeverRuins(string kind)
    {
        foreach (var payoff in new[] { Kinds[kind].Payoff, Kinds[kind].Payoff.Mirrored })
        {
            var factors = new double[EvidenceGrid.Size];
            BetEvidence.Add(payoff.Least, payoff, 1e6, factors);

            // ln 0.05: at most 95 % is staked.
            factors.ShouldAllBe(factor => Math.Abs(factor - Math.Log(0.05)) < 1e-9);
        }
    }

    [Fact]
    public void Bet_PayoffWithAMeanOfZero_HasAMeanFactorOfExactlyOne()
    {
        var payoff = Payoff.Gap(0.1, false);

        Gen.Select(Gen.Double[-1.1, -0.01], Gen.Double[0.01, 0.9], Gen.Double[0.5, 40]).Sample((low, high, size) =>
        {
            var probabilityOfHigh = -low / (high - low);
            var atLow = new double[EvidenceGrid.Size];
            var atHigh = new double[EvidenceGrid.Size];
            BetEvidence.Add(low, payoff, size, atLow);
            BetEvidence.Add(high, payoff, size, atHigh);
            for (var i = 0; i < EvidenceGrid.Size; i++)
                (((1 - probabilityOfHigh) * Math.Exp(atLow[i])) + (probabilityOfHigh * Math.Exp(atHigh[i]))).ShouldBe(1, 1e-10);
        });
    }

    [Fact]
    public void Bet_ImpossiblePayoff_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => BetEvidence.Add(-2, Payoff.Gap(0.1, false), 1, new double[EvidenceGrid.Size]));

    [Fact]
    public void Detector_AnyFactors_EqualsTheSumOfProducts()
    {
        Gen.Double[-0.4, 0.4].Array[3].Array[1, 25].Sample(days =>
        {
            var detector = new EvidenceDetector(1e9, 3);
            for (var today = 0; today < days.Length; today++)
            {
                detector.Step(days[today], 0.025);
                var plain = Enumerable.Range(0, 3).Average(j => Enumerable.Range(0, today + 1).Sum(first => 0.025 * Math.Exp(days[first..(today + 1)].Sum(day => day[j]))));
                Math.Exp(detector.LogEvidence).ShouldBe(plain, 1e-9 * plain);
            }
        });
    }

    [Fact]
    public void Detector_Alarm_StartsFromNothing_ButStillTellsWhatItSaw()
    {
        var detector = new EvidenceDetector(10, 1);
        detector.Step([Math.Log(0.5)], 1).ShouldBeFalse();
        detector.Step([Math.Log(20)], 1).ShouldBeTrue();
        detector.LogEvidence.ShouldBe(Math.Log(30), 1e-12);
        detector.Onset.ShouldBe(2);

        detector.Step([0], 1).ShouldBeFalse();

        detector.LogEvidence.ShouldBe(0, 1e-12);
        detector.Steps.ShouldBe(3);
    }

    [Fact]
    public void Detector_InfiniteBudget_NeverStartsOver()
    {
        var detector = new EvidenceDetector(double.PositiveInfinity, 1);
        for (var day = 1; day <= 3; day++)
        {
            detector.Step([500], 1).ShouldBeFalse();
            detector.LogEvidence.ShouldBe(500 * day, 1e-6);
        }
    }

    [Fact]
    public void Detector_StepsOfAnotherWidth_AreRefused() => Should.Throw<ArgumentException>(() => new EvidenceDetector(365).Step([0], 1));

    /// <summary>
    /// 1,000 years of 12 streams that see the same patients, each exactly at its limit: the bound is 1 alarm a model-year. The tolerance is four Poisson standard deviations
    /// of a mean at the bound; the true rate lies well below it, since a detector overshoots its budget.
    /// </summary>
    [Fact]
    public void Detectors_OverlappingStreamsAtTheLimit_AlarmAtMostOnceAModelYear()
    {
        const int Years = 1000, Streams = 12;
        var random = new Random(20260903);
        var evidence = new ProportionEvidence(0.6, Departure.Downwards);
        Span<double> factors = stackalloc double[EvidenceGrid.Size];
        var alarms = 0;
        for (var year = 0; year < Years; year++)
        {
            var detectors = Enumerable.Range(0, Streams).Select(_ => new EvidenceDetector(365)).ToArray();
            for (var day = 0; day < 365; day++)
            {
                var shared = Binomial(random, 3, 0.6);
                foreach (var detector in detectors)
                {
                    evidence.LogFactors(shared + Binomial(random, 2, 0.6), 5, factors);
                    if (detector.Step(factors, 1.0 / Streams))
                        alarms++;
                }
            }
        }

        alarms.ShouldBeLessThanOrEqualTo(Years + (4 * (int)Math.Sqrt(Years)));
        alarms.ShouldBeGreaterThan(0);
    }

    private static double[] MeanFactors(double limit, Departure departure, int n, double p)
    {
        var evidence = new ProportionEvidence(limit, departure);
        var mean = new double[EvidenceGrid.Size];
        var factors = new double[EvidenceGrid.Size];
        for (var k = 0; k <= n; k++)
        {
            evidence.LogFactors(k, n, factors);
            var probability = SpecialFunctions.Binomial(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, n - k);
            for (var i = 0; i < mean.Length; i++)
                mean[i] += probability * Math.Exp(factors[i]);
        }

        return mean;
    }

    private static int Binomial(Random random, int n, double p)
    {
        var successes = 0;
        for (var i = 0; i < n; i++)
        {
            if (random.NextDouble() < p)
                successes++;
        }

        return successes;
    }
}

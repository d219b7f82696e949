using CsCheck;
using Shouldly;
using Xunit;

namespace EquityMonitor.Statistics.Tests;

public sealed class IntervalTests
{
    private static readonly double Z = ConfidenceLevel.Default.Z;

    private static readonly Gen<(int X, int N)> Proportions = Gen.Int[1, 2000].SelectMany(n => Gen.Int[0, n].Select(x => (x, n)));

    [Fact]
    public void Wilson_AnyCounts_HoldsTheValueInsideTheRangeAndShrinks()
    {
        Proportions.Sample(
            c =>
            {
                var interval = Wilson.Interval(c.X, c.N, Z);
                interval.Low!.Value.ShouldBeInRange(0, c.X / (double)c.N);
                interval.High!.Value.ShouldBeInRange(c.X / (double)c.N, 1);
                var mirrored = Wilson.Interval(c.N - c.X, c.N, Z);
                mirrored.Low!.Value.ShouldBe(1 - interval.High!.Value, 1e-14);
                Width(Wilson.Interval(c.X * 4, c.N * 4, Z)).ShouldBeLessThan(Width(interval));
                Width(Wilson.Interval(c.X, c.N, Z + 0.5)).ShouldBeGreaterThan(Width(interval));
            },
            iter: 2000,
            seed: "0000KOIPe5E3");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(300)]
    public void Student_AnyDegrees_TouchesWhereItsIntervalEndsAndIsWiderThanNormal(long degrees)
    {
        var mean = new StudentQuantity(2, 0.5, degrees) { Denominator = degrees + 1 };
        var interval = mean.At(1.5);
        mean.Touching(interval.Low!.Value).ShouldBe(1.5, 1e-7);
        mean.Touching(interval.High!.Value).ShouldBe(-1.5, 1e-7);
        mean.Touching(2).ShouldBe(0, 1e-12);
        interval.Low!.Value.ShouldBeLessThan(2 - (1.5 * 0.5));
    }

    [Fact]
    public void Newcombe_AnyCounts_HoldsTheDifferenceMirrorsAndShrinks()
    {
        Gen.Select(Proportions, Proportions).Sample(
            (a, b) =>
            {
                var interval = Newcombe.Difference(a.X, a.N, b.X, b.N, Z);
                var difference = (a.X / (double)a.N) - (b.X / (double)b.N);
                interval.Low!.Value.ShouldBeInRange(-1 - 1e-12, difference + 1e-12);
                interval.High!.Value.ShouldBeInRange(difference - 1e-12, 1 + 1e-12);
                Newcombe.Difference(b.X, b.N, a.X, a.N, Z).Low!.Value.ShouldBe(-interval.High!.Value, 1e-13);
                Width(Newcombe.Difference(a.X * 4, a.N * 4, b.X * 4, b.N * 4, Z)).ShouldBeLessThan(Width(interval));
            },
            iter: 2000,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Koopman_AnyCounts_HoldsTheRatioAndInverts()
    {
        Gen.Select(Proportions, Proportions).Sample(
            (a, b) =>
            {
                var both = Koopman.Ratio(a.X, a.N, b.X, b.N, Z);
                if (!both.TryGet(out var interval))
                {
                    both.Reason.ShouldBe(NotEstimableReason.ZeroOnBothSides);
                    (a.X + b.X).ShouldBe(0);
                    return;
                }

                var inverse = Koopman.Ratio(b.X, b.N, a.X, a.N, Z).Value;
                (interval.Low == 0).ShouldBe(a.X == 0);
                (interval.High is null).ShouldBe(b.X == 0);
                if (b.X > 0)
                {
                    var ratio = a.X / (double)a.N / (b.X / (double)b.N);
                    interval.Low!.Value.ShouldBeLessThanOrEqualTo(ratio);
                    interval.High!.Value.ShouldBeGreaterThanOrEqualTo(ratio);
                    inverse.Low!.Value.ShouldBe(1 / interval.High!.Value, 1e-9 / interval.High!.Value);
                    Koopman.Score(a.X, a.N, b.X, b.N, interval.High!.Value).ShouldBe(-Z, 1e-6);
                }

                if (a.X > 0)
                    Koopman.Score(a.X, a.N, b.X, b.N, interval.Low!.Value).ShouldBe(Z, 1e-6);
            },
            iter: 1000,
            seed: "0000KOIPe5E3");
    }

    [Fact]
    public void Koopman_StrongDesignEffects_StaysDefined()
    {
        // Effective counts well below one encounter.
        var interval = Koopman.Ratio(0.02, 0.4, 0.1, 0.5, Z).Value;
        interval.Low!.Value.ShouldBeInRange(0, 0.01);
        interval.High!.Value.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Katz_ZeroCount_SaysWhy()
    {
        Katz.Ratio(0, 10, 3, 10, Z).Reason.ShouldBe(NotEstimableReason.ZeroCount);
        Katz.Ratio(3, 10, 0, 10, Z).Reason.ShouldBe(NotEstimableReason.ZeroCount);
        Katz.Ratio(0, 10, 0, 10, Z).Reason.ShouldBe(NotEstimableReason.ZeroOnBothSides);
    }

    [Fact]
    public void Kernels_ImpossibleCounts_AreRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 0, Z)).Message.ShouldContain("denominator above 0");
        Should.Throw<ArgumentOutOfRangeException>(() => Wilson.Interval(3, 2, Z)).Message.ShouldContain("[0, 2]");
        Should.Throw<ArgumentOutOfRangeException>(() => Katz.Ratio(3, 2, 1, 2, Z)).Message.ShouldContain("[0, 2]");
        Should.Throw<ArgumentOutOfRangeException>(() => Katz.Ratio(1, 2, 1, 0, Z)).Message.ShouldContain("denominator above 0");
        Should.Throw<ArgumentOutOfRangeException>(() => Koopman.Ratio(3, 2, 1, 2, Z)).Message.ShouldContain("[0, 2]");
        Should.Throw<ArgumentOutOfRangeException>(() => ConfidenceLevel.Of(95)).Message.ShouldContain("0.95");
        Should.Throw<ArgumentOutOfRangeException>(() => BenjaminiHochberg.Adjust([1.2])).Message.ShouldContain("[0, 1]");
    }

    [Fact]
    public void BenjaminiHochberg_AnyFamily_KeepsOrderAndNeverLowersAValue()
    {
        Gen.Double[0, 1].Array[0, 40].Sample(
            p =>
            {
                var adjusted = BenjaminiHochberg.Adjust(p);
                for (var i = 0; i < p.Length; i++)
                {
                    adjusted[i].ShouldBeInRange(p[i] * (1 - 1e-15), 1);
                    for (var j = 0; j < p.Length; j++)
                    {
                        if (p[i] <= p[j])
                            adjusted[i].ShouldBeLessThanOrEqualTo(adjusted[j]);
                    }
                }
            },
            iter: 300,
            seed: "0000KOIPe5E3");
    }

    private static double Width(Interval interval) => interval.High!.Value - interval.Low!.Value;
}

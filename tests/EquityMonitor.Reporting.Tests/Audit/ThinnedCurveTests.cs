using CsCheck;
using EquityMonitor.Reporting.Audit;

namespace EquityMonitor.Reporting.Tests.Audit;

public sealed class ThinnedCurveTests
{
    [Fact]
    public void Of_PointsOnALine_KeepsItsEnds()
    {
        (double, double)[] line = [.. Enumerable.Range(0, 100).Select(i => (i / 99.0, i / 99.0))];

        ThinnedCurve.Of(line, point => point).ShouldBe([(0, 0), (1, 1)]);
    }

    [Fact]
    public void Of_AStep_KeepsItsCorner() =>
        ThinnedCurve.Of([(0.0, 0.0), (0.0, 0.5), (0.0, 1.0), (0.5, 1.0), (1.0, 1.0)], point => point).ShouldBe([(0, 0), (0, 1), (1, 1)]);

    [Fact]
    public void Of_AnyStaircase_NeverLeavesTheLineByMoreThanTheTolerance() =>
        Gen.Double[0, 1].Array[3, 300].Sample(
            steps =>
            {
                var (x, y) = (0.0, 0.0);
                var points = steps.Select((step, index) => index % 2 == 0 ? (x += step / steps.Length, y) : (x, y += step / steps.Length)).ToArray();
                var kept = ThinnedCurve.Of(points, point => point);

                kept[0].ShouldBe(points[0]);
                kept[^1].ShouldBe(points[^1]);
                points.ShouldAllBe(point => kept.Zip(kept.Skip(1)).Any(span => Distance(point, span.First, span.Second) <= ThinnedCurve.Tolerance + 1e-12));
            },
            seed: "0N0XIzNsQ0O2",
            iter: 200);

    private static double Distance((double X, double Y) point, (double X, double Y) start, (double X, double Y) end)
    {
        var (dx, dy) = (end.X - start.X, end.Y - start.Y);
        var length = (dx * dx) + (dy * dy);
        var share = length == 0 ? 0 : Math.Clamp((((point.X - start.X) * dx) + ((point.Y - start.Y) * dy)) / length, 0, 1);
        return Math.Sqrt(Math.Pow(point.X - start.X - (share * dx), 2) + Math.Pow(point.Y - start.Y - (share * dy), 2));
    }
}

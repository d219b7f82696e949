using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>
/// A curve with as many points as can be told apart: a million distinct scores are a million points, of which a screen shows some hundreds. Ends stay, and no
/// point that is left out is further than the step from one that is kept.
/// </summary>
public static class CurveThinning
{
    /// <summary>A quarter of a percentage point: less than a pixel of most screens.</summary>
    public const double Step = 0.0025;

    public static IReadOnlyList<RocPoint> Of(IReadOnlyList<RocPoint> curve) => Thin(curve, point => (point.FalsePositiveRate, point.TruePositiveRate));

    public static IReadOnlyList<PrecisionRecallPoint> Of(IReadOnlyList<PrecisionRecallPoint> curve) => Thin(curve, point => (point.Recall, point.Precision));

    private static IReadOnlyList<T> Thin<T>(IReadOnlyList<T> curve, Func<T, (double X, double Y)> place)
    {
        ArgumentNullException.ThrowIfNull(curve);
        if (curve.Count < 3)
            return curve;
        var kept = new List<T> { curve[0] };
        for (var i = 1; i < curve.Count - 1; i++)
        {
            var ((x, y), (lastX, lastY)) = (place(curve[i]), place(kept[^1]));
            if (Math.Abs(x - lastX) >= Step || Math.Abs(y - lastY) >= Step)
                kept.Add(curve[i]);
        }

        kept.Add(curve[^1]);
        return kept;
    }
}

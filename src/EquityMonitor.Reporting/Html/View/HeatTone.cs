using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>How a heat table shades a figure: never by its value, only by how surely and how far it differs from everyone else.</summary>
public static class HeatTone
{
    /// <returns>-3 (worse by much) to 3 (better by much) of a metric with a better direction; 0 where the difference may be chance.</returns>
    public static int Of(Metric metric, Estimate.Measured? difference)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var sure = difference?.Interval is { } interval && (interval.Low > 0 || interval.High < 0);
        if (!sure || metric.Better is not (BetterDirection.Higher or BetterDirection.Lower))
            return 0;
        var better = metric.Better == BetterDirection.Higher ? difference!.Value : -difference!.Value;
        var step = metric.IsProportion ? 0.05 : 0.025;
        return Math.Sign(better) * (Math.Abs(better) >= 2 * step ? 3 : Math.Abs(better) >= step ? 2 : 1);
    }

    /// <summary>The shade in words, since colour alone tells nobody: "much worse than everyone else". Null without one.</summary>
    public static string? Words(int tone) => tone switch
    {
        0 => null,
        _ => $"{Math.Abs(tone) switch { 3 => "much ", 2 => "", _ => "slightly " }}{(tone < 0 ? "worse" : "better")} than everyone else",
    };
}

/// <summary>The columns of a heat table where nobody asked for others.</summary>
public static class HeatMetrics
{
    public static IReadOnlyList<Metric> Usual { get; } =
    [
        Metric.FlagRate, Metric.Prevalence, Metric.Sensitivity, Metric.Specificity, Metric.Ppv, Metric.Npv, Metric.Auroc, Metric.ObservedExpected, Metric.Brier,
    ];
}

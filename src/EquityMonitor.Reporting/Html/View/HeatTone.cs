using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>How a heat table shades a figure: never by its value, only by how far it differs from everyone else where the interval of the difference leaves out 0 and there are enough to say so.</summary>
public static class HeatTone
{
    /// <summary>Of each side, where no rule says how many it takes.</summary>
    public const int Least = 30;

    /// <param name="difference">To everyone else; its denominator is the smaller side's.</param>
    /// <param name="verdict">Of the rules on the metric; a group that they find too small to judge is too small to shade. Null where no rule speaks of it.</param>
    /// <returns>-3 (worse by much) to 3 (better by much) of a metric with a better direction; 0 where the difference may be chance or rests on few.</returns>
    public static int Of(Metric metric, Estimate.Measured? difference, Verdict? verdict)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (verdict == Verdict.InsufficientData || (verdict is null && difference?.Denominator < Least))
            return 0;
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

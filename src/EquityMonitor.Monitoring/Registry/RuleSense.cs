using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Whether a limit on a metric has a meaning, and one that can both be met and be missed.</summary>
internal static class RuleSense
{
    /// <returns>Why the rule is refused and what to write instead, or null.</returns>
    public static string? Problem(Metric metric, Limit limit, BetterDirection? better, Reference? against) => limit switch
    {
        Limit.Band band => OutOfRange(metric, band.Low) ?? OutOfRange(metric, band.High),
        _ when metric.Better == BetterDirection.Target => $"{metric.Name} is best in the middle, so that only a band makes sense. Write, for example, band: [0.8, 1.25]",
        Limit.Floor floor => better == BetterDirection.Lower
            ? $"{metric.Name} is better when lower, so that a floor would punish what is good. Write a ceiling."
            : OutOfRange(metric, floor.Value) ?? (floor.Value <= Least(metric) ? $"{metric.Name} can never lie below {Text(floor.Value)}, so that the rule says nothing. Write a higher floor." : null),
        Limit.Ceiling ceiling => better == BetterDirection.Higher
            ? $"{metric.Name} is better when higher, so that a ceiling would punish what is good. Write a floor."
            : OutOfRange(metric, ceiling.Value) ?? (ceiling.Value >= Most(metric) ? $"{metric.Name} can never lie above {Text(ceiling.Value)}, so that the rule says nothing. Write a lower ceiling." : null),
        Limit.Gap gap => GapProblem(metric, gap, against),
        Limit.Ratio ratio => RatioProblem(metric, ratio),
        _ => null,
    };

    private static string? GapProblem(Metric metric, Limit.Gap gap, Reference? against)
    {
        if (!metric.IsProportion && metric != Metric.Auroc && metric != Metric.Brier)
            return $"A gap is defined for proportions, AUROC and the Brier score, not for {metric.Name}. Write {(metric.Better == BetterDirection.Lower ? "a ceiling" : "a floor")}, or another metric.";
        if (against is Reference.Everyone && !metric.IsProportion)
            return $"Against all, which contains the subgroup, a comparison is defined for proportions only. For {metric.Name} write against: complement";
        return gap.Value is > 0 and < 1 ? null : "A gap is the permitted difference in the metric's own unit, more than 0 and less than 1. Write, for example, gap: 0.05 for five points.";
    }

    private static string? RatioProblem(Metric metric, Limit.Ratio ratio)
    {
        if (!metric.IsProportion)
            return $"A ratio is defined for proportions only, such as sensitivity or ppv, not for {metric.Name}. Write {(metric == Metric.Auroc || metric == Metric.Brier ? "a gap" : metric.Better == BetterDirection.Lower ? "a ceiling" : "a floor")}.";
        return ratio.Value is > 0 and <= 1
            ? null
            : "A ratio is more than 0 and at most 1, also where lower is better (then up to 1/ratio times is permitted). Write, for example, ratio: 0.8 for the four-fifths convention.";
    }

    private static string? OutOfRange(Metric metric, double value)
    {
        var least = Least(metric);
        var most = Most(metric);
        if (value >= least && value <= most)
            return null;
        var range = double.IsInfinity(most) ? $"is at least {Text(least)}" : double.IsInfinity(least) ? $"is at most {Text(most)}" : $"lies in {Text(least)} to {Text(most)}";
        var advice = value > 1 && value <= 100 && most == 1 ? $"Write {Text(value / 100)} if {Text(value)} percent was meant." : "Write a value of that range.";
        return $"{Text(value)} cannot be reached: {metric.Name} {range}. {advice}";
    }

    private static double Least(Metric metric) =>
        metric == Metric.Nne ? 1 : metric == Metric.NetBenefit ? double.NegativeInfinity : 0;

    private static double Most(Metric metric) =>
        metric == Metric.Nne || metric == Metric.ObservedExpected ? double.PositiveInfinity : 1;

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Registry;

/// <summary>Whether a limit on a metric has a meaning, and one that can both be met and be missed.</summary>
internal static class RuleSense
{
    /// <returns>Why the rule is refused and what to write instead, or null.</returns>
    /// <param name="form">Shares are said in percent, as the form takes them.</param>
    public static string? Problem(Metric metric, Limit limit, BetterDirection? better, Reference? against, bool form) => limit switch
    {
        Limit.Band band => OutOfRange(metric, band.Low, form) ?? OutOfRange(metric, band.High, form) ?? BesideTheAim(metric, band, form),
        Limit.Gap gap when metric == Metric.MeanError => GapProblem(metric, gap, against, form),
        _ when metric.Better == BetterDirection.Target =>
            $"{metric.Name} is best in the middle, so that only a band{(metric == Metric.MeanError ? " or a gap" : null)} makes sense. {(form ? $"Choose a band, for example from {LimitReader.BandExample(metric, form)}." : $"Write, for example, {LimitReader.BandExample(metric, form)}")}",
        Limit.Floor floor => better == BetterDirection.Lower
            ? $"{metric.Name} is better when lower, so that a floor would punish what is good. Write a ceiling."
            : OutOfRange(metric, floor.Value, form) ?? (floor.Value <= Least(metric) ? $"{metric.Name} can never lie below {Text(metric, floor.Value, form)}, so that the rule says nothing. Write a higher floor." : null),
        Limit.Ceiling ceiling => better == BetterDirection.Higher
            ? $"{metric.Name} is better when higher, so that a ceiling would punish what is good. Write a floor."
            : OutOfRange(metric, ceiling.Value, form) ?? (ceiling.Value >= Most(metric) ? $"{metric.Name} can never lie above {Text(metric, ceiling.Value, form)}, so that the rule says nothing. Write a lower ceiling." : null),
        Limit.Gap gap => GapProblem(metric, gap, against, form),
        Limit.Ratio ratio => RatioProblem(metric, ratio),
        _ => null,
    };

    /// <summary>Of a metric that pages show and no rule may use.</summary>
    public static string WhyNoRule(Metric metric) =>
        $"{metric.Name} comes out too high in small samples, so that no limit on it would be fair. Write observedExpected or calibrationSlope with a band, or brier with a ceiling.";

    /// <summary>Of a calibration fit, whose aim is a single number: a band that leaves it out would call what is right wrong.</summary>
    private static string? BesideTheAim(Metric metric, Limit.Band band, bool form) =>
        !(metric.IsKeptOnRequest || metric == Metric.MeanError) || (band.Low <= metric.Aim && metric.Aim <= band.High)
            ? null
            : $"{metric.Name} is right at {Text(metric.Aim)}, which this band leaves out, so that a model whose risks are right would miss it. Write a band around {Text(metric.Aim)}, for example {LimitReader.BandExample(metric, form)}";

    private static string? GapProblem(Metric metric, Limit.Gap gap, Reference? against, bool form)
    {
        if (!metric.IsProportion && metric != Metric.Auroc && metric != Metric.Brier && metric != Metric.MeanError)
            return $"A gap is defined for proportions, AUROC, the Brier score and predicted minus observed, not for {metric.Name}. Write {(metric.Better == BetterDirection.Lower ? "a ceiling" : "a floor")}, or another metric.";
        if (against is Reference.Everyone && !metric.IsProportion)
            return $"Against all, which contains the subgroup, a comparison is defined for proportions only. For {metric.Name} write against: complement";
        if (gap.Value is > 0 and < 1)
            return null;
        return form && metric.IsProportion
            ? "A gap is the permitted difference in points, more than 0 and less than 100. Write, for example, 5."
            : "A gap is the permitted difference in the metric's own unit, more than 0 and less than 1. Write, for example, gap: 0.05 for five points.";
    }

    private static string? RatioProblem(Metric metric, Limit.Ratio ratio)
    {
        if (!metric.IsProportion)
            return $"A ratio is defined for proportions only, such as sensitivity or ppv, not for {metric.Name}. Write {(metric == Metric.Auroc || metric == Metric.Brier ? "a gap" : metric.Better == BetterDirection.Lower ? "a ceiling" : "a floor")}.";
        return ratio.Value is > 0 and <= 1
            ? null
            : "A ratio is more than 0 and at most 1, also where lower is better (then up to 1/ratio times is permitted). Write, for example, ratio: 0.8 for the four-fifths convention.";
    }

    private static string? OutOfRange(Metric metric, double value, bool form)
    {
        var least = Least(metric);
        var most = Most(metric);
        if (value >= least && value <= most)
            return null;
        string Say(double limit) => Text(metric, limit, form);
        var range = double.IsInfinity(most) ? $"is at least {Say(least)}" : double.IsInfinity(least) ? $"is at most {Say(most)}" : $"lies in {Say(least)} to {Say(most)}";
        var advice = !form && value > 1 && value <= 100 && most == 1 ? $"Write {Text(value / 100)} if {Text(value)} percent was meant." : "Write a value of that range.";
        return $"{Say(value)} cannot be reached: {metric.Name} {range}. {advice}";
    }

    private static double Least(Metric metric) =>
        metric == Metric.Nne ? 1 : metric == Metric.MeanError ? -1 : metric == Metric.NetBenefit || metric == Metric.ScaledBrier || metric.IsKeptOnRequest ? double.NegativeInfinity : 0;

    private static double Most(Metric metric) =>
        metric == Metric.Nne || metric == Metric.ObservedExpected || metric.IsKeptOnRequest ? double.PositiveInfinity : 1;

    private static string Text(Metric metric, double value, bool form) =>
        form && metric.IsProportion ? $"{Text((double)((decimal)value * 100))} %" : Text(value);

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}

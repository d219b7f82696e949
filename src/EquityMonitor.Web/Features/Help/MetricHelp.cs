using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Help;

/// <summary>What is said about one metric, beside what <see cref="Metric"/> and <c>MetricWords</c> know.</summary>
/// <param name="Reads">How to read it, with its traps: plain sentences.</param>
/// <param name="Denominator">What it is counted over.</param>
/// <param name="Interval">How its interval is made.</param>
/// <param name="Undefined">When it is not estimable.</param>
/// <param name="Source">Author, title, journal and year.</param>
public sealed record MetricHelp(IReadOnlyList<string> Reads, IReadOnlyList<Formula> Formulas, string Denominator, string Interval, IReadOnlyList<string> Undefined, IReadOnlyList<string> Source)
{
    /// <summary>Which end is the better one, in words.</summary>
    public static string Direction(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Better switch
        {
            BetterDirection.Higher => "Higher is better.",
            BetterDirection.Lower => "Lower is better.",
            BetterDirection.Target => $"Neither end is good: it should be {Aim(metric)}, so a rule takes a band.",
            _ => "Neither end is good in itself: a rule has to say which direction it means.",
        };
    }

    /// <summary>What is best of a metric of which neither end is good.</summary>
    public static string Aim(Metric metric) => metric == Metric.MeanError || metric == Metric.CalibrationIntercept ? "close to 0" : "close to 1";

    /// <summary>Which encounters it is about, in words.</summary>
    public static string Population(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.Population switch
        {
            MetricPopulation.Scored => "All scored encounters of the window, up to the as-of day.",
            MetricPopulation.Mature => "Encounters of the window that are old enough for their outcome to be recorded.",
            _ => "Mature encounters of the window whose outcome is known.",
        };
    }

    /// <summary>What a rule about it can be.</summary>
    public static string Limits(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        if (Metric.Find(metric.Key) is null)
            return "It is shown only: no rule can be about it.";
        var own = metric.Better switch
        {
            BetterDirection.Higher => "a floor or a band",
            BetterDirection.Lower => "a ceiling or a band",
            BetterDirection.Target => "a band",
            _ => "a floor, a ceiling or a band",
        };
        var compared = metric.IsProportion ? "; compared with others, a gap or a ratio" : metric == Metric.Auroc || metric == Metric.Brier || metric == Metric.MeanError ? "; compared with others, a gap" : null;
        return $"A rule about it can be {own}{compared}.";
    }
}

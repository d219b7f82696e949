using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// A model's worst finding as one sentence: "Readmission risk misses 58 % of outcomes among Spanish &amp; 80 and over (95 % interval 51 to 65), 17 points more than
/// among everyone else; 412 patients in the last 90 days; since about 3 Sep 2026."
/// </summary>
public static class ConcernSentence
{
    public static string Of(ModelCardView model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Concern is not { } concern)
            return $"{model.Name} is below what was agreed.";
        if (concern.Worst is not { } worst)
            return $"{model.Name}: {Plain(concern.Metric, concern.All)} for all patients, where {LimitWords.Of(concern.Rule)} was agreed.";
        if (worst.Own is not Reading.Known known)
            return $"{model.Name} is below “{concern.Rule.Name}” for {worst.Name} since about {Formats.Date(worst.Since)}; the figures rest on few patients and are suppressed.";
        var (what, value, interval, sense) = Said(concern.Metric, known.Measured);
        var text = $"{model.Name} {what} {Formats.Value(concern.Metric, value, interval)}{After(concern.Metric)} among {worst.Name}";
        if (interval is { } range)
            text += $" (95{Formats.Space}% interval {Formats.Range(concern.Metric, range)})";
        text += Against(concern.Metric, worst, known.Measured.Value, sense);
        text += worst.Patients is { } patients ? $"; {Formats.Count(patients, "patient", "patients")}" : $"; {Formats.Count(worst.Scored, "encounter", "encounters")}";
        return $"{text} in the last {concern.Rule.Window} days; since about {Formats.Date(worst.Since)}.";
    }

    /// <summary>How the metric is said, and whether that turns it round: who hears of sensitivity thinks of those who were missed.</summary>
    private static (string What, double Value, Interval? Interval, int Sense) Said(Metric metric, Estimate.Measured measured)
    {
        if (metric == Metric.Sensitivity || metric == Metric.Specificity)
            return (metric == Metric.Sensitivity ? "misses" : "wrongly flags", 1 - measured.Value, measured.Interval is { } i ? new Interval(1 - i.High, 1 - i.Low) : null, -1);
        if (metric == Metric.ObservedExpected)
            return ("sees", measured.Value, measured.Interval, 1);
        if (metric == Metric.OutcomeKnownRate)
            return ("has the outcome recorded for", measured.Value, measured.Interval, 1);
        var what = metric == Metric.Fnr ? "misses" : metric == Metric.Fpr ? "wrongly flags" : metric == Metric.FlagRate ? "flags" : $"has {Article(metric)}{MetricWords.Of(metric).InSentence} of";
        return (what, measured.Value, measured.Interval, 1);
    }

    private static string After(Metric metric) => metric.Key switch
    {
        "sensitivity" or "fnr" => " of outcomes",
        "specificity" or "fpr" => " of those without the outcome",
        "flagRate" or "outcomeKnownRate" => " of encounters",
        "observedExpected" => " outcomes for each one that it predicts",
        _ => string.Empty,
    };

    private static string Article(Metric metric) => MetricWords.Of(metric).InSentence[0] is 'a' or 'A' or 'o' ? "an " : "a ";

    private static string Against(Metric metric, SubgroupView worst, double own, int sense)
    {
        if (worst.Others is not Reading.Known others)
            return string.Empty;
        var difference = (own - others.Measured.Value) * sense;
        return $", {Formats.Difference(metric, difference)} {(difference >= 0 ? "more" : "less")} than among everyone else";
    }

    private static string Plain(Metric metric, Reading reading) => reading is Reading.Known known
        ? $"{MetricWords.Of(metric).InSentence} is {Formats.Value(metric, known.Measured.Value, known.Measured.Interval)}{(known.Measured.Interval is { } interval ? $" (95{Formats.Space}% interval {Formats.Range(metric, interval)})" : null)}"
        : $"{MetricWords.Of(metric).InSentence} is past its limit";
}

using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>
/// A model's worst finding as one sentence: "Readmission risk misses 58 % of outcomes among patients whose preferred language is Spanish (95 % interval 51 to 65),
/// 17 points more than among everyone else; 412 patients in the last 90 days; since about 3 Sep 2026."
/// </summary>
public static class ConcernSentence
{
    public static string Of(ModelCardView model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Concern is not { } concern)
            return $"{model.Name} is below what was agreed.";
        if (concern.Verdict == Verdict.Watch)
            return Watched(model.Name, concern);
        var metric = concern.Metric;
        if (concern.Worst is not { } worst)
            return concern.All is Reading.Known all
                ? $"{Said(model.Name, metric, all.Measured, "all patients")}{MetricSentence.Agreed(metric, concern.Rule.Limit, LimitText.Of(concern.Rule))}."
                : $"{model.Name} is below “{concern.Rule.Name}” for all patients.";
        if (worst.Own is not Reading.Known known)
            return $"{model.Name} is below “{concern.Rule.Name}” for {worst.Phrase}, {worst.Onset.InSentence}; {SmallCells.Withheld}.{Closed(worst)}";
        var text = Said(model.Name, metric, known.Measured, worst.Phrase);
        if (worst.Reference is Reading.Known reference)
            text += $", {MetricSentence.Against(metric, known.Measured.Value, reference.Measured.Value, LimitText.Among(concern.Rule))}";
        else if (worst.Others is Reading.Known others)
            text += $", {MetricSentence.Against(metric, known.Measured.Value, others.Measured.Value, "among everyone else")}";
        var size = worst.Patients is { } patients ? Formats.Count(patients, "patient", "patients") : Formats.Count(worst.Scored, "encounter", "encounters");
        return $"{text}; {size} in the last {concern.Rule.Window} days; {worst.Onset.InSentence}.{Closed(worst)}";
    }

    /// <summary>Said otherwise than a Below, which this is not: "Sepsis is on watch for Black &amp; Female patients: the sensitivity is 52 %, past the limit, but chance alone could explain it".</summary>
    private static string Watched(string model, ConcernView concern)
    {
        var who = concern.Worst?.Phrase ?? "all patients";
        if ((concern.Worst?.Own ?? concern.All) is not Reading.Known known)
            return $"{model} is on watch, not below, under “{concern.Rule.Name}” for {who}; {SmallCells.Withheld}.";
        var metric = concern.Metric;
        var figure = Formats.Value(metric, known.Measured.Value, known.Measured.Interval);
        var interval = known.Measured.Interval is { } limits ? $" ({IntervalWords.Of(known.Measured.Level)} {Formats.Range(metric, limits)})" : null;
        return $"{model} is on watch, not below: the {MetricWords.Of(metric).InSentence} of {figure}{interval} among {who} is past what was agreed ({LimitWords.Of(concern.Rule)}), but chance alone could explain it.";
    }

    /// <summary>The finding alone, without whom it is compared with and since when; null where a figure is withheld.</summary>
    public static string? Short(ModelCardView model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Concern is { Verdict: Verdict.Below } concern && (concern.Worst?.Own ?? concern.All) is Reading.Known known
            ? Said(model.Name, concern.Metric, known.Measured, concern.Worst?.Phrase ?? "all patients")
            : null;
    }

    private static string? Closed(SubgroupView worst) => worst.Closed is { } closed ? $" {closed.InSentence}" : null;

    private static string Said(string model, Metric metric, Estimate.Measured measured, string who) =>
        MetricSentence.Of(model, metric, measured, who) + (MetricSentence.Certainty(metric, measured) is { } certainty ? $" ({certainty})" : null);
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What an alert's figures mean for patients, in plain sentences with its own numbers.</summary>
public static class EvidenceMeaning
{
    /// <param name="evidence">As it was frozen.</param>
    /// <param name="rule">As it was; null when it is not known any more.</param>
    /// <param name="showReference">Whether the reader may see the figure of the reference, from which a relative limit follows.</param>
    public static IReadOnlyList<string> Of(AlertEvidence evidence, RuleDefinition? rule, bool showReference = true)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (Metric.Find(evidence.Metric) is not { } metric)
            return [];
        return (showReference || rule?.Against is null) && Agreed(evidence, rule) is { } agreed && Difference(metric, evidence, agreed) is { } difference
            ? [Measured(metric, evidence), difference]
            : [Measured(metric, evidence)];
    }

    /// <summary>The value of the metric at which the rule would just have been met; null where the limit cannot be said so.</summary>
    public static double? Agreed(AlertEvidence evidence, RuleDefinition? rule)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var lower = rule?.Better == BetterDirection.Lower;
        return rule?.Limit switch
        {
            Limit.Floor floor => floor.Value,
            Limit.Ceiling ceiling => ceiling.Value,
            Limit.Band band => evidence.Value < band.Low ? band.Low : band.High,
            Limit.Gap gap when rule.Better == BetterDirection.Target => evidence.ReferenceValue + (evidence.Value < evidence.ReferenceValue ? -gap.Value : gap.Value),
            Limit.Gap gap => evidence.ReferenceValue + (lower ? gap.Value : -gap.Value),
            Limit.Ratio ratio => evidence.ReferenceValue * (lower ? 1 / ratio.Value : ratio.Value),
            _ => null,
        };
    }

    private static string Measured(Metric metric, AlertEvidence evidence)
    {
        string Share(long part, long whole, string of, string said) => $"Of {Formats.Count(whole, "encounter", "encounters")} {of}, {Formats.Count(part)} {said}.";
        var e = evidence;
        return metric.Key switch
        {
            "sensitivity" or "fnr" => $"Of {Formats.Count(e.TruePositives + e.FalseNegatives, "encounter", "encounters")} with the outcome, the model flagged {Formats.Count(e.TruePositives)} and missed {Formats.Count(e.FalseNegatives)}.",
            "specificity" or "fpr" => Share(e.FalsePositives, e.FalsePositives + e.TrueNegatives, "without the outcome", "were flagged all the same"),
            "ppv" => Share(e.TruePositives, e.TruePositives + e.FalsePositives, "that the model flagged", "had the outcome"),
            "npv" => Share(e.FalseNegatives, e.FalseNegatives + e.TrueNegatives, "that the model did not flag", "had the outcome all the same"),
            "outcomeKnownRate" => Share(Part(e), (long)Math.Round(e.Denominator), "old enough for their outcome to be recorded", "have it recorded"),
            "flagRate" => Share(Part(e), (long)Math.Round(e.Denominator), "that the model scored", "were flagged"),
            "overrideRate" => Share(Part(e), (long)Math.Round(e.Denominator), "that were flagged and have a recorded response", "were not followed"),
            "prevalence" => Share(Part(e), (long)Math.Round(e.Denominator), "with a known outcome", "had the outcome"),
            "accuracy" => Share(e.TruePositives + e.TrueNegatives, e.TruePositives + e.FalsePositives + e.FalseNegatives + e.TrueNegatives, "with a known outcome", "were flagged or left unflagged rightly"),
            "auroc" => $"Shown one encounter with the outcome and one without, the model gives the first the higher score {Formats.Percent(e.Value)} of the time; a coin would reach 50{Formats.Space}%.",
            "observedExpected" => $"The outcome happened {Formats.Count(e.TruePositives + e.FalseNegatives, "time", "times")} where the scores expect {Formats.Count(e.Denominator)}: the model {(e.Value > 1 ? "understates" : "overstates")} the risk of this group.",
            "meanError" => $"On average the scores put the risk of this group {Formats.Difference(metric, e.Value)} too {(e.Value < 0 ? "low" : "high")}.",
            "calibrationIntercept" => $"The odds of the outcome are {Formats.Times(Math.Exp(e.Value))} times what the scores say: the model {(e.Value > 0 ? "understates" : "overstates")} the risk of this group.",
            "calibrationSlope" => e.Value < 1
                ? "The scores of this group are too extreme: high risks are put too high and low ones too low."
                : "The scores of this group are not spread enough: high risks are put too low and low ones too high.",
            "nne" => $"A clinician looks at {Formats.Value(metric, e.Value)} flagged encounters to find one with the outcome.",
            _ => MetricWords.Of(metric).Explanation,
        };
    }

    private static long Part(AlertEvidence evidence) => (long)Math.Round(evidence.Value * evidence.Denominator);

    /// <summary>How many encounters lie between what was measured and what was agreed.</summary>
    private static string? Difference(Metric metric, AlertEvidence evidence, double agreed)
    {
        if (!metric.IsProportion)
            return null;
        var count = (long)Math.Round(Math.Abs(evidence.Value - agreed) * evidence.Denominator, MidpointRounding.AwayFromZero);
        if (count == 0)
            return null;
        var about = $"about {Formats.Count(count)}";
        var limit = $"At the agreed limit ({Formats.Value(metric, agreed)})";
        return metric.Key switch
        {
            "sensitivity" or "fnr" => $"{limit}, it would have found {about} more of them.",
            "specificity" or "fpr" => $"{limit}, {about} fewer would have been flagged without cause.",
            "ppv" => $"{limit}, {about} more of the flags would have been right.",
            "npv" => $"{limit}, {about} fewer of them would have been missed.",
            "outcomeKnownRate" => $"{limit}, {about} more of them would be known.",
            _ => null,
        };
    }
}

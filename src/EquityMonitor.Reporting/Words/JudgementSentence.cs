using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>One judgement as a sentence: what was measured, how sure it is, against what, for how many patients.</summary>
public static class JudgementSentence
{
    /// <exception cref="ArgumentException">The metric of the judgement is not estimable, so there is nothing to say in numbers.</exception>
    public static string Of(RuleJudgement judgement, ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        ArgumentNullException.ThrowIfNull(definition);
        if (judgement.Metric is not Estimate.Measured measured)
            throw new ArgumentException("Only a measured metric makes a sentence.", nameof(judgement));
        var metric = judgement.Rule.Metric;
        var misses = metric == Metric.Sensitivity;
        var value = misses ? 1 - measured.Value : measured.Value;
        var limits = misses ? Complement(measured.Interval) : measured.Interval;
        var who = SubgroupWords.Phrase(judgement.Subgroup.Key, definition);
        var what = metric.Key switch
        {
            "sensitivity" or "fnr" => $"{definition.Name} misses {MetricWords.Percent(value)} of positive outcomes among {who}",
            "fpr" => $"{definition.Name} flags {MetricWords.Percent(value)} of those without the outcome among {who}",
            "ppv" => $"{MetricWords.Percent(value)} of those that {definition.Name} flags among {who} have the outcome",
            _ => $"{metric.Name} of {definition.Name} is {MetricWords.Value(metric, value)} among {who}",
        };
        return $"{what} ({Certainty(metric, limits, measured.Denominator)}), {Against(judgement, misses)}; {Patients(judgement)}.";
    }

    private static string Certainty(Metric metric, Interval? limits, double denominator)
    {
        var of = $"of {MetricWords.Count(denominator)} {MetricWords.DenominatorNoun(metric)}";
        return limits is null ? of : $"95\u00A0% interval {MetricWords.Limits(metric, limits)}, {of}";
    }

    private static string Against(RuleJudgement judgement, bool misses)
    {
        var rule = judgement.Rule;
        var everyone = RuleWords.Everyone(rule);
        return (rule.Limit, judgement.Compared) switch
        {
            (Limit.Gap, Estimate.Measured difference) =>
                $"{RuleWords.Size(rule.Metric, difference.Value)} {(difference.Value > 0 != misses ? "more" : "less")} than among {everyone}",
            (Limit.Ratio, Estimate.Measured ratio) when misses => $"sensitivity being {RuleWords.Times(ratio.Value)} times that of {everyone}",
            (Limit.Ratio, Estimate.Measured ratio) => $"{RuleWords.Times(ratio.Value)} times that of {everyone}",
            (Limit.Floor floor, _) when misses => $"where at most {MetricWords.Percent(1 - floor.Value)} was agreed",
            _ => $"where {RuleWords.Limit(rule)} was agreed",
        };
    }

    private static string Patients(RuleJudgement judgement)
    {
        var own = judgement.Subgroup.Own;
        return own.Patients is { } patients ? $"{MetricWords.Count(patients)} patients" : $"{MetricWords.Count(own.Scored)} encounters";
    }

    private static Interval? Complement(Interval? limits) => limits is { } known ? new Interval(1 - known.High, 1 - known.Low) : null;
}

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
        var what = MetricSentence.Of(definition.Name, metric, measured, new SubgroupNames(definition.Dimensions).Phrase(judgement.Subgroup.Key));
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $"{interval}, " : null;
        return $"{what} ({certainty}of {Formats.Denominator(metric, measured.Denominator)}), {Against(judgement)}; {Patients(judgement)}.";
    }

    private static string Against(RuleJudgement judgement)
    {
        var rule = judgement.Rule;
        var metric = rule.Metric;
        var turned = MetricSentence.IsTurned(metric);
        var others = LimitText.Others(rule);
        return (rule.Limit, judgement.Compared) switch
        {
            (Limit.Gap, Estimate.Measured difference) => MetricSentence.Against(metric, difference.Value, LimitText.Among(rule)),
            (Limit.Ratio, Estimate.Measured ratio) => $"{(turned ? $"{MetricWords.Of(metric).InSentence} being " : null)}{Formats.Times(ratio.Value)} times that of {others}",
            (Limit.Ratio, Estimate.Unbounded ratio) => Formats.TimesThatOf(ratio.Low, others),
            (Limit.Floor floor, _) when turned => LimitWords.Of($"where at most {LimitText.Value(metric, 1 - floor.Value)} was agreed"),
            _ => $"where {LimitWords.Of(rule)} was agreed",
        };
    }

    private static string Patients(RuleJudgement judgement)
    {
        var own = judgement.Subgroup.Own;
        return own.Patients is { } patients ? Formats.Count(patients, "patient", "patients") : Formats.Count(own.Scored, "encounter", "encounters");
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>
/// Judges the subgroups of one window by interval evidence: Below when the Benjamini-Hochberg adjusted one-sided p is at most 0.025, in families of one
/// rule, one as-of day and one order (All, singles, pairs apart) that hold every subgroup at or above the rule's minimum. The level that the model's figures are shown
/// at decides nothing here: p, verdict and <see cref="RuleJudgement.SurelyGood"/> go by one-sided 0.025, which is the 95 % interval, whatever is displayed. It controls the rate of false
/// alarms per look, approximately under dependence, and gives no guarantee over days. A period that is looked at once is judged by it whatever the rule
/// asks for; day after day, a rule whose evidence is peek-safe goes by its alarms.
/// </summary>
public static class RuleJudge
{
    private const double Level = 0.025;

    /// <summary>Judges by all rules of the definition, whatever their window: for a period that has one window only.</summary>
    /// <param name="samples">Every subgroup of the window, All among them.</param>
    /// <param name="baseline">Of a period that shares no day with the samples; null without one.</param>
    public static IReadOnlyList<RuleJudgement> Judge(ModelDefinition definition, IReadOnlyList<SubgroupSample> samples, BaselineSamples? baseline = null)
    {
        var references = new References(samples, baseline: baseline);
        return [.. definition.Rules.SelectMany(rule => Judge(definition, rule, samples, references))];
    }

    /// <summary>Judges by the rules of one window.</summary>
    /// <param name="range">The days of the window.</param>
    /// <param name="samples">Every subgroup of the window, All among them.</param>
    /// <param name="baseline">Of the model's version; null without one, or when no rule asks for it.</param>
    /// <param name="isAlarmed">Whether the peek-safe evidence of a rule has an alarm of a subgroup; null judges every rule by interval evidence.</param>
    public static IReadOnlyList<RuleJudgement> Judge(
        ModelDefinition definition, WindowRange range, IReadOnlyList<SubgroupSample> samples, BaselineSamples? baseline = null,
        Func<RuleDefinition, SubgroupKey, bool>? isAlarmed = null)
    {
        var references = new References(samples, range, baseline);
        return
        [
            .. definition.Rules.Where(rule => rule.Window == range.Window).SelectMany(rule => Judge(definition, rule, samples, references))
                .Select(judgement => WithAlarm(judgement, isAlarmed)),
        ];
    }

    /// <summary>A rule whose evidence is peek-safe calls Below what has an alarm, however little the window holds, and never what has none.</summary>
    private static RuleJudgement WithAlarm(RuleJudgement judgement, Func<RuleDefinition, SubgroupKey, bool>? isAlarmed)
    {
        if (isAlarmed is null || judgement.Rule.Evidence != RuleEvidence.PeekSafe)
            return judgement;
        if (isAlarmed(judgement.Rule, judgement.Subgroup.Key))
            return judgement with { Verdict = Verdict.Below };
        return judgement.Verdict == Verdict.Below ? judgement with { Verdict = Verdict.Watch } : judgement;
    }

    private static IEnumerable<RuleJudgement> Judge(ModelDefinition definition, RuleDefinition rule, IReadOnlyList<SubgroupSample> samples, References references)
    {
        var scale = ScaleOf(definition);
        foreach (var family in samples.Where(sample => RuleScope.Covers(rule, sample.Key)).GroupBy(sample => sample.Key.Order).OrderBy(group => group.Key))
        {
            var tested = family.Select(sample => (Sample: sample, Result: references.Test(rule, sample, scale))).ToList();
            var sufficient = tested.Where(test => IsSufficient(rule, test.Result)).Select(test => ((LimitTestResult.Tested)test.Result).PValue).ToArray();
            var adjusted = BenjaminiHochberg.Adjust(sufficient);
            var next = 0;
            foreach (var (sample, result) in tested)
            {
                double? p = IsSufficient(rule, result) ? adjusted[next++] : null;
                yield return Judgement(rule, sample, result, scale, references, p, sufficient.Length);
            }
        }
    }

    /// <summary>What the metrics must know of the model besides counts.</summary>
    public static ScoreScale ScaleOf(ModelDefinition definition) => definition.Scale;

    private static bool IsSufficient(RuleDefinition rule, LimitTestResult result) =>
        result is LimitTestResult.Tested tested && tested.SmallestDenominator >= rule.Minimum;

    private static RuleJudgement Judgement(
        RuleDefinition rule, SubgroupSample sample, LimitTestResult result, ScoreScale scale, References references, double? adjusted, int family)
    {
        var tested = result as LimitTestResult.Tested;
        var reference = references.SampleOf(rule, sample);
        return new RuleJudgement
        {
            Rule = rule,
            Subgroup = sample,
            Verdict = adjusted is not { } p ? Verdict.InsufficientData : p <= Level ? Verdict.Below : tested!.PastLimit ? Verdict.Watch : Verdict.Meets,
            Metric = Estimator.Estimate(rule.Metric, sample.Own, scale, all: references.All),
            ReferenceSample = reference,
            Reference = reference is null ? null : Estimator.Estimate(rule.Metric, reference, scale, all: references.All),
            Compared = rule.Against is null ? null : tested?.Compared ?? (Estimate)((LimitTestResult.NotEstimable)result).Reason,
            Margin = tested?.Margin,
            AdjustedPValue = adjusted,
            Family = family,
            SurelyGood = adjusted is not null && tested!.WhollyOnGoodSide,
            Reason = result switch
            {
                LimitTestResult.NotEstimable(var reason) => reason.Text,
                LimitTestResult.Tested enough when enough.SmallestDenominator < rule.Minimum => $"{enough.SmallestDenominator} of at least {rule.Minimum} needed",
                _ => null,
            },
        };
    }
}

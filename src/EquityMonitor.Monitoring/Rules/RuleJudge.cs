using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>
/// Judges the subgroups of one window by interval evidence: Below when the Benjamini-Hochberg adjusted one-sided p is at most 0.025, in families of one
/// rule, one as-of day and one order (All, singles, pairs apart) that hold every subgroup at or above the rule's minimum. It controls the rate of false
/// alarms per look, approximately under dependence, and gives no guarantee over days. A period that is looked at once is judged by it whatever the rule
/// asks for; day after day, a rule whose evidence is peek-safe goes by its alarms.
/// </summary>
public static class RuleJudge
{
    private const double Level = 0.025;

    /// <summary>Judges by all rules of the definition, whatever their window: for a period that has one window only.</summary>
    /// <param name="samples">Every subgroup of the window, All among them.</param>
    public static IReadOnlyList<RuleJudgement> Judge(ModelDefinition definition, IReadOnlyList<SubgroupSample> samples) =>
        [.. definition.Rules.SelectMany(rule => Judge(definition, rule, samples))];

    /// <summary>Judges by the rules of one window.</summary>
    /// <param name="isAlarmed">Whether the peek-safe evidence of a rule has an alarm of a subgroup; null judges every rule by interval evidence.</param>
    public static IReadOnlyList<RuleJudgement> Judge(
        ModelDefinition definition, int window, IReadOnlyList<SubgroupSample> samples, Func<RuleDefinition, SubgroupKey, bool>? isAlarmed = null) =>
        [.. definition.Rules.Where(rule => rule.Window == window).SelectMany(rule => Judge(definition, rule, samples)).Select(judgement => WithAlarm(judgement, isAlarmed))];

    /// <summary>A rule whose evidence is peek-safe calls Below what has an alarm, however little the window holds, and never what has none.</summary>
    private static RuleJudgement WithAlarm(RuleJudgement judgement, Func<RuleDefinition, SubgroupKey, bool>? isAlarmed)
    {
        if (isAlarmed is null || judgement.Rule.Evidence != RuleEvidence.PeekSafe)
            return judgement;
        if (isAlarmed(judgement.Rule, judgement.Subgroup.Key))
            return judgement with { Verdict = Verdict.Below };
        return judgement.Verdict == Verdict.Below ? judgement with { Verdict = Verdict.Watch } : judgement;
    }

    private static IEnumerable<RuleJudgement> Judge(ModelDefinition definition, RuleDefinition rule, IReadOnlyList<SubgroupSample> samples)
    {
        var scale = ScaleOf(definition);
        var all = samples.FirstOrDefault(sample => sample.Key.Order == 0)?.Own;
        foreach (var family in samples.Where(sample => Covers(rule, sample.Key)).GroupBy(sample => sample.Key.Order).OrderBy(group => group.Key))
        {
            var tested = family.Select(sample => (Sample: sample, Result: Test(rule, sample, scale, all))).ToList();
            var sufficient = tested.Where(test => IsSufficient(rule, test.Result)).Select(test => ((LimitTestResult.Tested)test.Result).PValue).ToArray();
            var adjusted = BenjaminiHochberg.Adjust(sufficient);
            var next = 0;
            foreach (var (sample, result) in tested)
            {
                double? p = IsSufficient(rule, result) ? adjusted[next++] : null;
                yield return Judgement(rule, sample, result, scale, all, p, sufficient.Length);
            }
        }
    }

    /// <summary>What the metrics must know of the model's score.</summary>
    public static ScoreScale ScaleOf(ModelDefinition definition) => new(definition.Threshold, definition.Score.Kind == ScoreKind.Probability);

    /// <summary>All has no complement, so rules that compare do not speak of it; a rule for some dimensions speaks of subgroups on those alone.</summary>
    private static bool Covers(RuleDefinition rule, SubgroupKey key)
    {
        if (key.Order == 0)
            return rule.Dimensions.Count == 0 && rule.Against is null;
        return rule.Dimensions.Count == 0 || key.Parts.All(part => rule.Dimensions.Contains(part.Key, StringComparer.Ordinal));
    }

    private static LimitTestResult Test(RuleDefinition rule, SubgroupSample sample, ScoreScale scale, PerformanceSample? all) =>
        LimitTest.Evaluate(rule.Metric, rule.Better, rule.Limit, sample.Own, sample.Complement, rule.Against is Reference.Everyone, scale, all: all);

    private static bool IsSufficient(RuleDefinition rule, LimitTestResult result) =>
        result is LimitTestResult.Tested tested && tested.SmallestDenominator >= rule.Minimum;

    private static RuleJudgement Judgement(
        RuleDefinition rule, SubgroupSample sample, LimitTestResult result, ScoreScale scale, PerformanceSample? all, double? adjusted, int family)
    {
        var tested = result as LimitTestResult.Tested;
        return new RuleJudgement
        {
            Rule = rule,
            Subgroup = sample,
            Verdict = adjusted is not { } p ? Verdict.InsufficientData : p <= Level ? Verdict.Below : tested!.PastLimit ? Verdict.Watch : Verdict.Meets,
            Metric = Estimator.Estimate(rule.Metric, sample.Own, scale, all: all),
            Reference = ReferenceOf(rule, sample, scale, all),
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

    private static Estimate? ReferenceOf(RuleDefinition rule, SubgroupSample sample, ScoreScale scale, PerformanceSample? all) => rule.Against switch
    {
        Reference.Complement when sample.Complement is { } complement => Estimator.Estimate(rule.Metric, complement, scale, all: all),
        Reference.Everyone when all is not null => Estimator.Estimate(rule.Metric, all, scale, all: all),
        _ => null,
    };
}

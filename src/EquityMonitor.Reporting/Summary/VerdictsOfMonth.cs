using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>What the rules said in a month, as it was judged then.</summary>
internal sealed record VerdictsOfMonth(JudgedMonth? Judged, IReadOnlySet<SubgroupKey> Pairs, ILookup<SubgroupKey, RuleVerdict> BySubgroup)
{
    public static readonly VerdictsOfMonth None = new(null, new HashSet<SubgroupKey>(), Array.Empty<(SubgroupKey Key, RuleVerdict Verdict)>().ToLookup(entry => entry.Key, entry => entry.Verdict));

    public static async Task<VerdictsOfMonth> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, CalendarMonth month, CancellationToken cancellationToken)
    {
        var judgedThrough = await context.JudgeStates.Where(state => state.ModelId == modelId).Select(state => (DateOnly?)state.JudgedThrough).FirstOrDefaultAsync(cancellationToken);
        var (first, last) = (month.First, month.Last);
        if (judgedThrough is not { } through || through < first)
            return None;
        var asOf = through < last ? through : last;
        var rules = definition.Rules.ToDictionary(rule => rule.Key, StringComparer.Ordinal);
        var noticed = await (
            from spell in context.VerdictSpells.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.ModelId == modelId && spell.From <= last && (spell.To == null || spell.To >= first) && subgroup.Order > 1
                && (spell.Verdict == Verdict.Below || spell.Verdict == Verdict.Watch)
            select new { spell.RuleKey, subgroup.Key }).Distinct().ToListAsync(cancellationToken);
        HashSet<SubgroupKey> pairs = [.. noticed.Where(entry => rules.ContainsKey(entry.RuleKey)).Select(entry => SubgroupKey.Parse(entry.Key))];

        var onDay = await VerdictReader.OnDayAsync(context, modelId, asOf, cancellationToken);
        var verdicts = onDay.Where(entry => rules.ContainsKey(entry.Key.Rule) && (entry.Key.Subgroup.Order < 2 || pairs.Contains(entry.Key.Subgroup)))
            .Select(entry => (entry.Key.Subgroup, Verdict: new RuleVerdict(rules[entry.Key.Rule], entry.Value.Verdict, entry.Value.From)))
            .OrderBy(entry => entry.Subgroup)
            .ToArray();
        if (verdicts.Length == 0)
            return None with { Pairs = pairs };
        var judgedPairs = onDay.Keys.Where(entry => entry.Subgroup.Order > 1).Select(entry => entry.Rule).ToHashSet(StringComparer.Ordinal);
        var ofRules = new List<RuleMonth>();
        foreach (var rule in definition.Rules)
        {
            var ofRule = OfRule(definition, rule, asOf, [.. verdicts.Where(entry => entry.Verdict.Rule.Key == rule.Key)]);
            ofRules.Add(ofRule with
            {
                Combinations = !SpeaksOfPairs(definition, rule) ? Combinations.NotAgreed : judgedPairs.Contains(rule.Key) ? Combinations.Judged : Combinations.NotJudged,
                Figures = await JudgedFigures.ReadAsync(context, modelId, definition, rule, asOf, [.. ofRule.Below, .. ofRule.Watch], cancellationToken),
            });
        }

        var order = definition.Rules.Select((rule, index) => (rule.Key, index)).ToDictionary(entry => entry.Key, entry => entry.index, StringComparer.Ordinal);
        return new VerdictsOfMonth(
            new JudgedMonth(asOf, ofRules),
            pairs,
            verdicts.OrderBy(entry => order[entry.Verdict.Rule.Key]).ToLookup(entry => entry.Subgroup, entry => entry.Verdict));
    }

    private static bool SpeaksOfPairs(ModelDefinition definition, RuleDefinition rule) => (rule.Dimensions.Count > 0 ? rule.Dimensions.Count : definition.Dimensions.Count) > 1;

    private static RuleMonth OfRule(ModelDefinition definition, RuleDefinition rule, DateOnly asOf, (SubgroupKey Key, RuleVerdict Verdict)[] verdicts)
    {
        var range = WindowRange.Of(definition, rule.Window, asOf);
        return new RuleMonth(
            rule,
            rule.Metric.Population == Statistics.MetricPopulation.Scored ? range.Scored : range.Mature,
            [.. verdicts.Where(entry => entry.Verdict.Verdict == Verdict.Below).Select(entry => entry.Key)],
            [.. verdicts.Where(entry => entry.Verdict.Verdict == Verdict.Watch).Select(entry => entry.Key)],
            verdicts.Count(entry => entry.Key.Order < 2 && entry.Verdict.Verdict == Verdict.Meets),
            verdicts.Count(entry => entry.Key.Order < 2 && entry.Verdict.Verdict == Verdict.InsufficientData));
    }
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Rules;

/// <summary>The verdict spells of a model that still last, kept while its as-of days are judged in order.</summary>
public sealed class SpellBook
{
    private readonly int _modelId;
    private readonly RuleHistory _history;
    private readonly Dictionary<(string Rule, int Subgroup), VerdictSpell> _lasting;
    private readonly Dictionary<(string Rule, int Subgroup), VerdictSpell> _justEnded;

    private SpellBook(
        int modelId, RuleHistory history, Dictionary<(string Rule, int Subgroup), VerdictSpell> lasting, Dictionary<(string Rule, int Subgroup), VerdictSpell> justEnded)
    {
        _modelId = modelId;
        _history = history;
        _lasting = lasting;
        _justEnded = justEnded;
    }

    /// <param name="judgedThrough">The newest day that was judged, which may be judged again; null before the first.</param>
    public static async Task<SpellBook> LoadAsync(
        MonitorDbContext context, int modelId, RuleHistory history, DateOnly? judgedThrough, CancellationToken cancellationToken)
    {
        var dayBefore = judgedThrough?.AddDays(-1);
        var spells = await context.VerdictSpells.AsNoTracking()
            .Where(spell => spell.ModelId == modelId && (spell.To == null || spell.To == dayBefore))
            .ToListAsync(cancellationToken);
        return new SpellBook(
            modelId,
            history,
            spells.Where(spell => spell.To is null).ToDictionary(spell => (spell.RuleKey, spell.SubgroupId)),
            spells.Where(spell => spell.To is not null).ToDictionary(spell => (spell.RuleKey, spell.SubgroupId)));
    }

    /// <summary>The spell that a rule has of a subgroup now; null before its first judgement.</summary>
    public VerdictSpell? Find(string ruleKey, int subgroupId) => _lasting.GetValueOrDefault((ruleKey, subgroupId));

    /// <summary>
    /// Continues, ends and begins spells by the judgements of one as-of day, and adds the changes to the context. A day that is judged again replaces what
    /// it said the first time. Returns whether anything changed.
    /// </summary>
    public bool Apply(MonitorDbContext context, IReadOnlyList<RuleJudgement> judgements, SubgroupNumbers numbers, DateOnly asOf, int revision)
    {
        var changed = false;
        foreach (var judgement in judgements)
        {
            var key = (judgement.Rule.Key, numbers[judgement.Subgroup.Key]);
            if (_lasting.TryGetValue(key, out var spell))
            {
                if (spell.Verdict == judgement.Verdict)
                    continue;
                if (spell.From == asOf)
                {
                    JudgeAgain(context, key, spell, judgement.Verdict);
                    changed = true;
                    continue;
                }

                context.VerdictSpells.Attach(spell).Entity.To = asOf.AddDays(-1);
            }

            var begun = new VerdictSpell
            {
                ModelId = _modelId,
                RuleKey = judgement.Rule.Key,
                SubgroupId = key.Item2,
                Verdict = judgement.Verdict,
                From = asOf,
                Revision = revision,
            };
            context.VerdictSpells.Add(begun);
            _lasting[key] = begun;
            changed = true;
        }

        return changed;
    }

    /// <summary>What today's first judgement began is corrected, or, where the day now says what the day before said, taken back.</summary>
    private void JudgeAgain(MonitorDbContext context, (string Rule, int Subgroup) key, VerdictSpell today, Verdict verdict)
    {
        if (_justEnded.TryGetValue(key, out var before) && before.Verdict == verdict && before.To == today.From.AddDays(-1) && _history.Holds(key.Rule, before.Revision))
        {
            context.VerdictSpells.Remove(today);
            context.VerdictSpells.Attach(before).Entity.To = null;
            _lasting[key] = before;
            _justEnded.Remove(key);
        }
        else
        {
            context.VerdictSpells.Attach(today).Entity.Verdict = verdict;
        }
    }

    /// <summary>Ends the spells of rules that are no longer in force, or no longer say what they said when the spell began.</summary>
    public bool EndOutdated(MonitorDbContext context, DateOnly asOf) => End(context, _lasting.Where(entry => !_history.Holds(entry.Key.Rule, entry.Value.Revision)), asOf);

    /// <summary>
    /// Ends the spells of subgroups that a rule no longer says anything of: nobody of them is left in the window, or their dimension is no longer
    /// covered. Else the last verdict of a ward that has closed would stand for ever.
    /// </summary>
    /// <param name="judgements">All judgements of the as-of day.</param>
    /// <param name="couldBeJudged">Whether a spell's subgroup would be among them if anybody of it were there.</param>
    public bool EndAbsent(
        MonitorDbContext context, IReadOnlyList<RuleJudgement> judgements, SubgroupNumbers numbers, Func<VerdictSpell, bool> couldBeJudged, DateOnly asOf)
    {
        var judged = judgements.Select(judgement => (judgement.Rule.Key, numbers[judgement.Subgroup.Key])).ToHashSet();
        return End(context, _lasting.Where(entry => !judged.Contains(entry.Key) && couldBeJudged(entry.Value)), asOf);
    }

    private bool End(MonitorDbContext context, IEnumerable<KeyValuePair<(string Rule, int Subgroup), VerdictSpell>> spells, DateOnly asOf)
    {
        var ended = spells.ToList();
        foreach (var (key, spell) in ended)
        {
            // What only the day's first judgement began is taken back: the day can begin another spell under the same rule.
            if (spell.From < asOf)
                context.VerdictSpells.Attach(spell).Entity.To = asOf.AddDays(-1);
            else
                context.VerdictSpells.Remove(spell);
            _lasting.Remove(key);
        }

        return ended.Count > 0;
    }
}

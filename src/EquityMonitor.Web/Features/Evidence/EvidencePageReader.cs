using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Evidence;

/// <summary>Reads the page of the evidence so far. An interface because a page must be testable in states that a database cannot easily be put into.</summary>
public interface IEvidencePageReader
{
    Task<EvidencePageView> ReadAsync(EvidenceQuery query, bool showSmallCells, CancellationToken cancellationToken);
}

/// <summary>Reads what a rule says of its groups, the newest figures of one of them, and its evidence from the ledger.</summary>
public sealed class EvidencePageReader(IDbContextFactory<MonitorDbContext> contexts, EvidenceReader evidence) : IEvidencePageReader
{
    public async Task<EvidencePageView> ReadAsync(EvidenceQuery query, bool showSmallCells, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Key == query.ModelKey, cancellationToken) is not { } model)
            return new EvidencePageView { ModelKey = query.ModelKey };
        if (model.TryReadDefinition(out var problems) is null)
            return new EvidencePageView { ModelKey = model.Key, ModelName = model.Name, Problem = string.Join(" ", problems) };
        var definition = model.ReadDefinition();
        var view = new EvidencePageView { ModelKey = model.Key, ModelName = model.Name };
        if (definition.Rules.Count == 0)
            return view;
        var notes = new List<string>();
        var rule = RuleOf(query, definition, notes);
        var judged = await JudgedAsync(context, model.Id, rule.Key, cancellationToken);
        if (judged.Count == 0)
            return view;
        var group = GroupOf(query, judged, notes);
        var (newest, reference) = await NewestAsync(context, model.Id, rule, group, cancellationToken);
        var stored = new StoredEvidence
        {
            Definition = definition,
            Rule = rule,
            Judged = judged,
            Group = group,
            Notes = notes,
            Path = await evidence.PathAsync(model.Id, rule.Key, group.SubgroupId, cancellationToken),
            Newest = newest,
            Reference = reference,
            AlertId = await context.Alerts.AsNoTracking()
                .Where(alert => alert.ModelId == model.Id && alert.RuleKey == rule.Key && alert.SubgroupId == group.SubgroupId && (alert.State == Monitoring.Alerts.AlertState.Open || alert.State == Monitoring.Alerts.AlertState.Acknowledged))
                .OrderByDescending(alert => alert.Id).Select(alert => (int?)alert.Id).FirstOrDefaultAsync(cancellationToken),
        };
        return view with { Subject = EvidenceSubjects.Of(stored, showSmallCells) };
    }

    private static RuleDefinition RuleOf(EvidenceQuery query, ModelDefinition definition, List<string> notes)
    {
        if (definition.Rules.FirstOrDefault(rule => rule.Key == query.Rule) is { } asked)
            return asked;
        var usual = definition.Rules.FirstOrDefault(rule => rule.Evidence == RuleEvidence.PeekSafe) ?? definition.Rules[0];
        if (!string.IsNullOrEmpty(query.Rule))
            notes.Add($"This model has no rule “{query.Rule}”. “{usual.Name}” is shown.");
        return usual;
    }

    private static CurrentVerdict GroupOf(EvidenceQuery query, IReadOnlyList<CurrentVerdict> judged, List<string> notes)
    {
        if (query.Group is null)
            return judged[0];
        if (judged.FirstOrDefault(verdict => verdict.Subgroup.ToString() == query.Group) is { } asked)
            return asked;
        notes.Add($"This rule does not judge the group “{query.Group}”. Another is shown.");
        return judged[0];
    }

    /// <summary>Worst first, then by number of dimensions and key.</summary>
    private static async Task<IReadOnlyList<CurrentVerdict>> JudgedAsync(MonitorDbContext context, int modelId, string ruleKey, CancellationToken cancellationToken)
    {
        var rows = await (
            from spell in context.VerdictSpells.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on spell.SubgroupId equals subgroup.Id
            where spell.ModelId == modelId && spell.RuleKey == ruleKey && spell.To == null
            select new { spell.SubgroupId, subgroup.Key, spell.Verdict, spell.From }).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new CurrentVerdict(row.SubgroupId, SubgroupKey.Parse(row.Key), row.Verdict, row.From))
                .OrderBy(verdict => EvidenceSubjects.Rank(verdict.Verdict)).ThenBy(verdict => verdict.Subgroup),
        ];
    }

    /// <summary>The group and All on the newest day of the rule's window on which the group has a point, and whom the rule holds the group against.</summary>
    private static async Task<(DaySamples? Newest, ComparisonReference? Reference)> NewestAsync(
        MonitorDbContext context, int modelId, RuleDefinition rule, CurrentVerdict group, CancellationToken cancellationToken)
    {
        var set = await context.PointSets.AsNoTracking().Where(row => row.ModelId == modelId && row.Window == rule.Window).OrderByDescending(row => row.AsOf).FirstOrDefaultAsync(cancellationToken);
        if (set is null)
            return (null, null);
        SubgroupKey[] wanted = [SubgroupKey.All, group.Subgroup, .. RuleScope.Counterpart(rule, group.Subgroup) is { } counterpart ? [counterpart] : Array.Empty<SubgroupKey>()];
        var keys = await PointReader.NumbersAsync(context, modelId, wanted.Distinct(), cancellationToken);
        if (!keys.Values.Contains(SubgroupKey.All) || await PointReader.SamplesAsync(context, modelId, rule.Window, keys, set.AsOf, set.AsOf, cancellationToken) is not [{ } samples])
            return (null, null);
        if (rule.Against is null || samples.Find(group.Subgroup) is not { } own)
            return (samples, null);
        var baseline = rule.Against is Reference.OwnBaseline ? await BaselineSamples.LoadAsync(context, modelId, [group.SubgroupId], cancellationToken) : null;
        var range = new WindowRange(rule.Window, set.AsOf, new DateRange(set.ScoredFrom, set.ScoredTo), new DateRange(set.MatureFrom, set.MatureTo));
        return (samples, new References(samples.Samples, range, baseline).Of(rule, own));
    }
}

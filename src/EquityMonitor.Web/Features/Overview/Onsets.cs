using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Since when an alert's finding has held: its spell says it of a single group, its peek-safe evidence of a pair.</summary>
public static class Onsets
{
    /// <param name="alert">May be closed.</param>
    /// <param name="subgroup">Whom it is about.</param>
    /// <param name="history">Of the rule and the subgroup.</param>
    public static Onset Of(Alert alert, SubgroupKey subgroup, SpellHistory history)
    {
        ArgumentNullException.ThrowIfNull(alert);
        ArgumentNullException.ThrowIfNull(subgroup);
        ArgumentNullException.ThrowIfNull(history);
        return Of(alert.RuleKey, alert.SubgroupId, alert.OpenedFor, subgroup, alert.Evidence.Alarm?.Onset, history);
    }

    /// <summary>The same from as much of an alert as it needs.</summary>
    /// <param name="began">Of a pair, the day that its evidence tells.</param>
    public static Onset Of(string rule, int subgroupId, DateOnly openedFor, SubgroupKey subgroup, DateOnly? began, SpellHistory history)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        ArgumentNullException.ThrowIfNull(history);
        var (start, isPair) = (history.StartOf(rule, subgroupId, Verdict.Below, openedFor), subgroup.Order > 1);
        return new Onset(start?.From ?? openedFor, isPair) { Began = isPair ? began : null, OrEarlier = start?.IsFirst ?? true };
    }

    /// <param name="from">First as-of day of the verdict.</param>
    /// <param name="subgroup">Who has it.</param>
    /// <param name="alert">That the verdict led to; null without.</param>
    /// <param name="isFirst">Nothing else was judged before it.</param>
    public static Onset Of(DateOnly from, SubgroupKey subgroup, Alert? alert, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(subgroup);
        var isPair = subgroup.Order > 1;
        return new Onset(from, isPair) { Began = isPair ? alert?.Evidence.Alarm?.Onset : null, OrEarlier = isFirst };
    }

    /// <summary>Of alerts, by number.</summary>
    public static async Task<IReadOnlyDictionary<int, Onset>> OfAsync(MonitorDbContext context, IReadOnlyCollection<OpenAlert> alerts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        var history = await SpellHistory.LoadAsync(context, [.. alerts.Select(alert => alert.Alert.RuleKey).Distinct()], [.. alerts.Select(alert => alert.Alert.SubgroupId).Distinct()], cancellationToken);
        return alerts.ToDictionary(alert => alert.Alert.Id, alert => Of(alert.Alert, alert.Subgroup, history));
    }

    /// <summary>The alerts of a model's pairs that peek-safe evidence led to, by rule and pair: only they tell when a pair's finding began.</summary>
    public static async Task<ILookup<(string Rule, SubgroupKey Subgroup), Alert>> OfPairsAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.ModelId == modelId && subgroup.Order > 1
            select new { Alert = alert, subgroup.Key }).ToListAsync(cancellationToken);
        return rows.Where(row => row.Alert.Evidence.Alarm is not null).ToLookup(row => (row.Alert.RuleKey, SubgroupKey.Parse(row.Key)), row => row.Alert);
    }
}

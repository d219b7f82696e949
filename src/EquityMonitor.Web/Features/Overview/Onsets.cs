using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>Since when an alert's finding has held: as its peek-safe evidence tells, and where there is none, since the first day of its spell.</summary>
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
        var start = history.StartOf(alert.RuleKey, alert.SubgroupId, Verdict.Below, alert.OpenedFor);
        return Of(start?.From ?? alert.OpenedFor, subgroup, alert, start?.IsFirst ?? true);
    }

    /// <param name="from">First as-of day of the verdict.</param>
    /// <param name="subgroup">Who has it.</param>
    /// <param name="alert">That the verdict led to; null without, and for a verdict that is not Below, of which its evidence tells nothing.</param>
    /// <param name="isFirst">Nothing else was judged before it.</param>
    public static Onset Of(DateOnly from, SubgroupKey subgroup, Alert? alert, bool isFirst)
    {
        ArgumentNullException.ThrowIfNull(subgroup);

        // A verdict that began under an earlier form of the rule may be older than the evidence of the newer one.
        var began = alert?.Evidence.Alarm?.Onset;
        return new Onset(from, subgroup.Order > 1) { Began = began <= from ? began : null, OrEarlier = isFirst };
    }

    /// <summary>Of alerts, by number.</summary>
    public static async Task<IReadOnlyDictionary<int, Onset>> OfAsync(MonitorDbContext context, IReadOnlyCollection<OpenAlert> alerts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        var history = await SpellHistory.LoadAsync(context, [.. alerts.Select(alert => alert.Alert.RuleKey).Distinct()], [.. alerts.Select(alert => alert.Alert.SubgroupId).Distinct()], cancellationToken);
        return alerts.ToDictionary(alert => alert.Alert.Id, alert => Of(alert.Alert, alert.Subgroup, history));
    }

    /// <summary>The alerts of a model that peek-safe evidence led to, by rule and subgroup: they tell when a finding began.</summary>
    public static async Task<ILookup<(string Rule, SubgroupKey Subgroup), Alert>> OfModelAsync(MonitorDbContext context, int modelId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.ModelId == modelId
            orderby alert.Id
            select new { Alert = alert, subgroup.Key }).ToListAsync(cancellationToken);
        return rows.Where(row => row.Alert.Evidence.Alarm is not null).ToLookup(row => (row.Alert.RuleKey, SubgroupKey.Parse(row.Key)), row => row.Alert);
    }
}

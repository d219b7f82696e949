using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Words;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>The alert about a finding that still holds, although nobody works on it any more.</summary>
public sealed record ClosedAlert(int Id, AlertState State, DateOnly On)
{
    /// <summary>"Its alert was resolved on 20 Nov 2026, and it is still below."</summary>
    public string InSentence => $"Its alert was {(State == AlertState.Recovered ? "closed by recovered figures" : State == AlertState.Resolved ? "resolved" : "dismissed")} on {Formats.Date(On)}, and it is still below.";

    /// <summary>The newest that was closed since the group is below; null where there is none.</summary>
    public static async Task<ClosedAlert?> FindAsync(
        MonitorDbContext context, ModelDefinition definition, int modelId, string ruleKey, CurrentVerdict worst, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(worst);
        var from = worst.From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var closed = await context.Alerts.AsNoTracking()
            .Where(alert => alert.ModelId == modelId && alert.RuleKey == ruleKey && alert.SubgroupId == worst.SubgroupId && alert.ClosedAt >= from)
            .OrderByDescending(alert => alert.Id)
            .Select(alert => new { alert.Id, alert.State, At = alert.ClosedAt!.Value })
            .FirstOrDefaultAsync(cancellationToken);
        return closed is null ? null : new ClosedAlert(closed.Id, closed.State, new DayClock(definition.Time?.Zone ?? TimeZoneInfo.Utc).DayOf(closed.At));
    }
}

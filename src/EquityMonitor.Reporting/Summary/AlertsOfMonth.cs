using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>The alerts of a month as they stood at its end, and those that were opened later for days up to its end.</summary>
internal static class AlertsOfMonth
{
    /// <summary>A night's run opens an alert for the day before. Whatever comes this much after its day came from days that were evaluated later.</summary>
    private const int MostDaysToOpen = 7;

    private const string Because = "1 to 10 patients, or 1 to 10 in one of its counts";

    public static async Task<IReadOnlyList<AlertLine>> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, CalendarMonth month, CancellationToken cancellationToken)
    {
        var last = month.Last;
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.ModelId == modelId && alert.OpenedFor <= last
            select new { Alert = alert, subgroup.Key }).ToListAsync(cancellationToken);
        var clock = new DayClock(definition.Time?.Zone ?? TimeZoneInfo.Utc);
        var names = new SubgroupNames(definition.Dimensions);
        return
        [
            .. rows.Where(row => !(ClosedOn(row.Alert, clock) < month.First))
                .Select(row => Line(row.Alert, SubgroupKey.Parse(row.Key), month, clock, names))
                .OrderByDescending(line => line.Severity)
                .ThenBy(line => line.OpenedFor)
                .ThenBy(line => line.Id),
        ];
    }

    /// <summary>The day it was closed for by the evidence, or on which a person closed it.</summary>
    private static DateOnly? ClosedOn(Alert alert, DayClock clock) => alert.ClosedAt is { } at ? alert.ClosedFor ?? clock.DayOf(at) : null;

    private static AlertLine Line(Alert alert, SubgroupKey key, CalendarMonth month, DayClock clock, SubgroupNames names)
    {
        var evidence = alert.Evidence;
        var acknowledgedOn = alert.AcknowledgedAt is { } at ? clock.DayOf(at) : (DateOnly?)null;
        var openedOn = clock.DayOf(alert.OpenedAt);
        var later = openedOn > month.Last && openedOn > alert.OpenedFor.AddDays(MostDaysToOpen);
        var closed = !later && ClosedOn(alert, clock) <= month.Last;
        var acknowledged = acknowledgedOn <= month.Last;
        var small = EvidenceCells.AreSmall(evidence);
        return new AlertLine
        {
            Id = alert.Id,
            RuleKey = alert.RuleKey,
            RuleName = alert.RuleName,
            Severity = alert.Severity,
            Subgroup = key,
            SubgroupName = names.Of(key),
            OpenedFor = alert.OpenedFor,
            OpenedAt = alert.OpenedAt,
            OpenedInMonth = !later && month.Days.Contains(alert.OpenedFor),
            OpenedLaterOn = later ? openedOn : null,
            AcknowledgedAt = acknowledged ? alert.AcknowledgedAt : null,
            AcknowledgedBy = acknowledged ? alert.AcknowledgedBy : null,
            AcknowledgedInMonth = acknowledged && acknowledgedOn >= month.First,
            ClosedAt = closed ? alert.ClosedAt : null,
            ClosedAs = closed ? alert.State : null,
            Metric = Metric.Find(evidence.Metric),
            Limit = LimitWords.Of(evidence.Limit),
            Value = small ? null : Rounded(evidence.Value),
            Low = small ? null : Rounded(evidence.Low),
            High = small ? null : Rounded(evidence.High),
            Level = evidence.Level(),
            SuppressedBecause = small ? Because : null,
        };
    }

    internal static double? Rounded(double? value) => value is { } known ? Math.Round(known, 2, MidpointRounding.AwayFromZero) : null;
}

using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Summary;

/// <summary>
/// A combination of two groups whose alert was opened after the month, by evidence that reaches back into it. Combinations are judged on the newest day of a run alone, so
/// a month that was caught up does not know of them by its own verdicts.
/// </summary>
public sealed record FoundLater
{
    public required int AlertId { get; init; }

    public required string RuleName { get; init; }

    /// <summary>What was agreed, in words.</summary>
    public required string Limit { get; init; }

    public required SubgroupKey Subgroup { get; init; }

    public required string SubgroupName { get; init; }

    /// <summary>"Black &amp; Female patients".</summary>
    public required string Phrase { get; init; }

    /// <summary>The as-of day it was opened for.</summary>
    public required DateOnly OpenedFor { get; init; }

    /// <summary>The as-of day on which the evidence sufficed.</summary>
    public required DateOnly RaisedOn { get; init; }

    /// <summary>The encounter day on which the departure probably began.</summary>
    public required DateOnly Onset { get; init; }

    /// <summary>Whether the evidence sufficed by the end of the month; else only the probable begin lies before it.</summary>
    public required bool WasBelow { get; init; }

    /// <summary>Null when this version does not know the metric.</summary>
    public Metric? Metric { get; init; }

    /// <summary>The figure of the day it was opened for, rounded; null when suppressed.</summary>
    public JudgedFigure? Figure { get; init; }

    internal static async Task<IReadOnlyList<FoundLater>> ReadAsync(
        MonitorDbContext context, int modelId, ModelDefinition definition, CalendarMonth month, CancellationToken cancellationToken)
    {
        var last = month.Last;
        var rows = await (
            from alert in context.Alerts.AsNoTracking()
            join subgroup in context.Subgroups.AsNoTracking() on alert.SubgroupId equals subgroup.Id
            where alert.ModelId == modelId && alert.OpenedFor > last && subgroup.Order > 1
            select new { Alert = alert, subgroup.Key }).ToListAsync(cancellationToken);
        var names = new SubgroupNames(definition.Dimensions);
        return
        [
            .. from row in rows
               let evidence = row.Alert.Evidence
               where evidence.Alarm is { } alarm && alarm.Onset <= last
               let key = SubgroupKey.Parse(row.Key)
               let small = EvidenceCells.AreSmall(evidence)
               orderby evidence.Alarm!.RaisedOn, row.Alert.Id
               select new FoundLater
               {
                   AlertId = row.Alert.Id,
                   RuleName = row.Alert.RuleName,
                   Limit = LimitWords.Of(evidence.Limit),
                   Subgroup = key,
                   SubgroupName = names.Of(key),
                   Phrase = names.Phrase(key),
                   OpenedFor = row.Alert.OpenedFor,
                   RaisedOn = evidence.Alarm!.RaisedOn,
                   Onset = evidence.Alarm.Onset,
                   WasBelow = evidence.Alarm.RaisedOn <= last,
                   Metric = Metric.Find(evidence.Metric),
                   Figure = small ? null : new JudgedFigure(AlertsOfMonth.Rounded(evidence.Value), AlertsOfMonth.Rounded(evidence.Low), AlertsOfMonth.Rounded(evidence.High), evidence.Level(), null),
               },
        ];
    }
}

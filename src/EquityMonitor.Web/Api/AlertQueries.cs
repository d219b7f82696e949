using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Web.Api;

/// <summary>Alerts of all states, page by page.</summary>
internal static class AlertQueries
{
    public static IQueryable<Alert> Matching(MonitorDbContext context, IReadOnlyCollection<AlertState> states, int? modelId)
    {
        var alerts = context.Alerts.AsNoTracking();
        if (states.Count > 0)
            alerts = alerts.Where(alert => states.Contains(alert.State));
        return modelId is { } id ? alerts.Where(alert => alert.ModelId == id) : alerts;
    }

    public static async Task<IReadOnlyList<AlertDto>> ReadAsync(MonitorDbContext context, IQueryable<Alert> matching, int skip, int take, bool showSmallCells, CancellationToken cancellationToken)
    {
        var alerts = await matching.OrderByDescending(alert => alert.OpenedFor).ThenByDescending(alert => alert.Id).Skip(skip).Take(take).ToListAsync(cancellationToken);
        var ids = alerts.Select(alert => alert.SubgroupId).Distinct().ToArray();
        var subgroups = await context.Subgroups.AsNoTracking().Where(subgroup => ids.Contains(subgroup.Id)).ToDictionaryAsync(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key), cancellationToken);
        var verdicts = await VerdictReader.OfAsync(context, ids, cancellationToken);
        var models = await context.Models.AsNoTracking().ToDictionaryAsync(model => model.Id, cancellationToken);
        return [.. alerts.Select(alert => Of(
            alert, models[alert.ModelId], subgroups[alert.SubgroupId], verdicts.TryGetValue((alert.RuleKey, alert.SubgroupId), out var verdict) ? verdict : null, showSmallCells))];
    }

    private static AlertDto Of(Alert alert, Model model, SubgroupKey subgroup, Verdict? verdict, bool showSmallCells) => new()
    {
        Id = alert.Id,
        Model = model.Key,
        Rule = alert.RuleKey,
        RuleName = alert.RuleName,
        Subgroup = subgroup.ToString(),
        SubgroupName = new SubgroupNames(Dimensions(model)).Of(subgroup),
        Severity = alert.Severity,
        State = alert.State,
        VerdictNow = verdict,
        OpenedFor = alert.OpenedFor,
        OpenedAt = alert.OpenedAt,
        AcknowledgedBy = alert.AcknowledgedBy,
        AcknowledgedAt = alert.AcknowledgedAt,
        ClosedFor = alert.ClosedFor,
        ClosedAt = alert.ClosedAt,
        Evidence = Evidence(alert.Evidence, showSmallCells),
        Version = alert.Version,
    };

    private static EvidenceDto Evidence(AlertEvidence evidence, bool showSmallCells)
    {
        var hidden = !showSmallCells && SmallCells.In(evidence);
        var referenceHidden = hidden || (!showSmallCells && SmallCells.InReference(evidence));
        return new()
        {
            Metric = evidence.Metric,
            Limit = evidence.Limit,
            Window = evidence.Window,
            Estimate = hidden
                ? EstimateDto.Of(new Reading.Suppressed())
                : EstimateDto.Of(evidence.Measured()),
            ReferenceValue = referenceHidden ? null : evidence.ReferenceValue,
            Compared = referenceHidden ? null : evidence.Compared,
            ComparedLow = referenceHidden ? null : evidence.ComparedLow,
            ComparedHigh = referenceHidden ? null : evidence.ComparedHigh,
            AdjustedPValue = hidden ? null : evidence.AdjustedPValue,
            Alarm = evidence.Alarm is { } alarm ? new AlarmDto { RaisedOn = alarm.RaisedOn, Day = alarm.Day, Onset = alarm.Onset, BudgetDays = alarm.BudgetDays } : null,
            Patients = !showSmallCells && SmallCount.Is(evidence.Patients ?? evidence.Scored) ? null : evidence.Patients,
            Scored = new DaysDto(evidence.ScoredFrom, evidence.ScoredTo),
            Mature = new DaysDto(evidence.MatureFrom, evidence.MatureTo),
        };
    }

    /// <summary>An alert is given also when the definition of its model cannot be read.</summary>
    private static IReadOnlyList<DimensionDefinition> Dimensions(Model model)
    {
        try
        {
            return model.ReadDefinition().Dimensions;
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Overview;

/// <summary>From a stored alert to its line in a list; pure.</summary>
public static class AlertViews
{
    /// <param name="now">UTC.</param>
    /// <param name="definition">Null when the stored definition cannot be read: the alert is shown all the same.</param>
    public static AlertView Of(
        OpenAlert open, ModelDefinition? definition, IReadOnlyDictionary<(string Rule, int Subgroup), Verdict> verdicts, DateTime now, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(verdicts);
        var alert = open.Alert;
        var zone = definition?.Time?.Zone ?? TimeZoneInfo.Utc;
        var onset = new Onset(alert.OpenedFor, open.Subgroup.Order > 1);
        return new AlertView
        {
            Id = alert.Id,
            ModelKey = open.ModelKey,
            ModelName = open.ModelName,
            Subgroup = new SubgroupNames(definition?.Dimensions ?? []).Of(open.Subgroup),
            RuleName = alert.RuleName,
            Verdict = verdicts.TryGetValue((alert.RuleKey, alert.SubgroupId), out var verdict) ? verdict : null,
            Severity = alert.Severity,
            State = alert.State,
            Onset = onset,
            SinceWords = onset.Relative(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone))),
            Metric = Metric.Find(alert.Evidence.Metric),
            Measured = !showSmallCells && SmallCells.In(alert.Evidence) ? new Reading.Suppressed() : Evidence(alert.Evidence),
            Limit = LimitWords.Of(alert.Evidence.Limit),
            AcknowledgedBy = alert.AcknowledgedBy,
            AcknowledgedAt = alert.AcknowledgedAt is { } at ? Formats.Moment(at, zone) : null,
        };
    }

    private static Reading.Known Evidence(AlertEvidence evidence) => new(new Estimate.Measured(
        evidence.Value,
        evidence.Low is null && evidence.High is null ? null : new Interval(evidence.Low, evidence.High),
        evidence.Denominator));
}

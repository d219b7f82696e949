using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Features.Alerts;

/// <summary>From a stored alert to its line in a list; pure.</summary>
public static class AlertViews
{
    /// <param name="open">The alert with its names; may be closed.</param>
    /// <param name="definition">Null when the stored definition cannot be read: the alert is shown all the same.</param>
    /// <param name="verdicts">What the rules say now, by rule and number of the subgroup.</param>
    /// <param name="now">UTC.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
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
            SinceWords = ClosedOn(alert, zone) is { } closed ? AlertStateWords.ClosedAfter(alert.OpenedFor, closed) : onset.Relative(Day(now, zone)),
            Metric = Metric.Find(alert.Evidence.Metric),
            Measured = Measured(alert.Evidence, showSmallCells),
            Limit = LimitWords.Of(alert.Evidence.Limit),
            AcknowledgedBy = alert.AcknowledgedBy,
            AcknowledgedAt = alert.AcknowledgedAt is { } at ? Formats.Moment(at, zone) : null,
            ClosedAt = alert.ClosedAt is { } end ? Formats.Moment(end, zone) : null,
        };
    }

    /// <summary>What was measured on the day it opened, as this reader may see it.</summary>
    public static Reading Measured(AlertEvidence evidence, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return !showSmallCells && SmallCells.In(evidence) ? new Reading.Suppressed() : new Reading.Known(Estimate(evidence));
    }

    public static Estimate.Measured Estimate(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return new Estimate.Measured(
            evidence.Value, evidence.Low is null && evidence.High is null ? null : new Interval(evidence.Low, evidence.High), evidence.Denominator);
    }

    /// <summary>The day an alert was closed: the as-of day whose figures closed it, or the day at the site on which a person did. Null while it is open.</summary>
    public static DateOnly? ClosedOn(Alert alert, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return alert.ClosedFor ?? (alert.ClosedAt is { } at ? Day(at, zone) : null);
    }

    public static DateOnly Day(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}

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
    /// <param name="onset">Since when its finding has held.</param>
    /// <param name="definition">Null when the stored definition cannot be read: the alert is shown all the same.</param>
    /// <param name="verdicts">What the rules say now, by rule and number of the subgroup.</param>
    /// <param name="now">UTC.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    public static AlertView Of(
        OpenAlert open, Onset onset, ModelDefinition? definition, IReadOnlyDictionary<(string Rule, int Subgroup), Verdict> verdicts, DateTime now, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(onset);
        ArgumentNullException.ThrowIfNull(verdicts);
        var alert = open.Alert;
        var zone = definition?.Time?.Zone ?? TimeZoneInfo.Utc;
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
            SinceWords = Since(alert, onset, zone, now),
            Metric = Metric.Find(alert.Evidence.Metric),
            Measured = Measured(alert.Evidence, showSmallCells),
            Limit = LimitWords.Of(alert.Evidence.Limit),
            AcknowledgedBy = alert.AcknowledgedBy,
            AcknowledgedAt = alert.AcknowledgedAt is { } at ? Formats.Moment(at, zone) : null,
            ClosedAt = alert.ClosedAt is { } end ? Formats.Moment(end, zone) : null,
        };
    }

    /// <summary>How long it has lasted, or did.</summary>
    private static string Since(Alert alert, Onset onset, TimeZoneInfo zone, DateTime now) => AlertStateWords.ClosedAfter(alert, zone)
        ?? (onset.Besides is { } besides ? besides : $"{Formats.Since(onset.Since, Day(now, zone))}; alert opened {Formats.Date(Day(alert.OpenedAt, zone))}");

    /// <summary>What was measured on the day it opened, as this reader may see it.</summary>
    public static Reading Measured(AlertEvidence evidence, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return !showSmallCells && SmallCells.In(evidence) ? new Reading.Suppressed() : new Reading.Known(Estimate(evidence));
    }

    public static Estimate.Measured Estimate(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.Measured();
    }

    public static DateOnly Day(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>The first two sentences of an alert's page, and who is affected; pure.</summary>
public static class AlertSentences
{
    /// <summary>The finding: as it is now while the alert is open and the figures are still past what was agreed, else as it was.</summary>
    /// <param name="stored">What is stored.</param>
    /// <param name="now">The newest figure; null without one.</param>
    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    public static string Lead(StoredAlert stored, Reading? now, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var alert = stored.Alert;
        var who = new SubgroupNames(stored.Definition?.Dimensions ?? []).Phrase(stored.Subgroup);
        var frozen = AlertViews.Measured(alert.Evidence, showSmallCells);
        if (stored.Metric is not { } metric || frozen is not Reading.Known then)
            return $"{stored.Model.Name} was below “{alert.RuleName}” for {who} as of {Formats.Date(alert.OpenedFor)}{(frozen is Reading.Suppressed ? "; the figures rest on few patients and are suppressed" : null)}.";
        var still = alert.IsOpen && stored.Verdicts.TryGetValue(stored.Subgroup, out var verdict) && verdict.Verdict is Verdict.Below or Verdict.Watch;
        return still && now is Reading.Known newest
            ? $"{Said(stored, metric, newest.Measured, who)}."
            : $"As of {Formats.Date(alert.OpenedFor)}, {Said(stored, metric, then.Measured, who)}.";
    }

    /// <summary>"Open since 80 days; nobody has acknowledged it."</summary>
    public static string Standing(Alert alert, TimeZoneInfo zone, DateTime now)
    {
        ArgumentNullException.ThrowIfNull(alert);
        if (alert.IsOpen)
        {
            var since = Formats.Since(alert.OpenedFor, AlertViews.Day(now, zone));
            return alert.State == AlertState.Acknowledged
                ? $"Open {since}; acknowledged by {alert.AcknowledgedBy}{(alert.AcknowledgedAt is { } at ? $" on {Formats.Moment(at, zone)}" : null)}."
                : $"Open {since}; nobody has acknowledged it yet.";
        }

        var closing = alert.Actions.OrderBy(action => action.Id)
            .LastOrDefault(action => action.Kind is AlertActionKind.Recovered or AlertActionKind.Resolved or AlertActionKind.Dismissed);
        var how = alert.State == AlertState.Recovered ? "the figures recovered" : $"{AlertStateWords.Of(alert.State).ToLowerInvariant()} by {closing?.Who ?? "somebody"}";
        var when = alert.ClosedAt is { } moment ? $" on {Formats.Moment(moment, zone)}" : string.Empty;
        return $"Closed: {how}{when}{(AlertViews.ClosedOn(alert, zone) is { } day ? $", {After(alert.OpenedFor, day)}" : null)}.";
    }

    /// <summary>How many people it is about, then and now.</summary>
    public static IReadOnlyList<string> Affected(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var evidence = stored.Alert.Evidence;
        if (!showSmallCells && SmallCells.In(evidence))
            return ["How many patients this is about is suppressed: few enough that one of them might be recognised."];
        var who = new SubgroupNames(stored.Definition?.Dimensions ?? []).Phrase(stored.Subgroup);
        var sentences = new List<string>
        {
            $"{char.ToUpperInvariant(who[0])}{who[1..]}: when it opened, {Size(evidence.Patients, evidence.Scored)} in {evidence.Window} days, to {Formats.Date(evidence.ScoredTo)}.",
        };
        if (stored is { Today: { } today, Metric: { } metric } && today.Find(stored.Subgroup) is { } own && stored.Subgroup.Order > 0
            && (showSmallCells || !SmallCells.In(metric, own.Own)) && today.All.Own.Scored > 0)
        {
            var share = Formats.Percent((double)own.Own.Scored / today.All.Own.Scored);
            sentences.Add($"Now, to {Formats.Date(today.AsOf)}: {Size(own.Own.Patients, own.Own.Scored)}, {share} of all that the model scored.");
        }

        return sentences;
    }

    private static string After(DateOnly opened, DateOnly closed) =>
        closed <= opened ? "on the day it opened" : $"after {Formats.Count(closed.DayNumber - opened.DayNumber, "day", "days")}";

    private static string Said(StoredAlert stored, Metric metric, Estimate.Measured measured, string who)
    {
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $" ({interval})" : null;
        return $"{MetricSentence.Of(stored.Model.Name, metric, measured, who)}{certainty}, where {LimitWords.Of(stored.Alert.Evidence.Limit)} was agreed for {MetricWords.Of(metric).InSentence}";
    }

    private static string Size(long? patients, long encounters) => patients is { } known
        ? $"{Formats.Count(known, "patient", "patients")} with {Formats.Count(encounters, "scored encounter", "scored encounters")}"
        : Formats.Count(encounters, "scored encounter", "scored encounters");
}

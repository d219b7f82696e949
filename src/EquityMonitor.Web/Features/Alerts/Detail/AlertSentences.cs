using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Suppression;
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
            return $"{stored.Model.Name} was below “{alert.RuleName}” for {who} as of {Formats.Date(alert.OpenedFor)}{(frozen is Reading.Suppressed ? $"; {SmallCells.Withheld}" : null)}.";
        var still = alert.IsOpen && stored.Verdicts.TryGetValue(stored.Subgroup, out var verdict) && verdict.Verdict is Verdict.Below or Verdict.Watch;
        return still && now is Reading.Known newest
            ? $"{Said(stored, metric, newest.Measured, who)}."
            : $"As of {Formats.Date(alert.OpenedFor)}, {Said(stored, metric, then.Measured, who)}.";
    }

    /// <summary>"Below since 15 Apr 2026; the alert opened on 30 Jun 2026, 07:00; nobody has acknowledged it yet."</summary>
    public static string Standing(StoredAlert stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var (alert, zone) = (stored.Alert, stored.Zone);
        if (alert.IsOpen)
        {
            var finding = NewestVerdict(stored) is null or Verdict.Below ? $"Below{stored.Onset.AfterVerdict}" : $"It was below as of {Formats.Date(alert.OpenedFor)}";
            var taken = alert.State == AlertState.Acknowledged
                ? $"acknowledged by {alert.AcknowledgedBy}{(alert.AcknowledgedAt is { } at ? $" on {Formats.Moment(at, zone)}" : null)}"
                : "nobody has acknowledged it yet";
            return $"{finding}; the alert opened on {Formats.Moment(alert.OpenedAt, zone)}; {taken}.";
        }

        var closing = alert.Actions.OrderBy(action => action.Id)
            .LastOrDefault(action => action.Kind is AlertActionKind.Recovered or AlertActionKind.Resolved or AlertActionKind.Dismissed);
        var how = alert.State == AlertState.Recovered ? "the figures recovered" : $"{AlertStateWords.Of(alert.State).ToLowerInvariant()} by {closing?.Who ?? "somebody"}";
        var when = alert.ClosedAt is { } moment ? $" on {Formats.Moment(moment, zone)}" : string.Empty;
        var after = AlertStateWords.ClosedAfter(alert, zone)?.Replace("closed ", ", ", StringComparison.Ordinal);
        return $"Closed: {how}{when}{after}{(StillBelow(stored) is { } still ? $"; {still}" : null)}.";
    }

    /// <summary>What whoever closes an alert, or reads that it was, must know; null unless the newest figures are below.</summary>
    public static string? StillBelow(StoredAlert stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        return NewestVerdict(stored) == Verdict.Below && stored.Today is { } today ? $"the newest figures, as of {Formats.Date(today.AsOf)}, are still Below" : null;
    }

    /// <summary>What the figures mean, when it opened and, where there are newer ones, now.</summary>
    public static IReadOnlyList<string> Meaning(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var evidence = stored.Alert.Evidence;
        if (!showSmallCells && SmallCells.In(evidence))
            return [];
        var then = EvidenceMeaning.Of(evidence, stored.Rule, showSmallCells || !SmallCells.InReference(evidence));
        string[] opening = then.Count == 0 ? [] : [$"When it opened, as of {Formats.Date(stored.Alert.OpenedFor)}: {Lower(then[0])}", .. then.Skip(1)];
        if (stored is not { Today: { } today, Definition: { } definition, Metric: { } metric } || today.AsOf <= stored.Alert.OpenedFor
            || today.Find(stored.Subgroup) is not { } own || Readings.Of(metric, own.Own, today.All.Own, RuleJudge.ScaleOf(definition), showSmallCells) is not Reading.Known now)
        {
            return opening;
        }

        // A limit that follows from others would need their newest figure: only one that stands by itself is said of now.
        var figures = AlertEvidence.Of(evidence.Metric, evidence.Limit, now.Measured, own.Own, WindowRange.Of(definition, evidence.Window, today.AsOf), evidence.Family);
        var newest = EvidenceMeaning.Of(figures, stored.Rule, showReference: false);
        return newest.Count == 0 ? opening : [.. opening, $"Now, as of {Formats.Date(today.AsOf)}: {Lower(newest[0])}", .. newest.Skip(1)];
    }

    /// <summary>How many people it is about, then and now.</summary>
    public static IReadOnlyList<string> Affected(StoredAlert stored, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var evidence = stored.Alert.Evidence;
        if (!showSmallCells && SmallCount.Is(evidence.Patients ?? evidence.Scored))
            return ["How many patients this is about is suppressed: few enough that one of them might be recognised."];
        var who = new SubgroupNames(stored.Definition?.Dimensions ?? []).Phrase(stored.Subgroup);
        var sentences = new List<string>
        {
            $"{char.ToUpperInvariant(who[0])}{who[1..]}: when it opened, {Size(evidence.Patients, evidence.Scored)} in {evidence.Window} days, to {Formats.Date(evidence.ScoredTo)}.",
        };
        if (stored.Today is { } today && today.Find(stored.Subgroup) is { } own && stored.Subgroup.Order > 0
            && (showSmallCells || !SmallCount.Is(own.Own.Patients ?? own.Own.Scored)) && today.All.Own.Scored > 0)
        {
            var share = Formats.Percent((double)own.Own.Scored / today.All.Own.Scored);
            sentences.Add($"Now, to {Formats.Date(today.AsOf)}: {Size(own.Own.Patients, own.Own.Scored)}, {share} of all that the model scored.");
        }

        return sentences;
    }

    private static Verdict? NewestVerdict(StoredAlert stored) => stored.Verdicts.TryGetValue(stored.Subgroup, out var verdict) ? verdict.Verdict : null;

    // After a colon; an abbreviation keeps its capitals.
    private static string Lower(string sentence) => sentence.Length > 1 && char.IsUpper(sentence[1]) ? sentence : char.ToLowerInvariant(sentence[0]) + sentence[1..];

    private static string Said(StoredAlert stored, Metric metric, Estimate.Measured measured, string who)
    {
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $" ({interval})" : null;
        return $"{MetricSentence.Of(stored.Model.Name, metric, measured, who)}{certainty}{MetricSentence.Agreed(metric, stored.Rule?.Limit, stored.Alert.Evidence.Limit)}";
    }

    private static string Size(long? patients, long encounters) => patients is { } known
        ? $"{Formats.Count(known, "patient", "patients")} with {Formats.Count(encounters, "scored encounter", "scored encounters")}"
        : Formats.Count(encounters, "scored encounter", "scored encounters");
}

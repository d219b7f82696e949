using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>What was committed to, in words; pure.</summary>
public static class RuleViews
{
    public static RuleView Of(StoredAlert stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        var alert = stored.Alert;
        return new RuleView(
            alert.RuleName,
            stored.Metric,
            LimitWords.Of(alert.Evidence.Limit),
            Sentences(stored),
            stored.Origin is { } origin
                ? $"Committed to on {Formats.Moment(origin.At, stored.Zone)} by {origin.By} (revision {Formats.Count(origin.Revision)} of the model's definition)."
                : null,
            Changed(stored));
    }

    private static string[] Sentences(StoredAlert stored)
    {
        if (stored.Rule is not { } rule)
            return [$"Judged over windows of {stored.Alert.Evidence.Window} days. Severity {AlertSeverity(stored)}."];
        return
        [
            $"For {For(rule, stored.Definition)}, over windows of {rule.Window} days. Severity {AlertSeverity(stored)}.",
            $"Groups with fewer than {Formats.Count(rule.Minimum)} encounters {MetricWords.Of(rule.Metric).Denominator} are not judged{(rule.Evidence == RuleEvidence.PeekSafe ? ", unless an alarm is open" : null)}.",
            Justification(stored, rule),
            RuleWords.Promise(rule, (int)(stored.Alert.Evidence.Alarm?.BudgetDays ?? stored.Definition?.EvidenceBudget ?? ModelDefinition.DefaultEvidenceBudget)),
        ];
    }

    /// <summary>What was recorded when the alert opened; where nothing was, what has been recorded of the same rule since.</summary>
    private static string Justification(StoredAlert stored, RuleDefinition rule)
    {
        if (rule.Justification is not null || stored.RuleInForce is not { Justification: not null } now || !RuleOrigin.SaysTheSame(rule, now))
            return RuleWords.Justification(rule);
        return $"When this alert opened no clinical justification was recorded for this limit. Since then: {RuleWords.Justification(now)}";
    }

    private static string AlertSeverity(StoredAlert stored) => stored.Alert.Severity.ToString().ToLowerInvariant();

    private static string For(RuleDefinition rule, ModelDefinition? definition)
    {
        if (rule.Dimensions.Count == 0)
            return RuleWords.All(rule, definition, "group");
        var names = rule.Dimensions.Select(column => definition?.Dimensions.FirstOrDefault(dimension => dimension.Column == column)?.Name ?? column);
        return $"groups by {string.Join(", ", names)}";
    }

    private static string? Changed(StoredAlert stored)
    {
        if (stored.Definition is null)
            return "The definition in force cannot be read by this version of EquityMonitor.";
        if (stored.RuleInForce is not { } now)
            return "This rule is no longer in force: nothing is judged by it any more.";
        if (stored.Rule is not { } then)
            return $"The rule as it was is not known any more. Now it says: {MetricWords.Of(now.Metric).InSentence} {LimitWords.Of(now)}, over windows of {now.Window} days.";
        return RuleOrigin.SaysTheSame(then, now)
            ? null
            : $"The rule was changed after this alert opened. Now it says: {MetricWords.Of(now.Metric).InSentence} {LimitWords.Of(now)}, over windows of {now.Window} days.";
    }
}

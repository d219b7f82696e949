using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>A rule in sentences: what was committed to, for whom, and from how many on it is judged.</summary>
public static class RuleWords
{
    /// <summary>"Sensitivity at least 55 % over 90 days, for all patients and every subgroup. Judged once there are 30 encounters with the outcome, by peek-safe evidence; severity high."</summary>
    /// <param name="definition">Of the model, for the names of its dimensions.</param>
    public static string Of(RuleDefinition rule, ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var better = rule.Metric.Better == BetterDirection.Stated && rule.Limit is Limit.Gap or Limit.Ratio
            ? $" ({(rule.Better == BetterDirection.Higher ? "higher" : "lower")} is better)"
            : null;
        return $"{rule.Metric.Name} {LimitWords.Of(rule)}{better}{Window(rule)}, for {Scope(rule, definition)}. "
            + $"Judged once there are {Minimum(rule)}, by {Evidence(rule)}; severity {rule.Severity.ToString().ToLowerInvariant()}.";
    }

    /// <summary>The same, and why the limit is what it is.</summary>
    public static string Full(RuleDefinition rule, ModelDefinition definition) => $"{Of(rule, definition)} {Justification(rule)}";

    /// <summary>"Clinical justification of 15 Dec 2025: below half, nurses no longer act on flags.", or that none is recorded.</summary>
    public static string Justification(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Justification is { Text: var text, On: var on }
            ? $"Clinical justification of {Formats.Date(on)}: {text}{(text[^1] is '.' or '!' or '?' ? null : ".")}"
            : "No clinical justification is recorded for this limit.";
    }

    /// <summary>"peek-safe evidence", "interval evidence", "peek-safe evidence from the encounters of 1 Jan 2026 on".</summary>
    public static string Evidence(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Evidence == RuleEvidence.Interval ? "interval evidence"
            : rule.EffectiveFrom is { } from ? $"peek-safe evidence from the encounters of {Formats.Date(from)} on"
            : "peek-safe evidence";
    }

    /// <summary>What the choice of evidence promises of false alarms, and what it asks for in return.</summary>
    public static string Promise(RuleDefinition rule, int budgetDays)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Evidence == RuleEvidence.PeekSafe
            ? $"Peek-safe evidence: it may be looked at every day, with {PeekSafeWords.Promise(budgetDays)}; a small change in a small group takes longer to be found."
            : "Interval evidence: it limits how often chance misleads one look, and promises nothing of a year of looks.";
    }

    /// <summary>"50 encounters with the outcome", "50 scored encounters".</summary>
    public static string Minimum(RuleDefinition rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var (count, what) = ($"{Formats.Count(rule.Minimum)}{Formats.Space}", MetricWords.Of(rule.Metric).Denominator);
        return rule.Metric == Metric.ObservedExpected ? $"{count}expected outcomes"
            : what.Contains(' ', StringComparison.Ordinal) ? $"{count}encounters {what}"
            : what == "encounters" ? count + what : $"{count}{what} encounters";
    }

    private static string? Window(RuleDefinition rule) => rule.Window == 0 ? null : $" over {Formats.Count(rule.Window, "day", "days")}";

    private static string Scope(RuleDefinition rule, ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        if (rule.Dimensions.Count == 0)
            return All(rule, definition);
        var names = rule.Dimensions.Select(column => (definition.Dimensions.FirstOrDefault(dimension => dimension.Column == column)?.Name ?? column).ToLowerInvariant()).ToList();
        return $"every subgroup by {(names.Count == 1 ? names[0] : $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}")}";
    }

    /// <summary>Whom a rule that names no dimension is for.</summary>
    public static string All(RuleDefinition rule, ModelDefinition? definition, string group = "subgroup")
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule.Against switch
        {
            null or Reference.OwnBaseline => $"all patients and every {group}",
            Reference.NamedValue named => $"every other {group} by {(definition?.Dimensions.FirstOrDefault(dimension => dimension.Column == named.Column)?.Name ?? named.Column).ToLowerInvariant()}",
            _ => $"every {group}",
        };
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>What a rule found, as a few sentences: the judged figure first, whom it concerns, who has it, and then what the month alone says.</summary>
internal static class FindingText
{
    public static Finding Of(ModelMonth model, RuleMonth rule, Verdict verdict)
    {
        var keys = verdict == Verdict.Below ? rule.Below : rule.Watch;

        // A pair says nothing new where one of its own values is in the same state.
        var own = keys.Where(key => !key.Parents().Any(parent => parent.Order > 0 && keys.Contains(parent))).ToList();
        var names = new SubgroupNames(model.Definition!.Dimensions);
        var first = own[0];
        var others = own.Count switch
        {
            1 => null,
            <= 4 => $"Also: {string.Join("; ", own.Skip(1).Select(names.Of))}.",
            _ => $"Also: {string.Join("; ", own.Skip(1).Take(3).Select(names.Of))}, and {own.Count - 4} more.",
        };
        var within = keys.Count - own.Count;
        var contained = within == 0 ? null : $"And {Formats.Count(within, "combination", "combinations")} within {(own.Count == 1 ? "it" : "them")}.";
        var metric = rule.Rule.Metric;
        return new Finding(
            verdict,
            $"{rule.Rule.Name} ({LimitWords.Of(rule.Rule)}, {rule.Rule.Window}{Formats.Space}days)",
            Joined(
                $"{VerdictWords.Of(verdict).Word} for {names.Phrase(first)}.",
                Judged(model.Name, metric, rule.Figures.GetValueOrDefault(first), $"over the {rule.Rule.Window}{Formats.Space}days"),
                verdict == Verdict.Below ? Care(model, rule, first) : null,
                others,
                contained,
                OfMonth(model, metric, model.Find(first))));
    }

    public static Finding Of(ModelMonth model, FoundLater found)
    {
        var month = model.Period.Month;
        var verdict = found.WasBelow ? Verdict.Below : Verdict.Watch;
        var started = found.WasBelow
            ? $"{VerdictWords.Of(verdict).Word} since {Formats.Date(found.RaisedOn)} by its evidence for {found.Phrase}, found on {Formats.Date(found.OpenedFor)}: combinations of two were not judged for {month.Name}."
            : $"Not judged for {month.Name}: for {found.Phrase} the evidence sufficed on {Formats.Date(found.RaisedOn)}, and the change probably began about {Formats.Date(found.Onset)}.";
        var figure = found.Metric is { } metric ? Judged(model.Name, metric, found.Figure, $"when alert {found.AlertId} was opened") : null;
        return new Finding(verdict, $"{found.RuleName} ({found.Limit})", Joined(started, figure ?? $"See alert {found.AlertId}."));
    }

    /// <summary>Rounded and without a denominator, as the table of alerts gives it: the window overlaps the months.</summary>
    private static string? Judged(string model, Metric metric, JudgedFigure? figure, string when)
    {
        if (figure is not { Value: { } value })
            return figure?.Because is { } why ? $"There is no figure {when}: {why}." : null;
        var measured = new Estimate.Measured(value, figure is { Low: { } low, High: { } high } ? new Interval(low, high) : null, 0) { Level = figure.Level };
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $" ({interval})" : null;
        var share = figure.Share switch
        {
            null => null,
            < 0.01 => $"; less than 1{Formats.Space}% of patients",
            { } known => $"; about {Formats.Percent(known)} of patients",
        };
        return $"{MetricSentence.Of(Capital(model), metric, measured, "them")} {when}{certainty}{share}.";
    }

    private static string Capital(string text) => Formats.Capital(text);

    /// <summary>Who has it at the end of the month.</summary>
    private static string Care(ModelMonth model, RuleMonth rule, SubgroupKey key)
    {
        var alert = model.Alerts.Where(alert => alert.RuleKey == rule.Rule.Key && (alert.Subgroup.Equals(key) || key.Parents().Contains(alert.Subgroup)))
            .OrderBy(alert => alert.ClosedInMonth).ThenByDescending(alert => alert.OpenedFor).FirstOrDefault();
        return alert switch
        {
            null => "No alert was open for it.",
            { OpenedLaterOn: { } later } => $"Alert {alert.Id} was opened later, on {Formats.Date(later)}, for the day of {Formats.Date(alert.OpenedFor)}.",
            { ClosedInMonth: true } => $"Alert {alert.Id} was {SummaryWords.StateOf(alert)} in the month.",
            { AcknowledgedBy: { } by } => $"Alert {alert.Id} is open since {Formats.Date(alert.OpenedFor)}; {by} has acknowledged it.",
            _ => $"Alert {alert.Id} is open since {Formats.Date(alert.OpenedFor)}; nobody had acknowledged it.",
        };
    }

    private static string? OfMonth(ModelMonth model, Metric metric, SummaryRow? row)
    {
        var index = model.Metrics.ToList().IndexOf(metric);
        if (row is null)
            return "None of them was scored in the month.";
        if (index < 0)
            return null;
        if (row.SuppressedBecause is not null || row.Figures[index] is null)
            return "The figure of the month alone is suppressed, so that no small group can be worked out.";
        if (model.Period.Mature is null && metric.Population != MetricPopulation.Scored)
            return "The month alone gives no figure yet.";
        if (row.Figures[index] is not Estimate.Measured measured)
            return $"The month alone gives no figure: {((Estimate.NotEstimable)row.Figures[index]!).Reason.Text}.";
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $"{interval}, " : null;
        var all = model.All!.Figures[index] is Estimate.Measured whole && row.Key.Order > 0
            ? $", against {(metric == Metric.ObservedExpected ? MetricSentence.AsMany(whole.Value) : Formats.Value(metric, MetricSentence.Turned(metric, whole).Value))} among all patients"
            : null;
        return $"In the month alone, {MetricSentence.Of(model.Name, metric, measured, "them")} ({certainty}of {Formats.Denominator(metric, measured.Denominator)}){all}.";
    }

    private static string Joined(params string?[] sentences) => string.Join(' ', sentences.OfType<string>());
}

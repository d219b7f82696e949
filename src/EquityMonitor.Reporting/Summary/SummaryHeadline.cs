using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>What a summary says first: who was below what was agreed, in plain words, with the figures of the month where they may be shown.</summary>
public static class SummaryHeadline
{
    /// <summary>The first sentence.</summary>
    public static string Of(MonthlySummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        if (!summary.HasFigures && summary.Models.All(model => model.Problem is null))
            return $"No encounter of {summary.Month.Name} is stored.";
        return summary.IsFleet ? OfFleet(summary) : Of(summary.Models[0]);
    }

    public static string Of(ModelMonth model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Problem is { } problem)
            return problem;
        if (!model.HasFigures)
            return $"No encounter of {model.Period.Month.Name} is stored for {model.Name}.";
        if (model.All!.SuppressedBecause is not null)
            return $"{model.Name} scored too few patients in {model.Period.Month.Name} for any figure to be released.";
        if (model.Judged is not { } judged)
            return $"{model.Name} was not judged in {model.Period.Month.Name}.";
        var on = $"on {Formats.Date(judged.AsOf)}";
        var below = Groups(judged, rule => rule.Below);
        var watch = Groups(judged, rule => rule.Watch);
        return judged.Worst switch
        {
            Verdict.Below => $"{model.Name} was below what was agreed for {Count(below)} {on}{(watch.Count > 0 ? $", and on watch for {Count(watch)}" : null)}.",
            Verdict.Watch => $"{model.Name} was surely below what was agreed for nobody {on}; {Count(watch)} {(watch.Count == 1 ? "was" : "were")} on watch.",
            Verdict.Meets => $"{model.Name} met what was agreed {on}, for every group with enough patients.",
            Verdict.InsufficientData => $"Too few patients to say {on} whether {model.Name} met what was agreed.",
            _ => $"Nothing was agreed for {model.Name}, so nothing was judged.",
        };
    }

    /// <summary>One for each rule that somebody was below or on watch under, the worst first.</summary>
    public static IReadOnlyList<Finding> Findings(ModelMonth model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Judged is not { } judged || model.All?.SuppressedBecause is not null)
            return [];
        return
        [
            .. judged.Rules.Where(rule => rule.Below.Count > 0).Select(rule => FindingOf(model, rule, Verdict.Below)),
            .. judged.Rules.Where(rule => rule.Below.Count == 0 && rule.Watch.Count > 0).Select(rule => FindingOf(model, rule, Verdict.Watch)),
        ];
    }

    /// <summary>How much of the month the figures rest on; null when it is complete and mature.</summary>
    public static string? Maturity(ModelMonth model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var (period, quality) = (model.Period, model.Quality);
        var known = quality is { Encounters: { } encounters, KnownOutcomes: { } outcomes }
            ? $" The outcome is known for {Formats.Count(outcomes)} of {Formats.Count(encounters)} encounters so far."
            : null;
        var start = period.State switch
        {
            MonthState.InProgress => $"{period.Month.Name} is not complete: this goes through {Formats.Date(period.Scored.To)}. ",
            MonthState.NotMature => $"{period.Month.Name} is not mature yet: outcomes are expected until {Formats.Date(period.MatureOn)}. ",
            _ => null,
        };
        if (start is null)
            return null;
        var rest = period.Mature is { } mature
            ? $"What concerns outcomes rests on the encounters of {Days(mature.From, mature.To)} alone, and will change."
            : "Nothing that concerns outcomes can be said yet.";
        return start + rest + known;
    }

    /// <summary>"1 to 31 Oct 2026".</summary>
    public static string Days(DateOnly from, DateOnly to) =>
        from == to ? Formats.Date(to)
        : CalendarMonth.Of(from) == CalendarMonth.Of(to) ? $"{from.Day}{Formats.Space}to{Formats.Space}{Formats.Date(to)}"
        : $"{Formats.Date(from)} to {Formats.Date(to)}";

    private static string OfFleet(MonthlySummary summary)
    {
        var judged = summary.Models.Where(model => model.Judged?.Worst is not null).ToList();
        var below = judged.Where(model => model.Judged!.Worst == Verdict.Below).ToList();
        var watch = judged.Where(model => model.Judged!.Worst == Verdict.Watch).ToList();
        var of = $"of {Formats.Count(summary.Models.Count, "model", "models")}";
        if (below.Count > 0)
            return $"{below.Count} {of} {(below.Count == 1 ? "was" : "were")} below what was agreed at the end of {summary.Month.Name}: {string.Join(", ", below.Select(model => model.Name))}.";
        if (watch.Count > 0)
            return $"No model was surely below what was agreed at the end of {summary.Month.Name}; {watch.Count} {of} {(watch.Count == 1 ? "was" : "were")} on watch.";
        var met = judged.Count(model => model.Judged!.Worst == Verdict.Meets);
        return met == 0
            ? $"No model could be judged in {summary.Month.Name}."
            : $"{met} {of} met what was agreed at the end of {summary.Month.Name}, for every group with enough patients.";
    }

    private static Finding FindingOf(ModelMonth model, RuleMonth rule, Verdict verdict)
    {
        var keys = verdict == Verdict.Below ? rule.Below : rule.Watch;

        // A pair says nothing new where one of its own values is in the same state.
        var own = keys.Where(key => !key.Parents().Any(parent => parent.Order > 0 && keys.Contains(parent))).ToList();
        var names = new SubgroupNames(model.Definition!.Dimensions);
        var first = own[0];
        var others = own.Count switch
        {
            1 => null,
            <= 4 => $" Also: {string.Join("; ", own.Skip(1).Select(names.Of))}.",
            _ => $" Also: {string.Join("; ", own.Skip(1).Take(3).Select(names.Of))}, and {own.Count - 4} more.",
        };
        var within = keys.Count - own.Count;
        var contained = within == 0 ? null : $" And {Formats.Count(within, "combination", "combinations")} within {(own.Count == 1 ? "it" : "them")}.";
        return new Finding(
            verdict,
            $"{rule.Rule.Name} ({LimitWords.Of(rule.Rule)}, {rule.Rule.Window}{Formats.Space}days)",
            $"{VerdictWords.Of(verdict).Word} for {names.Phrase(first)}. {Figure(model, rule, names.Phrase(first), model.Find(first))}{others}{contained}");
    }

    private static string Figure(ModelMonth model, RuleMonth rule, string who, SummaryRow? row)
    {
        var metric = rule.Rule.Metric;
        var index = model.Metrics.ToList().IndexOf(metric);
        if (row is null)
            return "None of them was scored in the month.";
        if (index < 0)
            return string.Empty;
        if (row.SuppressedBecause is not null || row.Figures[index] is null)
            return "The figure of the month is suppressed: small cells.";
        if (row.Figures[index] is not Estimate.Measured measured)
            return $"The month alone gives no figure: {((Estimate.NotEstimable)row.Figures[index]!).Reason.Text}.";
        var certainty = MetricSentence.Certainty(metric, measured) is { } interval ? $"{interval}, " : null;
        var all = model.All!.Figures[index] is Estimate.Measured whole && row.Key.Order > 0
            ? $", against {Formats.Value(metric, MetricSentence.Turned(metric, whole).Value)} among all patients"
            : null;
        return $"In the month alone, {MetricSentence.Of(model.Name, metric, measured, "them")} ({certainty}of {Formats.Denominator(metric, measured.Denominator)}){all}.";
    }

    private static List<SubgroupKey> Groups(JudgedMonth judged, Func<RuleMonth, IReadOnlyList<SubgroupKey>> of) =>
        [.. judged.Rules.SelectMany(of).Distinct()];

    private static string Count(List<SubgroupKey> keys)
    {
        var singles = keys.Count(key => key.Order < 2);
        var pairs = keys.Count - singles;
        var groups = $"{Formats.Count(singles, "group", "groups")}";
        var combinations = Formats.Count(pairs, "combination of two", "combinations of two");
        return pairs == 0 ? groups : singles == 0 ? combinations : $"{groups} and {combinations}";
    }
}

/// <param name="Rule">What was agreed, in words.</param>
/// <param name="Text">For whom, with the figures of the month.</param>
public sealed record Finding(Verdict Verdict, string Rule, string Text);

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
        return Joined(Verdicts(model, judged, on), Later(model), NotJudged(model.Found.Count > 0, judged.Combinations == Combinations.NotJudged));
    }

    private static string Verdicts(ModelMonth model, JudgedMonth judged, string on)
    {
        var below = Groups(judged, rule => rule.Below);
        var watch = Groups(judged, rule => rule.Watch);
        return judged.Worst switch
        {
            Verdict.Below => $"{model.Name} was below what was agreed for {Count(below)} {on}{(watch.Count > 0 ? $", and on watch for {Count(watch)}" : null)}.",
            Verdict.Watch => $"{model.Name} was surely below what was agreed for nobody {on}; {Count(watch)} {(watch.Count == 1 ? "was" : "were")} on watch.",
            Verdict.Meets => $"{model.Name} met what was agreed {on}, for every {(judged.Combinations == Combinations.NotJudged ? "single group" : "group")} with enough patients.",
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
            .. judged.Rules.Where(rule => rule.Below.Count > 0).Select(rule => FindingText.Of(model, rule, Verdict.Below)),
            .. model.Found.Where(found => found.WasBelow).Select(found => FindingText.Of(model, found)),
            .. judged.Rules.Where(rule => rule.Below.Count == 0 && rule.Watch.Count > 0).Select(rule => FindingText.Of(model, rule, Verdict.Watch)),
            .. model.Found.Where(found => !found.WasBelow).Select(found => FindingText.Of(model, found)),
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
            ? $"Outcome figures cover only the encounters of {Days(mature.From, mature.To)}, and will change."
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
        var judged = summary.Models.Where(model => model.Worst is not null).ToList();
        var below = judged.Where(model => model.Worst == Verdict.Below).ToList();
        var watch = judged.Where(model => model.Worst == Verdict.Watch).ToList();
        var met = judged.Where(model => model.Worst == Verdict.Meets).ToList();
        var of = $"of {Formats.Count(summary.Models.Count, "model", "models")}";
        var end = $"at the end of {summary.Month.Name}";
        var first = below.Count > 0 ? $"{below.Count} {of} {(below.Count == 1 ? "was" : "were")} below what was agreed {end}: {string.Join(", ", below.Select(Named))}."
            : watch.Count > 0 ? $"No model was surely below what was agreed {end}; {watch.Count} {of} {(watch.Count == 1 ? "was" : "were")} on watch."
            : met.Count > 0 ? $"{met.Count} {of} met what was agreed {end}, for every {(met.Exists(model => model.OnlySinglesMeet) ? "single group" : "group")} with enough patients."
            : $"No model could be judged in {summary.Month.Name}.";
        return Joined(first, NotJudged(summary.Models.Any(model => model.Found.Count > 0), judged.Exists(model => model.Judged!.Combinations == Combinations.NotJudged)));
    }

    private static string Named(ModelMonth model) =>
        model.Judged!.Worst == Verdict.Below ? model.Name : $"{model.Name} (found on {Formats.Date(model.Found.Where(found => found.WasBelow).Min(found => found.OpenedFor))})";

    /// <summary>What was found of the month after it.</summary>
    private static string? Later(ModelMonth model)
    {
        var below = model.Found.Where(found => found.WasBelow).ToList();
        return below.Count == 0 ? null : $"By evidence that was found on {Formats.Date(below.Min(found => found.OpenedFor))} it was {(model.Judged!.Worst == Verdict.Below ? "also " : null)}below for {string.Join(" and ", below.Select(found => found.Phrase).Distinct(StringComparer.Ordinal))}.";
    }

    /// <summary>What the verdicts do not cover; a month that is silent of it would read as an all-clear.</summary>
    private static string? NotJudged(bool foundSome, bool isSo) =>
        isSo ? $"{(foundSome ? "Other combinations" : "Combinations")} of two groups were not judged." : null;

    private static string Joined(params string?[] sentences) => string.Join(' ', sentences.OfType<string>());

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

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What could be found, in plain sentences.</summary>
public static class PowerWords
{
    private const int MonthsFrom = 120;

    /// <summary>"With 12 encounters with the outcome in 90 days, a drop to below 31 % would be seen within 90 days in four of five cases."</summary>
    public static string Lead(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var question = answer.Question;

        // What is expected is a sum of scores; what comes is encounters.
        var denominator = MetricWords.Of(question.Metric == Metric.ObservedExpected ? Metric.Prevalence : question.Metric).Denominator;
        if (question.Trials == 0)
            return $"There is no encounter {denominator} in {Formats.Count(question.Window, "day", "days")}: nothing can be seen at all.";
        var volume = $"With {Formats.Count(question.Trials, "encounter", "encounters")} {denominator} in {Formats.Count(question.Window, "day", "days")}";
        return answer.SmallestGap is { } gap
            ? $"{volume}, {Change(question)} {Side(question)} {Figure(question, gap)} would be seen within {PowerCalculation.Soon} days in four of five cases."
            : $"{volume}, even the largest {(Falls(question) ? "drop" : "rise")} would take longer than {PowerCalculation.Soon} days to be seen in four of five cases.";
    }

    /// <summary>What smaller or larger changes need: "A drop to 40 %, 10 points past the limit: half of them seen after about 4 months, four of five after about 7 months."</summary>
    public static IReadOnlyList<string> Waits(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.Waits.Select(wait => $"{Formats.Capital(Change(answer.Question))} to {Figure(answer.Question, wait.Gap)}, {Past(answer.Question, wait.Gap)}: {Wait(answer.Question, wait)}.")];
    }

    /// <summary>The same of the gap that is asked for most, after the first sentence.</summary>
    public static string? Next(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var question = answer.Question;
        if (answer.Waits.Skip(1).Concat(answer.Waits.Take(1)).FirstOrDefault(wait => answer.SmallestGap is not { } gap || wait.Gap < gap) is not { } wait)
            return null;
        var change = $"{Formats.Capital(Change(question))} to {Figure(question, wait.Gap)}";
        return (wait.Days, wait.Half, question.Evidence) switch
        {
            (null, null, _) => $"{change} would not be seen within five years.",
            (null, { } half, _) => $"{change} would be seen after {Span(half)} in half of the cases.",
            ({ } days, { } half, RuleEvidence.PeekSafe) => $"{change} would be seen after {Span(half)} in half of the cases, after {Span(days)} in four of five.",
            ({ } days, _, _) => $"{change} would need a window of {Span(days)}.",
        };
    }

    /// <summary>What the figures leave out.</summary>
    public static string Assumptions(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var question = answer.Question;
        return string.Join(' ', Parts());

        IEnumerable<string> Parts()
        {
            foreach (var sentence in question.Evidence == RuleEvidence.PeekSafe ? OfCourses(question, answer.OneBetPerDay) : OfWindow(question))
                yield return sentence;
            if (question.IsAgainstBaseline)
                yield return "The group is held against its figure in the baseline, which stays as it is.";
            else if (question.IsRelative)
                yield return "The figure of the others is taken to stay as it is.";
            if (question.OtherLimit is not null)
                yield return "Of the rule\u2019s two limits this is about the one that is nearer to the present figure.";
            if (question.MaturityDays > 0)
                yield return $"{Formats.Count(question.MaturityDays, "day", "days")} have to be added, until outcomes are due.";
        }
    }

    private static IEnumerable<string> OfCourses(PowerQuestion question, bool oneBetPerDay)
    {
        yield return "By simulation at the present volume, with the model\u2019s budget of false alarms, each encounter counting as another patient.";
        if (oneBetPerDay)
            yield return "Each day counts as one bet on its mean in this group.";
        if (question.Metric == Metric.Brier)
            yield return "Squared errors are taken to be as uneven as they can be, so that it would rather be seen sooner.";
        if (question.Metric == Metric.ObservedExpected)
            yield return "Every encounter is taken to have the group\u2019s mean score.";
        if (question.Metric == Metric.Auroc)
            yield return "Scores are taken as normally spread in both classes.";
    }

    private static IEnumerable<string> OfWindow(PowerQuestion question)
    {
        yield return "For one look at one window, not counting that many groups are looked at, which takes more.";
        if (question.Volume.Own.DesignEffect > 1.005 || question.Volume.Others?.DesignEffect > 1.005)
            yield return "Patients who come again tell less than new ones, and are counted so.";
        if (question.Metric == Metric.Auroc)
            yield return "How sure an AUROC is follows from how sure the present one is.";
        else if (question.Metric == Metric.BalancedAccuracy)
            yield return "Sensitivity and specificity are taken to change by as much.";
        else if (question.Metric == Metric.ObservedExpected)
            yield return "What is expected is taken to stay as it is.";
        else if (question.Metric == Metric.F1)
            yield return "As many are taken to be flagged or to have the outcome as now.";
        else if (!question.Metric.IsProportion && question.Metric != Metric.Nne && question.Metric != Metric.AveragePrecision)
            yield return "The figure is taken to vary by chance as much as it does now.";
    }

    private static string Wait(PowerQuestion question, PowerWait wait) => (wait.Days, wait.Half, question.Evidence) switch
    {
        (null, null, _) => "more than five years",
        (null, { } half, _) => $"half of them seen after {Span(half)}, four of five only after more than five years",
        ({ } days, { } half, RuleEvidence.PeekSafe) => $"half of them seen after {Span(half)}, four of five after {Span(days)}",
        ({ } days, _, _) when days <= question.Window => $"seen in the window of {Formats.Count(question.Window, "day", "days")}",
        ({ } days, _, _) => $"needs a window of {Span(days)}",
    };

    private static string Span(int days) => days < MonthsFrom ? $"about {Formats.Count(days, "day", "days")}" : $"about {Formats.Count((long)Math.Round(days / 30.4), "month", "months")}";

    /// <summary>A number needed to evaluate rises as the positive predictive value, which is what is counted, falls.</summary>
    private static bool Falls(PowerQuestion question) => question.IsFloor != (question.Metric == Metric.Nne);

    private static string Change(PowerQuestion question) => Falls(question) ? "a drop" : "a rise";

    private static string Side(PowerQuestion question) => Falls(question) ? "to below" : "to above";

    private static string Figure(PowerQuestion question, double gap)
    {
        var truth = question.Truth(gap);
        return question.Metric == Metric.Nne ? truth > 0 ? Formats.Value(Metric.Nne, 1 / truth) : "any number" : Formats.Value(question.Metric, truth);
    }

    private static string Past(PowerQuestion question, double gap) => question.Metric == Metric.Nne
        ? $"a positive predictive value {Formats.Difference(Metric.Ppv, gap)} past the limit"
        : $"{Formats.Difference(question.Metric, gap)} past the limit";
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What could be found, in plain sentences.</summary>
public static class PowerWords
{
    private const int MonthsFrom = 60;

    /// <summary>"With 12 encounters with the outcome in 90 days, a drop under 31 % would be seen within 90 days in four of five cases."</summary>
    public static string Lead(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var question = answer.Question;
        var denominator = MetricWords.Of(question.Metric).Denominator;
        if (question.Trials == 0)
            return $"There is no encounter {denominator} in {Formats.Count(question.Window, "day", "days")}: nothing can be seen at all.";
        var volume = $"With {Formats.Count(question.Trials, "encounter", "encounters")} {denominator} in {Formats.Count(question.Window, "day", "days")}";
        return answer.SmallestGap is { } gap
            ? $"{volume}, {Change(question)} {Side(question)} {Formats.Percent(Truth(question, gap))} would be seen within {PowerCalculation.Soon} days in four of five cases."
            : $"{volume}, no {(question.IsFloor ? "drop" : "rise")} would be seen within {PowerCalculation.Soon} days in four of five cases, however large.";
    }

    /// <summary>What smaller or larger changes need: "A drop to 40 %, 10 points past the limit: about 7 months."</summary>
    public static IReadOnlyList<string> Waits(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.Waits.Select(wait => $"{Capital(Change(answer.Question))} to {Formats.Percent(Truth(answer.Question, wait.Gap))}, {Formats.Difference(answer.Question.Metric, wait.Gap)} past the limit: {Wait(answer.Question, wait)}.")];
    }

    /// <summary>The same of the gap that is asked for most, after the first sentence.</summary>
    public static string? Next(PowerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Waits.FirstOrDefault(wait => wait.Gap >= 0.1 && (answer.SmallestGap is not { } gap || wait.Gap < gap)) is { } wait
            ? $"{Capital(Change(answer.Question))} to {Formats.Percent(Truth(answer.Question, wait.Gap))} {(wait.Days is null ? "would not be seen within five years" : answer.Question.Evidence == RuleEvidence.PeekSafe ? $"would be seen after {Span(wait.Days.Value)}" : $"would need a window of {Span(wait.Days.Value)}")}."
            : null;
    }

    /// <summary>What the figures leave out.</summary>
    public static string Assumptions(PowerQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        var delay = question.MaturityDays > 0 ? $" {Formats.Count(question.MaturityDays, "day", "days")} have to be added, until outcomes are due." : string.Empty;
        var reference = question.IsRelative ? " The figure of the others is taken as known." : string.Empty;
        return question.Evidence == RuleEvidence.PeekSafe
            ? $"By simulation at the present volume, with the model's budget of false alarms, each encounter counting as another patient.{delay}"
            : $"For one look at one window, not counting that many groups are looked at, which takes more.{reference}{delay}";
    }

    private static string Wait(PowerQuestion question, PowerWait wait) => (wait.Days, question.Evidence) switch
    {
        (null, _) => "more than five years",
        ({ } days, RuleEvidence.PeekSafe) => $"seen after {Span(days)}",
        ({ } days, _) when days <= question.Window => $"seen in the window of {Formats.Count(question.Window, "day", "days")}",
        ({ } days, _) => $"needs a window of {Span(days)}",
    };

    private static string Span(int days) => days < MonthsFrom ? $"about {Formats.Count(days, "day", "days")}" : $"about {Formats.Count((long)Math.Round(days / 30.4), "month", "months")}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Change(PowerQuestion question) => question.IsFloor ? "a drop" : "a rise";

    private static string Side(PowerQuestion question) => question.IsFloor ? "under" : "over";

    private static double Truth(PowerQuestion question, double gap) => Math.Clamp(question.IsFloor ? question.HeldTo - gap : question.HeldTo + gap, 0, 1);
}

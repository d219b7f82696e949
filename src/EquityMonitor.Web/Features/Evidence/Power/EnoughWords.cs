using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What a group lacks for a verdict, and how long a window would have to be to hold it; pure.</summary>
public static class EnoughWords
{
    private const double DaysOfAMonth = 30.4;
    private const int MonthsFrom = 60;
    private const int Longest = 5 * 365;

    /// <summary>"Too few to judge: 18 of the 50 encounters with the outcome needed in 90 days. At this rate 50 would take a window of about 8 months."</summary>
    /// <param name="rule">That found too little.</param>
    /// <param name="denominator">What its window holds; null where it is withheld or not known.</param>
    /// <returns>Null where there are enough, and the figure lacks something else.</returns>
    public static string? Of(RuleDefinition rule, double? denominator)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var days = Formats.Count(rule.Window, "day", "days");
        return denominator switch
        {
            null => $"Too few to judge: the rule asks for {RuleWords.Minimum(rule)} in {days}.",
            { } held when held < rule.Minimum => $"Too few to judge: {(held > 0 ? Formats.Count(held) : "none")} of the {RuleWords.Minimum(rule)} needed in {days}. {Rate(rule, held)}",
            _ => null,
        };
    }

    private static string Rate(RuleDefinition rule, double held)
    {
        var days = rule.Minimum / held * rule.Window;
        var count = Formats.Count(rule.Minimum);
        return held <= 0 || days > Longest
            ? "At this rate even a window of five years would not hold enough."
            : $"At this rate {count} would take a window of about {(days < MonthsFrom ? Formats.Count((long)Math.Ceiling(days), "day", "days") : Formats.Count((long)Math.Ceiling(days / DaysOfAMonth), "month", "months"))}.";
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>How data of after an alert opened stand to the limit of its rule, and how sure that is: on the interval of one window, at one look.</summary>
public static class LaterWords
{
    private const double OneSided = 0.025;

    /// <summary>"They lie past the limit; if it were just met, chance alone would bring that in about 1 in 250 looks.", "They meet the limit, but not surely: the interval reaches past it."</summary>
    public static string Of(RuleDefinition rule, LimitTestResult result)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(result);
        if (result is not LimitTestResult.Tested tested)
            return $"Whether they lie past the limit cannot be told: {((LimitTestResult.NotEstimable)result).Reason.Text}.";
        var compared = rule.Against is null ? null : EvidenceWords.Compared(rule, tested.Compared);
        var said = $"{(compared is null ? "They" : $"That is {compared}: they")} {Standing(tested, rule.Against is null ? "the interval" : "the interval of the comparison")}.";
        return tested.SmallestDenominator >= rule.Minimum ? said
            : $"{said} The rule judges nobody of whom it has so few: {Formats.Count(tested.SmallestDenominator)} of at least {Formats.Count(rule.Minimum)}.";
    }

    private static string Standing(LimitTestResult.Tested tested, string interval)
    {
        if (tested.Compared is Estimate.Measured { Interval: null })
            return $"{(tested.PastLimit ? "lie past" : "meet")} the limit; how sure that is cannot be told, since there is no interval";
        if (!tested.PastLimit)
            return tested.WhollyOnGoodSide ? $"meet the limit, and so does the whole of {interval}" : $"meet the limit, but not surely: {interval} reaches past it";
        var odds = $"if it were just met, chance alone would bring that in {EvidenceWords.Odds(tested.PValue)} looks";
        return tested.PValue <= OneSided ? $"lie past the limit; {odds}" : $"lie past the limit, but not surely: {odds}";
    }
}

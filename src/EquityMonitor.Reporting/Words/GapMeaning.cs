using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of a gap that is left once two groups are given the same mix, with its own numbers.</summary>
public static class GapMeaning
{
    /// <param name="metric">A share.</param>
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="by">"age band and sex".</param>
    /// <param name="raw">The gap as it is; null where it is not known.</param>
    /// <param name="left">With the same mix.</param>
    /// <param name="coverage">The share of everyone that lies where both sides have somebody.</param>
    public static IReadOnlyList<string> Standardised(Metric metric, string who, string by, Estimate.Measured? raw, Estimate.Measured left, double coverage)
    {
        ArgumentNullException.ThrowIfNull(left);
        var asItIs = raw is null ? null : $" (as it is: {PointWords.Of(raw)})";
        var compared = coverage < 1 ? $" It rests on the {Formats.Percent(coverage)} of everyone who could be compared." : null;
        return
        [
            $"If {who} and everyone else both had the mix of {by} that all patients have, {MetricWords.Of(metric).InSentence} would differ by {PointWords.Of(left)}{asItIs}.",
            $"What is left is {(left.Interval is { Low: > 0 } or { High: < 0 } ? "more than chance alone would explain" : "no more than chance alone could explain")}; it is not owed to {by}, and shows no other cause.{compared}",
            .. RepeatWords.Wider(left) is { } wider ? [wider] : Array.Empty<string>(),
        ];
    }
}

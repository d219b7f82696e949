using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of figures that are expected while outcomes are not known, with their own numbers.</summary>
public static class ProvisionalMeaning
{
    /// <param name="metric">The metric.</param>
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="expected">Its provisional value.</param>
    public static IReadOnlyList<string> Of(Metric metric, string who, Estimate.Measured expected)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(expected);
        var words = MetricWords.Of(metric);
        return
        [
            $"Outcomes of the latest encounters among {who} are not due yet; from their scores, {MetricSentence.Article(metric)} {words.InSentence} of {Formats.Value(metric, expected.Value)} is expected (of about {Formats.Count(expected.Denominator)} {words.Denominator}).",
            "It is provisional: it takes for granted that a score still means the risk that it meant in this group in the year before, and what was expected of the past was off by as much as stands beside it.",
        ];
    }

    /// <summary>What past values say of the present one, after the sentence that tells how they did.</summary>
    public const string OfTests = "Expect the present value to miss what comes out by about as much, as long as a score goes on meaning the same risk in this group.";

    /// <summary>"9 of 12 within the interval".</summary>
    public static string Short(BackTestSummary test) => $"{Formats.Count(test.WithinInterval)} of {Formats.Count(test.Compared)} within the interval";

    /// <summary>"off by 2 points on average".</summary>
    public static string Miss(Metric metric, BackTestSummary test) => $"off by {Formats.Difference(metric, test.MeanAbsoluteError)} on average";
}

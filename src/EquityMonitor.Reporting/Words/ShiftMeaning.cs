using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of figures that hold now against the baseline or the training population, with their own numbers.</summary>
public static class ShiftMeaning
{
    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="value">The index as it is usually quoted.</param>
    /// <param name="corrected">With what chance alone gives taken off.</param>
    /// <param name="now">Scored encounters now.</param>
    /// <param name="then">Of the baseline.</param>
    public static IReadOnlyList<string> StabilityIndex(string who, double value, double corrected, long now, long then) =>
    [
        $"In the baseline, each of ten ranges of score held a tenth of {Encounters(then)} among {who}; how far these shares have moved among {Encounters(now)} now comes to a stability index of {ShiftWords.Index(value)}.",
        $"Chance alone gives groups of this size some of that; without it {ShiftWords.Index(corrected)} is left, which counts as {StabilityMarks.Word(corrected)} (up to 0.1 is little, above 0.25 is much).",
    ];

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="distance">Of Kolmogorov and Smirnov.</param>
    /// <param name="p">How easily chance alone gives as much.</param>
    /// <param name="now">Scored encounters now.</param>
    /// <param name="then">Of the baseline.</param>
    public static IReadOnlyList<string> LargestShift(string who, double distance, double p, long now, long then) =>
    [
        $"Whichever score one takes as a cut, the share of the encounters among {who} with a lower one differs by at most {Formats.Difference(Metric.FlagRate, distance)} between the baseline and now.",
        $"If nothing had changed, {Encounters(now)} now and {Formats.Count(then)} then would differ as much {Often(p)} ({ShiftWords.P(p)}).",
    ];

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="distance">Of Jensen and Shannon.</param>
    /// <param name="now">Scored encounters now.</param>
    /// <param name="then">Of the baseline.</param>
    public static IReadOnlyList<string> Shape(string who, double distance, long now, long then) =>
    [
        $"The scores of {Encounters(now)} among {who} now and of {Formats.Count(then)} in the baseline lie {ShiftWords.Number(distance)} apart, on a scale from 0 (spread in the same way) to 1 (nothing in common).",
        "Chance alone makes it larger than 0, the more so the smaller the group: read it beside the stability index, which has that taken off.",
    ];

    /// <param name="who">As <see cref="SubgroupNames.Phrase"/> gives it.</param>
    /// <param name="moved">After Wasserstein.</param>
    /// <param name="now">Scored encounters now.</param>
    /// <param name="then">Of the baseline.</param>
    public static IReadOnlyList<string> AverageMove(string who, WassersteinResult moved, long now, long then) =>
    [
        $"To turn the scores of {Formats.Count(then)} encounters in the baseline into those of {Formats.Count(now)} now, each score among {who} would have to move by {ShiftWords.Number(moved.Distance)} on average, up or down.",
        moved.OverBaselineDeviation.TryGet(out var over)
            ? $"That is {Formats.Times(over)} times how much scores differed from encounter to encounter in the baseline (their standard deviation)."
            : "In the baseline all scores were equal, so that this cannot be held against how much they differed.",
    ];

    /// <param name="attribute">"Preferred language".</param>
    /// <param name="reference">"the training population", "the baseline".</param>
    /// <param name="encounters">Scored now; null where that is not known.</param>
    /// <param name="corrected">The stability index with what chance alone gives taken off.</param>
    /// <param name="variation">The share of encounters that would have to change value.</param>
    /// <param name="p">Of the test that the mix is the same.</param>
    public static IReadOnlyList<string> Mix(string attribute, string reference, long? encounters, double corrected, double variation, Computed<double> p)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        var whole = encounters is { } count ? $"{Encounters(count)} now" : "encounters now";
        return
        [
            $"{Formats.Percent(variation)} of {whole} would have to have another value of \u201c{attribute}\u201d for the mix to be that of {reference}.",
            $"With what chance alone gives taken off, the stability index is {ShiftWords.Index(corrected)}, which counts as {StabilityMarks.Word(corrected)}.",
            p.TryGet(out var known) ? $"If the mix were the same, it would differ as much by chance {Often(known)} ({ShiftWords.P(known)})." : $"How easily chance alone gives as much cannot be tested: {ReasonWords.Of(p.Reason)}.",
        ];
    }

    /// <summary>Of a share against the baseline.</summary>
    /// <param name="said">What the share is of, before it: "The model flagged".</param>
    /// <param name="whole">What it is a share of: "scored encounters among all patients".</param>
    /// <param name="now">With its denominator.</param>
    /// <param name="then">With its denominator.</param>
    /// <param name="difference">Now less baseline.</param>
    public static IReadOnlyList<string> Share(string said, string whole, Estimate.Measured now, Estimate.Measured then, Estimate.Measured difference)
    {
        ArgumentNullException.ThrowIfNull(now);
        ArgumentNullException.ThrowIfNull(then);
        ArgumentNullException.ThrowIfNull(difference);
        return
        [
            $"{said} {Formats.Percent(now.Value)} of {Formats.Count(now.Denominator)} {whole} now, and {Formats.Percent(then.Value)} of {Formats.Count(then.Denominator)} in the baseline.",
            $"The difference is {PointWords.Of(difference)} ({IntervalWords.Level(difference.Level)} limits), {Chance(difference)}.",
        ];
    }

    internal static string Chance(Estimate.Measured difference) =>
        difference.Interval is { Low: > 0 } or { High: < 0 } ? "more than chance alone would explain" : "which chance alone could explain";

    private static string Often(double p) => p < 0.001 ? "in fewer than 1 of 1,000 cases" : $"in about {Formats.Percent(p)} of cases";

    private static string Encounters(long count) => Formats.Count(count, "encounter", "encounters");
}

using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Gaps;

/// <summary>Gaps as they are and with the same mix of age and sex, as a particular reader may see them.</summary>
public sealed record GapsView(Metric Metric, IReadOnlyList<GapView> Groups);

/// <param name="By">"age band and sex".</param>
/// <param name="Raw">The group less everyone else.</param>
/// <param name="Standardised">The same with equal mixes.</param>
/// <param name="Coverage">The share of everyone that lies in strata where both have somebody.</param>
public sealed record GapView(string Key, string Name, string Phrase, string By, Reading Own, Reading Others, Reading Raw, Reading Standardised, double Coverage)
{
    /// <summary>What the group's own figure means beside everyone else's, in plain sentences; of a gap that is known.</summary>
    public IReadOnlyList<string> RawMeaning(Metric metric) =>
        MeaningSentences.Of(new MeaningFigures { Metric = metric, Who = Phrase, Own = Own.MeasuredOrNull, Others = Others.MeasuredOrNull, Difference = Raw.MeasuredOrNull });

    /// <summary>What remains of the gap, in one sentence; null where it cannot be said.</summary>
    public string? Sentence(Metric metric)
    {
        if (Raw.MeasuredOrNull is not { } raw || Standardised.MeasuredOrNull is not { } left)
            return null;
        var certain = left.Interval is { Low: > 0 } or { High: < 0 } ? "more than chance would explain" : "which chance alone could explain";
        return Math.Abs(raw.Value) < 0.005
            ? $"With the same mix of {By}, {MetricWords.Of(metric).InSentence} of {Phrase} would differ by {Formats.Difference(metric, left.Value)} from everyone else, {certain}."
            : $"Of the {Formats.Difference(metric, raw.Value)} {(raw.Value < 0 ? "less" : "more")} among {Phrase}, {Formats.Difference(metric, left.Value)} {(left.Value < 0 ? "less" : "more")} would be left with the same mix of {By}, {certain}.";
    }
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Gaps;

/// <summary>Gaps as they are and with the same mix of age and sex, as a particular reader may see them.</summary>
public sealed record GapsView(Metric Metric, IReadOnlyList<GapView> Groups)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }
}

/// <param name="By">"age band and sex".</param>
/// <param name="Raw">The group less everyone else.</param>
/// <param name="Standardised">The same with equal mixes.</param>
/// <param name="Coverage">The share of everyone that lies in strata where both have somebody.</param>
public sealed record GapView(string Key, string Name, string Phrase, string By, Reading Own, Reading Others, Reading Raw, Reading Standardised, double Coverage)
{
    /// <summary>What the group's own figure means beside everyone else's, in plain sentences; of a gap that is known.</summary>
    public IReadOnlyList<string> RawMeaning(Metric metric) =>
        MeaningSentences.Of(new MeaningFigures { Metric = metric, Who = Phrase, Own = Own.MeasuredOrNull, Others = Others.MeasuredOrNull, Difference = Raw.MeasuredOrNull });

    /// <param name="showSmallCells">Whether the reader may see figures that rest on 1 to 10.</param>
    public static GapView Of(ModelDefinition definition, Metric metric, GroupGap gap, bool showSmallCells)
    {
        ArgumentNullException.ThrowIfNull(gap);
        var (scale, names) = (RuleJudge.ScaleOf(definition), new SubgroupNames(definition.Dimensions));
        var hides = !showSmallCells && (SmallCells.In(metric, gap.Own) || SmallCells.In(metric, gap.Others));
        Reading Read(Estimate estimate) => hides ? new Reading.Suppressed() : Reading.Of(estimate);
        return new GapView(
            gap.Key.ToString(),
            names.Of(gap.Key),
            names.Phrase(gap.Key),
            SameMixWords.Of(gap.By),
            Read(Estimator.Estimate(metric, gap.Own, scale)),
            Read(Estimator.Estimate(metric, gap.Others, scale)),
            Read(gap.Raw),
            Read(gap.Standardised.Difference),
            gap.Standardised.Coverage);
    }

    /// <summary>What remains of the gap, in one sentence; null where it cannot be said.</summary>
    public string? Sentence(Metric metric) => StandardisedWords.Sentence(metric, Phrase, By, Raw.MeasuredOrNull, Standardised.MeasuredOrNull);
}

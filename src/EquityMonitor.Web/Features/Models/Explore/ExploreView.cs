using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Explore;

/// <summary>The tab "Explore" for somebody who may see figures that rest on few patients. Immutable.</summary>
/// <param name="State">Of what is shown below the choices.</param>
/// <param name="Advice">What to do while there is nothing to show; empty when ready.</param>
/// <param name="Loaded">Null when there is nothing to explore.</param>
public sealed record ExploreView(ExploreChoice Choice, PanelState State, string Advice, DateRange? Stored, ExploredPeriod? Loaded)
{
    public static ExploreView None(ExploreChoice choice, PanelState state, string advice, DateRange? stored) => new(choice, state, advice, stored, null);
}

/// <param name="Ready">The encounters in memory.</param>
/// <param name="Values">Per dimension of the definition, what occurs in the period and can be chosen.</param>
/// <param name="Summary">What the period holds, in one sentence.</param>
/// <param name="Notes">What to know of it besides.</param>
public sealed record ExploredPeriod(
    PeriodResult.Ready Ready, IReadOnlyList<DimensionValues> Values, string Summary, IReadOnlyList<string> Notes, ExploreFigures Figures, ExploreCurves Curves);

/// <param name="Values">Value as stored, and as it is shown.</param>
public sealed record DimensionValues(DimensionDefinition Dimension, IReadOnlyList<(string Value, string Name)> Values);

/// <summary>A group and everyone else at one threshold.</summary>
/// <param name="Lead">What the chosen metric says, in plain sentences.</param>
/// <param name="Own">Counts of the group: flag by outcome.</param>
/// <param name="Others">Of everyone else; null for all patients.</param>
public sealed record ExploreFigures(
    SubgroupKey Key, string Name, string Phrase, double Threshold, string Lead, IReadOnlyList<ExploreSection> Sections, ConfusionCounts Own, ConfusionCounts? Others)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    /// <summary>"age band and sex": what standardised differences make equal; null where there are none.</summary>
    public string? SameMixOf { get; init; }

    public IEnumerable<ExploreRow> Rows => Sections.SelectMany(section => section.Rows);
}

public sealed record ExploreSection(string Name, IReadOnlyList<ExploreRow> Rows);

/// <param name="Others">Null for all patients, and where no comparison would be fair; so is the difference.</param>
public sealed record ExploreRow(Metric Metric, Reading Own, Reading? Others, Reading? Difference)
{
    /// <summary>The difference if both had the mix of all patients; null where none is defined.</summary>
    public Reading? Standardised { get; init; }
}

/// <summary>Curves of all patients and of up to six groups, with the point of the threshold on each.</summary>
public sealed record ExploreCurves(double Threshold, IReadOnlyList<CurvesOfGroup> Groups)
{
    public IReadOnlyList<(string Key, string Name)> Keys { get; } = [.. Groups.Select(group => (group.Key, group.Name))];
}

/// <param name="Key">Text of the subgroup key; empty for all patients.</param>
/// <param name="Roc">Empty where it is not defined.</param>
/// <param name="Missing">Why a curve is missing; null where there are both.</param>
/// <param name="AtThreshold">Flag by outcome at the threshold.</param>
/// <param name="Area">Under the ROC curve.</param>
/// <param name="Precision">Average precision: the area under the precision-recall steps.</param>
public sealed record CurvesOfGroup(
    string Key, string Name, IReadOnlyList<RocPoint> Roc, IReadOnlyList<PrecisionRecallPoint> PrecisionRecall, string? Missing,
    ConfusionCounts AtThreshold, double? Area, double? Precision);

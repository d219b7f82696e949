using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Drift;

/// <summary>What has moved, as a particular reader may see it.</summary>
/// <param name="Scores">State of everything that is held against the baseline.</param>
/// <param name="Lead">What the scores come to.</param>
/// <param name="MixLead">What the patients come to.</param>
public sealed record DriftView(
    PanelState Scores, string Lead, string MixLead, DateRange Scored, DateRange Mature, DateRange? Baseline, IReadOnlyList<GroupDriftView> Groups, IReadOnlyList<MixView> Mix, MixDetail Chosen)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }
}

/// <param name="Bins">Empty when withheld or when one side has nobody.</param>
/// <param name="Shift">Null likewise.</param>
public sealed record GroupDriftView(string Key, string Name, bool IsWithheld, long Scored, long BaselineScored, IReadOnlyList<DriftBin> Bins, ShiftView? Shift, IReadOnlyList<ShareView> Shares)
{
    /// <summary>Why there is no shift; null where there is one, and where it is withheld.</summary>
    public NotEstimableReason? Missing { get; init; }
}

/// <param name="From">Null for the lowest bin, which has no lower edge.</param>
/// <param name="To">Null for the highest.</param>
/// <param name="Baseline">Share of the baseline; null when withheld.</param>
public sealed record DriftBin(double? From, double? To, double? Baseline, double? Now, long? BaselineCount, long? NowCount);

public sealed record ShiftView(DistributionShiftResult Result, DriftLevel Level);

/// <param name="Difference">Now less baseline.</param>
public sealed record ShareView(ShareKind Kind, string Name, Reading Now, Reading Before, Reading Difference);

/// <summary>One dimension's mix as a whole, or why it is not held against a reference.</summary>
public sealed record MixView(string Column, string Name, Computed<MixFigures> AgainstTraining, Computed<MixFigures> AgainstBaseline);

/// <param name="Variation">The share of encounters that would have to change category.</param>
/// <param name="PValue">That the mix is the same; not estimable where it cannot be tested.</param>
public sealed record MixFigures(double StabilityIndex, DriftLevel Level, double Variation, Computed<double> PValue);

/// <summary>The values of the chosen dimension.</summary>
public sealed record MixDetail(string Column, string Name, bool HasTraining, bool HasBaseline, IReadOnlyList<MixRow> Rows);

/// <param name="Now">Share of the encounters now.</param>
/// <param name="OfTraining">Times its share of the training population; null without one.</param>
public sealed record MixRow(string Name, Reading Now, double? TrainingShare, Reading? OfTraining, double? BaselineShare, Reading? OfBaseline);

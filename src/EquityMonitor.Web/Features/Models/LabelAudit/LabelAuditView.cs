using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.LabelAudit;

/// <summary>The tab "Label audit" as a particular reader may see it.</summary>
/// <param name="Need">What need is measured by, as it reads in a sentence.</param>
/// <param name="WithoutNeed">Patients left out because their need is not recorded.</param>
/// <param name="ThresholdPercentile">Share of the patients, in percent, whose score lies below the threshold.</param>
public sealed record LabelAuditView(
    PanelState State, string Lead, DateRange Scored, string Need, string Dimension, long Patients, long WithoutNeed, long Flagged, double ThresholdPercentile, IReadOnlyList<LabelAuditGroupView> Groups)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    /// <summary>As many as colours can tell apart, the largest first chosen, in the order of the table.</summary>
    public IReadOnlyList<LabelAuditGroupView> Drawn { get; } =
        [.. Groups.Where(group => Groups.Where(other => other.Bins.Count > 0).OrderByDescending(other => other.Patients).Take(Components.Theme.GroupSlots.Count).Contains(group))];

    /// <summary>Drawn with their interval: whoever is compared; else those who need more than everyone else with the same score. All bands at once would hide each other.</summary>
    public IReadOnlyList<string> Banded { get; init; } = [];

    /// <summary>Who is told apart by colour; everybody else is grey.</summary>
    public IReadOnlyList<(string Key, string Name)> Keys => [.. Drawn.Where(group => Banded.Contains(group.Key, StringComparer.Ordinal)).Select(group => (group.Key, group.Name))];
}

/// <param name="Patients">Null when withheld.</param>
/// <param name="Bins">Empty when withheld.</param>
/// <param name="Gap">Mean need near the threshold less that of everyone else near it.</param>
/// <param name="ShareByNeed">Null when nobody is flagged, or withheld.</param>
public sealed record LabelAuditGroupView(
    string Key, string Name, string Phrase, long? Patients, IReadOnlyList<NeedPoint> Bins, Reading Gap, Computed<double> PValue, long? NearThreshold, long? OthersNearThreshold, Reading ShareOfFlagged, double? ShareByNeed);

/// <summary>Mean need of a group between two percentiles of score.</summary>
public sealed record NeedPoint(double From, double To, Reading Need);

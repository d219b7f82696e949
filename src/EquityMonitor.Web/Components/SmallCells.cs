using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Components;

/// <summary>
/// Whether figures rest on so few that a person might be recognised: patients (encounters where they cannot be linked), or any cell of flag by outcome, from 1 to
/// <see cref="SmallCount.Largest"/>. Zero may be shown.
/// A rate over other counts than those cells is withheld with its own numerator or remainder: flagged and not flagged of all scored, overridden and accepted of all with a response, known and unknown outcomes of all mature.
/// </summary>
public static class SmallCells
{
    /// <summary>In a sentence, in the place of a figure.</summary>
    public static string Withheld => $"one of its counts is {SmallCount.Range}, so that the figures are suppressed here: quality and governance can see them";

    /// <summary>Why a figure is not shown, and to whom it is; after "Suppressed: ", or as a sentence of its own.</summary>
    public static string Explanation => $"it rests on {SmallCount.Range} patients or encounters, so that a person might be recognised. Quality and governance can see it.";

    /// <summary>For a list or table in which some are.</summary>
    public static string WhySuppressed => $"Suppressed figures and counts rest on {SmallCount.Range} patients or encounters, so that a person might be recognised. Quality and governance can see them.";

    /// <summary>In the place of a figure.</summary>
    public static string Suppressed => $"Suppressed ({SmallCount.Range})";

    public static bool In(Metric metric, PerformanceSample sample)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(sample);
        var counts = sample.Counts;
        return SmallCount.Is(sample.Patients ?? sample.Scored) || SmallCount.Is(counts.TruePositives) || SmallCount.Is(counts.FalsePositives) || SmallCount.Is(counts.FalseNegatives) || SmallCount.Is(counts.TrueNegatives)
            || (metric == Metric.FlagRate && InPart(sample.Flagged, sample.Scored))
            || (metric == Metric.OverrideRate && InPart(sample.Overridden, sample.Responded))
            || (metric == Metric.OutcomeKnownRate && InPart(counts.Total, sample.Mature));
    }

    public static bool In(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return SmallCount.Is(evidence.Patients ?? evidence.Scored) || SmallCount.Is(evidence.TruePositives) || SmallCount.Is(evidence.FalsePositives) || SmallCount.Is(evidence.FalseNegatives) || SmallCount.Is(evidence.TrueNegatives)
            || (Metric.Find(evidence.Metric) is { IsProportion: true } && InPart((long)Math.Round(evidence.Value * evidence.Denominator), (long)Math.Round(evidence.Denominator)));
    }

    /// <summary>Whether the figure that the alert's rule compares with does.</summary>
    public static bool InReference(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.ReferenceSmallestCell is { } smallest && SmallCount.Is(smallest);
    }

    /// <summary>Whether a part of a whole, or what remains of it, is small.</summary>
    public static bool InPart(long part, long whole) => SmallCount.Is(part) || SmallCount.Is(whole - part);
}

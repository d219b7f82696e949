using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Components;

/// <summary>
/// Whether figures rest on so few that a person might be recognised: patients (encounters where they cannot be linked), or any cell of flag by outcome, from 1 to 10 (the cell-size policy of the
/// Centers for Medicare and Medicaid Services). Zero may be shown.
/// A rate over other counts than those cells is withheld with its own numerator or remainder: flagged and not flagged of all scored, overridden and accepted of all with a response, known and unknown outcomes of all mature.
/// </summary>
public static class SmallCells
{
    public const long Largest = 10;

    /// <summary>In a sentence, in the place of a figure.</summary>
    public const string Withheld = "one of its counts is 1 to 10, so that the figures are suppressed for all but quality and governance";

    /// <summary>Why a figure is not shown, and to whom it is; after "Suppressed: ", or as a sentence of its own.</summary>
    public const string Explanation = "it rests on 1 to 10 patients or encounters, so that a person might be recognised. Quality and governance can see it.";

    /// <summary>For a list or table in which some are.</summary>
    public const string WhySuppressed = "Suppressed figures and counts rest on 1 to 10 patients or encounters, so that a person might be recognised. Quality and governance can see them.";

    public static bool In(Metric metric, PerformanceSample sample)
    {
        ArgumentNullException.ThrowIfNull(metric);
        ArgumentNullException.ThrowIfNull(sample);
        var counts = sample.Counts;
        return Small(sample.Patients ?? sample.Scored) || Small(counts.TruePositives) || Small(counts.FalsePositives) || Small(counts.FalseNegatives) || Small(counts.TrueNegatives)
            || (metric == Metric.FlagRate && InPart(sample.Flagged, sample.Scored))
            || (metric == Metric.OverrideRate && InPart(sample.Overridden, sample.Responded))
            || (metric == Metric.OutcomeKnownRate && InPart(counts.Total, sample.Mature));
    }

    public static bool In(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Small(evidence.Patients ?? evidence.Scored) || Small(evidence.TruePositives) || Small(evidence.FalsePositives) || Small(evidence.FalseNegatives) || Small(evidence.TrueNegatives)
            || (Metric.Find(evidence.Metric) is { IsProportion: true } && InPart((long)Math.Round(evidence.Value * evidence.Denominator), (long)Math.Round(evidence.Denominator)));
    }

    /// <summary>Whether the figure that the alert's rule compares with does.</summary>
    public static bool InReference(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return evidence.ReferenceSmallestCell is { } smallest && Small(smallest);
    }

    /// <summary>Whether a part of a whole, or what remains of it, is small.</summary>
    public static bool InPart(long part, long whole) => Small(part) || Small(whole - part);

    /// <summary>Whether a group as such is small, whatever is shown of it.</summary>
    public static bool InWhole(long people) => Small(people);

    private static bool Small(long count) => count is >= 1 and <= Largest;
}

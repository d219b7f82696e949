using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Components;

/// <summary>
/// Whether figures rest on so few that a person might be recognised: patients (encounters where they cannot be linked), or any cell of flag by outcome, from 1 to 10 (the cell-size policy of the
/// Centers for Medicare and Medicaid Services). Zero may be shown.
/// </summary>
public static class SmallCells
{
    public const long Largest = 10;

    public static bool In(PerformanceSample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var counts = sample.Counts;
        return Small(sample.Patients ?? sample.Scored) || Small(counts.TruePositives) || Small(counts.FalsePositives) || Small(counts.FalseNegatives) || Small(counts.TrueNegatives);
    }

    public static bool In(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        return Small(evidence.Patients ?? evidence.Scored) || Small(evidence.TruePositives) || Small(evidence.FalsePositives) || Small(evidence.FalseNegatives) || Small(evidence.TrueNegatives);
    }

    private static bool Small(long count) => count is >= 1 and <= Largest;
}

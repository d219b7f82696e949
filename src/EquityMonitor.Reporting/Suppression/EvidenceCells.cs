using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Suppression;

/// <summary>Whether the figures that an alert was opened with rest on a small cell: patients, flag by outcome, or the numerator or remainder of a share.</summary>
public static class EvidenceCells
{
    public static bool AreSmall(AlertEvidence evidence)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        long[] counts = [evidence.Patients ?? evidence.Scored, evidence.TruePositives, evidence.FalsePositives, evidence.FalseNegatives, evidence.TrueNegatives, .. Parts(evidence)];
        return counts.Any(SmallCount.Is);
    }

    private static long[] Parts(AlertEvidence evidence)
    {
        if (Metric.Find(evidence.Metric) is not { IsProportion: true })
            return [];
        var part = (long)Math.Round(evidence.Value * evidence.Denominator);
        return [part, (long)Math.Round(evidence.Denominator) - part];
    }
}

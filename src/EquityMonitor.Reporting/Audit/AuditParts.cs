using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>The analyses of an audit as its documents may show them. JSON and HTML only lay them out.</summary>
/// <param name="Compared">All first; without those that are left out as small.</param>
public sealed record AuditParts(
    IReadOnlyList<SubgroupKey> Compared,
    AuditPart<CurveAnalysis> Curves,
    AuditPart<CalibrationFigures> Calibration,
    AuditPart<StandardisedFigures> Standardised,
    AuditPart<DriftFigures> Drift,
    AuditPart<ScanResult> Scan,
    AuditPart<IReadOnlyList<LabelAuditAnalysis>> LabelAudit)
{
    private const string WholeIsSmall = "the whole file has small cells";

    /// <param name="left">Subgroups that are left out to protect small cells, with the reason; null when small cells may be shown.</param>
    /// <param name="suppression">Null likewise.</param>
    /// <param name="meanError">Predicted less observed of a subgroup.</param>
    internal static AuditParts Of(
        AuditAnalyses analyses, IReadOnlyDictionary<SubgroupKey, string>? left, SmallCellSuppression? suppression, Func<SubgroupKey, Estimate> meanError)
    {
        bool Shown(SubgroupKey key) => left?.ContainsKey(key) != true;
        if (!Shown(SubgroupKey.All))
        {
            return new AuditParts(
                [],
                new AuditPart<CurveAnalysis>.Suppressed(WholeIsSmall),
                new AuditPart<CalibrationFigures>.Suppressed(WholeIsSmall),
                new AuditPart<StandardisedFigures>.Suppressed(WholeIsSmall),
                new AuditPart<DriftFigures>.Suppressed(WholeIsSmall),
                new AuditPart<ScanResult>.Suppressed(WholeIsSmall),
                new AuditPart<IReadOnlyList<LabelAuditAnalysis>>.Suppressed(WholeIsSmall));
        }

        return new AuditParts(
            [.. analyses.Compared.Where(Shown)],
            CurvesOf(analyses, suppression is not null),
            CalibrationOf(analyses, Shown, meanError, suppression is not null),
            StandardisedFigures.Of(analyses, Shown, suppression is not null),
            DriftFigures.Of(analyses, Shown, suppression),
            ScanOf(analyses, suppression is not null),
            LabelAuditFigures.Of(analyses, left, suppression));
    }

    private static AuditPart<CurveAnalysis> CurvesOf(AuditAnalyses analyses, bool suppress) =>
        suppress ? new AuditPart<CurveAnalysis>.Suppressed("each step of a curve is a patient, so that small cells could be read from it")
        : analyses.Curves.Groups.All(group => group.Roc.Reason is not null && group.PrecisionRecall.Reason is not null)
            ? new AuditPart<CurveAnalysis>.NotEstimable(analyses.Curves.Groups[0].PrecisionRecall.Reason!.Text)
        : new AuditPart<CurveAnalysis>.Ready(analyses.Curves);

    private static AuditPart<CalibrationFigures> CalibrationOf(AuditAnalyses analyses, Func<SubgroupKey, bool> shown, Func<SubgroupKey, Estimate> meanError, bool suppress) =>
        !analyses.Calibration.IsProbability ? new AuditPart<CalibrationFigures>.NotEstimable(NotEstimableReason.ScoreIsNotAProbability.Text)
        : analyses.Calibration.Groups.All(group => group.Rows == 0) ? new AuditPart<CalibrationFigures>.NotEstimable(NotEstimableReason.NoEvaluableEncounters.Text)
        : new AuditPart<CalibrationFigures>.Ready(new CalibrationFigures(
            [.. analyses.Calibration.Groups.Where(group => group.Rows > 0 && shown(group.Key)).Select(group => GroupCalibrationFigures.Of(group, meanError(group.Key), suppress))]));

    /// <summary>Its subgroups overlap: no choice among them keeps small cells from being computed.</summary>
    private static AuditPart<ScanResult> ScanOf(AuditAnalyses analyses, bool suppress) => analyses.Scan switch
    {
        null => new AuditPart<ScanResult>.NotAsked("Write --scan to have every crossing of up to three attributes looked through."),
        _ when suppress => new AuditPart<ScanResult>.Suppressed("its subgroups overlap, so that small cells could be computed from them"),
        { } scan => new AuditPart<ScanResult>.Ready(scan),
    };
}

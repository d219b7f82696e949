using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>What every threshold would give: ROC and precision-recall curves by group, on the evaluable encounters.</summary>
public sealed record CurveAnalysis(IReadOnlyList<GroupCurves> Groups)
{
    internal static CurveAnalysis Of(AnalysisFrame frame, IReadOnlyList<SubgroupKey> groups, CancellationToken cancellationToken)
    {
        var all = frame.Outcomes(frame.Known(frame.Rows(SubgroupKey.All)));
        var curves = new List<GroupCurves>();
        foreach (var group in groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcomes = group.Order == 0 ? all : frame.Outcomes(frame.Known(frame.Rows(group)));
            curves.Add(new GroupCurves(
                group, outcomes.Positives, outcomes.Negatives, RocCurve.Of(outcomes), PrecisionRecallCurve.Of(outcomes),
                RowMetrics.Estimate(Metric.AveragePrecision, outcomes, frame.Scale, all: all)));
        }

        return new CurveAnalysis(curves);
    }
}

public sealed record GroupCurves(
    SubgroupKey Key, int Positives, int Negatives, Computed<IReadOnlyList<RocPoint>> Roc, Computed<IReadOnlyList<PrecisionRecallPoint>> PrecisionRecall, Estimate AveragePrecision);

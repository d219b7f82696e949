using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Whether the scores can be taken for risks, as far as it may be shown.</summary>
public sealed record CalibrationFigures(IReadOnlyList<GroupCalibrationFigures> Groups);

/// <param name="Error">Null without encounters.</param>
public sealed record GroupCalibrationFigures(
    SubgroupKey Key, int Evaluable, int Positives, Estimate ObservedExpected, Estimate Intercept, Estimate Slope, Computed<CalibrationError> Error, IReadOnlyList<CalibrationBinFigures> Curve)
{
    internal static GroupCalibrationFigures Of(GroupCalibration group, bool suppress)
    {
        var hidden = suppress ? SmallBins.Hidden([.. group.Curve.Select(bin => SmallBins.Parts(bin.Observed.Value, bin.Rows))]) : new HashSet<int>();
        return new GroupCalibrationFigures(
            group.Key, group.Rows, group.Positives, group.ObservedExpected, group.Intercept, group.Slope, group.Error,
            [.. group.Curve.Select((bin, index) => new CalibrationBinFigures(bin.LowestScore, bin.HighestScore, bin.MeanScore, hidden.Contains(index) ? null : bin.Observed))]);
    }
}

/// <param name="Observed">Null where it is left out as a small cell.</param>
public sealed record CalibrationBinFigures(double LowestScore, double HighestScore, double MeanScore, Estimate.Measured? Observed);

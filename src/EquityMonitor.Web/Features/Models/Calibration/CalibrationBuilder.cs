using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>From a calibration analysis to what a reader may see; pure.</summary>
public sealed class CalibrationBuilder(TabScope scope)
{
    public CalibrationView Build(CalibrationAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        if (!analysis.IsProbability)
            return new CalibrationView(new PanelState.NotEstimable($"the {NotEstimableReason.ScoreIsNotAProbability}: this model gives points, and points promise no risk that could be right or wrong"), string.Empty, analysis.Mature, []) { Level = scope.Definition.Confidence };
        GroupCalibrationView[] groups = [.. analysis.Groups.Select(Group)];
        PanelState state = groups.Any(group => group.Curve.Count > 0) ? new PanelState.Ready()
            : groups.Any(group => group.IsWithheld) ? new PanelState.Suppressed()
            : new PanelState.Empty();
        return new CalibrationView(state, state is PanelState.Ready ? CalibrationWords.Lead(groups) : string.Empty, analysis.Mature, groups) { Level = scope.Definition.Confidence };
    }

    private GroupCalibrationView Group(GroupCalibration group)
    {
        var hides = Hides(group.Patients, group.Positives, group.Rows);
        return new GroupCalibrationView(
            group.Key.ToString(),
            scope.Names.Of(group.Key),
            scope.Names.Phrase(group.Key),
            hides,
            group.Rows,
            hides ? [] : [.. group.Curve.Select(Point)],
            hides || group.Rows == 0 ? [] : [.. group.Histogram.Select((count, bin) => Bin(group, count, bin))],
            hides ? new Reading.Suppressed() : Reading.Of(group.ObservedExpected),
            hides || !group.Error.TryGet(out var error) ? null : new ErrorView(error.Value, error.OfPerfectModel, error.Draws, error.Rows),
            [.. group.OverTime.Select(window => Hides(window.Patients, window.Positives, window.Rows)
                ? new CalibrationAtTime(window.Days, new Reading.Suppressed(), new Reading.Suppressed())
                : new CalibrationAtTime(window.Days, Reading.Of(window.Intercept), Reading.Of(window.Slope)))]);
    }

    private CurvePoint Point(CalibrationBin bin)
    {
        // Ties may share an outcome between bins: half an encounter hides nobody.
        var hides = !scope.ShowSmallCells && SmallCells.InPart((long)Math.Ceiling(bin.Observed.Value * bin.Rows), bin.Rows);
        return new CurvePoint(hides ? null : bin.Rows, bin.LowestScore, bin.HighestScore, bin.MeanScore, hides ? null : bin.Observed);
    }

    private HistogramBin Bin(GroupCalibration group, long count, int bin)
    {
        const double Width = 1.0 / GroupCalibration.HistogramBins;
        var hides = !scope.ShowSmallCells && SmallCells.InPart(count, group.Rows);
        return new HistogramBin(bin * Width, (bin + 1) * Width, hides ? null : count, hides ? null : count / (double)group.Rows);
    }

    private bool Hides(long patients, long positives, long rows) => !scope.ShowSmallCells && (SmallCells.InPart(positives, rows) || SmallCells.InPart(patients, patients));
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The calibration fits of one window's cells. The whole is laid out and fitted once, whichever partition asks first. Safe to call from several threads.</summary>
internal sealed class WindowCalibration
{
    private readonly RankedOutcomes _outcomes;
    private readonly Lazy<ScoredOutcomes> _whole;

    private WindowCalibration(RankedOutcomes outcomes, double[] scores)
    {
        _outcomes = outcomes;
        _whole = new(() => ScoredPartition.Whole(outcomes, scores));
    }

    /// <param name="evaluable">Rows of the frame, one for each of <paramref name="outcomes"/>.</param>
    /// <returns>Null for a model that does not keep them.</returns>
    public static WindowCalibration? Of(ModelDefinition definition, EncounterFrame frame, int[] evaluable, RankedOutcomes outcomes) =>
        definition is { KeepsCalibration: true, Score.Kind: ScoreKind.Probability }
            ? new WindowCalibration(outcomes, Array.ConvertAll(evaluable, row => frame.Score[row]))
            : null;

    /// <param name="codes">The cell of each evaluable row; empty for the whole alone.</param>
    /// <returns>One per cell; null without both classes.</returns>
    public CalibrationResult?[] Of(ReadOnlySpan<ushort> codes, int cells)
    {
        var results = new CalibrationResult?[cells];
        LogisticCalibration.EvaluatePartition(_outcomes, _whole.Value, codes, results);
        return results;
    }
}

using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Audit;

/// <summary>Whether the scores can be taken for risks, as far as it may be shown.</summary>
public sealed record CalibrationFigures(IReadOnlyList<GroupCalibrationFigures> Groups);

/// <summary>One group: <see cref="Curve"/> in bins of equal count, <see cref="Histogram"/> in bins of equal width.</summary>
public sealed record GroupCalibrationFigures
{
    public required SubgroupKey Key { get; init; }

    public required int Evaluable { get; init; }

    public required int Positives { get; init; }

    public required Estimate ObservedExpected { get; init; }

    /// <summary>Mean predicted less observed.</summary>
    public required Estimate MeanError { get; init; }

    public required Estimate Intercept { get; init; }

    public required Estimate Slope { get; init; }

    public required Computed<CalibrationError> Error { get; init; }

    public required IReadOnlyList<CalibrationBinFigures> Curve { get; init; }

    /// <summary>Evaluable encounters by score from 0 to 1; null where a bin is left out as small.</summary>
    public required IReadOnlyList<long?> Histogram { get; init; }

    internal static GroupCalibrationFigures Of(GroupCalibration group, Estimate meanError, bool suppress)
    {
        var hidden = suppress ? SmallBins.Hidden([.. group.Curve.Select(bin => SmallBins.Parts(bin.Observed.Value, bin.Rows))]) : new HashSet<int>();
        var few = suppress ? SmallBins.Hidden([.. group.Histogram.Select(count => (count, 0L))]) : new HashSet<int>();
        return new GroupCalibrationFigures
        {
            Key = group.Key,
            Evaluable = group.Rows,
            Positives = group.Positives,
            ObservedExpected = group.ObservedExpected,
            MeanError = meanError,
            Intercept = group.Intercept,
            Slope = group.Slope,
            Error = group.Error,
            Curve = [.. group.Curve.Select((bin, index) => new CalibrationBinFigures(bin.LowestScore, bin.HighestScore, bin.MeanScore, hidden.Contains(index) ? null : bin.Observed))],
            Histogram = [.. group.Histogram.Select((count, index) => few.Contains(index) ? (long?)null : count)],
        };
    }
}

/// <param name="Observed">Null where it is left out as a small cell.</param>
public sealed record CalibrationBinFigures(double LowestScore, double HighestScore, double MeanScore, Estimate.Measured? Observed);

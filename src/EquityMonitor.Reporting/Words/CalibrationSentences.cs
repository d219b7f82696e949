using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What figures of calibration say, in sentences with their own numbers.</summary>
public static class CalibrationSentences
{
    /// <summary>How a calibration curve is read.</summary>
    /// <param name="level">Of its intervals.</param>
    public static string Curve(ConfidenceLevel level) =>
        "Encounters are put into ten bins of equal number by their score. A point shows the mean score of a bin and how often the outcome happened in it, with its " + IntervalWords.Of(level) + ". On the dashed line the score is the risk; above it the model understates the risk, below it overstates.";

    /// <summary>"Of patients whose race is Black, 1.12 outcomes happened for each one that the scores predicted (1.04 to 1.2): the model understates their risk."</summary>
    /// <param name="who">For the middle of a sentence: "all patients".</param>
    /// <param name="ratio">Observed over expected.</param>
    public static string Of(string who, Estimate.Measured ratio)
    {
        ArgumentNullException.ThrowIfNull(ratio);
        var times = $"{Formats.Value(Metric.ObservedExpected, ratio.Value, ratio.Interval)} outcomes happened for each one that the scores predicted ({Formats.Range(Metric.ObservedExpected, ratio.Interval)})";
        return $"Of {who}, {times}: {(IsUnderstated(ratio) ? "the model understates their risk" : IsOverstated(ratio) ? "the model overstates their risk" : "no more off than chance could explain")}.";
    }

    /// <summary>What the slope adds; null where 1 lies in its interval: "High risks are higher and low ones lower than the scores say (calibration slope 1.59, 1.54 to 1.64)."</summary>
    public static string? Spread(Estimate slope)
    {
        if (slope is not Estimate.Measured { Interval: { } interval } measured || interval is not ({ Low: > 1 } or { High: < 1 }))
            return null;
        var said = interval.Low > 1 ? "High risks are higher and low ones lower than the scores say" : "High risks are lower and low ones higher than the scores say";
        return $"{said} (calibration slope {Formats.Value(Metric.CalibrationSlope, measured.Value, interval)}, {Formats.Range(Metric.CalibrationSlope, interval)}; 1 is right).";
    }

    /// <summary>Of the expected calibration error, which says nothing without what chance alone gives.</summary>
    /// <param name="who">For the middle of a sentence: "all patients".</param>
    /// <param name="error">The error.</param>
    /// <param name="rows">The encounters that it rests on.</param>
    /// <param name="ofPerfectModel">What a perfectly calibrated model would show; null while that is not known.</param>
    /// <param name="draws">How often it was drawn.</param>
    public static IReadOnlyList<string> OfError(string who, double error, long rows, double? ofPerfectModel, int draws) =>
    [
        $"Over ten bins of score among {who}, the mean score and the share with the outcome lie {PointWords.Size(error)} apart on average ({Formats.Count(rows, "encounter", "encounters")}).",
        ofPerfectModel is { } perfect
            ? $"Chance alone makes this figure larger than 0: a model whose scores are exactly right would show {PointWords.Size(perfect)} with these scores (mean of {draws} draws)."
            : "Chance alone makes this figure larger than 0, so it says little before it is known what a model with exactly right scores would show; the tab Calibration has both.",
        "It has no interval, and no rule or comparison uses it, since it grows as groups get smaller.",
    ];

    public static bool IsUnderstated(Estimate.Measured ratio) => ratio is { Interval: { Low: > 1 } };

    public static bool IsOverstated(Estimate.Measured ratio) => ratio is { Interval: { High: < 1 } };

    public static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Models.Calibration;

/// <summary>The tab "Calibration" as a particular reader may see it.</summary>
/// <param name="Lead">What it comes to, in one or two sentences.</param>
public sealed record CalibrationView(PanelState State, string Lead, DateRange Mature, IReadOnlyList<GroupCalibrationView> Groups)
{
    /// <summary>Of the intervals.</summary>
    public required ConfidenceLevel Level { get; init; }

    public IReadOnlyList<(string Key, string Name)> Keys { get; } = [.. Groups.Select(group => (group.Key, group.Name))];
}

/// <param name="Key">Text of the subgroup key; empty for All.</param>
/// <param name="Phrase">For the middle of a sentence.</param>
/// <param name="Curve">Empty when withheld.</param>
/// <param name="Histogram">Shares of the group per bin of equal width; null where withheld.</param>
/// <param name="Error">The expected calibration error in words, beside what a perfect model would show.</param>
/// <param name="OverTime">The newest last.</param>
public sealed record GroupCalibrationView(
    string Key, string Name, string Phrase, bool IsWithheld, long Rows, IReadOnlyList<CurvePoint> Curve, IReadOnlyList<HistogramBin> Histogram, Reading ObservedExpected,
    ErrorView? Error, IReadOnlyList<CalibrationAtTime> OverTime)
{
    public Reading Intercept => OverTime[^1].Intercept;

    public Reading Slope => OverTime[^1].Slope;
}

/// <param name="Rows">Null when withheld, as what was observed.</param>
public sealed record CurvePoint(long? Rows, double LowestScore, double HighestScore, double MeanScore, Estimate.Measured? Observed);

/// <param name="Count">Null when withheld.</param>
public sealed record HistogramBin(double From, double To, long? Count, double? Share);

public sealed record ErrorView(double Value, double OfPerfectModel, int Draws, long Rows);

public sealed record CalibrationAtTime(DateRange Days, Reading Intercept, Reading Slope);

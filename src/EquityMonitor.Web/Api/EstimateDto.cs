using System.ComponentModel;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Api;

public enum EstimateState
{
    Measured,
    NotEstimable,
    Suppressed,
}

[Description("A figure with its interval at the model's confidence level, and its denominator, or why there is none. Never NaN.")]
public sealed record EstimateDto
{
    [Description("measured, notEstimable (see reason), or suppressed: it rests on 1 to 10 patients or encounters, which your role may not see.")]
    public required EstimateState State { get; init; }

    [Description("On the metric's own scale; a share is between 0 and 1. Only when measured.")]
    public double? Value { get; init; }

    [Description("Lower limit of the interval; absent when unbounded or when there is no interval.")]
    public double? Low { get; init; }

    [Description("Upper limit of the interval; absent when unbounded or when there is no interval.")]
    public double? High { get; init; }

    [Description("Level of the interval: 0.95 unless the model's definition says otherwise, of an alert as it was when it opened; absent when there is no interval.")]
    public double? Confidence { get; init; }

    [Description("What the value rests on: encounters, or expected outcomes for observedExpected.")]
    public double? Denominator { get; init; }

    [Description("Why it is not estimable, or why a measured value has no interval.")]
    public string? Reason { get; init; }

    internal static EstimateDto Of(Reading reading) => reading switch
    {
        Reading.Known(var measured) => Of(measured),
        Reading.NotEstimable(var why) => new EstimateDto { State = EstimateState.NotEstimable, Reason = why },
        _ => new EstimateDto { State = EstimateState.Suppressed },
    };

    internal static EstimateDto Of(Estimate.Measured measured) => new()
    {
        State = EstimateState.Measured,
        Value = measured.Value,
        Low = measured.Interval?.Low,
        High = measured.Interval?.High,
        Confidence = measured.Interval is null ? null : measured.Level.Value,
        Denominator = measured.Denominator,
        Reason = measured.Interval is null ? measured.IntervalReason?.Text : null,
    };

    /// <summary>A metric of a sample as a reader may see it.</summary>
    internal static EstimateDto Of(Metric metric, PerformanceSample sample, PerformanceSample all, ScoreScale scale, bool showSmallCells) => Of(
        !showSmallCells && SmallCells.In(metric, sample) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(metric, sample, scale, all: all)));
}

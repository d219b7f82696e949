using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Components;

/// <summary>A figure as a particular reader may see it.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    public sealed record Known(Estimate.Measured Measured) : Reading;

    /// <summary>A ratio to a reference of 0, of which the lower limit alone is known.</summary>
    public sealed record AtLeast(Estimate.Unbounded Ratio) : Reading;

    public sealed record NotEstimable(string Why) : Reading;

    /// <summary>Rests on a small cell, which this reader may not see.</summary>
    public sealed record Suppressed : Reading;

    public static Reading Of(Estimate estimate) => estimate switch
    {
        Estimate.Measured measured => new Known(measured),
        Estimate.Unbounded ratio => new AtLeast(ratio),
        Estimate.NotEstimable none => new NotEstimable(none.Reason.Text),
        _ => throw new ArgumentOutOfRangeException(nameof(estimate)),
    };

    public Estimate.Measured? MeasuredOrNull => (this as Known)?.Measured;

    /// <summary>"42 %, 35 to 49, of 214 with the outcome", or why there is no figure.</summary>
    public string Text(Metric metric) => this switch
    {
        Known known => Formats.Full(metric, known.Measured),
        AtLeast { Ratio.Low: var low } => $"at least {Formats.Times(low)} times",
        NotEstimable none => $"Not estimable: {none.Why}",
        _ => SmallCells.Suppressed,
    };

    /// <summary>"42 %", or a word in its place.</summary>
    public string Short(Metric metric) => this switch
    {
        Known known => Formats.Value(metric, known.Measured.Value, known.Measured.Interval),
        AtLeast => Text(metric),
        NotEstimable => "Not estimable",
        _ => "Suppressed",
    };
}

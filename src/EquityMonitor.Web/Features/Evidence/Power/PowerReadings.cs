using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>The metrics of some encounters, as the person who asks may see them.</summary>
/// <param name="Of">Reading of a metric; null where it is not at hand.</param>
public sealed record PowerReadings(Func<Metric, Reading?> Of)
{
    public double? Value(Metric metric) => Of(metric)?.MeasuredOrNull?.Value;

    /// <summary>0 where there is nothing to count.</summary>
    public double Denominator(Metric metric) => Of(metric)?.MeasuredOrNull?.Denominator ?? 0;

    public bool IsKnown(Metric metric) => Of(metric) is Reading.Known;

    public bool HasError(Metric metric) => Of(metric)?.MeasuredOrNull is { StandardError: > 0, IntervalReason: null };

    public bool IsSuppressed(Metric metric) => Of(metric) is Reading.Suppressed;

    /// <summary>A share with what it rests on; null where there is nothing to count.</summary>
    public PowerShare? Share(Metric metric) => Of(metric)?.MeasuredOrNull is { } measured ? new PowerShare(measured.Value, measured.Denominator, measured.DesignEffect) : null;
}

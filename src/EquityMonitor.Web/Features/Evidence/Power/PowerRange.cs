using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Evidence.Power;

/// <summary>What a metric can be, in the unit of what is counted: a number needed to evaluate is a positive predictive value.</summary>
internal readonly record struct PowerRange(double Least, double Most)
{
    public static PowerRange Of(Metric metric, double? meanScore) =>
        metric.IsKeptOnRequest ? new(double.NegativeInfinity, double.PositiveInfinity)
        : metric == Metric.NetBenefit || metric == Metric.ScaledBrier ? new(double.NegativeInfinity, 1)
        : metric == Metric.MeanError ? new(-1, 1)

        // As many outcomes as encounters is the most that can be observed.
        : metric == Metric.ObservedExpected ? new(0, meanScore is > 0 and var score ? 1 / score : double.PositiveInfinity)
        : new(0, 1);
}

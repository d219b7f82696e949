using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;

namespace EquityMonitor.Web.Features.Alerts.Detail;

/// <summary>A metric of a sample as this reader may see it.</summary>
internal static class Readings
{
    public static Reading Of(Metric metric, PerformanceSample sample, PerformanceSample all, ScoreScale scale, bool showSmallCells) =>
        !showSmallCells && SmallCells.In(metric, sample) ? new Reading.Suppressed() : Reading.Of(Estimator.Estimate(metric, sample, scale, all: all));
}

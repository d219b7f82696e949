using EquityMonitor.Reporting.Summary;
using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Summaries;

/// <summary>The metrics that a page of a month has something to say of.</summary>
internal static class ShownMetrics
{
    /// <summary>With their places in the rows. Before the first day has matured, what concerns outcomes would be columns of "no evaluable encounters".</summary>
    public static IReadOnlyList<(Metric Metric, int Index)> Of(ModelMonth model) =>
        [.. model.Metrics.Select((metric, index) => (metric, index)).Where(entry => model.Period.Mature is not null || entry.metric.Population == MetricPopulation.Scored)];
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The metrics that the points of a model can give: not those that need a probability of a scale of points, nor responses that nobody records.</summary>
public static class StoredMetrics
{
    public static IReadOnlyList<Metric> Of(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return
        [
            .. Metric.All
                .Where(metric => !metric.NeedsProbability || definition.Score.Kind == ScoreKind.Probability)
                .Where(metric => metric != Metric.OverrideRate || definition.Response is not null),
        ];
    }
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>The metrics that the points of a model can give: not those that need a probability of a scale of points, nor responses that nobody records.</summary>
public static class StoredMetrics
{
    public static IReadOnlyList<Metric> Of(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Possible(definition, definition.KeepsCalibration ? Metric.ForRules : Metric.All);
    }

    /// <summary>Those that a rule of the model can be about. Points begin to keep what some of them need when a rule is.</summary>
    public static IReadOnlyList<Metric> ForRules(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return Possible(definition, Metric.ForRules);
    }

    /// <summary>Why the points of a model do not give a metric that a rule could be about; null where they do, or never can.</summary>
    public static string? WhyNotKept(ModelDefinition definition, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsKeptOnRequest && !definition.KeepsCalibration && definition.Score.Kind == ScoreKind.Probability ? NotKept(metric) : null;
    }

    /// <summary>Said of a metric that points keep on request only, where nothing asks for it.</summary>
    public static string NotKept(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return $"{metric.Name} is not stored for this model: no rule asks for it.";
    }

    private static List<Metric> Possible(ModelDefinition definition, IReadOnlyList<Metric> metrics) =>
    [
        .. metrics
            .Where(metric => !metric.NeedsProbability || definition.Score.Kind == ScoreKind.Probability)
            .Where(metric => metric != Metric.OverrideRate || definition.Response is not null),
    ];
}

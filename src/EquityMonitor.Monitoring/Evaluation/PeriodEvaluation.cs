using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Evaluates rows in memory as one period.</summary>
public static class PeriodEvaluation
{
    /// <inheritdoc cref="Evaluate(PeriodFrame, int, CancellationToken)"/>
    public static IReadOnlyList<SubgroupSample> Evaluate(ModelDefinition definition, IReadOnlyList<ScoredEncounter> rows, int order, CancellationToken cancellationToken) =>
        Evaluate(PeriodFrame.Of(definition, rows), order, cancellationToken);

    /// <param name="order">Up to how many dimensions are crossed; 0 gives All alone.</param>
    /// <returns>All first, then by order and key. Empty without rows.</returns>
    public static IReadOnlyList<SubgroupSample> Evaluate(PeriodFrame period, int order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        if (period.Rows == 0)
            return [];
        var evaluator = new WindowEvaluator(period.Definition, period.Frame, baseline: null);
        var selected = evaluator.Select(PeriodFrame.Range);
        var dimensions = period.Definition.Dimensions.Count;
        var choices = Enumerable.Range(0, Math.Min(order, dimensions) + 1).SelectMany(crossed => Partition.Choices(dimensions, crossed));
        var tallies = choices.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(choice => evaluator.Evaluate(PeriodFrame.Range, selected, evaluator.Prepare(choice), new AurocWorkspace()));
        return SubgroupSamples.Of(tallies);
    }
}

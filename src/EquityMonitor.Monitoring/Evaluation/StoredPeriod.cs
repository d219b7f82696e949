using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Evaluates stored encounter days as one period that need not be a window of the definition, such as a calendar month.</summary>
public static class StoredPeriod
{
    /// <param name="definition">In force; its threshold and dimensions apply.</param>
    /// <param name="days">As <see cref="EncounterDayReader"/> gives them.</param>
    /// <param name="scored">The days behind volume and flag rate.</param>
    /// <param name="mature">The days behind every performance metric; null when none has matured.</param>
    /// <param name="crossed">Dimensions, by column, that are crossed besides All and every single value. Each crossing is complete.</param>
    /// <param name="cancellationToken">Ends the work between two crossings.</param>
    /// <returns>All first, then by order and key. Empty without encounters.</returns>
    public static IReadOnlyList<SubgroupSample> Evaluate(
        ModelDefinition definition, IReadOnlyList<(DateOnly Day, EncounterColumns Columns)> days, DateRange scored, DateRange? mature,
        IEnumerable<IReadOnlyCollection<string>> crossed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(days);
        ArgumentNullException.ThrowIfNull(crossed);
        var frame = EncounterFrame.Of(definition, days);
        if (frame.Rows == 0)
            return [];
        var evaluator = new WindowEvaluator(definition, frame, baseline: null);

        // A range that no day lies in, where none has matured.
        var range = new WindowRange(scored.Days, scored.To, scored, mature ?? new DateRange(DateOnly.MaxValue, DateOnly.MinValue));
        var selected = evaluator.Select(range);
        var columns = definition.Dimensions.Select(dimension => dimension.Column).ToList();
        int[][] choices =
        [
            [],
            .. Partition.Choices(columns.Count, 1),
            .. crossed.Select(names => names.Select(name => columns.IndexOf(name)).Where(index => index >= 0).Distinct().Order().ToArray())
                .Where(choice => choice.Length > 1)
                .DistinctBy(choice => string.Join(',', choice)),
        ];
        var tallies = choices.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .SelectMany(choice => evaluator.Evaluate(range, selected, evaluator.Prepare(choice), new AurocWorkspace()));
        return SubgroupSamples.Of(tallies);
    }
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>The gap of each group to everyone else as it is, and as it would be if both had the mix of age and sex that all patients have.</summary>
public sealed record GapAnalysis(Metric Metric, IReadOnlyList<GroupGap> Groups)
{
    /// <summary>The dimensions of age and sex, where the model has them: columns or names that say so.</summary>
    public static IReadOnlyList<DimensionDefinition> Strata(ModelDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        DimensionDefinition?[] found =
        [
            definition.Dimensions.FirstOrDefault(dimension => dimension.Bands.Count > 0 && Says(dimension, "age")),
            definition.Dimensions.FirstOrDefault(dimension => Says(dimension, "sex") || Says(dimension, "gender")),
        ];
        return [.. found.OfType<DimensionDefinition>()];
    }

    /// <summary>Whether strata can be made of the metric: its counts must tell who is in the denominator, and of them who is in the numerator.</summary>
    public static bool Covers(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return metric.IsProportion && metric != Metric.OverrideRate;
    }

    internal static GapAnalysis Of(AnalysisFrame frame, WindowRange range, Metric metric, AnalysisQuery query, CancellationToken cancellationToken)
    {
        var strata = Strata(frame.Definition);
        var denominator = Denominator(frame, range, metric);
        var all = frame.Sample(SubgroupKey.All, range)?.Own;
        var gaps = new List<GroupGap>();
        SubgroupKey[] groups = [.. query.Groups.Where(group => group.Order > 0)];
        var steps = new AnalysisSteps(groups.Length, query.Progress, cancellationToken);
        foreach (var group in groups)
        {

            // A group of one sex has nobody of the other: its own dimensions cannot be made equal.
            DimensionDefinition[] by = [.. strata.Where(dimension => group.Parts.All(part => part.Key != dimension.Column))];
            if (all is not null && by.Length > 0 && frame.Sample(group, range, all) is { Complement: { } complement } sample)
                gaps.Add(Of(frame, metric, sample.Own, complement, all, denominator, group, by));
            steps.Done();
        }

        return new GapAnalysis(metric, gaps);
    }

    private static GroupGap Of(
        AnalysisFrame frame, Metric metric, PerformanceSample own, PerformanceSample complement, PerformanceSample all, int[] denominator, SubgroupKey group, DimensionDefinition[] by)
    {
        var strata = Partition.Of(frame.Definition, frame.Frame, [.. by.Select(dimension => frame.Dimension(dimension.Column))]);
        var members = frame.Rows(group).ToHashSet();
        var (ours, theirs, whole) = (new StratumCounts[strata.Cells.Count], new StratumCounts[strata.Cells.Count], new long[strata.Cells.Count]);
        foreach (var row in denominator)
        {
            var cell = strata.Codes[row];
            var counts = members.Contains(row) ? ours : theirs;
            counts[cell] = new StratumCounts(counts[cell].X + (IsInNumerator(frame, metric, row) ? 1 : 0), counts[cell].N + 1);
            whole[cell]++;
        }

        return new GroupGap(
            group,
            by,
            own,
            complement,
            Comparison.Difference(metric, own, complement, frame.Scale, all: all),
            StandardisedGap.Evaluate(ours, theirs, whole, null, Effect(metric, own), Effect(metric, complement)));

        double Effect(Metric of, PerformanceSample sample) => (Estimator.Estimate(of, sample, frame.Scale, all: all) as Estimate.Measured)?.DesignEffect ?? 1;
    }

    private static int[] Denominator(AnalysisFrame frame, WindowRange range, Metric metric)
    {
        var rows = frame.During(frame.Rows(SubgroupKey.All), metric.Population == MetricPopulation.Scored ? range.Scored : range.Mature);
        var (flagged, outcome) = (frame.Frame.Flagged, frame.Frame.Outcome);
        return metric.Key switch
        {
            "flagRate" or "outcomeKnownRate" => rows,
            "sensitivity" or "fnr" => Array.FindAll(rows, row => outcome[row] == 1),
            "specificity" or "fpr" => Array.FindAll(rows, row => outcome[row] == 0),
            "ppv" => Array.FindAll(rows, row => frame.IsKnown(row) && flagged[row]),
            "npv" => Array.FindAll(rows, row => frame.IsKnown(row) && !flagged[row]),
            "prevalence" or "accuracy" => frame.Known(rows),
            _ => throw new ArgumentException($"\"{metric.Key}\" has no strata.", nameof(metric)),
        };
    }

    private static bool IsInNumerator(AnalysisFrame frame, Metric metric, int row)
    {
        var (flagged, happened) = (frame.Frame.Flagged[row], frame.Frame.Outcome[row] == 1);
        return metric.Key switch
        {
            "flagRate" or "sensitivity" or "fpr" => flagged,
            "outcomeKnownRate" => frame.IsKnown(row),
            "prevalence" or "ppv" => happened,
            "specificity" or "fnr" => !flagged,
            "npv" => !happened,
            _ => flagged == happened,
        };
    }

    private static bool Says(DimensionDefinition dimension, string word) =>
        $"{dimension.Column} {dimension.Name}".Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase);
}

/// <param name="By">What was made equal.</param>
/// <param name="Raw">The group less everyone else.</param>
public sealed record GroupGap(
    SubgroupKey Key, IReadOnlyList<DimensionDefinition> By, PerformanceSample Own, PerformanceSample Others, Estimate Raw, StandardisedGapResult Standardised);

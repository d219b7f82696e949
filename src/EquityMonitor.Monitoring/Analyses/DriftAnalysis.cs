using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Analyses;

/// <summary>How far scores, patients and data of the window have moved from the baseline, and patients from those that the model was trained on.</summary>
/// <param name="NoBaseline">Why nothing is held against the baseline; null when it is.</param>
public sealed record DriftAnalysis(
    DateRange Scored, DateRange Mature, DateRange? Baseline, NotEstimableReason? NoBaseline, IReadOnlyList<GroupDrift> Groups, IReadOnlyList<DimensionMix> Mix)
{
    internal static DateRange Needs(ModelDefinition definition, WindowRange range) => ModelAnalyses.Span(range.Mature, range.Scored);

    internal static DriftAnalysis Of(AnalysisFrame now, AnalysisFrame? baseline, WindowRange range, AnalysisQuery query, CancellationToken cancellationToken)
    {
        var definition = now.Definition;
        var reason = baseline is not { Frame.Rows: > 0 } ? NotEstimableReason.NoBaseline
            : definition.Baseline!.Value.Overlaps(range.Scored) || definition.Baseline.Value.Overlaps(range.Mature) ? NotEstimableReason.OverlapsBaseline
            : null;
        return Of(now, baseline, reason, definition.Baseline, range, query.Groups, query.Progress, cancellationToken);
    }

    /// <param name="reason">Why nothing is held against the baseline; null when it is.</param>
    /// <param name="period">The days of the baseline; null where it has none.</param>
    internal static DriftAnalysis Of(
        AnalysisFrame now, AnalysisFrame? baseline, NotEstimableReason? reason, DateRange? period, WindowRange range, IReadOnlyList<SubgroupKey> groups,
        IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var before = reason is null ? baseline : null;
        var scored = now.During(now.Rows(SubgroupKey.All), range.Scored);
        var drifts = new List<GroupDrift>();
        var steps = new AnalysisSteps(groups.Count, progress, cancellationToken);
        foreach (var group in groups)
        {
            drifts.Add(Drift(now, before, reason, range, group));
            steps.Done();
        }

        return new DriftAnalysis(
            range.Scored, range.Mature, period, reason, drifts,
            [.. Enumerable.Range(0, now.Definition.Dimensions.Count).Select(dimension => MixOf(now, before, scored, dimension))]);
    }

    private static GroupDrift Drift(AnalysisFrame now, AnalysisFrame? before, NotEstimableReason? reason, WindowRange range, SubgroupKey group)
    {
        int[] rows = now.Rows(group), scored = now.During(rows, range.Scored), mature = now.During(rows, range.Mature);
        var old = before?.Rows(group) ?? [];
        double[] scores = now.Scores(scored), oldScores = before?.Scores(old) ?? [];
        ScoreBins? bins = null;
        Computed<DistributionShiftResult> shift = reason ?? (oldScores.Length == 0 ? NotEstimableReason.EmptyReference : NotEstimableReason.NoScoredEncounters);
        if (oldScores.Length > 0 && scores.Length > 0)
        {
            // The kernels take any order and sort for themselves, which is quick for what is sorted.
            Array.Sort(scores);
            Array.Sort(oldScores);
            var deciles = BaselineDeciles.Of(oldScores);
            bins = new ScoreBins(deciles.InnerEdges, deciles.Count(oldScores), deciles.Count(scores));
            shift = DistributionShift.Evaluate(deciles, oldScores, scores);
        }

        return new GroupDrift(
            group,
            scored.Length,
            now.Patients(scored),
            old.Length,
            before?.Patients(old) ?? 0,
            bins,
            shift,
            before is null ? [] :
            [
                Share(ShareKind.Prevalence, null, now.Known(mature), row => now.Frame.Outcome[row] == 1, before.Known(old), row => before.Frame.Outcome[row] == 1),
                Share(ShareKind.FlagRate, null, scored, row => now.Frame.Flagged[row], old, row => before.Frame.Flagged[row]),
                Share(ShareKind.MissingOutcome, null, mature, row => !now.IsKnown(row), old, row => !before.IsKnown(row)),
                .. now.Definition.Dimensions.Select((dimension, index) =>
                    Share(ShareKind.MissingAttribute, dimension.Column, scored, Lacks(now, index), old, Lacks(before, index))),
            ]);
    }

    private static Predicate<int> Lacks(AnalysisFrame frame, int dimension)
    {
        var code = Array.BinarySearch(frame.Frame.Values[dimension], DimensionDefinition.Unknown, StringComparer.Ordinal);
        return row => frame.Frame.Codes[dimension][row] == code;
    }

    private static ShareShift Share(ShareKind kind, string? dimension, int[] now, Predicate<int> nowHas, int[] before, Predicate<int> beforeHad)
    {
        long x = now.Count(row => nowHas(row)), y = before.Count(row => beforeHad(row));
        return new ShareShift(kind, dimension, x, now.Length, y, before.Length, Comparison.DifferenceOfShares(x, now.Length, y, before.Length));
    }

    private static DimensionMix MixOf(AnalysisFrame now, AnalysisFrame? before, int[] scored, int dimension)
    {
        var column = now.Definition.Dimensions[dimension].Column;
        var live = Counts(now, scored, dimension);
        return new DimensionMix(
            column,
            now.Definition.Training.TryGetValue(column, out var training) ? MixDrift.AgainstTraining(training, live) : null,
            before is null ? null : MixDrift.AgainstBaseline(Counts(before, before.Rows(SubgroupKey.All), dimension), live));
    }

    private static Dictionary<string, long> Counts(AnalysisFrame frame, int[] rows, int dimension)
    {
        var counts = new long[frame.Frame.Values[dimension].Length];
        foreach (var row in rows)
            counts[frame.Frame.Codes[dimension][row]]++;
        return frame.Frame.Values[dimension].Zip(counts).Where(pair => pair.Second > 0).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}

/// <param name="Patients">Distinct in the scored range; encounters where they cannot be linked.</param>
/// <param name="Bins">Null when either side has nobody.</param>
/// <param name="Shares">Empty without a baseline.</param>
public sealed record GroupDrift(
    SubgroupKey Key, long Scored, long Patients, long BaselineScored, long BaselinePatients, ScoreBins? Bins, Computed<DistributionShiftResult> Shift, IReadOnlyList<ShareShift> Shares);

/// <summary>Scores in the tenths of the group's own baseline.</summary>
/// <param name="InnerEdges">A score equal to an edge lies above it.</param>
public sealed record ScoreBins(IReadOnlyList<double> InnerEdges, IReadOnlyList<long> Baseline, IReadOnlyList<long> Now);

public enum ShareKind
{
    Prevalence,
    FlagRate,
    MissingOutcome,
    MissingAttribute,
}

/// <param name="Dimension">Of a missing attribute; null otherwise.</param>
/// <param name="Difference">Now less baseline, with Newcombe's limits.</param>
public sealed record ShareShift(ShareKind Kind, string? Dimension, long X, long N, long BaselineX, long BaselineN, Estimate Difference);

/// <param name="AgainstTraining">Null where the definition declares no training shares of the dimension.</param>
public sealed record DimensionMix(string Column, MixDriftResult? AgainstTraining, MixDriftResult? AgainstBaseline);

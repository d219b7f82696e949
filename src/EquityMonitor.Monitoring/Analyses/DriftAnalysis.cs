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
        var everyone = GroupRows.Of(now, range, SubgroupKey.All);
        (Counted, double)[] counted = before is null ? [] : [.. Counted.Of(now.Definition).Select(measure => (measure, measure.DesignEffect(everyone)))];
        var drifts = new List<GroupDrift>();
        var steps = new AnalysisSteps(groups.Count, progress, cancellationToken);
        foreach (var group in groups)
        {
            drifts.Add(Drift(now, before, reason, range, group, counted));
            steps.Done();
        }

        return new DriftAnalysis(
            range.Scored, range.Mature, period, reason, drifts,
            [.. Enumerable.Range(0, now.Definition.Dimensions.Count).Select(dimension => MixOf(now, before, reason, everyone.Scored, dimension))]);
    }

    private static GroupDrift Drift(
        AnalysisFrame now, AnalysisFrame? before, NotEstimableReason? reason, WindowRange range, SubgroupKey group, (Counted Measure, double OfWhole)[] counted)
    {
        var present = GroupRows.Of(now, range, group);
        var scored = present.Scored;
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
            before is null ? [] : [.. counted.Select(share => share.Measure.Shift(present, new GroupRows(before, old, old), share.OfWhole))]);
    }

    private static DimensionMix MixOf(AnalysisFrame now, AnalysisFrame? before, NotEstimableReason? reason, int[] scored, int dimension)
    {
        var column = now.Definition.Dimensions[dimension].Column;
        var live = Counts(now, scored, dimension);
        double DesignEffect(IReadOnlyCollection<string> values)
        {
            HashSet<ushort> codes = [.. values.Select(value => Array.BinarySearch(now.Frame.Values[dimension], value, StringComparer.Ordinal)).Where(code => code >= 0).Select(code => (ushort)code)];
            return now.Share(scored, row => codes.Contains(now.Frame.Codes[dimension][row])).DesignEffect;
        }

        return new DimensionMix(
            column,
            now.Definition.Training.TryGetValue(column, out var training) ? MixDrift.AgainstTraining(training, live, now.Scale.Level, DesignEffect) : NotEstimableReason.NoTrainingShares,
            before is null ? reason ?? NotEstimableReason.NoBaseline : MixDrift.AgainstBaseline(Counts(before, before.Rows(SubgroupKey.All), dimension), live, now.Scale.Level, DesignEffect));
    }

    private static Dictionary<string, long> Counts(AnalysisFrame frame, int[] rows, int dimension)
    {
        var counts = new long[frame.Frame.Values[dimension].Length];
        foreach (var row in rows)
            counts[frame.Frame.Codes[dimension][row]]++;
        return frame.Frame.Values[dimension].Zip(counts).Where(pair => pair.Second > 0).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    /// <summary>A group's rows of both ranges; those of a baseline are scored and mature alike.</summary>
    private readonly record struct GroupRows(AnalysisFrame Frame, int[] Scored, int[] Mature)
    {
        public static GroupRows Of(AnalysisFrame frame, WindowRange range, SubgroupKey group)
        {
            var rows = frame.Rows(group);
            return new GroupRows(frame, frame.During(rows, range.Scored), frame.During(rows, range.Mature));
        }
    }

    /// <summary>A share that is followed.</summary>
    /// <param name="Among">Whose share it is.</param>
    /// <param name="Has">Who is counted.</param>
    private sealed record Counted(ShareKind Kind, string? Dimension, Func<GroupRows, int[]> Among, Func<AnalysisFrame, Predicate<int>> Has)
    {
        public static IEnumerable<Counted> Of(ModelDefinition definition) =>
        [
            new(ShareKind.Prevalence, null, rows => rows.Frame.Known(rows.Mature), frame => row => frame.Frame.Outcome[row] == 1),
            new(ShareKind.FlagRate, null, rows => rows.Scored, frame => row => frame.Frame.Flagged[row]),
            new(ShareKind.MissingOutcome, null, rows => rows.Mature, frame => row => !frame.IsKnown(row)),
            .. definition.Dimensions.Select((dimension, index) => new Counted(ShareKind.MissingAttribute, dimension.Column, rows => rows.Scored, frame => Lacks(frame, index))),
        ];

        public double DesignEffect(GroupRows rows) => rows.Frame.DesignEffect(Among(rows), Has(rows.Frame));

        /// <param name="ofWhole">The design effect of everyone now, which stands in on both sides, as in a rule against the own baseline.</param>
        public ShareShift Shift(GroupRows now, GroupRows before, double ofWhole)
        {
            var (present, past) = (now.Frame.Share(Among(now), Has(now.Frame), ofWhole), before.Frame.Share(Among(before), Has(before.Frame), ofWhole));
            return new ShareShift(Kind, Dimension, present, past, Comparison.DifferenceOfShares(present, past, now.Frame.Scale.Level));
        }

        private static Predicate<int> Lacks(AnalysisFrame frame, int dimension)
        {
            var code = Array.BinarySearch(frame.Frame.Values[dimension], DimensionDefinition.Unknown, StringComparer.Ordinal);
            return row => frame.Frame.Codes[dimension][row] == code;
        }
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
public sealed record ShareShift(ShareKind Kind, string? Dimension, ClusteredProportion Now, ClusteredProportion Baseline, Estimate Difference)
{
    public long X => Now.X;

    public long N => Now.N;

    public long BaselineX => Baseline.X;

    public long BaselineN => Baseline.N;
}

/// <summary>The mix of one dimension, or why it is not held against a reference.</summary>
public sealed record DimensionMix(string Column, Computed<MixDriftResult> AgainstTraining, Computed<MixDriftResult> AgainstBaseline);

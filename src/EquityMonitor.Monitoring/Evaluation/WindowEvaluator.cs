using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>
/// Evaluates windows over a frame. What does not depend on the window (cells, day partials, baseline positions) is prepared once per partition; a window
/// then costs a few passes over its rows. Safe to call from several threads, one workspace each.
/// </summary>
internal sealed class WindowEvaluator
{
    private const int TallyStates = 128;
    private readonly ModelDefinition _definition;
    private readonly EncounterFrame _frame;
    private readonly EncounterFrame? _baseline;

    /// <param name="baseline">The baseline's days; null without one.</param>
    public WindowEvaluator(ModelDefinition definition, EncounterFrame frame, EncounterFrame? baseline)
    {
        _definition = definition;
        _frame = frame;
        _baseline = baseline;
    }

    /// <summary>A partition with everything that does not depend on the window.</summary>
    internal sealed record Prepared(Partition Partition, DayPartialSums Partials, BaselinePositions? Baseline);

    public Prepared Prepare(params ReadOnlySpan<int> dimensions)
    {
        var partition = Partition.Of(_definition, _frame, dimensions);
        var baseline = _baseline is null ? null : BaselinePositions.Of(_frame, partition, _baseline, Partition.Of(_definition, _baseline, dimensions));
        return new Prepared(partition, new DayPartialSums(_frame, partition), baseline);
    }

    public WindowRows Select(WindowRange range) => WindowRows.Select(_definition, _frame, range);

    /// <summary>The cells of a partition that have a row in the window, in the partition's order.</summary>
    /// <param name="only">Restricts the cells; null means all.</param>
    public IReadOnlyList<SubgroupTally> Evaluate(
        WindowRange range, WindowRows rows, Prepared prepared, AurocWorkspace workspace, IReadOnlySet<SubgroupKey>? only = null)
    {
        var (partition, partials, baseline) = prepared;
        var isWhole = partition.Cells is [{ Order: 0 }];
        var codes = partition.CodesOf(rows.Rows);
        var evaluableCodes = partition.CodesOf(rows.Evaluable);
        var counts = Count(rows, codes, partition.Cells.Count);
        var clustered = rows.Patients is { } patients
            ? ClusteredCounts.Evaluate(patients, isWhole ? [] : codes, isWhole ? 0 : partition.Cells.Count, NetBenefitThreshold)
            : null;
        var drifts = baseline?.Drifts(rows.ScoredPlaces);
        var precisions = new AveragePrecisionResult?[partition.Cells.Count];
        AveragePrecision.EvaluatePartition(rows.Outcomes, isWhole ? [] : evaluableCodes, precisions);
        var calibrations = rows.Calibration?.Of(isWhole ? [] : evaluableCodes, partition.Cells.Count);

        // For a few cells of a partition one call each is quicker.
        var aurocs = new SubgroupAurocResult[isWhole || only is not null ? 0 : partition.Cells.Count];
        if (aurocs.Length > 0)
            SubgroupAuroc.EvaluatePartition(rows.Outcomes, evaluableCodes, aurocs, workspace);

        var tallies = new List<SubgroupTally>(partition.Cells.Count);
        for (var cell = 0; cell < partition.Cells.Count; cell++)
        {
            var tally = counts.AsSpan(cell * TallyStates, TallyStates);
            if (tally.IndexOfAnyExcept(0L) < 0 || only?.Contains(partition.Cells[cell]) == false)
                continue;
            var auroc = isWhole ? SubgroupAuroc.Evaluate(rows.Outcomes, workspace)
                : aurocs.Length > 0 ? aurocs[cell]
                : SubgroupAuroc.Evaluate(rows.Outcomes, evaluableCodes, (ushort)cell, workspace);
            var own = isWhole ? clustered?.All : clustered?.Own[cell];
            var ownVariances = own is null ? null : own.Variances with { Auroc = auroc.OwnClusterVariance };
            var complement = isWhole ? null : clustered?.Complement[cell].Variances;
            tallies.Add(new SubgroupTally(
                partition.Cells[cell],
                Sample(tally, own?.Patients, partials.Of(cell, range.Mature), auroc.Own, precisions[cell], ownVariances, calibrations?[cell]),
                auroc.Complement,
                complement is null ? null : complement with { Auroc = auroc.ComplementClusterVariance },
                drifts?[cell]));
        }

        return tallies;
    }

    private double? NetBenefitThreshold => _definition.Score.Kind == ScoreKind.Probability ? _definition.Threshold : null;

    /// <summary>Per cell, rows by state.</summary>
    private static long[] Count(WindowRows rows, ushort[] codes, int cells)
    {
        var counts = new long[cells * TallyStates];
        for (var i = 0; i < codes.Length; i++)
            counts[(codes[i] * TallyStates) + rows.States[i]]++;
        return counts;
    }

    private PerformanceSample Sample(
        ReadOnlySpan<long> tally, long? patients, in ScoreSums sums, AurocResult? auroc, AveragePrecisionResult? precision, ClusterVariances? variances,
        CalibrationResult? calibration)
    {
        const int Evaluable = (int)(RowState.InMatureRange | RowState.OutcomeKnown);
        long scored = 0, flagged = 0, responded = 0, overridden = 0, mature = 0, tp = 0, fp = 0, fn = 0, tn = 0;
        for (var state = 0; state < TallyStates; state++)
        {
            var count = tally[state];
            if (count == 0)
                continue;
            var isFlagged = (state & (int)RowState.Flagged) != 0;
            if ((state & (int)RowState.InScoredRange) != 0)
            {
                scored += count;
                flagged += isFlagged ? count : 0;
                responded += isFlagged && (state & (int)RowState.Responded) != 0 ? count : 0;
                overridden += isFlagged && (state & (int)RowState.Overridden) != 0 ? count : 0;
            }

            mature += (state & (int)RowState.InMatureRange) != 0 ? count : 0;
            if ((state & Evaluable) != Evaluable)
                continue;
            var isPositive = (state & (int)RowState.OutcomePositive) != 0;
            tp += isFlagged && isPositive ? count : 0;
            fp += isFlagged && !isPositive ? count : 0;
            fn += !isFlagged && isPositive ? count : 0;
            tn += !isFlagged && !isPositive ? count : 0;
        }

        var isProbability = _definition.Score.Kind == ScoreKind.Probability;
        return new PerformanceSample
        {
            Scored = scored,
            Flagged = flagged,
            Responded = responded,
            Overridden = overridden,
            Patients = patients,
            Mature = mature,
            Counts = new ConfusionCounts(tp, fp, fn, tn),
            SumScore = isProbability ? sums.Score : 0,
            SumSquaredError = isProbability ? sums.SquaredError : 0,
            SumFourthPowerError = isProbability ? sums.FourthPowerError : 0,
            SumSquaredErrorOfPositives = isProbability ? sums.SquaredErrorOfPositives : 0,
            Auroc = auroc,
            AveragePrecision = precision,
            Calibration = calibration,
            ClusterVariances = variances,
        };
    }
}

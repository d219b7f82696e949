using CsCheck;

namespace EquityMonitor.Statistics.Tests;

/// <summary>Groups of encounters for tests of everything that reads a <see cref="PerformanceSample"/>.</summary>
internal static class Samples
{
    public const double Threshold = 0.4;
    public static readonly ScoreScale Scale = new(Threshold, IsProbability: true, ConfidenceLevel.Default);

    /// <summary>A group and its complement, with and without repeated patients, some of them tiny.</summary>
    public static readonly Gen<(PerformanceSample Own, PerformanceSample Complement)> Pairs =
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 400], Gen.Int[1, 30], Gen.Int[1, 4], Gen.Bool).Select((seed, rows, grid, most, clustered) =>
            Of(Cohort.Random(seed, rows, grid, 3, most), clustered));

    public static (PerformanceSample Own, PerformanceSample Complement) Of(Cohort cohort, bool clustered)
    {
        byte[] states =
        [
            .. Enumerable.Range(0, cohort.Rows).Select(row => (byte)(
                RowState.InScoredRange | RowState.InMatureRange | (row % 7 == 3 ? RowState.None : RowState.OutcomeKnown)
                | (cohort.Scores[row] >= Threshold ? RowState.Flagged : RowState.None) | (cohort.Outcomes[row] == 1 ? RowState.OutcomePositive : RowState.None)
                | Response(row))),
        ];
        double[] errors = [.. Enumerable.Range(0, cohort.Rows).Select(row => Math.Pow(cohort.Scores[row] - cohort.Outcomes[row], 2))];
        var counts = ClusteredCounts.Evaluate(cohort.PatientStarts, states, cohort.Codes, 3, errors, Threshold);

        var known = Enumerable.Range(0, cohort.Rows).Where(row => row % 7 != 3).ToList();
        var patients = cohort.Patients;
        int[] starts = [.. Enumerable.Range(0, known.Count).Where(item => item == 0 || patients[known[item]] != patients[known[item - 1]])];
        var outcomes = RankedOutcomes.FromScores([.. known.Select(row => cohort.Scores[row])], [.. known.Select(row => cohort.Outcomes[row])], starts);
        var auroc = SubgroupAuroc.Evaluate(outcomes, [.. known.Select(row => cohort.Codes[row])], 0);
        var precisions = new AveragePrecisionResult?[2];
        AveragePrecision.EvaluatePartition(outcomes, [.. known.Select(row => (ushort)(cohort.Codes[row] == 0 ? 0 : 1))], precisions);
        AveragePrecisionResult? Precision(int side) => precisions[side] is { } kept ? kept with { DesignEffect = clustered ? kept.DesignEffect : null } : null;
        var calibrations = new CalibrationResult?[2];
        LogisticCalibration.EvaluatePartition(
            outcomes, ScoredPartition.Whole(outcomes, [.. known.Select(row => cohort.Scores[row])]), [.. known.Select(row => (ushort)(cohort.Codes[row] == 0 ? 0 : 1))], calibrations);
        return (
            Sample(cohort, row => cohort.Codes[row] == 0, auroc.Own, Precision(0), clustered ? counts.Own[0].Variances with { Auroc = auroc.OwnClusterVariance } : null) with { Calibration = calibrations[0] },
            Sample(cohort, row => cohort.Codes[row] != 0, auroc.Complement, Precision(1), clustered ? counts.Complement[0].Variances with { Auroc = auroc.ComplementClusterVariance } : null) with { Calibration = calibrations[1] });
    }

    public static PerformanceSample FromCounts(long tp, long fp, long fn, long tn) => new()
    {
        Scored = tp + fp + fn + tn,
        Flagged = tp + fp,
        Mature = tp + fp + fn + tn,
        Counts = new ConfusionCounts(tp, fp, fn, tn),
    };

    private static PerformanceSample Sample(Cohort cohort, Func<int, bool> chosen, AurocResult? auroc, AveragePrecisionResult? precision, ClusterVariances? variances)
    {
        var rows = Enumerable.Range(0, cohort.Rows).Where(chosen).ToList();
        var known = rows.Where(row => row % 7 != 3).ToList();
        long Count(bool flagged, int outcome) => known.Count(row => cohort.Scores[row] >= Threshold == flagged && cohort.Outcomes[row] == outcome);
        return new PerformanceSample
        {
            Scored = rows.Count,
            Flagged = rows.Count(row => cohort.Scores[row] >= Threshold),
            Responded = rows.Count(row => cohort.Scores[row] >= Threshold && Response(row) != RowState.None),
            Overridden = rows.Count(row => cohort.Scores[row] >= Threshold && Response(row).HasFlag(RowState.Overridden)),
            Mature = rows.Count,
            Counts = new ConfusionCounts(Count(true, 1), Count(true, 0), Count(false, 1), Count(false, 0)),
            SumScore = known.Sum(row => cohort.Scores[row]),
            SumSquaredError = known.Sum(row => Math.Pow(cohort.Scores[row] - cohort.Outcomes[row], 2)),
            SumFourthPowerError = known.Sum(row => Math.Pow(cohort.Scores[row] - cohort.Outcomes[row], 4)),
            SumSquaredErrorOfPositives = known.Where(row => cohort.Outcomes[row] == 1).Sum(row => Math.Pow(1 - cohort.Scores[row], 2)),
            Auroc = auroc,
            AveragePrecision = precision,
            ClusterVariances = variances,
        };
    }

    private static RowState Response(int row) => (row % 5) switch { 0 => RowState.None, 1 or 2 => RowState.Responded | RowState.Overridden, _ => RowState.Responded };
}

namespace EquityMonitor.Statistics;

/// <summary>
/// Everything that the metrics of one group of encounters in one window are derived from: counts, sums, AUROC with its DeLong variance, and the
/// patient-clustered variances. Rates are never stored; they are derived on reading.
/// </summary>
public sealed record PerformanceSample
{
    /// <summary>Encounters in the scored range, and how many of them were flagged (score at or above the threshold).</summary>
    public required long Scored { get; init; }

    public required long Flagged { get; init; }

    /// <summary>Flagged encounters of the scored range with a recorded response, and how many of them were overridden.</summary>
    public long Responded { get; init; }

    public long Overridden { get; init; }

    /// <summary>Distinct patients in the scored range; null without a patient key.</summary>
    public long? Patients { get; init; }

    /// <summary>Encounters in the mature range, whether or not their outcome is known.</summary>
    public required long Mature { get; init; }

    /// <summary>The evaluable encounters, split by flag and outcome.</summary>
    public required ConfusionCounts Counts { get; init; }

    /// <summary>Sum of s over the evaluable encounters. Zero when the score is not a probability.</summary>
    public double SumScore { get; init; }

    /// <summary>Sum of (s - y)^2 over the evaluable encounters.</summary>
    public double SumSquaredError { get; init; }

    /// <summary>Sum of (s - y)^4 over the evaluable encounters.</summary>
    public double SumFourthPowerError { get; init; }

    /// <summary>Sum of (s - y)^2 over the evaluable encounters with the outcome: 1 more sum makes the scaled Brier score's variance. Null where it was not kept.</summary>
    public double? SumSquaredErrorOfPositives { get; init; }

    /// <summary>Null when there are fewer than 2 of a class.</summary>
    public AurocResult? Auroc { get; init; }

    /// <summary>Null without both classes, and where it was not computed: it does not follow from counts.</summary>
    public AveragePrecisionResult? AveragePrecision { get; init; }

    /// <summary>Null without both classes, and where it was not computed: it does not follow from counts.</summary>
    public CalibrationResult? Calibration { get; init; }

    /// <summary>Null without a patient key: encounters count as independent.</summary>
    public ClusterVariances? ClusterVariances { get; init; }
}

/// <summary>Evaluable encounters by flag and outcome.</summary>
public readonly record struct ConfusionCounts(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives)
{
    public long Positives => TruePositives + FalseNegatives;
    public long Negatives => FalsePositives + TrueNegatives;
    public long Flagged => TruePositives + FalsePositives;
    public long NotFlagged => FalseNegatives + TrueNegatives;
    public long Total => Positives + Negatives;
}

/// <summary>Area under the ROC curve and its DeLong variance.</summary>
/// <param name="Area">P(s+ > s-) + P(s+ = s-)/2, exact.</param>
/// <param name="Variance">DeLong variance with independent encounters.</param>
public readonly record struct AurocResult(double Area, double Variance);

/// <summary>Average precision, whose variance follows from it and the number of positives but for what repeated patients do.</summary>
/// <param name="Value">As <see cref="Statistics.AveragePrecision"/> defines it.</param>
/// <param name="DesignEffect">max(1, v / v independent); null without a patient key, and where it is undefined.</param>
public readonly record struct AveragePrecisionResult(double Value, double? DesignEffect);

/// <summary>
/// Variance v of each metric with the patient as the unit: v = M/(M-1) * sum over patients of (sum of the influence values of the patient's encounters)^2.
/// A null entry is undefined (fewer than 2 patients, or a zero denominator).
/// </summary>
public sealed record ClusterVariances
{
    public double? FlagRate { get; init; }
    public double? OutcomeKnownRate { get; init; }
    public double? Prevalence { get; init; }

    /// <summary>Also of FNR = 1 - sensitivity.</summary>
    public double? Sensitivity { get; init; }

    /// <summary>Also of FPR = 1 - specificity.</summary>
    public double? Specificity { get; init; }

    /// <summary>Also of NNE = 1 / PPV.</summary>
    public double? Ppv { get; init; }

    public double? Npv { get; init; }
    public double? Accuracy { get; init; }

    /// <summary>Of J = TP/(TP+FP+FN), from which F1 = 2J/(1+J).</summary>
    public double? Jaccard { get; init; }

    /// <summary>Over the flagged encounters with a recorded response.</summary>
    public double? OverrideRate { get; init; }

    public double? NetBenefit { get; init; }
    public double? Brier { get; init; }
    public double? ScaledBrier { get; init; }

    /// <summary>Of the mean of s - y.</summary>
    public double? MeanError { get; init; }
    public double? Auroc { get; init; }
}

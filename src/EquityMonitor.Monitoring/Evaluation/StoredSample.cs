using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Evaluation;

/// <summary>Counts and sums of one group in one period, in the columns that every table of such groups has.</summary>
public abstract class StoredSample
{
    public long Scored { get; set; }
    public long Flagged { get; set; }

    /// <summary>Flagged encounters of the scored range with a recorded response, and how many of them were overridden.</summary>
    public long Responded { get; set; }

    public long Overridden { get; set; }

    /// <summary>Distinct patients in the scored range; null without a patient key.</summary>
    public long? Patients { get; set; }

    public long Mature { get; set; }
    public long TruePositives { get; set; }
    public long FalsePositives { get; set; }
    public long FalseNegatives { get; set; }
    public long TrueNegatives { get; set; }
    public double SumScore { get; set; }
    public double SumSquaredError { get; set; }
    public double SumFourthPowerError { get; set; }

    /// <summary>Of the encounters with the outcome, their share of <see cref="SumSquaredError"/>.</summary>
    public double SumSquaredErrorOfPositives { get; set; }

    public double? Auroc { get; set; }
    public double? AurocVariance { get; set; }

    /// <summary>Average precision and what repeated patients do to its variance; see <see cref="AveragePrecisionResult"/>.</summary>
    public double? AveragePrecision { get; set; }

    public double? AveragePrecisionDesignEffect { get; set; }

    /// <summary>Intercept and slope; null without both classes, and where no rule of the model is about one of them.</summary>
    public CalibrationResult? Calibration { get; set; }

    /// <summary>Null without a patient key.</summary>
    public ClusterVariances? ClusterVariances { get; set; }

    public PerformanceSample ToSample() => new()
    {
        Scored = Scored,
        Flagged = Flagged,
        Responded = Responded,
        Overridden = Overridden,
        Patients = Patients,
        Mature = Mature,
        Counts = new ConfusionCounts(TruePositives, FalsePositives, FalseNegatives, TrueNegatives),
        SumScore = SumScore,
        SumSquaredError = SumSquaredError,
        SumFourthPowerError = SumFourthPowerError,
        SumSquaredErrorOfPositives = SumSquaredErrorOfPositives,
        Auroc = Auroc is { } area && AurocVariance is { } variance ? new AurocResult(area, variance) : null,
        AveragePrecision = AveragePrecision is { } precision ? new AveragePrecisionResult(precision, AveragePrecisionDesignEffect) : null,
        Calibration = Calibration,
        ClusterVariances = ClusterVariances,
    };

    internal void Take(PerformanceSample sample)
    {
        Scored = sample.Scored;
        Flagged = sample.Flagged;
        Responded = sample.Responded;
        Overridden = sample.Overridden;
        Patients = sample.Patients;
        Mature = sample.Mature;
        TruePositives = sample.Counts.TruePositives;
        FalsePositives = sample.Counts.FalsePositives;
        FalseNegatives = sample.Counts.FalseNegatives;
        TrueNegatives = sample.Counts.TrueNegatives;
        SumScore = sample.SumScore;
        SumSquaredError = sample.SumSquaredError;
        SumFourthPowerError = sample.SumFourthPowerError;
        SumSquaredErrorOfPositives = sample.SumSquaredErrorOfPositives ?? 0;
        Auroc = sample.Auroc?.Area;
        AurocVariance = sample.Auroc?.Variance;
        AveragePrecision = sample.AveragePrecision?.Value;
        AveragePrecisionDesignEffect = sample.AveragePrecision?.DesignEffect;
        Calibration = sample.Calibration;
        ClusterVariances = sample.ClusterVariances;
    }
}

namespace EquityMonitor.Statistics;

/// <summary>Which way of a metric is the better one, so that a floor, a gap or a ratio has a meaning.</summary>
public enum BetterDirection
{
    Higher,
    Lower,

    /// <summary>Neither end is good (O/E): a rule is a band, or a gap either way. What is right is <see cref="Metric.Aim"/>.</summary>
    Target,

    /// <summary>Neither end is good in itself (flag rate, prevalence): a rule has to name the direction.</summary>
    Stated,
}

/// <summary>Which encounters a metric is about.</summary>
public enum MetricPopulation
{
    Scored,
    Mature,
    Evaluable,
}

/// <summary>What a metric is computed from.</summary>
public enum MetricInput
{
    /// <summary>Counts and sums; <see cref="Estimator"/> answers.</summary>
    Counts,

    /// <summary>The encounters themselves; <see cref="RowMetrics"/> answers, and <see cref="Estimator"/> too where the sample keeps what the metric needs.</summary>
    Encounters,
}

/// <summary>
/// A metric as data: its key in files, rules and URLs, and what may be done with it. <see cref="All"/> are those that every point stores, <see cref="OnRequest"/>
/// those that points store where a rule is about them, <see cref="ForRules"/> both; <see cref="Catalogue"/> is everything that can be computed.
/// </summary>
public sealed record Metric
{
    private Metric(
        string key,
        string name,
        BetterDirection better,
        MetricPopulation population,
        bool isProportion,
        bool needsProbability,
        MetricInput input = MetricInput.Counts,
        bool allowsRules = true)
    {
        Key = key;
        Name = name;
        Better = better;
        Population = population;
        IsProportion = isProportion;
        NeedsProbability = needsProbability;
        Input = input;
        AllowsRules = allowsRules;
    }

    /// <summary>Stable camel-case key.</summary>
    public string Key { get; }

    /// <summary>The name a clinician reads.</summary>
    public string Name { get; }

    public BetterDirection Better { get; }

    public MetricPopulation Population { get; }

    /// <summary>A count over a count: Wilson interval, Newcombe difference and Koopman ratio apply.</summary>
    public bool IsProportion { get; }

    /// <summary>Not estimable when the score is a points scale.</summary>
    public bool NeedsProbability { get; }

    /// <summary>Whether stored counts determine it, or only the encounters do.</summary>
    public MetricInput Input { get; }

    /// <summary>Whether the points of every model keep what the metric needs, so that tables and trends can be about it; see <see cref="All"/>.</summary>
    public bool IsStored => All.Contains(this);

    /// <summary>Whether points keep what the metric needs only of a model with a rule about it; see <see cref="OnRequest"/>.</summary>
    public bool IsKeptOnRequest => OnRequest.Contains(this);

    /// <summary>The right value of a metric that is best in the middle: nothing on a scale of logarithms and differences, else 1.</summary>
    public double Aim => Key is "calibrationIntercept" or "meanError" ? 0 : 1;

    /// <summary>False for a value that sampling error pushes one way, against which no limit or comparison is fair.</summary>
    public bool AllowsRules { get; }

    public static readonly Metric FlagRate = new("flagRate", "Flag rate", BetterDirection.Stated, MetricPopulation.Scored, true, false);
    public static readonly Metric OutcomeKnownRate = new("outcomeKnownRate", "Outcome known rate", BetterDirection.Higher, MetricPopulation.Mature, true, false);
    public static readonly Metric Prevalence = new("prevalence", "Prevalence", BetterDirection.Stated, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Sensitivity = new("sensitivity", "Sensitivity", BetterDirection.Higher, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Specificity = new("specificity", "Specificity", BetterDirection.Higher, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Ppv = new("ppv", "Positive predictive value", BetterDirection.Higher, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Npv = new("npv", "Negative predictive value", BetterDirection.Higher, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Fpr = new("fpr", "False positive rate", BetterDirection.Lower, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Fnr = new("fnr", "False negative rate", BetterDirection.Lower, MetricPopulation.Evaluable, true, false);
    public static readonly Metric Accuracy = new("accuracy", "Accuracy", BetterDirection.Higher, MetricPopulation.Evaluable, true, false);
    public static readonly Metric F1 = new("f1", "F1 score", BetterDirection.Higher, MetricPopulation.Evaluable, false, false);
    public static readonly Metric Nne = new("nne", "Number needed to evaluate", BetterDirection.Lower, MetricPopulation.Evaluable, false, false);
    public static readonly Metric NetBenefit = new("netBenefit", "Net benefit", BetterDirection.Higher, MetricPopulation.Evaluable, false, true);
    public static readonly Metric Auroc = new("auroc", "AUROC", BetterDirection.Higher, MetricPopulation.Evaluable, false, false);
    public static readonly Metric Brier = new("brier", "Brier score", BetterDirection.Lower, MetricPopulation.Evaluable, false, true);
    public static readonly Metric ObservedExpected = new("observedExpected", "Observed / expected", BetterDirection.Target, MetricPopulation.Evaluable, false, true);

    public static readonly Metric BalancedAccuracy = new("balancedAccuracy", "Balanced accuracy", BetterDirection.Higher, MetricPopulation.Evaluable, false, false);
    public static readonly Metric OverrideRate = new("overrideRate", "Override rate", BetterDirection.Stated, MetricPopulation.Scored, true, false);
    public static readonly Metric MeanError = new("meanError", "Predicted minus observed", BetterDirection.Target, MetricPopulation.Evaluable, false, true);
    public static readonly Metric AveragePrecision = new("auprc", "AUPRC", BetterDirection.Higher, MetricPopulation.Evaluable, false, false, MetricInput.Encounters);
    public static readonly Metric ScaledBrier = new("scaledBrier", "Scaled Brier score", BetterDirection.Higher, MetricPopulation.Evaluable, false, true, MetricInput.Encounters);
    public static readonly Metric CalibrationIntercept = new(
        "calibrationIntercept", "Calibration intercept", BetterDirection.Target, MetricPopulation.Evaluable, false, true, MetricInput.Encounters);
    public static readonly Metric CalibrationSlope = new(
        "calibrationSlope", "Calibration slope", BetterDirection.Target, MetricPopulation.Evaluable, false, true, MetricInput.Encounters);
    public static readonly Metric CalibrationError = new(
        "ece", "Expected calibration error", BetterDirection.Lower, MetricPopulation.Evaluable, false, true, MetricInput.Encounters, false);

    /// <summary>The metrics of every table and report, in the order in which tables list them. All of them come from what every point stores.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        FlagRate, OverrideRate, OutcomeKnownRate, Prevalence, Sensitivity, Specificity, Ppv, Npv, Fpr, Fnr, Accuracy, BalancedAccuracy, F1, Nne, NetBenefit,
        Auroc, AveragePrecision, Brier, ScaledBrier, ObservedExpected, MeanError,
    ];

    /// <summary>Fits that need the encounters over and over: points keep them only where a rule is about one of them, and then both.</summary>
    public static IReadOnlyList<Metric> OnRequest { get; } = [CalibrationIntercept, CalibrationSlope];

    /// <summary>The metrics that a rule can be about: <see cref="All"/>, then <see cref="OnRequest"/>.</summary>
    public static IReadOnlyList<Metric> ForRules { get; } = [.. All, .. OnRequest];

    /// <summary><see cref="All"/>, then what else can be computed.</summary>
    public static IReadOnlyList<Metric> Catalogue { get; } =
    [
        .. All, .. OnRequest, CalibrationError,
    ];

    /// <summary>The metric of <see cref="ForRules"/> with that key, or null.</summary>
    public static Metric? Find(string key) => ForRules.FirstOrDefault(metric => string.Equals(metric.Key, key, StringComparison.Ordinal));

    public override string ToString() => Key;
}

namespace EquityMonitor.Statistics;

/// <summary>Which way of a metric is the better one, so that a floor, a gap or a ratio has a meaning.</summary>
public enum BetterDirection
{
    Higher,
    Lower,

    /// <summary>Neither end is good (O/E): only a band can be a rule.</summary>
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

/// <summary>A metric as data: its key in files, rules and URLs, and what may be done with it. The catalogue is <see cref="All"/>.</summary>
public sealed record Metric
{
    private Metric(string key, string name, BetterDirection better, MetricPopulation population, bool isProportion, bool needsProbability)
    {
        Key = key;
        Name = name;
        Better = better;
        Population = population;
        IsProportion = isProportion;
        NeedsProbability = needsProbability;
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

    /// <summary>Every metric, in the order in which tables list them.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        FlagRate, OutcomeKnownRate, Prevalence, Sensitivity, Specificity, Ppv, Npv, Fpr, Fnr, Accuracy, F1, Nne, NetBenefit, Auroc, Brier, ObservedExpected,
    ];

    /// <summary>The metric with that key, or null.</summary>
    public static Metric? Find(string key) => All.FirstOrDefault(metric => string.Equals(metric.Key, key, StringComparison.Ordinal));

    public override string ToString() => Key;
}

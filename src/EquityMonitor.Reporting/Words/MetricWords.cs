using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What a metric is called in a sentence, what it is counted over, and what it means.</summary>
/// <param name="InSentence">The name within a sentence.</param>
/// <param name="Denominator">What the denominator counts, after its number: "214 with the outcome".</param>
/// <param name="Explanation">One or two plain sentences.</param>
public sealed record MetricWords(string InSentence, string Denominator, string Explanation)
{
    private static readonly Dictionary<Metric, MetricWords> Words = new Dictionary<Metric, MetricWords>
    {
        [Metric.FlagRate] = new("flag rate", "scored", "Of all scored encounters, the share that the model flags."),
        [Metric.OutcomeKnownRate] = new("outcome known rate", "old enough", "Of the encounters old enough for their outcome to be recorded, the share for which it is."),
        [Metric.Prevalence] = new("prevalence", "with a known outcome", "The share of encounters in which the outcome happened."),
        [Metric.Sensitivity] = new("sensitivity", "with the outcome", "Of the encounters in which the outcome happened, the share that the model had flagged. The rest were missed."),
        [Metric.Specificity] = new("specificity", "without the outcome", "Of the encounters without the outcome, the share that the model rightly left unflagged."),
        [Metric.Ppv] = new("positive predictive value", "flagged", "Of the flagged encounters, the share in which the outcome happened."),
        [Metric.Npv] = new("negative predictive value", "not flagged", "Of the encounters that were not flagged, the share without the outcome."),
        [Metric.Fpr] = new("false positive rate", "without the outcome", "Of the encounters without the outcome, the share that was flagged all the same."),
        [Metric.Fnr] = new("false negative rate", "with the outcome", "Of the encounters in which the outcome happened, the share that the model missed."),
        [Metric.Accuracy] = new("accuracy", "with a known outcome", "The share of encounters in which flag and outcome agree."),
        [Metric.BalancedAccuracy] = new("balanced accuracy", "with the rarer outcome", "The mean of sensitivity and specificity: how often the flag is right if as many had the outcome as not. 50 % is a coin toss."),
        [Metric.F1] = new("F1 score", "flagged or with the outcome", "Sensitivity and positive predictive value in one number between 0 and 1; 1 is best."),
        [Metric.Nne] = new("number needed to evaluate", "flagged", "How many flagged encounters a clinician looks at to find one with the outcome."),
        [Metric.NetBenefit] = new("net benefit", "with a known outcome", "True flags less false flags, weighed by the threshold: what using the model gains over using none."),
        [Metric.Auroc] = new("AUROC", "with the rarer outcome", "How often the model scores an encounter with the outcome higher than one without it. 1 is perfect, 0.5 is a coin toss."),
        [Metric.AveragePrecision] = new("AUPRC", "with the outcome", "How often a flag would be right, averaged over the thresholds at which those with the outcome would be found one by one. 1 is perfect; chance alone gives the prevalence."),
        [Metric.Brier] = new("Brier score", "with a known outcome", "Mean squared distance between predicted risk and what happened; 0 is best."),
        [Metric.ScaledBrier] = new("scaled Brier score", "with a known outcome", "How much better the predicted risks are than telling everybody the prevalence. 1 is perfect, 0 is no better, below 0 is worse."),
        [Metric.OverrideRate] = new("override rate", "flagged with a recorded response", "Of the flagged encounters for which a response was recorded, the share in which clinicians did not follow the flag."),
        [Metric.MeanError] = new("mean predicted less observed", "with a known outcome", "The mean predicted risk less the share in which the outcome happened. 0 is right; below 0 the model understates the risk."),
        [Metric.CalibrationIntercept] = new("calibration intercept", "with the rarer outcome", "Whether the risks are right on the whole. 0 is right; above 0 the model understates them, below 0 it overstates them."),
        [Metric.CalibrationSlope] = new("calibration slope", "with the rarer outcome", "Whether the risks are spread rightly. 1 is right; below 1 high risks are too high and low ones too low."),
        [Metric.CalibrationError] = new("expected calibration error", "with a known outcome", "The mean distance between predicted risk and what happened over ten bins of score. Chance alone makes it larger than 0."),
        [Metric.ObservedExpected] = new("observed over expected", "expected", "Outcomes that happened for each one that the model predicted. Above 1 the model understates the risk."),
    };

    public static MetricWords Of(Metric metric) => Words.TryGetValue(metric, out var words) ? words : new(metric.Name.ToLowerInvariant(), "encounters", metric.Name);
}

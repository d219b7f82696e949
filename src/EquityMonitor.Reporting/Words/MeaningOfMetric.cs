using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>What the value of each metric says, with the counts that it was computed from.</summary>
internal static class MeaningOfMetric
{
    public static string Of(Metric metric, Estimate.Measured own, string who)
    {
        var value = Formats.Value(metric, own.Value, own.Interval);
        var of = Formats.Count(own.Denominator);
        var part = Formats.Count(Math.Round(own.Value * own.Denominator, MidpointRounding.AwayFromZero));
        var outcome = own.Denominator == 1 ? "encounter with the outcome" : "encounters with the outcome";
        var without = own.Denominator == 1 ? "encounter without the outcome" : "encounters without the outcome";
        var encounters = own.Denominator == 1 ? "encounter" : "encounters";
        return metric.Key switch
        {
            "flagRate" => $"Of {of} scored {encounters} among {who}, the model flagged {part} ({value}).",
            "outcomeKnownRate" => $"Of {of} {encounters} among {who} that are old enough for their outcome to be recorded, it is recorded for {part} ({value}).",
            "prevalence" => $"Of {of} {encounters} with a known outcome among {who}, the outcome happened in {part} ({value}).",
            "sensitivity" => $"Of {of} {outcome} among {who}, the model had flagged {part} ({value}).",
            "specificity" => $"Of {of} {without} among {who}, the model rightly left {part} unflagged ({value}).",
            "ppv" => $"Of {of} flagged {encounters} among {who}, the outcome happened in {part} ({value}).",
            "npv" => $"Of {of} {encounters} among {who} that were not flagged, {part} had no outcome ({value}).",
            "fpr" => $"Of {of} {without} among {who}, the model flagged {part} all the same ({value}).",
            "fnr" => $"Of {of} {outcome} among {who}, the model missed {part} ({value}).",
            "accuracy" => $"Of {of} {encounters} with a known outcome among {who}, flag and outcome agree in {part} ({value}).",
            "balancedAccuracy" => $"Among {who}, the mean of sensitivity and specificity is {value}, where 1 is best and 0.50 a coin toss; the smaller of those with and without the outcome has {of} {encounters}.",
            "f1" => $"The F1 score among {who} is {value}, where 1 is best: it puts into one number how many of those with the outcome are flagged and how many flags are right, over {of} {encounters} that were flagged or had the outcome.",
            "nne" => $"Among {who}, a clinician looks at {value} flagged encounters to find one with the outcome; {of} were flagged.",
            "netBenefit" => NetBenefit(own.Value, of, who),
            "auroc" => $"Of two encounters among {who}, one with the outcome and one without, the model gives the higher score to the one with the outcome in {Formats.Percent(own.Value)} of cases (AUROC {value}; a coin toss gives 0.50).",
            "auprc" => $"Among {who}, lowering the threshold until one after the other of the {of} {outcome} is found, the flags would be right {Formats.Percent(own.Value)} of the time on average (AUPRC {value}; chance alone gives the prevalence).",
            "scaledBrier" => ScaledBrier(own.Value, value, of, who),
            "brier" => $"Among {who}, the squared distance between the predicted risk and what happened is {value} on average over {of} {encounters} with a known outcome; 0 would be perfect.",
            "observedExpected" => $"Among {who}, the scores predicted {of} outcomes and {part} happened: {value} for each one that was predicted.",
            "meanError" => MeanError(own.Value, of, who),
            "overrideRate" => $"Of {of} flagged {encounters} among {who} for which a response was recorded, clinicians did not follow the flag in {part} ({value}).",
            "calibrationIntercept" => $"Among {who}, the odds of the outcome are {Formats.Times(Math.Exp(own.Value))} times what the scores say (calibration intercept {value}, where 0 is right).",
            "calibrationSlope" => Slope(own.Value, value, who),
            _ => $"{metric.Name} among {who} is {value}, of {Formats.Denominator(metric, own.Denominator)}.",
        };
    }

    private static string MeanError(double value, string of, string who) => Math.Abs(value) < 0.0005
        ? $"Among {who}, the scores are right on the whole: the mean predicted risk is the share in which the outcome happened ({of} with a known outcome)."
        : $"Among {who}, the mean predicted risk lies {PointWords.Size(value)} {(value < 0 ? "below" : "above")} the share in which the outcome happened: on the whole the risk is {(value < 0 ? "understated" : "overstated")} ({of} with a known outcome).";

    private static string Slope(double slope, string value, string who) => slope switch
    {
        < 0.995 => $"Among {who}, the scores are too extreme: high risks are put too high and low ones too low (calibration slope {value}, where 1 is right).",
        < 1.005 => $"Among {who}, the risks are spread as they should be (calibration slope {value}, where 1 is right).",
        _ => $"Among {who}, the scores are not spread enough: high risks are put too low and low ones too high (calibration slope {value}, where 1 is right).",
    };

    private static string ScaledBrier(double scaled, string value, string of, string who) => scaled < 0
        ? $"Among {who}, the predicted risks are further from what happened than if everybody had been told the prevalence (scaled Brier score {value}, where 1 is perfect and 0 no better than that; {of} with a known outcome)."
        : $"Among {who}, the predicted risks come {Formats.Percent(scaled)} of the way from telling everybody the prevalence to knowing what happens (scaled Brier score {value}; {of} with a known outcome).";

    private static string NetBenefit(double value, string of, string who)
    {
        var per100 = Formats.Value(Metric.Nne, Math.Abs(value) * 100);
        return value < 0
            ? $"Among {who}, the false flags outweigh the right ones: for every 100 encounters, using the model costs as much as missing {per100} outcomes ({of} with a known outcome)."
            : $"Among {who}, for every 100 encounters, using the model is worth as much as finding {per100} outcomes without a single false flag ({of} with a known outcome).";
    }
}

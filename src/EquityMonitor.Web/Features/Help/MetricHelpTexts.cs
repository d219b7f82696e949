using EquityMonitor.Statistics;

namespace EquityMonitor.Web.Features.Help;

/// <summary>The help of every metric of the catalogue, by its key. A test asserts that none is missing.</summary>
public static class MetricHelpTexts
{
    private const string Wilson = "Wilson\u2019s score interval, 95\u00A0% unless the model\u2019s definition says otherwise. Where one patient has several encounters it is widened by the design effect.";
    private const string WilsonSource = "Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association, 1927.";
    private const string CalibrationSource = "Van Calster B and others. Calibration: the Achilles heel of predictive analytics. BMC Medicine, 2019.";
    private const string OnDemand = "It is computed from single encounters when the parts Calibration and Explore of a model or an audit ask for it. It is kept for every day, with its trend, only of a model that has a rule about it: such a fit takes longer than all other metrics of a night together. A rule about it is judged by interval evidence; it is no mean over encounters, which peek-safe evidence needs.";
    private const string NewcombeSource = "Newcombe RG. Two-sided confidence intervals for the single proportion. Statistics in Medicine, 1998.";

    private static readonly Dictionary<string, MetricHelp> ByKey = new(StringComparer.Ordinal)
    {
        ["flagRate"] = new(
            [
                "How busy the model keeps people with a group. A group that is flagged more often is not treated worse or better by that alone: it may be sicker.",
                "A sudden change is often the first sign that something changed upstream, before any outcome is known.",
            ],
            [new("Flag rate", "flagged", "scored")],
            "Scored encounters.", Wilson, ["No scored encounters."], [WilsonSource]),
        ["outcomeKnownRate"] = new(
            [
                "Every measure of performance rests on the encounters whose outcome is known. Where it is known less often in one group, that group\u2019s figures rest on a selection.",
                "Compare it between groups before comparing performance.",
            ],
            [new("Outcome known rate", "mature with a known outcome", "mature")],
            "Mature encounters.", Wilson, ["No mature encounters."], [WilsonSource]),
        ["prevalence"] = new(
            [
                "How common the outcome is. It differs between groups for many reasons, and with it positive and negative predictive value differ too, even for a model that is equally good in all of them.",
            ],
            [new("Prevalence", "TP + FN", "TP + FP + FN + TN")],
            "Encounters with a known outcome.", Wilson, ["No encounter with a known outcome."], [WilsonSource]),
        ["sensitivity"] = new(
            [
                "Of those in whom the outcome happened, the share that the model had flagged. What is missing to 100\u00A0% was missed: nobody was warned.",
                "If acting on a flag prevents the outcome, the prevented ones no longer count here, and a useful model looks less sensitive than it is.",
                "Equal sensitivity between groups is also called equal opportunity.",
            ],
            [new("Sensitivity", "TP", "TP + FN")],
            "Encounters with the outcome.", Wilson, ["Nobody had the outcome in the window."], [WilsonSource, NewcombeSource]),
        ["specificity"] = new(
            [
                "Of those without the outcome, the share that the model rightly left alone. What is missing to 100\u00A0% are false alarms.",
            ],
            [new("Specificity", "TN", "TN + FP")],
            "Encounters without the outcome.", Wilson, ["Everybody had the outcome in the window."], [WilsonSource, NewcombeSource]),
        ["ppv"] = new(
            [
                "How often a flag is right: what a clinician who follows flags experiences.",
                "It falls with the prevalence. A group in which the outcome is rarer has a lower value even if the model is equally good there.",
                "Equal positive predictive value between groups is also called predictive parity.",
            ],
            [new("Positive predictive value", "TP", "TP + FP")],
            "Flagged encounters with a known outcome.", Wilson, ["None was flagged."], [WilsonSource]),
        ["npv"] = new(
            [
                "How often it is right that somebody was not flagged. It rises as the outcome becomes rarer, and is close to 100\u00A0% for rare outcomes whatever the model does.",
            ],
            [new("Negative predictive value", "TN", "TN + FN")],
            "Encounters that were not flagged, with a known outcome.", Wilson, ["All were flagged."], [WilsonSource]),
        ["fpr"] = new(
            [
                "Of those without the outcome, the share that was flagged all the same: 1 less the specificity.",
                "Equal false positive rates between groups are also called predictive equality; together with equal sensitivity, equalized odds.",
            ],
            [new("False positive rate", "FP", "FP + TN")],
            "Encounters without the outcome.", Wilson, ["Everybody had the outcome in the window."], [WilsonSource]),
        ["fnr"] = new(
            ["Of those in whom the outcome happened, the share that the model missed: 1 less the sensitivity."],
            [new("False negative rate", "FN", "FN + TP")],
            "Encounters with the outcome.", Wilson, ["Nobody had the outcome in the window."], [WilsonSource]),
        ["accuracy"] = new(
            [
                "How often flag and outcome agree. For a rare outcome it says little: a model that never flags anybody is right most of the time.",
            ],
            [new("Accuracy", "TP + TN", "TP + FP + FN + TN")],
            "Encounters with a known outcome.", Wilson, ["No encounter with a known outcome."], [WilsonSource]),
        ["balancedAccuracy"] = new(
            [
                "The mean of sensitivity and specificity. Unlike accuracy it cannot be bought by never flagging anybody: that gives 0.50.",
                "It weighs a missed outcome and a false alarm alike, whatever either costs; two groups can share a value and differ in both parts.",
            ],
            [new("Balanced accuracy", "sensitivity + specificity", "2")],
            "The smaller of the two classes: with the outcome, without it.",
            "MOVER from the two Wilson intervals, 95\u00A0% unless the model\u2019s definition says otherwise; each is widened by the design effect where one patient has several encounters.",
            ["Nobody had the outcome, or everybody."],
            ["Brodersen KH and others. The balanced accuracy and its posterior distribution. ICPR, 2010.", "Zou GY, Donner A. Construction of confidence limits about effect measures: a general approach. Statistics in Medicine, 2008."]),
        ["f1"] = new(
            [
                "The harmonic mean of sensitivity and positive predictive value: low as soon as either is. It says nothing about those who were rightly left alone, and changes with the prevalence.",
            ],
            [new("J", "TP", "TP + FP + FN"), new("F1", "2 J", "1 + J")],
            "Encounters that were flagged or had the outcome.", "Wilson\u2019s interval of J, transformed as the value is.", ["None was flagged and nobody had the outcome."],
            ["van Rijsbergen CJ. Information Retrieval, 2nd edition. Butterworths, 1979.", WilsonSource]),
        ["nne"] = new(
            [
                "How many flagged patients a clinician looks at to find one with the outcome: the price of a true flag in work. 4 means three in vain for one found.",
            ],
            [new("Number needed to evaluate", "1", "positive predictive value")],
            "Flagged encounters with a known outcome.", "The interval of the positive predictive value, inverted; without an upper end where that begins at 0.", ["None was flagged.", "No flag was right."],
            ["Romero-Brufau S and others. Why the C-statistic is not informative to evaluate early warning scores. Critical Care, 2015."]),
        ["netBenefit"] = new(
            [
                "True flags less false flags, the false ones weighed by the odds of the threshold: a threshold of 10\u00A0% says that one true flag is worth nine false ones.",
                "0 is what doing nothing gives. Compare it also with flagging everybody.",
            ],
            [new("Net benefit", "TP", "n", After: "\u2212 (FP / n) \u00D7 t / (1 \u2212 t)")],
            "Encounters with a known outcome (n); t is the threshold.", "Delta method, 95\u00A0% unless the model\u2019s definition says otherwise.",
            ["The score is points, not a probability.", "The threshold is 0 or 1.", "No encounter with a known outcome."],
            ["Vickers AJ, Elkin EB. Decision curve analysis. Medical Decision Making, 2006."]),
        ["auroc"] = new(
            [
                "Take one encounter with the outcome and one without: how often does the model score the first higher? 1 is always, 0.5 is a coin toss.",
                "It looks at the order of scores only, not at the threshold that is in use and not at whether a predicted 20\u00A0% means 20\u00A0%. Two groups can each have a good AUROC while the threshold serves one of them badly.",
            ],
            [new("AUROC", Before: "P(score with the outcome > score without) + \u00BD P(both equal)")],
            "The smaller of the two classes: with the outcome, without it.",
            "DeLong\u2019s variance with limits on the logit scale, 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters.",
            ["Fewer than 2 with the outcome or fewer than 2 without.", "At 0 or 1 the value is shown and the interval is not estimable: there is no variation."],
            ["DeLong ER, DeLong DM, Clarke-Pearson DL. Comparing the areas under two or more correlated receiver operating characteristic curves. Biometrics, 1988.", "Sun X, Xu W. Fast implementation of DeLong\u2019s algorithm. IEEE Signal Processing Letters, 2014."]),
        ["auprc"] = new(
            [
                "Average precision: lower the threshold until one after the other of those with the outcome is found, note each time how often the flags would be right, and take the mean. 1 is perfect, and chance alone gives the prevalence.",
                "It depends on the prevalence, so groups in which the outcome is not equally common do not compare: there is no gap, no ratio and no difference to everyone else.",
                "Equal scores count as one step, and nothing is interpolated between steps.",
            ],
            [new("AUPRC", "sum over those with the outcome of TP / (TP + FP) at their score", "TP + FN")],
            "Encounters with the outcome.",
            "On the logit scale with 1 / \u221A(n AUPRC (1 \u2212 AUPRC)), n with the outcome, 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters.",
            ["Nobody had the outcome, or everybody.", "At 1 the value is shown and the interval is not estimable: there is no variation."],
            ["Boyd K, Eng KH, Page CD. Area under the precision-recall curve: point estimates and confidence intervals. ECML PKDD, 2013."]),
        ["brier"] = new(
            [
                "The mean squared distance between predicted risk and what happened: 0 is perfect. It mixes how well patients are ordered and whether predicted risks are right.",
                "Its size depends on the prevalence, so groups with a rarer outcome have lower values by that alone.",
            ],
            [new("Brier score", "sum of (score \u2212 outcome)\u00B2", "n")],
            "Encounters with a known outcome (n).", "Normal, 95\u00A0% unless the model\u2019s definition says otherwise, kept within 0 to 1.", ["The score is points, not a probability.", "No encounter with a known outcome."],
            ["Brier GW. Verification of forecasts expressed in terms of probability. Monthly Weather Review, 1950."]),
        ["scaledBrier"] = new(
            [
                "The Brier score as a share of what telling everybody the prevalence would give: 1 is perfect, 0 is no better than that, below 0 is worse.",
                "It takes the prevalence out of the Brier score\u2019s size, but a group in which the outcome is rare still finds it harder to score well.",
            ],
            [new("Scaled Brier score", "Brier score", "prevalence \u00D7 (1 \u2212 prevalence)", Before: "1 \u2212")],
            "Encounters with a known outcome.",
            "Delta method over Brier score and prevalence together, 95\u00A0% unless the model\u2019s definition says otherwise, cut at 1; widened by the design effect where one patient has several encounters.",
            ["The score is points, not a probability.", "Nobody had the outcome, or everybody."],
            ["Steyerberg EW and others. Assessing the performance of prediction models. Epidemiology, 2010."]),
        ["observedExpected"] = new(
            [
                "Outcomes that happened for each one that the scores add up to: calibration in the large. Above 1 the model understates the risk of this group, below 1 it overstates it.",
                "1 does not say that single risks are right: too high for some and too low for others evens out.",
            ],
            [new("Observed / expected", "sum of outcomes", "sum of scores")],
            "The expected number of outcomes: the sum of the scores.", "n times Wilson\u2019s interval of the observed share, over the expected number.",
            ["The score is points, not a probability.", "The scores add up to nothing.", "No encounter with a known outcome."],
            [CalibrationSource]),
        ["overrideRate"] = new(
            [
                "How often clinicians did not follow a flag, among those for which a response was recorded. A flag that is not followed may have been wrong, or seen by somebody who knew more.",
                "Where one group\u2019s flags are followed less often, ask why: the model may be worse for it, or its patients may be judged differently.",
            ],
            [new("Override rate", "overridden", "flagged with a recorded response")],
            "Flagged encounters with a recorded response.", Wilson, ["No flagged encounter has a recorded response."], [WilsonSource]),
        ["meanError"] = new(
            [
                "The mean of the scores less the share in which the outcome happened: by how many points the risk is overstated (above 0) or understated (below 0) on the whole.",
                "0 does not say that single risks are right: too high for some and too low for others evens out.",
            ],
            [new("Predicted minus observed", "sum of (score \u2212 outcome)", "encounters with a known outcome")],
            "Encounters with a known outcome.", "Normal, 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters.",
            ["The score is points, not a probability.", "No encounter with a known outcome."], [CalibrationSource]),
        ["calibrationIntercept"] = new(
            [
                "Whether the risks are right on the whole: 0 is right, above 0 the model understates the risk, below 0 it overstates it. It is the logarithm of an odds ratio: 0.7 means twice the odds that the scores say.",
                "It says nothing of single risks; see the slope and the calibration curve.",
                OnDemand,
            ],
            [new("Calibration intercept", Before: "a in logit P(outcome) = a + logit(score)")],
            "The smaller class: encounters with or without the outcome.", "Wald, 95\u00A0% unless the model\u2019s definition says otherwise, from the information matrix; widened by the design effect where one patient has several encounters.",
            ["The score is points, not a probability.", "Nobody had the outcome, or everybody."], [CalibrationSource]),
        ["calibrationSlope"] = new(
            [
                "Whether the risks are spread as they should be: 1 is right, below 1 high risks are too high and low ones too low (a sign of a model fitted too closely to old data), above 1 the other way round.",
                OnDemand,
            ],
            [new("Calibration slope", Before: "b in logit P(outcome) = c + b \u00B7 logit(score)")],
            "The smaller class: encounters with or without the outcome.", "Wald, 95\u00A0% unless the model\u2019s definition says otherwise, from the information matrix; widened by the design effect where one patient has several encounters.",
            ["The score is points, not a probability.", "Nobody had the outcome, or everybody.", "All scores are equal, or they separate the outcomes entirely."], [CalibrationSource]),
        ["ece"] = new(
            [
                "How far mean score and share with the outcome lie apart over ten bins of equal number, on average. 0 would be perfect, but chance alone makes it larger, and the more so the smaller the group.",
                "Beside it therefore stands what a model with exactly right risks would show with the same scores. No rule and no comparison uses it, so that everyone else\u2019s is never put beside a group\u2019s.",
                "It is computed from single encounters when the tabs Calibration and Explore or an audit ask for it, and not kept for every day. In Explore the figure beside it comes after the others, since it takes the longest.",
            ],
            [
                new("Expected calibration error", Before: "sum over bins of n_b / n \u00B7 |mean outcome \u2212 mean score|"),
                new("If perfectly calibrated", Before: "mean of the same over 200 seeded draws in which each outcome happens with the probability that its score says"),
            ],
            "Encounters with a known outcome (n).", "None: it is biased upward in small samples.", ["The score is points, not a probability.", "No encounter with a known outcome."],
            ["Naeini MP, Cooper GF, Hauskrecht M. Obtaining well calibrated probabilities using Bayesian binning. AAAI, 2015."]),
    };

    /// <summary>The metrics that something is written about, in the order in which the list shows them.</summary>
    public static IReadOnlyList<Metric> Metrics { get; } = [.. Metric.Catalogue.Where(metric => ByKey.ContainsKey(metric.Key))];

    /// <summary>Null when nothing is written about the metric.</summary>
    public static MetricHelp? Find(string key) => ByKey.GetValueOrDefault(key);
}

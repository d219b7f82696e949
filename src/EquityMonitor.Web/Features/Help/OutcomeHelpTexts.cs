namespace EquityMonitor.Web.Features.Help;

/// <summary>What is said of encounters whose outcomes are not known yet.</summary>
internal static class OutcomeHelpTexts
{
    private const string NannyMl = "NannyML. Confidence-based performance estimation (CBPE): how it works. Documentation of the open-source library, version 0.5, 2022.";

    public static IReadOnlyList<MethodHelp> All { get; } =
    [
        new(MethodKeys.Provisional, "Provisional performance (CBPE)", "provisional performance",
            "What the model\u2019s performance is expected to be for the latest encounters, whose outcomes are not known yet, from their scores and what such scores meant in the same group before.",
            [
                "It is a forecast, not a measurement: it is drawn dashed, opens and closes no alert, and is replaced by what came out as soon as outcomes are due.",
                "It sees when a group\u2019s scores change. It cannot see when the same score comes to mean another risk (concept drift), which is just what goes wrong after a change of treatment or of recording.",
                "Each group rests on its own past. Borrowing that of all patients would hide the very difference that is looked for.",
            ],
            [
                new("Expected TP", Before: "sum of c(s) over the flagged"),
                new("Expected FP", Before: "sum of 1 \u2212 c(s) over the flagged"),
                new("Expected FN", Before: "sum of c(s) over the others"),
                new("Expected TN", Before: "sum of 1 \u2212 c(s) over the others"),
            ],
            "Encounters that are not mature yet; what scores mean is learnt from the mature ones of the same group in the 365 days before.",
            "None is given: how far it may be off depends on what cannot be seen yet. Beside it stands how far past values were off (back-test).",
            ["The group has fewer than 50 encounters with the outcome, or fewer than 50 without, to learn from.", "None of its encounters waits for an outcome.", "The score is points, not a probability."],
            "The tab Outcomes.", [NannyMl])
        {
            Details =
            [
                new("c(s)", "How often the outcome happened at score s in this group, by isotonic calibration, which has a page of its own."),
                new("Metrics", "They come from the expected counts by their usual formulas: sensitivity is expected TP over expected TP and FN."),
            ],
        },
        new(MethodKeys.BackTest, "Back-test of provisional values", "the back-test",
            "Whether earlier forecasts came true: for periods whose outcomes are known by now, what was expected beside what happened.",
            [
                "\u201C9 of 12 within the interval\u201D means that in 9 of 12 earlier periods the forecast lay in the interval of what came out: no further off than chance explains. Where nothing changes, about 19 of 20 would at 95\u00A0%.",
                "The mean distance says how far off the present forecast may be. \u201CMostly too high\u201D means that forecasts flattered a figure that is better when higher.",
                "A good past proves nothing for a present in which something has changed.",
            ],
            [
                new("Miss", Before: "expected \u2212 what came out"),
                new("Off on average", "sum of |miss|", "periods compared"),
            ],
            "Up to twelve earlier periods, each as long as the time until outcomes are due, of the encounters whose outcome is known by now. What scores meant is learnt only from what was mature when the period ended.",
            "Within the interval: that of what came out, as the metric has it anywhere else.",
            ["No earlier period has both a forecast and a result."], "The tab Outcomes.",
            [NannyMl, "Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association, 1927."]),
        new(MethodKeys.IsotonicCalibration, "Isotonic calibration", "isotonic calibration",
            "A curve from score to risk that may bend in any way but never falls: what a score meant in this group, whatever the model says it means.",
            [
                "Encounters are put in the order of their scores. Wherever a higher score had a lower share of outcomes than a lower one, the two are taken together, until the shares only rise.",
                "With few encounters the curve has few, wide steps. That is why it asks for at least 50 with the outcome and 50 without.",
            ],
            [new("c", Before: "the rising values c(s) with the smallest sum of (outcome \u2212 c(s))\u00B2")],
            "Mature encounters of the group whose outcome is known, of the 365 days before.", "None is given: it serves provisional performance, which is tested as a whole.",
            ["Fewer than 50 encounters with the outcome, or fewer than 50 without."], "It is not shown by itself; provisional performance on the tab Outcomes rests on it.",
            [
                "Ayer M and others. An empirical distribution function for sampling with incomplete information. Annals of Mathematical Statistics, 1955.",
                "Zadrozny B, Elkan C. Transforming classifier scores into accurate multiclass probability estimates. KDD, 2002.",
            ])
        {
            Details = [new("Between scores", "By pooling adjacent violators; equal scores count together with their mean. Between the ends of two steps the curve is a straight line, outside the lowest and highest score it stays level.")],
        },
    ];
}

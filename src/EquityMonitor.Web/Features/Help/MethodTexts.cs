namespace EquityMonitor.Web.Features.Help;

/// <summary>How groups are compared, when the evidence is enough, and how drift is measured.</summary>
public static class MethodTexts
{
    public static IReadOnlyList<HelpSection> All { get; } =
    [
        new("comparisons", "Comparing groups",
            ["A group is compared with everyone else of the same window, those with unknown values included; with all patients, which contain the group; with those who have a named value; or with itself in the baseline. The two sides never share an encounter; a comparison with all is computed from the one with everyone else."],
            [
                new("A named value", "A rule may name one group as the reference, such as race=White. Then every other group by race is held against it in the same window, and a combination such as Black and female against the same combination with that value. The named group itself, and groups that are not by race, are not judged by such a rule."),
                new("Its own baseline", "A rule may hold each group against itself in the baseline, the fixed period of the model\u2019s version. It sees a group become worse while all others do too, and it does not see a gap that was there from the start. A window that overlaps the baseline, or lies before it, has no own baseline: Insufficient data. Encounters of the two periods count as independent, also where patients come back."),
                new("Difference of two shares", "Newcombe\u2019s hybrid score interval, method 10 (1998)."),
                new("Ratio of two shares", "Koopman\u2019s score interval (1984) decides, and is the one that pages show. Katz\u2019s log interval (1978) stands beside it in the files of an audit, for comparison with other tools. Where the others have none at all, the ratio has a lower limit alone: \u201Cat least 3.13 times\u201D. Where both have none it is not estimable."),
                new("Difference of two AUROCs", "z from the two DeLong variances (1988); the groups share no encounter."),
                new("Difference of two means, such as Brier scores", "z with unequal variances."),
                new("Metrics without a comparison", "F1, balanced accuracy, number needed to evaluate, net benefit, AUPRC, scaled Brier score and observed / expected have limits of their own, but no gap and no ratio."),
                new("Gap", "How much worse than the others a group may be, in the metric\u2019s own unit: 5 points, 0.05. Predicted minus observed is best in the middle: its gap holds either way."),
                new("Ratio", "Which share of the others\u2019 value a group must reach. 0.8 is the four-fifths convention; where lower is better, up to 1 / 0.8 times is permitted."),
                new("Names of parity", "Equal sensitivity: equal opportunity. Equal false positive rate: predictive equality. Both: equalized odds. Equal positive predictive value: predictive parity. Equal flag rate: statistical parity. They cannot all hold at once where prevalences differ."),
                new("Level of intervals", "95\u00A0% unless the model\u2019s definition names another under confidence, from 80 to 99.9. It is how figures are shown, also those of past days. An alert keeps the interval that it was opened with."),
                new("Repeated patients", "Encounters of one patient are not independent. With a patient column, intervals are widened by the design effect, clustered by patient; without one, the true uncertainty is larger than shown."),
            ]),
        new("evidence", "When is a group below?",
            [
                "Looking at many groups every night finds \u201Csignificant\u201D dips by chance: of 40 groups that stand exactly at their limit, one seems clearly past it on a typical day. So the interval alone does not decide. Each rule names one of two kinds of evidence.",
                "Peek-safe evidence, the default wherever it can be had, counts each patient once, day after day. The verdict is Below while its alarm is open. It is told on a page of its own: Peek-safe evidence.",
                "Interval evidence looks at one window. For each rule and as-of day, all groups with enough data are judged together, single groups apart from intersections. For each, p is the level at which the interval that you see would just touch the limit. These p-values are adjusted by Benjamini and Hochberg\u2019s method (1995). The verdict is Below when the adjusted value is at most 0.025.",
            ],
            [
                new("What this guarantees", "Peek-safe evidence: on average at most one false alarm per model and year, over all rules and groups together, however often somebody looks. Interval evidence: of the groups that are called below on one day, at most 2.5\u00A0% are expected to be so by chance, approximately, since groups overlap."),
                new("What it does not guarantee", "Interval evidence holds for each look by itself and says nothing about looking every day: over a year more chance findings come together. Peek-safe evidence does not promise to see a small change early. An alert is a reason to look, on evidence that is stated, not a verdict on the model."),
                new("At whatever level figures are shown", "Verdicts do not follow it. Interval evidence stays at 0.025 on one side, which is the 95\u00A0% interval, and its alerts recover once the 95\u00A0% interval lies wholly on the good side. Peek-safe evidence rests on no interval."),
                new("Minimum", "A group with a smaller denominator than the rule asks for is not judged: Insufficient data. For comparisons the smaller side counts, for AUROC the smaller class. An alarm of peek-safe evidence that is open stays Below."),
                new("Watch", "The value is past the limit, the evidence is not. It is shown, opens no alert."),
                new("Forward only", "A changed rule is judged from then on with evidence of its own; what was judged before stays as it was."),
            ]),
        new("drift", "Drift",
            ["Drift asks whether patients or scores are other than in the baseline, the fixed period a model version is held against. It needs no outcome, so it is seen early; it says that something changed, not that the model became worse."],
            [
                new("One by one", "Every figure of drift has a page of its own, with formula and source; they are listed below."),
            ]),
        new("scan", "The search for hidden subgroups",
            ["It looks at groups that no rule names, and so has to guard against what looking at thousands of groups finds by chance alone."],
            [
                new("Halves", "A keyed hash with a fixed seed deals the patients into two halves; all encounters of a patient are in one. The same patients are in the same half in every search."),
                new("Find", "In one half every combination of up to three attributes that has at least the minimum in both halves, with as many among everyone else, is tested against everyone else: the level at which Newcombe\u2019s interval of the difference touches 0, widened for repeated patients. Kept is what stands at a false discovery rate of 0.10 (Benjamini and Hochberg 1995)."),
                new("Confirm", "In the other half what was found is tested again, at 0.05 over what was found. Ranked is by the half that finds, shown are the figures of the half that confirms: picked figures are too extreme, these were not picked."),
                new("Parents", "Beside each group stands what leaving out one of its attributes gives. Where that is just as bad, the larger group is the finding."),
                new("Exploratory", "Every search is recorded. Another one over some of the same days looks at some of the same encounters again, so that its rates hold no longer; it is marked so. Asking exactly the same again is no further look."),
            ]),
    ];
}

namespace EquityMonitor.Web.Features.Help;

/// <summary>How gaps are looked into, and how groups that nobody thought of are found.</summary>
internal static class EquityHelpTexts
{
    private const string BenjaminiHochberg = "Benjamini Y, Hochberg Y. Controlling the false discovery rate. Journal of the Royal Statistical Society B, 1995.";
    private const string Newcombe = "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of eleven methods. Statistics in Medicine, 1998.";

    public static IReadOnlyList<MethodHelp> All { get; } =
    [
        new(MethodKeys.LabelAudit, "Label audit", "the label audit",
            "Whether what the model predicts is what patients need: do people with the same score need equally much, whichever group they belong to?",
            [
                "A model that predicts costs can be right about costs in every group and still overlook those who cost less because they get less care. No measure of accuracy shows that, since all of them hold the model against its own outcome.",
                "So need is measured by something the model was not trained on, such as the number of chronic conditions. Where a group needs more at the same score, it is flagged less than it should be.",
                "\u201CIf flagged by need\u201D flags as many patients as now, from the neediest down. It shows who would change places, not that need alone should decide.",
                "All rests on the measure of need that was declared. If it is recorded less well in one group, that group seems to need less than it does.",
            ],
            [
                new("Difference in need", Before: "mean need of the group \u2212 mean need of everyone else", With: "both within 2.5 score percentiles of the threshold"),
                new("Share of the flagged now", "flagged of the group", "all flagged"),
                new("If flagged by need", "neediest of the group among as many as are flagged", "all flagged"),
            ],
            "The first encounter of each patient in the scored range whose need is recorded.",
            "Mean need: Student\u2019s limits. Difference: normal limits with unequal variances, 95\u00A0% unless the model\u2019s definition says otherwise, and their p. Share of the flagged now: Wilson\u2019s interval.",
            ["The definition names no measure of need.", "Difference: fewer than 30 patients near the threshold on a side.", "Shares: nobody is flagged."],
            "The tab Label audit; the audit of a file with a column of need.",
            ["Obermeyer Z, Powers B, Vogeli C, Mullainathan S. Dissecting racial bias in an algorithm used to manage the health of populations. Science, 2019."])
        {
            Details =
            [
                new("Score percentile", "100 \u00D7 (patients with a lower score + half of those with the same) over all patients. That of the threshold: 100 \u00D7 patients below it over all."),
                new("Curve", "Ten parts of equal number by score percentile; each point is the mean need of a group in one part."),
                new("Equal need", "Where several patients need equally much at the last places, they share these places."),
            ],
        },
        new(MethodKeys.StandardisedGap, "Gap with the same mix (standardised)", "the gap with the same mix",
            "What would be left of a gap if a group and everyone else had the same mix of patients: of age and sex, unless the model\u2019s definition names something else.",
            [
                "Groups differ in age and sex, and a model may do worse for the old in every group. Then a gap between groups can be no more than a difference in age. Giving both the mix of all patients takes that out.",
                "What is left has some other cause, which this does not name. What goes away is explained by that mix, and is not thereby made good: a group that is older is still served worse.",
            ],
            [
                new("Standardised share", Before: "sum over strata k of w_k \u00D7 x_k / n_k", With: "x_k of n_k in stratum k, w_k the share of all patients in it"),
                new("Gap", Before: "standardised share of the group \u2212 that of everyone else"),
            ],
            "Those in the metric\u2019s denominator: for sensitivity, encounters with the outcome.",
            "Newcombe\u2019s limits from Wilson\u2019s, 95\u00A0% unless the model\u2019s definition says otherwise, at the effective number 1 / sum of (w_k\u00B2 / n_k); widened by the design effect where one patient has several encounters.",
            ["The model has neither age nor sex and names nothing else, or the group is itself defined by it.", "Strata in which both sides have somebody hold less than 80\u00A0% of everyone.", "The metric is no share."],
            "The tab Performance, below the trend, for whoever is compared; Explore, below each difference; an alert; the audit of a file.",
            [
                "Breslow NE, Day NE. Statistical methods in cancer research, volume II: the design and analysis of cohort studies. IARC, 1987.",
                "Kish L. Survey sampling. Wiley, 1965.",
                "Franco C and others. Comparative study of confidence intervals for proportions in complex sample surveys. Journal of Survey Statistics and Methodology, 2019.",
                Newcombe,
            ])
        {
            Details = [new("Strata", "Each age band with each sex, or each combination of up to three attributes that the definition names. Strata that one side lacks are left out, and it is told how much of everyone remains.")],
        },
        new(MethodKeys.HiddenSubgroups, "Search for hidden subgroups", "the search for hidden subgroups",
            "A search through every combination of up to three attributes for patients whom the model serves worse than everyone else, half of the patients finding and the other half confirming.",
            [
                "Whoever looks at thousands of groups finds some that seem worse by chance, and those look worse than they are. So the patients are split: one half finds, the other, which had no part in that, has to confirm, and gives the figures.",
                "Of what is confirmed, about one in twenty is expected to be chance. Groups overlap, so this holds approximately.",
                "A finding may only repeat a larger group that contains it: look at what stands beside it.",
            ],
            [
                new("Find", Before: "adjusted p \u2264 0.10 over all groups, in one half"),
                new("Confirm", Before: "adjusted p \u2264 0.05 over the groups found, in the other half"),
                new("Adjusted p", Before: "smallest of p_(j) \u00D7 m / j over j \u2265 i", With: "p_(i) the i-th smallest of m"),
            ],
            "Mature encounters of the chosen days whose outcome is known; in each half at least the chosen minimum, in the group and among everyone else.",
            "p: the level at which Newcombe\u2019s interval of the difference to everyone else just touches 0, widened by the design effect. Adjusted by Benjamini and Hochberg\u2019s method.",
            ["No group has the minimum in both halves."], "Explore; the audit of a file.",
            [BenjaminiHochberg, Newcombe, "Cox DR. A note on data-splitting for the evaluation of significance levels. Biometrika, 1975."])
        {
            Details =
            [
                new("Halves", "By a keyed hash of the patient with a fixed seed: all encounters of a patient are in one half, the same in every search."),
                new("Exploratory", "A further search over some of the same encounters is marked: the more often the same halves are asked, the more is found by chance."),
            ],
        },
        new(MethodKeys.Power, "What could be seen (power)", "what could be seen",
            "How large a change would be noticed within 90 days in four of five cases, at the present number of patients, and how long smaller ones take.",
            [
                "Few patients can tell little. \u201CNo change was found\u201D means something only where a change that matters would have been found.",
                "It is asked before looking at the result: it depends on how many there are, on the limit and on the kind of evidence. The present figure enters only where it tells how much such a figure varies, and to choose between the two limits of a band.",
                "The time until outcomes are due comes on top. Repeated patients make it take longer.",
            ],
            [
                new("Interval evidence, a share", Before: "P(count \u2264 k) of a binomial with n trials and the changed share", With: "k the largest count with k/n \u2264 m \u2212 1.96 \u221A(m(1 \u2212 m)/n), m the limit, here a floor"),
                new("Interval evidence, two shares", Before: "sum over counts j of the others of P(j) \u00D7 P(count \u2264 k_j)", With: "k_j the largest count whose interval of the difference (Newcombe) or the ratio (Koopman) beside j lies past the limit"),
                new("Interval evidence, other metrics", Before: "\u03A6((D \u2212 1.96 SE\u2080) / SE\u2081)", With: "D how far the truth lies past the limit; SE\u2080 the standard error of a figure whose interval touches the limit, SE\u2081 of one at the truth; both shrink with the root of the number of encounters"),
                new("Peek-safe evidence", "simulated courses whose alarm comes within 90 days", "201 simulated courses", After: "\u2265 0.8"),
            ],
            "As many as the group has in its window now, per day. For a comparison those that it is held against too; a baseline has as many as it had, however long the window.",
            "Interval evidence: for one look at one window, one-sided at 0.025, without the adjustment for many groups; exact for shares, normal theory for the rest. In simulations with 200 patients with the outcome, what was told to be found in 80\u00A0% was found in 76 to 83\u00A0%, for every kind of metric. Peek-safe evidence: by simulation with a fixed seed, so that the same question has the same answer.",
            [
                "A figure is missing that it rests on: that of whom the rule compares with, or, under interval evidence, one with an interval for a metric that is no share.",
                "The limit stands at the end of what the metric can be.",
            ],
            "Groups on Watch or with insufficient data, on the model\u2019s page and on an alert; the evidence of a rule.",
            [
                "Chow SC, Shao J, Wang H. Sample size calculations in clinical research. Chapman & Hall, 2008.",
                "Hanley JA, McNeil BJ. The meaning and use of the area under a receiver operating characteristic (ROC) curve. Radiology, 1982.",
                "Boyd K, Eng KH, Page CD. Area under the precision-recall curve: point estimates and confidence intervals. 2013.",
                Newcombe,
                "Shin J, Ramdas A, Rinaldo A. E-detectors: a nonparametric framework for sequential change detection. arXiv 2203.03532, 2023.",
            ])
        {
            Details =
            [
                new("Which rules", "Every rule that is accepted. Peek-safe: shares, number needed to evaluate, AUROC, Brier score and observed / expected, against a fixed limit, everyone else, all, a named value or the own baseline. Interval: all metrics that a rule can be about."),
                new("Compared with others", "The figure of the others is taken to stay as it is. The own baseline is a fixed limit under peek-safe evidence, the figure that was frozen when the evidence began; under interval evidence a second sample that does not grow."),
                new("Which standard error", "Brier score, its scaled form, net benefit, predicted minus observed, calibration intercept and slope, and differences of Brier scores, of predicted minus observed and of AUROCs: that of the present figure, the design effect in it. AUROC: the present one, changing with the AUROC as Hanley and McNeil\u2019s variance does; both limits on the logit scale. AUPRC: \u221A(a(1 \u2212 a) / positives) at the value a, likewise on the logit scale."),
                new("Shares in other forms", "Number needed to evaluate: the positive predictive value. Observed / expected: the share with the outcome, what is expected staying as it is. F1: the share of true flags among all who are flagged or have the outcome. Balanced accuracy: the difference between sensitivity and false positive rate, both moving by as much."),
                new("Repeated patients", "Under interval evidence counts are divided by the design effect of the present figure, and standard errors include it."),
                new("A course", "Each day a Poisson number of patients, with the change on the first day, against the model\u2019s present budget of false alarms. Half of the courses, and four of five, are found within the days that are told. Brier score: squared errors as uneven as they can be. Observed / expected: every encounter has the group\u2019s mean score. AUROC: scores spread normally in both classes."),
            ],
        },
    ];
}

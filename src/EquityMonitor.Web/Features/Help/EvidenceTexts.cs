namespace EquityMonitor.Web.Features.Help;

/// <summary>Evidence that may be looked at every day: what it is, what it promises, and what it cannot do.</summary>
public static class EvidenceTexts
{
    public static IReadOnlyList<HelpSection> Before { get; } =
    [
        new("two", "Two kinds of evidence",
            ["Every dip of a figure may be chance. Each rule says by which kind of evidence chance is ruled out."],
            [
                new("Interval evidence", "Looks at one window of days as if it were looked at once. It limits how often chance misleads that one look. But the pages are looked at every day, and over a year of looks false alarms come together."),
                new("Peek-safe evidence", "Counts each patient once, day after day, and adds up how much better a broken limit explains what happened than a limit that is met. It may be looked at as often as anybody likes: the promise is about the whole time, not about one look. It is the default wherever it can be had."),
            ]),
        new("budget", "The budget",
            [
                "The promise is: on average at most one false alarm per model and year. All rules and all groups of the model share it, so that watching more groups does not bring more false alarms; each group only starts with a smaller share.",
                "It holds however the groups overlap, however large they are, and however often somebody looks. The definition of a model may name another number of days (evidenceBudget).",
            ], []),
        new("reading", "Reading the chart",
            ["The line shows how the evidence that the limit is broken has grown, in times what it was at its start. Powers of ten stand at equal distances, since evidence grows by multiplication."],
            [
                new("Start", "A group\u2019s share of one day of the budget. While the limit is met the line wanders without a direction; every counted day adds a little by itself, so it need not stay near one."),
                new("Alarm", "The dashed line: the budget in days times the number of combinations of rule and group that share it. Where the line reaches it, the verdict becomes Below and an alert opens."),
                new("Probably began", "The first day after the evidence last stood lowest. The band holds the days on which a beginning would explain the counts nearly as well: a likelihood of at least one eighth of the best. It is given where a share is held against one fixed limit, and once the evidence is half way to an alarm."),
                new("That it is met again", "After an alarm the opposite is asked of later patients. When that evidence reaches ten times the budget, the alert recovers by itself. A person may close it earlier; then the evidence begins anew."),
                new("Days that were revised", "A day is counted once, as it was known when its outcomes were due. Later corrections change every other figure and never the evidence; how many there were is told."),
            ]),
        new("watch", "What Watch means",
            [
                "The figure is past the limit, and the evidence is not: chance may explain it. Watch is shown on the pages and in summaries. It never pages anybody, and it opens no alert.",
                "It may become Below when more patients confirm it, or go away. \u201CEvidence so far\u201D on a group\u2019s page shows how far it has come.",
            ], []),
        new("power", "What could be seen, and when",
            [
                "Few patients can tell little. For a group on Watch, or with too few patients to be judged, the pages say how large a change would be seen within 90 days in four of five cases, and how long smaller ones take.",
                "For peek-safe evidence this is simulated: 201 courses at the group\u2019s present volume, each with a change on its first day, by the bets that the group really places, against the model\u2019s present budget; the same question always gets the same answer. Beside the days after which four of five such changes are seen stand those after which half of them are. Errors of a Brier score are taken as uneven as they can be, scores as normally spread for an AUROC, and as equal for observed over expected.",
                "For interval evidence it is the power of one look at one window, without the adjustment for many groups: exact where shares are judged, also against others, and by the standard error of the displayed interval for every other metric. It is told for every rule that is accepted; where a figure is missing that it rests on, the page says which. How it is computed stands under methods: \u201CWhat could be seen (power)\u201D.",
                "The time until outcomes are due comes on top. Repeated patients make it take longer: under peek-safe evidence they count once in a year, which is not simulated; under interval evidence they are counted by their design effect.",
            ], []),
    ];

    public static IReadOnlyList<HelpSection> After { get; } =
    [
        new("cannot", "What peek-safe evidence cannot do",
            [],
            [
                new("See small changes in small groups early", "Whoever wants few false alarms waits longer. In a group with 2 patients with the outcome a day, a drop to 5 points under the limit took longer than a year to be found. Until then it is on Watch."),
                new("Tell why", "A change of case mix, of documentation or of treatment raises an alarm as the model itself does. An alarm is a reason to look."),
                new("Promise what the data cannot carry", "Without a patient column, or where encounters lack their patient id, one patient may count more than once, and where encounters are kept for less than a year somebody may count again too early. Then the page says \u201Crate not guaranteed\u201D."),
                new("Follow the same patients for ever", "A patient counts once: whoever was counted, or came, within the 365 days before is left out. So patients who come back at least once a year, as many with a chronic disease do, count at their first visit and not again until they have stayed away for a year. A change that strikes only them is not found by peek-safe evidence; the windows, and interval evidence, count each of their visits."),
                new("Speak for every metric", "It needs a mean over encounters, or an AUROC of blocks of patients. F1, balanced accuracy, AUPRC, calibration error, net benefit and the calibration slope are judged by interval evidence."),
                new("Use what came before", "Counting begins after the baseline. A rule that comes or changes later counts from the day that matures next, unless it names a day: what could be seen before a rule was written is no evidence for it. It begins anew with a changed limit, threshold, dimension or version of the model."),
            ]),
        new("formula", "Formula",
            ["For each of six alternatives j, from a small to a large departure, and each day d that is counted:"],
            [
                new("Each day", "M_j becomes (M_j + 1/K) \u00D7 L_j(d), where K is the number of combinations of rule and group on the day before."),
                new("Evidence", "M is the mean of the M_j. An alarm is raised at M \u2265 B, the budget in days; then every M_j is 0 again. The pages show M \u00D7 K, or how many times its start it is."),
                new("A share against a fixed limit", "L is the likelihood ratio (p_j/m)^k \u00D7 ((1 \u2212 p_j)/(1 \u2212 m))^(n \u2212 k) for k of n, the limit m, and p_j at 0.1, 0.25, 0.5, 0.75, 1 and 1.5 from m on the logit scale."),
                new("Everything else", "L is a product of bounded bets, 1 + \u03BB \u00D7 Z, over blocks of patients that were dealt beforehand; the stake \u03BB depends on how many they are and never on how they fared."),
                new("Days that may vary more than chance", "The product over patients supposes that patients of one day fare independently. Only a group whose baseline shows that has it: the upper 95 % limit of the dispersion of its daily counts is below 1.2 (1 is chance alone), for which the baseline needs 30 days and, of a share, 30 of each outcome; for a comparison everybody\u2019s baseline has to show it too. Every other group places one bet a day on the day\u2019s mean."),
                new("Recovery", "The same with the limit\u2019s other side, an increment of 1 in place of 1/K, and ten times the budget."),
            ]),
        new("sources", "Sources", [],
            [
                new("e-detectors", "Shin J, Ramdas A, Rinaldo A. E-detectors: a nonparametric framework for sequential change detection. 2023, arXiv 2203.03532."),
                new("Betting on means", "Waudby-Smith I, Ramdas A. Estimating means of bounded random variables by betting. Journal of the Royal Statistical Society B, 2024."),
                new("The day it began", "Hinkley DV. Inference about the change-point in a sequence of random variables. Biometrika, 1970. Royall R. Statistical evidence: a likelihood paradigm. 1997."),
                new("Interval evidence", "Benjamini Y, Hochberg Y. Controlling the false discovery rate. Journal of the Royal Statistical Society B, 1995."),
            ]),
    ];
}

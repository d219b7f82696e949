namespace EquityMonitor.Web.Features.Help;

/// <summary>How it is measured that patients or scores are other than in the baseline or in training.</summary>
internal static class DriftHelpTexts
{
    private const string Scored = "All scored encounters of the window, against all of the baseline; of a group, against the same group then.";
    private const string Tab = "The tab Drift; the audit of a file with a baseline.";
    private const string Newcombe = "Newcombe RG. Interval estimation for the difference between independent proportions: comparison of eleven methods. Statistics in Medicine, 1998.";
    private const string Wilson = "Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association, 1927.";

    public static IReadOnlyList<MethodHelp> All { get; } =
    [
        new(MethodKeys.StabilityIndex, "Population stability index (PSI)", "the stability index",
            "How far shares have moved between two times: those of ten ranges of score, or those of the values of an attribute. 0 is no change.",
            [
                "Up to 0.1 is little, above 0.25 is much: these marks are a custom, not a law. They decide the colour.",
                "Two small samples of the same patients differ too. What chance alone gives groups of this size is taken off before the marks are looked at; the plain index stands beside it, since other tools quote that.",
                "It says that something has moved, not in which direction, and not that the model became worse.",
            ],
            [
                new("PSI", Before: "sum over ranges of (q \u2212 p) \u00D7 ln(q / p)", With: "p the share then, q the share now"),
                new("Less chance", Before: "PSI \u2212 (ranges \u2212 1) \u00D7 (1/n + 1/N), at least 0", With: "n encounters now, N then"),
            ],
            Scored, "It has no interval; the marks decide. What chance gives on average is taken off.",
            ["Nobody was scored now, or nobody in the baseline.", "There is no baseline, or the window overlaps it."], Tab,
            ["Siddiqi N. Credit risk scorecards: developing and implementing intelligent credit scoring. Wiley, 2006.", "Yurdakul B. Statistical properties of population stability index. Western Michigan University, 2018."])
        {
            Details =
            [
                new("Ranges of score", "The deciles of the baseline, by linear interpolation; a score equal to an edge lies above it, and equal edges are one. Of an attribute, each value is a range."),
                new("Empty ranges", "Where one side has nobody in a range, half an encounter is added to both sides there. A range that is empty on both sides is left out."),
            ],
        },
        new(MethodKeys.KolmogorovSmirnov, "Largest shift of scores (Kolmogorov\u2013Smirnov)", "the largest shift",
            "Take any score: by how much does the share of encounters below it differ between then and now? The largest such difference. 0 is none, 1 is nothing in common.",
            [
                "It is a difference of shares, so 0.10 means 10 points. It looks at one place of the distribution, the worst.",
                "With many encounters tiny differences can be told from chance. So the size decides, and p stands beside it.",
            ],
            [
                new("D", Before: "largest |F(s) \u2212 G(s)| over all scores s", With: "F and G the shares with a score up to s, then and now"),
                new("p", Before: "2 \u00D7 sum over k of (\u22121)^(k \u2212 1) \u00D7 exp(\u22122 k\u00B2 x\u00B2)", With: "x = D \u221A(n N / (n + N))"),
            ],
            Scored, "p: how often chance alone would give as much or more if nothing had changed. It holds for many encounters, and is cautious where scores are equal.",
            ["Nobody was scored now, or nobody in the baseline."], Tab,
            ["Smirnov N. Table for estimating the goodness of fit of empirical distributions. Annals of Mathematical Statistics, 1948."]),
        new(MethodKeys.JensenShannon, "Distance of shapes (Jensen\u2013Shannon)", "the Jensen\u2013Shannon distance",
            "How different two distributions are as a whole, on a scale from 0 (the same) to 1 (nothing in common).",
            [
                "Think of guessing, from one score alone, whether it is from then or from now. Where the distributions are the same nobody can tell: 0. Where they have nothing in common one always can: 1.",
                "It has no usual marks, and chance alone makes it larger than 0 in small groups. Use it to compare shifts with each other; the stability index decides the colour.",
            ],
            [
                new("Distance", Before: "\u221A( \u00BD \u00D7 sum of p log\u2082(p / m) + \u00BD \u00D7 sum of q log\u2082(q / m) )", With: "p and q the shares of each range then and now, m = (p + q) / 2"),
            ],
            Scored + " The ranges are the deciles of the baseline, as for the stability index; nothing is added to empty ones.", "None is given.",
            ["Nobody was scored now, or nobody in the baseline."], Tab,
            ["Lin J. Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory, 1991.", "Endres DM, Schindelin JE. A new metric for probability distributions. IEEE Transactions on Information Theory, 2003."]),
        new(MethodKeys.Wasserstein, "Average move of scores (Wasserstein)", "the average move",
            "By how much scores have moved on average since the baseline: the least movement that turns one distribution into the other.",
            [
                "The distance is in the unit of the score: 0.02 of a probability is 2 points. Over the standard deviation of the baseline it can be compared between models: 0.1 SD is a tenth of how much scores differ anyway.",
                "Moves up and moves down both count, so it does not say in which direction. Many small moves and a few large ones can give the same figure.",
            ],
            [
                new("Distance", Before: "area between F and G", With: "F and G the shares with a score up to s, then and now"),
                new("In SD", "distance", "standard deviation of the baseline\u2019s scores"),
            ],
            Scored, "None is given. It is computed from the scores themselves, without ranges.",
            ["Nobody was scored now, or nobody in the baseline.", "In SD: all scores of the baseline are equal."], Tab,
            ["Vallender SS. Calculation of the Wasserstein distance between probability distributions on the line. Theory of Probability and Its Applications, 1974."]),
        new(MethodKeys.PatientMix, "Patient mix (total variation, chi-square)", "the change of the patient mix",
            "Whether the patients are still those the model was trained on, or those of the baseline, by one attribute as a whole. Missing values count as a value of their own.",
            [
                "Total variation is the plainest figure: the share of encounters that would have to have another value for the two mixes to be the same.",
                "Chi-square tells how easily chance alone would give as large a difference. With many encounters p becomes small for differences that do not matter, so the stability index decides the mark and p stands beside it.",
                "A mix that has changed does not make a model wrong. It means that it now meets patients of whom it saw few.",
            ],
            [
                new("Total variation", Before: "\u00BD \u00D7 sum over values of |q \u2212 p|", With: "p the share in training or in the baseline, q the share now"),
                new("Chi-square", "(observed \u2212 expected)\u00B2", "expected", Before: "sum over values of", With: "cells \u2212 1 degrees of freedom"),
                new("Stability index", Before: "sum over values of (q \u2212 p) \u00D7 ln(q / p)", With: "what chance gives taken off"),
            ],
            "All scored encounters of the window, against the training shares that were declared with the model, or against the encounters of the baseline.",
            "p of the chi-square test, without correction for continuity, taking encounters as independent.",
            ["No training shares were declared, or there is no baseline.", "p: fewer than two values expect enough encounters to be tested."], Tab,
            [
                "Pearson K. On the criterion that a given system of deviations from the probable in the case of a correlated system of variables is such that it can be reasonably supposed to have arisen from random sampling. Philosophical Magazine, 1900.",
                "Cochran WG. Some methods for strengthening the common chi-squared tests. Biometrics, 1954.",
                "Levin DA, Peres Y. Markov chains and mixing times. American Mathematical Society, 2017.",
            ])
        {
            Details =
            [
                new("Values without a training share", "They stand together as \u201COther\u201D, which has what the declared shares leave."),
                new("Few", "Values that expect fewer than 5 encounters are put together before testing."),
            ],
        },
        new(MethodKeys.RepresentationRatio, "Representation ratio", "the representation ratio",
            "How many times as often a value occurs among the patients now as in the training population, or in the baseline. 1 is as often, 0.5 half as often, 2 twice as often.",
            [
                "A model knows least about those it hardly saw. A group that is far above 1 is one for which the model was trained on few patients like them.",
                "It says nothing of how well the model does for them: look there with a reason.",
            ],
            [new("Representation ratio", "share of the encounters now", "share of the training population, or of the baseline")],
            "All scored encounters of the window.", "Wilson\u2019s limits of the share now, over the other share, which is taken as known, 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters.",
            ["The training population, or the baseline, had nobody with this value."], Tab, [Wilson]),
        new(MethodKeys.BaselineDifference, "Difference to the baseline", "the difference to the baseline",
            "A share now less the same share in the baseline, in points: of flags, of outcomes, of what is not recorded.",
            [
                "Rates that move before any outcome is known are often the first sign that something changed upstream: a laboratory, a form, an interface.",
                "An attribute that is missing more often hides patients: they move into \u201CUnknown\u201D, and their group becomes smaller without anybody leaving it.",
                "Where many shares are looked at, some differ by chance. These figures open no alert.",
            ],
            [new("Difference", Before: "x/n \u2212 X/N", With: "x of n encounters now, X of N then")],
            "Flag rate and attributes: scored encounters. Missing outcomes: those old enough for their outcome to be recorded. Prevalence: those whose outcome is known.",
            "Newcombe\u2019s hybrid score limits (method 10), 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters. The two periods are taken as independent, also where patients come back.",
            ["There is no baseline, or one side has no encounters."], Tab, [Newcombe]),
    ];
}

namespace EquityMonitor.Web.Features.Help;

/// <summary>How flags, scores and outcomes are laid side by side.</summary>
internal static class PerformanceHelpTexts
{
    private const string Wilson = "Wilson EB. Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association, 1927.";

    public static IReadOnlyList<MethodHelp> All { get; } =
    [
        new(MethodKeys.FlagAndOutcome, "Flag and outcome", "each of the four counts",
            "Four counts: of those with the outcome, how many were flagged (found) and how many not (missed); of those without it, how many were flagged (false alarms) and how many not (rightly left).",
            [
                "Every figure at a threshold comes from these four. Read along a row: of those with the outcome, which share was found; of those without, which share was troubled for nothing.",
                "Read down a column for what a clinician meets: of those flagged, which share had the outcome. It depends on how common the outcome is, the rows do not.",
                "If acting on a flag prevents the outcome, whoever was helped counts as a false alarm.",
            ],
            [
                new("TP, found", Before: "number with score \u2265 threshold and the outcome"),
                new("FN, missed", Before: "number with score < threshold and the outcome"),
                new("FP, false alarms", Before: "number with score \u2265 threshold without the outcome"),
                new("TN, rightly left", Before: "number with score < threshold without the outcome"),
            ],
            "Mature encounters whose outcome is known.", "Counts are what they are. The shares that come from them, such as sensitivity, have Wilson\u2019s interval, 95\u00A0% unless the model\u2019s definition says otherwise.",
            ["No encounter of these days is mature with a known outcome."], "Explore; the evidence of an alert.",
            ["Altman DG, Bland JM. Diagnostic tests 1: sensitivity and specificity. BMJ, 1994."]),
        new(MethodKeys.CalibrationCurve, "Calibration curve", "the calibration curve",
            "Whether a score means what it says: among encounters with a score of about 20\u00A0%, does the outcome happen in 20\u00A0%?",
            [
                "Each point is one bin of scores: how high they are on average, against how often the outcome happened. On the dashed line both agree; above it the model understates the risk, below it overstates.",
                "The band around a curve holds the interval of each bin by itself, 95\u00A0% unless the model\u2019s definition says otherwise. Of ten bins one may well leave the line by chance, so look for a run of points on one side.",
                "A group can lie on the line while another with the same scores does not: then one and the same score means different risks, whatever the AUROC says.",
            ],
            [
                new("Across", "sum of scores in the bin", "encounters in the bin"),
                new("Up", "outcomes in the bin", "encounters in the bin"),
                new("Band, limits", "p + z\u00B2/2n \u00B1 z \u221A(p(1 \u2212 p)/n + z\u00B2/4n\u00B2)", "1 + z\u00B2/n", With: "p up, n the encounters in the bin, z = 1.96 at 95\u00A0%"),
            ],
            "Mature encounters whose outcome is known.", "Wilson\u2019s score interval for each bin, 95\u00A0% unless the model\u2019s definition says otherwise; widened by the design effect where one patient has several encounters.",
            ["The score is points, not a probability.", "No encounter has a known outcome."], "The tab Calibration; the audit of a file.",
            ["DeGroot MH, Fienberg SE. The comparison and evaluation of forecasters. The Statistician, 1983.", "Van Calster B and others. Calibration: the Achilles heel of predictive analytics. BMC Medicine, 2019.", Wilson])
        {
            Details =
            [
                new("Bins", "Encounters in the order of their scores are cut into ten bins of equal number; where that leaves a remainder, the first bins have one more. With fewer than ten encounters each is a bin. Equal scores that fall on both sides of a cut take their common share of outcomes."),
            ],
        },
    ];
}

using System.Globalization;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>"What does this mean" of the counts of flag by outcome and of the areas under curves, with their own numbers.</summary>
public static class FlagMeaning
{
    public static IReadOnlyList<string> Found(string who, ConfusionCounts counts, double threshold) =>
        Cell($"{With(counts, who)}, {Formats.Count(counts.TruePositives)} have a score of {Score(threshold)} or more: they are flagged, and so found.", Metric.Sensitivity, counts.TruePositives, counts.Positives);

    public static IReadOnlyList<string> Missed(string who, ConfusionCounts counts, double threshold) =>
        Cell($"{With(counts, who)}, {Formats.Count(counts.FalseNegatives)} have a score under {Score(threshold)}: they are not flagged, and so missed.", Metric.Fnr, counts.FalseNegatives, counts.Positives);

    public static IReadOnlyList<string> FalseAlarms(string who, ConfusionCounts counts, double threshold) =>
        Cell($"{Without(counts, who)}, {Formats.Count(counts.FalsePositives)} have a score of {Score(threshold)} or more: they are flagged all the same.", Metric.Fpr, counts.FalsePositives, counts.Negatives);

    public static IReadOnlyList<string> LeftAlone(string who, ConfusionCounts counts, double threshold) =>
        Cell($"{Without(counts, who)}, {Formats.Count(counts.TrueNegatives)} have a score under {Score(threshold)}: they are rightly left alone.", Metric.Specificity, counts.TrueNegatives, counts.Negatives);

    /// <summary>Of the area under a ROC curve.</summary>
    /// <param name="counts">At the threshold that is looked at.</param>
    public static IReadOnlyList<string> RocArea(string who, double area, ConfusionCounts counts) =>
    [
        $"Of two encounters among {who}, one with the outcome and one without, the model gives the higher score to the one with the outcome in {Formats.Percent(area)} of cases; a coin toss gives 50{Formats.Space}%.",
        $"It rests on {Formats.Count(counts.Positives)} with the outcome and {Formats.Count(counts.Negatives)} without, over all thresholds: it does not tell that {Formats.Percent(counts.TruePositives / (double)counts.Positives)} of those with the outcome are flagged at the chosen one.",
    ];

    /// <summary>Of the area under the steps of precision and recall.</summary>
    /// <param name="counts">At any threshold.</param>
    public static IReadOnlyList<string> PrecisionArea(string who, double area, ConfusionCounts counts) =>
    [
        $"Lowering the threshold until one after the other of the {Formats.Count(counts.Positives)} with the outcome among {who} is found, flags would be right {Formats.Percent(area)} of the time on average.",
        $"Flagging at random would be right {Formats.Percent(counts.Positives / (double)counts.Total)} of the time, which is how common the outcome is among them; groups in which it is not equally common do not compare.",
    ];

    private static IReadOnlyList<string> Cell(string said, Metric metric, long count, long of) => of == 0
        ? [said, "There is nobody of whom it could be a share."]
        : [said, $"That is {Formats.Percent(count / (double)of)} of them: the {MetricWords.Of(metric).InSentence} at this threshold."];

    private static string With(ConfusionCounts counts, string who) => $"Of {Formats.Count(counts.Positives, "encounter", "encounters")} with the outcome among {who}";

    private static string Without(ConfusionCounts counts, string who) => $"Of {Formats.Count(counts.Negatives, "encounter", "encounters")} without the outcome among {who}";

    private static string Score(double threshold) => Math.Round(threshold, 6).ToString(CultureInfo.InvariantCulture);
}

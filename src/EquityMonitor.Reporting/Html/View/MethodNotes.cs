using System.Globalization;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;

namespace EquityMonitor.Reporting.Html.View;

/// <summary>How the figures were made and how far they carry: what every page of figures has to say plainly.</summary>
internal static class MethodNotes
{
    public static IReadOnlyList<MethodNote> For(AuditFigures figures)
    {
        var definition = figures.Audit.Definition;
        var notes = new List<MethodNote>
        {
            new("Intervals", $"{IntervalWords.Level(figures.Level)}. Proportions: Wilson. AUROC: DeLong variance, limits on the logit scale. Brier score: normal. Observed / expected: Wilson limits of "
                + "the observed events over the expected. A figure that the data cannot give is marked as not estimable with its reason; it is never replaced by zero." + (IntervalWords.Decides(figures.Level) is { } decides ? " " + decides : null)),
            new("Against everyone else", "Everyone else is all encounters outside the subgroup, those with unknown values included. Differences of proportions: Newcombe. "
                + "Ratios: Koopman. AUROC: the two DeLong variances."),
            new("Repeated patients", definition.Patient is null
                ? "The definition names no patient column, so every encounter counts as independent. Where patients return, the true uncertainty is larger."
                : "Encounters of one patient are not independent: intervals are widened by the design effect, clustered by patient."),
            new("Verdicts", "Below: the evidence is past the limit. Watch: the estimate is past the limit, the evidence is not. Insufficient data: fewer encounters in the "
                + "denominator than the rule asks for, or not estimable. Meets: everything else."),
            new("Many comparisons", "Looking at many subgroups finds differences by chance. For each rule the one-sided p values of all subgroups with enough data are adjusted "
                + "together (Benjamini\u2013Hochberg, 0.025; singles and intersections apart). This bounds the share of false findings of this one look, approximately since "
                + "subgroups overlap, and guarantees nothing over repeated looks. A rule that asks for peek-safe evidence is judged in this way too: that evidence grows from day to day, and this is one look at one period."),
        };
        if (figures.Parts is { } parts)
            notes.AddRange(Analyses(parts));
        notes.AddRange(CommonNotes.With(CaseMix(figures)).Select(note => new MethodNote(note.Title, note.Text)));
        if (figures.Suppressed)
        {
            notes.Add(new("Small cells", string.Create(CultureInfo.InvariantCulture,
                $"Subgroups with 1 to {SmallCellSuppression.DefaultLargest} patients, or with such a count of true or false positives or negatives, are left out; so are those from which they could be computed. Zero is shown.")));
        }

        return notes;
    }

    private static string CaseMix(AuditFigures figures) => figures.Parts?.Standardised.ContentOrNull is { } standardised
        ? $"Beside the gaps as they are stand those with the same mix of {StandardisedWords.Mix(standardised.By)}, by direct standardisation to all patients of the file: the group's and everyone else's proportions in each stratum, "
            + $"weighted by all patients' share of it; Wilson and Newcombe limits at the effective size (Kish). A stratum that one of the two lacks is left out{(standardised.ShowsCoverage ? ", and the share that could be compared is told" : null)}. Illness and much else still differ. Verdicts and all other figures are not standardised."
        : "These figures are not standardised: name the dimensions to make equal under standardiseBy in the definition.";

    private static IEnumerable<MethodNote> Analyses(AuditParts parts)
    {
        if (parts.Curves.ContentOrNull is not null)
        {
            yield return new("Curves", "One point for each distinct score, tied scores together; what is drawn leaves out points that lie within 0.05 points of the line. "
                + "Average precision counts steps, without interpolation; its limits are on the logit scale (Boyd, Eng and Page 2013).");
        }

        if (parts.Calibration.ContentOrNull is not null)
        {
            yield return new("Calibration", "Bins of equal count, tied scores sharing their mean outcome. Intercept and slope: logistic regression of the outcome on the logit of the score, "
                + "the slope fixed at 1 for the intercept. The calibration error grows as groups get smaller: no rule and no comparison uses it, and the mean error of 200 draws from the scores stands beside it.");
        }

        if (parts.Drift.ContentOrNull is not null)
        {
            yield return new("Drift", "Scores in the tenths of each group's own baseline; a part empty on one side counts half an encounter on both. The p-values are asymptotic and take encounters as independent: "
                + "with many encounters a shift of no importance has a small p, so the size of the shift decides the mark. A shift of scores need not be a loss of performance, nor its absence a proof of none.");
        }

        if (parts.Scan.ContentOrNull is not null)
        {
            yield return new("Scan", "Patients are split in halves by a fixed keyed hash. The first half names groups that are worse than everyone else (Benjamini\u2013Hochberg at 0.10 over all that were looked at), "
                + "the second confirms them (at 0.05 over those named) and gives the figures. Groups overlap, so that one cause may show as many.");
        }

        if (parts.LabelAudit.ContentOrNull is not null)
        {
            yield return new("Label audit", "After Obermeyer and others, Science 2019: need within 2.5 score percentiles of the threshold, against everyone else there, z with unequal variances. "
                + "It stands or falls with the measure of need: one that itself depends on access to care hides what is looked for.");
        }
    }
}

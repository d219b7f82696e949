using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Summary;

/// <summary>How the figures of a summary were made and how far they carry.</summary>
public static class SummaryNotes
{
    public static IReadOnlyList<(string Title, string Text)> Of(MonthlySummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        return
        [
            ("Period", $"Figures are of the encounters of {SummaryHeadline.Days(summary.Month.First, summary.Month.Last)}, by the local day on which they were scored, whichever day their outcome became known. "
                + "Calendar months do not overlap, so that no two summaries can be subtracted from each other. A model's threshold and groups are those of the definition in force when this was produced."),
            ("Maturity", "Volume and flag rate are of all encounters of the month. Everything that concerns outcomes is of the encounters old enough for their outcome to be recorded, whether it was good or bad: "
                + "early outcomes are not like late ones. While a month is not mature its figures change; release one version of it only."),
            ("Verdicts", "Verdicts stand as they were stored on the last as-of day of the month that was judged, over the window that the rule names: they are not of the calendar month alone, and later revisions of the data do not change them. "
                + "Below: the evidence is past the limit. Watch: the estimate is past the limit, the evidence is not. Insufficient data: fewer encounters in the denominator than the rule asks for, or not estimable. Meets: everything else. "
                + "Combinations of two groups are judged on the newest day of each run alone. Where the last judged day of the month was not the newest of its run, they were not judged, and the document says so; "
                + "combinations whose alert was opened later are named where their evidence reaches back into the month."),
            ("Evidence", "Each rule names its evidence. Peek-safe evidence counts each patient once, day after day, and may be looked at every day: on average at most one false alarm per model in the days of its budget (a year unless the definition says otherwise), "
                + "over all its rules and groups together, where encounters can be linked to patients. Interval evidence looks at one window. Watch opens no alert."),
            ("Many comparisons", "Looking at many groups finds differences by chance. For each rule on interval evidence the one-sided p values of all groups with enough data are adjusted together (Benjamini\u2013Hochberg, 0.025; single values and combinations apart). "
                + "This bounds the share of false findings of one look, approximately since groups overlap, and guarantees nothing over repeated looks."),
            ("Intervals", $"{Levels(summary.Models)}. Proportions: Wilson. AUROC: DeLong variance, limits on the logit scale. Observed over expected: Wilson limits of the observed events over the expected. Where patients can be linked, intervals are widened "
                + "for repeated patients. A figure that the data cannot give is marked as not estimable with its reason; it is never replaced by zero."),
            ("Small cells", $"A group is suppressed when 1 to {SmallCellSuppression.DefaultLargest} patients, or as many true positives, false positives, false negatives or true negatives, stand behind it; so are those from which it could be computed. "
                + "Volume, flag rate and outcome known rate are left out in the same way where as few were flagged, not flagged, or without a known outcome. Zero is shown. This holds for every reader and every form of this document."),
            ("Alerts", "The figures of an alert are of the day it was opened for, with the interval they were shown with then, rounded and without denominators, since its window overlaps the months. What was done after the end of the month is left to later summaries."),
            ("Drift", "The scores of the window named are compared with those of the model's baseline: population stability index over the baseline's deciles, and the largest distance between the two cumulative distributions (Kolmogorov\u2013Smirnov D). "
                + "The word is that of the index less its expectation without any drift: little drift below 0.1, some up to 0.25, much above."),
            .. CommonNotes.All,
        ];
    }

    /// <summary>"95 %"; "90 % for Sepsis early warning, 95 % for the others" where the models of a fleet differ.</summary>
    private static string Levels(IReadOnlyList<ModelMonth> models)
    {
        var levels = models.Where(model => model.Definition is not null)
            .GroupBy(model => model.Definition!.Confidence, model => model.Name).OrderByDescending(same => same.Count()).ThenByDescending(same => same.Key.Value).ToList();
        return levels.Count switch
        {
            0 => IntervalWords.Level(ConfidenceLevel.Default),
            1 => IntervalWords.Level(levels[0].Key),
            _ => $"{string.Join(", ", levels.Skip(1).Select(same => $"{IntervalWords.Level(same.Key)} for {string.Join(" and ", same)}"))}, {IntervalWords.Level(levels[0].Key)} for the others",
        };
    }

    /// <summary>What changes how the figures of one model are to be read.</summary>
    public static IReadOnlyList<string> Of(ModelMonth model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.Definition is not { } definition)
            return [];
        var notes = new List<string>
        {
            $"Definition revision {model.Revision}{(model.RevisionAppliedAt is { } at ? $" of {Formats.Date(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, model.Zone)))}" : null)}; version {definition.Version}; "
                + $"flagged from a score of {definition.Threshold.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture)}; outcomes are expected within {Formats.Count(definition.Outcome.MaturityDays, "day", "days")}.",
        };
        if (definition.Effective is { } effective && effective > model.Period.Month.Last)
            notes.Add($"Version {definition.Version} is in use since {Formats.Date(effective)}, after this month: its threshold is applied to the scores of the version before it.");
        else if (model.Period.Scored.From > model.Period.Month.First)
            notes.Add($"Version {definition.Version} is in use since {Formats.Date(model.Period.Scored.From)}: the days of the month before it are left out.");
        if (definition.Confidence != ConfidenceLevel.Default)
            notes.Add($"Intervals are of {IntervalWords.Level(definition.Confidence)}. {IntervalWords.Decides(definition.Confidence)}");
        if (definition.Patient is null)
            notes.Add("Encounters cannot be linked to patients, so each counts as independent. Where patients return, the true uncertainty is larger.");
        return notes;
    }
}

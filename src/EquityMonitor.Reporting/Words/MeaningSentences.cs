using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>
/// "What does this mean": a figure in plain sentences with its own counts, how sure it is, and how it compares with everyone else and with what was agreed.
/// Whoever reads them needs to know no statistics.
/// </summary>
public static class MeaningSentences
{
    /// <summary>Fewer than this are called few.</summary>
    private const double Few = 30;

    /// <summary>The first two say what was measured and how sure it is; the others compare.</summary>
    public static IReadOnlyList<string> Of(MeaningFigures figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        string?[] sentences = figures.Own switch
        {
            null => ["This figure is suppressed: it rests on 1 to 10 patients or encounters, so that a person might be recognised.", "Quality and governance can see it.", Agreed(figures)],
            Estimate.Measured own => [MeaningOfMetric.Of(figures.Metric, own, figures.Who), Certainty(figures.Metric, own), Compared(figures, own), Agreed(figures)],
            Estimate.NotEstimable none =>
            [
                $"{Formats.Capital(MetricWords.Of(figures.Metric).InSentence)} cannot be estimated for {figures.Who}: {Why(none.Reason)}.",
                "It is left open and never shown as zero.",
                Agreed(figures),
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(figures)),
        };
        return [.. sentences.OfType<string>()];
    }

    private static string Certainty(Metric metric, Estimate.Measured own)
    {
        if (own.Interval is not { } interval)
            return $"How sure this is cannot be said: {Why(own.IntervalReason)}.";
        var unit = metric.IsProportion ? $"{Formats.Space}%" : null;
        var amount = own.Denominator < Few ? "so few" : "so many";
        var what = metric.IsProportion ? "share" : "value";
        return interval switch
        {
            { Low: not null, High: not null } => $"With {amount} encounters the true {what} is likely between {Formats.Range(metric, interval).Replace(" to ", " and ", StringComparison.Ordinal)}{unit}.",
            _ => $"With {amount} encounters the true {what} is likely {Formats.Range(metric, interval)}{unit}.",
        };
    }

    private static string? Compared(MeaningFigures figures, Estimate.Measured own)
    {
        if (figures.Others is not Estimate.Measured others)
            return null;
        var metric = figures.Metric;
        var theirs = Formats.Value(metric, others.Value, others.Interval);
        if (figures.Difference is not Estimate.Measured difference)
            return $"Among everyone else it is {theirs}.";
        if (metric.IsProportion && Math.Abs(difference.Value) < 0.005)
            return $"That is nearly the same as among everyone else ({theirs}).";
        return $"That is {Formats.Difference(metric, difference.Value)} {(difference.Value < 0 ? "less" : "more")} than among everyone else ({theirs}), {Chance(difference)}.";
    }

    private static string Chance(Estimate.Measured difference) => difference.Interval switch
    {
        null => "without a statement of how sure that is",
        { } interval when interval.Low > 0 || interval.High < 0 => "more than chance alone would explain",
        _ => "which chance alone could explain",
    };

    private static string? Agreed(MeaningFigures figures)
    {
        if (figures.Rule is not { } rule)
            return null;
        var agreed = $"Agreed was {LimitWords.Of(rule)}";
        return figures.Verdict switch
        {
            Verdict.Meets => $"{agreed}: that is met.",
            Verdict.Watch => $"{agreed}: the figure is past that limit, but so far chance could explain it, which is why the verdict is Watch.",
            Verdict.Below => $"{agreed}: the figure is past that limit, and more than chance would explain, which is why the verdict is Below.",
            Verdict.InsufficientData when figures.NotJudgedBecause is { } reason => $"{agreed}: that is not judged, since {Why(reason)}.",
            Verdict.InsufficientData => $"{agreed}: there is too little data to judge, since at least {Formats.Count(rule.Minimum)} {MetricWords.Of(rule.Metric).Denominator} are needed{Has(figures)}.",
            _ => $"{agreed}, but the rule does not speak of {figures.Who}.",
        };
    }

    private static string? Has(MeaningFigures figures) =>
        figures.Own is Estimate.Measured own && own.Denominator < figures.Rule!.Minimum ? $" and there are {Formats.Count(own.Denominator)}" : null;

    private static string Why(NotEstimableReason? reason) => reason switch
    {
        _ when reason == NotEstimableReason.NoScoredEncounters => "none of their encounters was scored",
        _ when reason == NotEstimableReason.NoMatureEncounters => "none of their encounters is old enough for its outcome to be recorded",
        _ when reason == NotEstimableReason.NoEvaluableEncounters => "the outcome of none of their encounters is known yet",
        _ when reason == NotEstimableReason.NoPositives => "the outcome happened in none of their encounters",
        _ when reason == NotEstimableReason.NoNegatives => "the outcome happened in all of their encounters",
        _ when reason == NotEstimableReason.NoneFlagged => "none of their encounters was flagged",
        _ when reason == NotEstimableReason.AllFlagged => "all of their encounters were flagged",
        _ when reason == NotEstimableReason.NoTruePositives => "none of their flagged encounters had the outcome",
        _ when reason == NotEstimableReason.FewerThanTwoOfAClass => "it takes two encounters with the outcome and two without",
        _ when reason == NotEstimableReason.ZeroOnBothSides => "neither this group nor those that it is compared with have any",
        _ when reason == NotEstimableReason.FewerThanTwo => "there are fewer than two encounters",
        _ when reason == NotEstimableReason.NoVariation => "all encounters point the same way",
        _ when reason == NotEstimableReason.NoExpectedEvents => "the scores predict no outcome at all",
        _ when reason == NotEstimableReason.ScoreIsNotAProbability => "the score of this model is a scale of points and not a probability",
        _ when reason == NotEstimableReason.OnlyProportionsAgainstAll => "all patients contain this group, and only shares can be compared with a whole that contains them",
        _ when reason == NotEstimableReason.IsTheReference => "this group is the one that the others are compared with",
        _ when reason == NotEstimableReason.EmptyReference => "there is nobody to compare them with",
        _ when reason == NotEstimableReason.NotInReference => "the training population, or the baseline, had nobody of this group",
        _ when reason == NotEstimableReason.OverlapsBaseline => "the days looked at are partly those of the baseline itself",
        _ when reason == NotEstimableReason.BeforeBaseline => "the days looked at lie before the baseline",
        _ when reason == NotEstimableReason.NoBaseline => "there is no baseline of this group to compare with",
        _ when reason == NotEstimableReason.NeedsEncounters => "it takes the single encounters, and only their counts are kept for these days",
        _ when reason == NotEstimableReason.ScoresSeparateOutcomes => "every score of those with the outcome lies above every score of those without, so that no curve can be fitted",
        _ when reason == NotEstimableReason.NotConverged => "no curve could be fitted to their scores and outcomes",
        _ when reason == NotEstimableReason.BiasedUpward => "in small groups it comes out too high, so that an interval would mislead",
        _ when reason == NotEstimableReason.TooFewToCalibrate => "it takes 50 encounters with the outcome and 50 without to learn from",
        _ when reason == NotEstimableReason.NothingToExpect => "none of their encounters is waiting for its outcome",
        _ when reason == NotEstimableReason.NotProvisional => "there is no provisional form of it",
        _ when reason == NotEstimableReason.Provisional => "it is provisional, computed from outcomes that are expected and not yet known",
        _ when reason == NotEstimableReason.TooFewNearThreshold => "near the threshold there are fewer than 30 patients on one side of the comparison",
        _ when reason == NotEstimableReason.NoNeed => "their need is recorded for none of them",
        _ when reason == NotEstimableReason.NoCommonStratum => "there is no age and sex in which both sides of the comparison have patients",
        _ when reason == NotEstimableReason.TooLittleInCommon => "the two sides share too few ages and sexes: under 80 % of everyone",
        _ when reason == NotEstimableReason.ThresholdNotInside => "the threshold does not lie between 0 and 1",
        _ => reason?.Text ?? "no interval is defined",
    };
}

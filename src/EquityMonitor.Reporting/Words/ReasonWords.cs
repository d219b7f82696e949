using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Words;

/// <summary>Why there is no figure, for the end of a sentence about some patients.</summary>
public static class ReasonWords
{
    /// <param name="reason">Null where a value has no interval and no reason was kept.</param>
    public static string Of(NotEstimableReason? reason) => reason switch
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
        _ when reason == NotEstimableReason.FewerThanTwoPatients => "there are fewer than two patients",
        _ when reason == NotEstimableReason.NoPastEstimates => "there is no earlier period yet",
        _ when reason == NotEstimableReason.NoTrainingShares => "the definition of the model does not say how the values were spread in training",
        _ when reason == NotEstimableReason.OnlyOneCategory => "everyone has the same value",
        _ when reason == NotEstimableReason.TooFewPerCategory => "too few encounters have each value",
        _ when reason == NotEstimableReason.TooFewDays => "there are fewer than 30 days to compare",
        _ when reason == NotEstimableReason.TooFewOfAnOutcome => "it takes 30 with the outcome and 30 without",
        _ when reason == NotEstimableReason.NoStep => "no day has been counted yet",
        _ when reason == NotEstimableReason.TakesTooLong => "that would take too long to wait for",
        _ when reason == NotEstimableReason.OutOfReach => "with so few encounters not even the largest change would be found",
        _ => reason?.Text ?? "no interval is defined",
    };
}

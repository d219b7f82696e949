namespace EquityMonitor.Statistics;

/// <summary>Why a quantity cannot be estimated, in words that stand on screen and in exports as they are.</summary>
/// <param name="Text">Lower-case, without a full stop.</param>
public sealed record NotEstimableReason(string Text)
{
    public static readonly NotEstimableReason NoScoredEncounters = new("no scored encounters");
    public static readonly NotEstimableReason NoMatureEncounters = new("no mature encounters");
    public static readonly NotEstimableReason NoEvaluableEncounters = new("no evaluable encounters");
    public static readonly NotEstimableReason NoPositives = new("no positives");
    public static readonly NotEstimableReason NoNegatives = new("no negatives");
    public static readonly NotEstimableReason NoneFlagged = new("none flagged");
    public static readonly NotEstimableReason AllFlagged = new("all flagged");
    public static readonly NotEstimableReason NoTruePositives = new("no true positives");
    public static readonly NotEstimableReason NoResponses = new("no recorded responses");
    public static readonly NotEstimableReason NoExpectedEvents = new("no expected events");
    public static readonly NotEstimableReason FewerThanTwoOfAClass = new("fewer than 2 of a class");
    public static readonly NotEstimableReason FewerThanTwo = new("fewer than 2 encounters");
    public static readonly NotEstimableReason FewerThanTwoPatients = new("fewer than 2 patients");
    public static readonly NotEstimableReason NoVariation = new("no variation");
    public static readonly NotEstimableReason ZeroCount = new("zero count");
    public static readonly NotEstimableReason ZeroOnBothSides = new("zero count on both sides");
    public static readonly NotEstimableReason NoComplement = new("no complement");
    public static readonly NotEstimableReason NoBaseline = new("no baseline");
    public static readonly NotEstimableReason ScoreIsNotAProbability = new("score is not a probability");
    public static readonly NotEstimableReason ThresholdNotInside = new("threshold is not inside 0 and 1");
    public static readonly NotEstimableReason NotComparable = new("no comparison is defined for this metric");

    public static readonly NotEstimableReason OnlyProportionsAgainstAll = new("only proportions are compared with all, which contains the group");
    public static readonly NotEstimableReason IsTheReference = new("is the reference itself");
    public static readonly NotEstimableReason EmptyReference = new("nobody in the reference");
    public static readonly NotEstimableReason NotInReference = new("not in the reference population");
    public static readonly NotEstimableReason OverlapsBaseline = new("the window overlaps the baseline");
    public static readonly NotEstimableReason BeforeBaseline = new("the window lies before the baseline");
    public static readonly NotEstimableReason NeedsEncounters = new("computed from encounters, not from stored counts");
    public static readonly NotEstimableReason ScoresSeparateOutcomes = new("the scores separate the outcomes, so that no fit exists");
    public static readonly NotEstimableReason NotConverged = new("the fit did not settle");
    public static readonly NotEstimableReason BiasedUpward = new("biased upward in small samples");
    public static readonly NotEstimableReason TooFewToCalibrate = new("fewer than 50 positives or 50 negatives to calibrate on");
    public static readonly NotEstimableReason NothingToExpect = new("no encounters that wait for their outcome");
    public static readonly NotEstimableReason NotProvisional = new("no provisional value is defined for this metric");
    public static readonly NotEstimableReason Provisional = new("provisional, from expected outcomes");
    public static readonly NotEstimableReason TooFewNearThreshold = new("fewer than 30 on a side near the threshold");
    public static readonly NotEstimableReason NoPastEstimates = new("no past estimates");
    public static readonly NotEstimableReason NoTrainingShares = new("no training shares declared");
    public static readonly NotEstimableReason OnlyOneCategory = new("only one value occurs");
    public static readonly NotEstimableReason TooFewPerCategory = new("too few encounters of each value");
    public static readonly NotEstimableReason TooFewDays = new("fewer than 30 days");
    public static readonly NotEstimableReason TooFewOfAnOutcome = new("fewer than 30 of an outcome");
    public static readonly NotEstimableReason NoStep = new("no step of evidence");
    public static readonly NotEstimableReason TakesTooLong = new("takes longer than was looked at");
    public static readonly NotEstimableReason OutOfReach = new("even the largest departure would not be found");
    public static readonly NotEstimableReason NoNeed = new("nobody has a measure of need");
    public static readonly NotEstimableReason NoCommonStratum = new("no stratum has both groups");
    public static readonly NotEstimableReason TooLittleInCommon = new("strata with both groups hold under 80 % of everyone");

    public override string ToString() => Text;
}

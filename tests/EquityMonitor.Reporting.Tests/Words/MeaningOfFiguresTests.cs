using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

/// <summary>"What does this mean" of figures that are the value of no metric: each with the group's own numbers.</summary>
public sealed class MeaningOfFiguresTests
{
    private const string Who = "patients whose race is B";

    [Fact]
    public void Shift_EveryFigure_SaysWhatItMeansWithItsNumbers()
    {
        var shift = new DistributionShiftResult(new StabilityIndex(0.3, 0.28, 10), 0.21, new KolmogorovSmirnovResult(0.172, 0.0004), new WassersteinResult(0.05, 0.3));

        var figures = ShiftWords.Of(shift, Who, 400, 900);

        figures.Select(figure => (figure.Kind, figure.Figure)).ShouldBe(
            [(ShiftKind.StabilityIndex, "0.280"), (ShiftKind.LargestShift, "0.17"), (ShiftKind.Shape, "0.21"), (ShiftKind.AverageMove, "0.30 SD")]);
        figures.ShouldAllBe(figure => figure.Sentences.Count == 2);
        Plain(figures[0]).ShouldBe(
            "In the baseline, each of ten ranges of score held a tenth of 900 encounters among patients whose race is B; how far these shares have moved among 400 encounters now comes to a stability index of 0.300. "
            + "Chance alone gives groups of this size some of that; without it 0.280 is left, which counts as much drift (up to 0.1 is little, above 0.25 is much).");
        Plain(figures[1]).ShouldBe(
            "Whichever score one takes as a cut, the share of the encounters among patients whose race is B with a lower one differs by at most 17 points between the baseline and now. "
            + "If nothing had changed, 400 encounters now and 900 then would differ as much in fewer than 1 of 1,000 cases (p below 0.001).");
        Plain(figures[2]).ShouldStartWith("The scores of 400 encounters among patients whose race is B now and of 900 in the baseline lie 0.21 apart");
        Plain(figures[3]).ShouldContain("would have to move by 0.050 on average, up or down. That is 0.30 times how much scores differed");
    }

    [Fact]
    public void AverageMove_OfABaselineThatDoesNotVary_SaysSo() =>
        ShiftMeaning.AverageMove(Who, new WassersteinResult(0.05, NotEstimableReason.NoVariation), 400, 900)[1].ShouldStartWith("In the baseline all scores were equal");

    [Theory]
    [InlineData(0.03, "it would differ as much by chance in about 3 % of cases (p 0.030).")]
    [InlineData(null, "How easily chance alone gives as much cannot be tested: everyone has the same value.")]
    public void Mix_SaysShareIndexAndChance(double? p, string words)
    {
        var said = ShiftMeaning.Mix("Race", "the training population", 1120, 0.13, 0.12, p is { } known ? known : NotEstimableReason.OnlyOneCategory);

        Plain(said[0]).ShouldBe("12 % of 1,120 encounters now would have to have another value of \u201cRace\u201d for the mix to be that of the training population.");
        said[1].ShouldContain("is 0.130, which counts as some drift");
        Plain(said[2]).ShouldContain(words);
    }

    [Theory]
    [InlineData(0.01, "more than chance alone would explain")]
    [InlineData(-0.01, "which chance alone could explain")]
    public void Share_AgainstTheBaseline_SaysBothAndTheDifference(double low, string chance)
    {
        var said = ShiftMeaning.Share("The model flagged", $"scored encounters among {Who}", Of(0.12, 400), Of(0.1, 900), new Estimate.Measured(0.02, new Interval(low, 0.05), 400));

        Plain(said[0]).ShouldBe("The model flagged 12 % of 400 scored encounters among patients whose race is B now, and 10 % of 900 in the baseline.");
        said[1].ShouldStartWith("The difference is +2");
        said[1].ShouldEndWith($"{chance}.");
    }

    [Fact]
    public void Need_EveryColumn_SaysWhatItMeansWithItsNumbers()
    {
        const string need = "chronic conditions";
        Plain(NeedMeaning.Patients(Who, need, 412, 4000)).ShouldStartWith("Of 4,000 patients whose need (chronic conditions) is recorded, 412 (10 %) are patients whose race is B.");
        var gap = NeedMeaning.Gap(Who, need, new Estimate.Measured(0.31, new Interval(0.22, 0.4), 120), 0.0002, 120, 400);
        Plain(gap).ShouldBe(
            "Near the threshold, patients whose race is B (120) have a need (chronic conditions) that lies 0.31 above that of everyone else with nearly the same score (400) on average. "
            + "The true difference is likely between 0.22 and 0.40, more than chance alone would explain (p below 0.001).");
        NeedMeaning.Gap(Who, need, new Estimate.Measured(-0.31, new Interval(-0.7, 0.1), 120), 0.2, 120, 400)[0].ShouldContain("0.31 below that of");
        NeedMeaning.Gap(Who, need, new Estimate.Measured(0.001, new Interval(-0.7, 0.7), 120), 0.9, 120, 400)[0].ShouldContain("lies as high as that of");
        Plain(NeedMeaning.ShareNow(Who, new Estimate.Measured(0.15, new Interval(0.11, 0.2), 200), 400, 4000)).ShouldBe(
            "Of 200 patients who are flagged, 30 (15 %) are patients whose race is B. With so many patients the true share is likely between 11 and 20 %. Of all patients they are 10 %.");
        Plain(NeedMeaning.ShareByNeed(Who, need, 0.24, 200, 0.15)).ShouldBe(
            "If the same number, 200, were flagged from the neediest down (by chronic conditions), 24 % of them would be patients whose race is B, about 48. Now they are 15 %: 9 points less than need alone would give.");
        NeedMeaning.ShareByNeed(Who, need, 0.24, 200, null)[1].ShouldNotContain("Now");
    }

    [Fact]
    public void Provisional_SaysWhatIsExpectedAndWhatThatTakesForGranted()
    {
        var said = ProvisionalMeaning.Of(Metric.Sensitivity, Who, new Estimate.Measured(0.62, null, 34.4) { IntervalReason = NotEstimableReason.Provisional });

        said.Count.ShouldBe(2);
        Plain(said[0]).ShouldBe("Outcomes of the latest encounters among patients whose race is B are not due yet; from their scores, a sensitivity of 62 % is expected (of about 34 with the outcome).");
        Plain(ProvisionalMeaning.Short(new BackTestSummary(12, 0.02, 0.031, 9))).ShouldBe("9 of 12 within the interval");
        Plain(ProvisionalMeaning.Miss(Metric.Sensitivity, new BackTestSummary(12, 0.02, 0.031, 9))).ShouldBe("off by 3 points on average");
    }

    [Fact]
    public void FlagAndOutcome_EveryCell_SaysItsShare()
    {
        var counts = new ConfusionCounts(90, 100, 110, 700);

        Plain(FlagMeaning.Found(Who, counts, 0.3)).ShouldBe("Of 200 encounters with the outcome among patients whose race is B, 90 have a score of 0.3 or more: they are flagged, and so found. That is 45 % of them: the sensitivity at this threshold.");
        Plain(FlagMeaning.Missed(Who, counts, 0.3)).ShouldContain("110 have a score under 0.3: they are not flagged, and so missed. That is 55 % of them: the false negative rate");
        Plain(FlagMeaning.FalseAlarms(Who, counts, 0.3)).ShouldContain("Of 800 encounters without the outcome among patients whose race is B, 100 have a score of 0.3 or more: they are flagged all the same. That is 13 %");
        Plain(FlagMeaning.LeftAlone(Who, counts, 0.3)).ShouldContain("700 have a score under 0.3: they are rightly left alone. That is 88 % of them: the specificity");
        FlagMeaning.Found(Who, new ConfusionCounts(0, 1, 0, 1), 0.3)[1].ShouldBe("There is nobody of whom it could be a share.");
        Plain(FlagMeaning.RocArea(Who, 0.82, counts)).ShouldContain("in 82 % of cases; a coin toss gives 50 %. It rests on 200 with the outcome and 800 without");
        Plain(FlagMeaning.PrecisionArea(Who, 0.38, counts)).ShouldContain("of the 200 with the outcome among patients whose race is B is found, flags would be right 38 % of the time on average. Flagging at random would be right 20 % of the time");
    }

    [Theory]
    [InlineData(-0.02, "\u22122", "more than chance alone would explain")]
    [InlineData(0.02, "+2", "no more than chance alone could explain")]
    public void StandardisedGap_SaysWhatIsLeftAndWhatItWas(double high, string points, string chance)
    {
        var (raw, left) = (new Estimate.Measured(-0.12, new Interval(-0.2, -0.04), 100), new Estimate.Measured(-0.06, new Interval(-0.1, high), 100));

        var said = GapMeaning.Standardised(Metric.Sensitivity, Who, "age band and sex", raw, left, 0.97);

        Plain(said[0]).ShouldBe(
            "If patients whose race is B and everyone else both had the mix of age band and sex that all patients have, "
            + $"sensitivity would differ by \u22126 points, \u221210 to {points} (as it is: \u221212 points, \u221220 to \u22124).");
        said[1].ShouldStartWith($"What is left is {chance}");
        Plain(said[1]).ShouldEndWith("It rests on the 97 % of everyone who could be compared.");
    }

    [Fact]
    public void CalibrationError_StandsBesideWhatChanceGives()
    {
        var said = CalibrationSentences.OfError(Who, 0.0214, 1120, 0.0107, 200);

        Plain(said[0]).ShouldContain("lie 2.1 points apart on average (1,120 encounters)");
        Plain(said[1]).ShouldContain("would show 1.1 points with these scores (mean of 200 draws)");
        CalibrationSentences.OfError(Who, 0.0214, 1120, null, 0)[1].ShouldContain("the tab Calibration has both");
    }

    [Theory]
    [InlineData(0.021, "lies 2.1 points above the share in which the outcome happened: on the whole the risk is overstated")]
    [InlineData(-0.01, "lies 1.0 point below the share in which the outcome happened: on the whole the risk is understated")]
    [InlineData(0.0001, "the scores are right on the whole")]
    public void MeanError_SaysWhichWayTheRiskIsOff(double value, string words) =>
        Plain(MeaningSentences.Of(new MeaningFigures { Metric = Metric.MeanError, Who = Who, Own = Of(value, 900) })[0]).ShouldContain(words);

    private static Estimate.Measured Of(double value, double denominator) => new(value, new Interval(value - 0.01, value + 0.01), denominator);

    private static string Plain(ShiftFigure figure) => Plain(figure.Sentences);

    private static string Plain(IReadOnlyList<string> sentences) => Plain(string.Join(" ", sentences));

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Tests.Evaluation;
using EquityMonitor.Statistics;

namespace EquityMonitor.Monitoring.Tests.Rules;

public sealed class RuleJudgeTests
{
    private static readonly RuleDefinition Floor = Hospital.Definition.Rules[0] with { Limit = new Limit.Floor(0.6), Minimum = 30 };

    [Theory]
    [InlineData(70, 100, Verdict.Meets)]
    [InlineData(60, 100, Verdict.Meets)]
    [InlineData(58, 100, Verdict.Watch)]
    [InlineData(30, 100, Verdict.Below)]
    [InlineData(0, 29, Verdict.InsufficientData)]
    [InlineData(0, 30, Verdict.Below)]
    [InlineData(0, 0, Verdict.InsufficientData)]
    public void Judge_SensitivityFloor_GivesTheVerdictOfItsEvidence(int truePositives, int positives, Verdict expected) =>
        Single(Floor, Sample("", truePositives, positives)).Verdict.ShouldBe(expected);

    [Fact]
    public void Judge_TooFewPositives_SaysHowManyAreNeeded() =>
        Single(Floor, Sample("", 5, 12)).Reason.ShouldBe("12 of at least 30 needed");

    [Fact]
    public void Judge_NotEstimable_SaysWhy() =>
        Single(Floor, Sample("", 0, 0)).Reason.ShouldBe("no evaluable encounters");

    [Fact]
    public void Judge_ManySubgroupsAtOnce_NeedMoreEvidenceThanOne()
    {
        var borderline = Sample("race=A", 49, 100);
        var others = Enumerable.Range(0, 20).Select(index => Sample($"site=S{index}", 80, 100));
        var definition = Hospital.Definition with { Rules = [Floor] };

        var alone = RuleJudge.Judge(definition, [Sample("", 60, 100), borderline]).Single(judgement => judgement.Subgroup.Key == borderline.Key);
        var among = RuleJudge.Judge(definition, [Sample("", 60, 100), borderline, .. others]).Single(judgement => judgement.Subgroup.Key == borderline.Key);

        (alone.Verdict, alone.Family).ShouldBe((Verdict.Below, 1));
        (among.Verdict, among.Family).ShouldBe((Verdict.Watch, 21));
        among.AdjustedPValue!.Value.ShouldBeGreaterThan(alone.AdjustedPValue!.Value);
    }

    [Fact]
    public void Judge_SubgroupUnderTheMinimum_IsNotInTheFamily()
    {
        var definition = Hospital.Definition with { Rules = [Floor] };

        var judged = RuleJudge.Judge(definition, [Sample("", 60, 100), Sample("race=A", 20, 50), Sample("race=B", 1, 5)]);

        judged.Single(judgement => judgement.Subgroup.Key.ToString() == "race=A").Family.ShouldBe(1);
        judged.Single(judgement => judgement.Subgroup.Key.ToString() == "race=B").AdjustedPValue.ShouldBeNull();
    }

    [Fact]
    public void Judge_SinglesAndPairs_AreFamiliesApart()
    {
        var definition = Hospital.Definition with { Rules = [Floor] };

        var judged = RuleJudge.Judge(definition, [Sample("", 60, 100), Sample("race=A", 50, 100), Sample("race=A & sex=F", 20, 50), Sample("race=A & sex=M", 30, 50)]);

        judged.Select(judgement => judgement.Family).ShouldBe([1, 1, 2, 2]);
    }

    [Fact]
    public void Judge_RuleForSomeDimensions_LeavesOutAllAndOtherDimensions()
    {
        var definition = Hospital.Definition with { Rules = [Floor with { Dimensions = ["race", "sex"] }] };

        var judged = RuleJudge.Judge(definition, [Sample("", 60, 100), Sample("race=A", 50, 100), Sample("site=S", 50, 100), Sample("race=A & sex=F", 50, 100), Sample("race=A & site=S", 50, 100)]);

        judged.Select(judgement => judgement.Subgroup.Key.ToString()).ShouldBe(["race=A", "race=A & sex=F"]);
    }

    [Fact]
    public void Judge_GapAgainstComplement_ComparesAndLeavesOutAll()
    {
        var rule = Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.Complement() };
        var own = Sample("race=A", 40, 100) with { Complement = Sample("", 70, 100).Own };

        var judged = RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [Sample("", 110, 200), own]).ShouldHaveSingleItem();

        judged.Verdict.ShouldBe(Verdict.Below);
        judged.Reference!.ValueOrNull.ShouldBe(0.7);
        judged.Compared!.ValueOrNull!.Value.ShouldBe(-0.3, 1e-12);
        judged.Margin!.Value.ShouldBe(-0.25, 1e-12);
    }

    /// <summary>Risks that are too low for one group and right for the others, and the other way round: both are past a gap of 5 points.</summary>
    [Theory]
    [InlineData(-0.1, Verdict.Below)]
    [InlineData(0.1, Verdict.Below)]
    [InlineData(-0.055, Verdict.Watch)]
    [InlineData(0.01, Verdict.Meets)]
    public void Judge_GapOfTheMeanError_HoldsEitherWay(double error, Verdict expected)
    {
        var rule = Floor with { Metric = Metric.MeanError, Better = BetterDirection.Target, Limit = new Limit.Gap(0.05), Against = new Reference.Complement(), Evidence = RuleEvidence.Interval };
        var own = Scored(error) with { Patients = 1000 };

        var judged = RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [Sample("", 110, 200), new(SubgroupKey.Parse("race=A"), own, Scored(0), null)]).ShouldHaveSingleItem();

        judged.Verdict.ShouldBe(expected);
        judged.Compared!.ValueOrNull!.Value.ShouldBe(error, 1e-12);
        judged.Margin!.Value.ShouldBe(0.05 - Math.Abs(error), 1e-12);

        // 1000 encounters, 200 with the outcome; squared errors of about 0.15, so that the difference has a standard error of 0.017.
        static PerformanceSample Scored(double error) => new()
        {
            Scored = 1000,
            Flagged = 300,
            Mature = 1000,
            Counts = new ConfusionCounts(120, 180, 80, 620),
            SumScore = 200 + (1000 * error),
            SumSquaredError = 150,
            SumFourthPowerError = 60,
        };
    }

    [Fact]
    public void Judge_RatioToNobody_IsBelowByItsLowerLimit()
    {
        var rule = Floor with { Metric = Metric.Fpr, Better = BetterDirection.Lower, Limit = new Limit.Ratio(0.8), Against = new Reference.Complement() };
        SubgroupSample Flagged(int falsePositives, int of, int others) =>
            new(SubgroupKey.Parse("race=A"), Negatives(falsePositives, of), Negatives(others, 100), null);

        var judged = RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [Sample("", 110, 200), Flagged(30, 100, 0)]).ShouldHaveSingleItem();
        (judged.Verdict, judged.Margin).ShouldBe((Verdict.Below, double.NegativeInfinity));
        judged.Reference!.ValueOrNull.ShouldBe(0);
        judged.Compared.ShouldBe(new Estimate.Unbounded(Koopman.Ratio(30, 100, 0, 100, ConfidenceLevel.Default.Z).Value.Low!.Value, 100));

        // One flag in a hundred where the others have none is past the limit, but may be chance; none in both can be compared with nothing.
        RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [Sample("", 110, 200), Flagged(1, 100, 0)]).ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Watch);
        var neither = RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [Sample("", 110, 200), Flagged(0, 100, 0)]).ShouldHaveSingleItem();
        (neither.Verdict, neither.Reason).ShouldBe((Verdict.InsufficientData, "zero count on both sides"));

        static PerformanceSample Negatives(int falsePositives, int of) =>
            new() { Scored = of, Flagged = falsePositives, Mature = of, Counts = new ConfusionCounts(0, falsePositives, 0, of - falsePositives) };
    }

    [Fact]
    public void Judge_GapAgainstANamedValue_ComparesEachOtherGroupOfTheDimensionWithIt()
    {
        var rule = Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.NamedValue("race", "A") };

        var judged = RuleJudge.Judge(Hospital.Definition with { Rules = [rule] },
        [
            Sample("", 110, 200), Sample("race=A", 70, 100), Sample("race=B", 40, 100), Sample("sex=F", 10, 100), Sample("site=S", 10, 100),
            Sample("race=A & sex=F", 60, 100), Sample("race=B & sex=F", 20, 100), Sample("race=B & sex=M", 20, 100), Sample("sex=F & site=S", 20, 100),
        ]).ToDictionary(judgement => judgement.Subgroup.Key.ToString());

        judged.Keys.ShouldBe(["race=B", "race=B & sex=F", "race=B & sex=M"]);
        var (single, pair, alone) = (judged["race=B"], judged["race=B & sex=F"], judged["race=B & sex=M"]);
        (single.Verdict, single.Reference!.ValueOrNull, Math.Round(single.Compared!.ValueOrNull!.Value, 12)).ShouldBe((Verdict.Below, 0.7, -0.3));
        (pair.Verdict, pair.Reference!.ValueOrNull).ShouldBe((Verdict.Below, 0.6));
        (alone.Verdict, alone.Reason, alone.Reference).ShouldBe((Verdict.InsufficientData, "nobody in the reference", null));
    }

    [Theory]
    [InlineData(100, Verdict.Below, null)]
    [InlineData(27, Verdict.InsufficientData, "the window overlaps the baseline")]
    [InlineData(18, Verdict.InsufficientData, "the window overlaps the baseline")]
    [InlineData(-20, Verdict.InsufficientData, "the window lies before the baseline")]
    public void Judge_RatioAgainstTheOwnBaseline_NeedsABaselineThatEndedBeforeTheWindow(int asOf, Verdict expected, string? reason)
    {
        var judged = AgainstBaseline(asOf, new BaselineSamples("1", Hospital.Definition.Baseline!.Value, new Dictionary<SubgroupKey, PerformanceSample>
        {
            [SubgroupKey.All] = Sample("", 70, 100).Own,
            [SubgroupKey.Parse("race=B")] = Sample("race=B", 80, 100).Own,
        }));

        judged.Keys.ShouldBe(["", "race=B", "race=C"]);
        (judged["race=B"].Verdict, judged["race=B"].Reason).ShouldBe((expected, reason));
        (judged["race=C"].Verdict, judged["race=C"].Reason).ShouldBe((Verdict.InsufficientData, "no baseline"));
        if (expected != Verdict.Below)
            return;
        judged["race=B"].Reference!.ValueOrNull.ShouldBe(0.8);
        judged["race=B"].Compared!.ValueOrNull!.Value.ShouldBe(0.5, 1e-12);
        judged[""].Verdict.ShouldBe(Verdict.Meets);
    }

    [Fact]
    public void Judge_AgainstTheOwnBaseline_TheDayAfterItHasMaturedIsTheFirst()
    {
        // Windows of 14 days whose encounters all lie after the tenth day, and five days of maturity.
        var baseline = new BaselineSamples("1", Hospital.Definition.Baseline!.Value, new Dictionary<SubgroupKey, PerformanceSample> { [SubgroupKey.Parse("race=B")] = Sample("race=B", 80, 100).Own });
        AgainstBaseline(27, baseline)["race=B"].Reason.ShouldNotBeNull();
        AgainstBaseline(28, baseline)["race=B"].Verdict.ShouldBe(Verdict.Below);
    }

    [Fact]
    public void Judge_AgainstTheOwnBaselineWithoutOne_SaysSo() =>
        AgainstBaseline(100, null)["race=B"].Reason.ShouldBe("no baseline");

    private static Dictionary<string, RuleJudgement> AgainstBaseline(int asOf, BaselineSamples? baseline)
    {
        var rule = Floor with { Limit = new Limit.Ratio(0.9), Against = new Reference.OwnBaseline() };
        var range = WindowRange.Of(Hospital.Definition, rule.Window, Hospital.FirstDay.AddDays(asOf));
        return RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, range, [Sample("", 70, 100), Sample("race=B", 40, 100), Sample("race=C", 40, 100)], baseline)
            .ToDictionary(judgement => judgement.Subgroup.Key.ToString());
    }

    [Fact]
    public void Judge_ByWindow_UsesTheRulesOfThatWindowOnly() =>
        RuleJudge.Judge(Hospital.Definition, WindowRange.Of(Hospital.Definition, 7, Hospital.FirstDay.AddDays(60)), [Sample("", 60, 100), Sample("race=A", 50, 100)]).ShouldAllBe(judgement => judgement.Rule.Key == "auroc-gap");

    private static RuleJudgement Single(RuleDefinition rule, SubgroupSample sample) =>
        RuleJudge.Judge(Hospital.Definition with { Rules = [rule] }, [sample]).ShouldHaveSingleItem();

    private static SubgroupSample Sample(string key, int truePositives, int positives) => new(
        SubgroupKey.Parse(key),
        new PerformanceSample
        {
            Scored = positives * 3,
            Flagged = positives,
            Mature = positives * 3,
            Counts = new ConfusionCounts(truePositives, positives - truePositives, positives - truePositives, positives + truePositives),
        },
        Complement: null,
        Drift: null);
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class EvidenceWordsTests
{
    [Theory]
    [InlineData(0.0004, "fewer than 1 in 1,000 are")]
    [InlineData(0.0041, "at most about 1 in 250 are")]
    [InlineData(0.0134, "at most about 1 in 75 are")]
    [InlineData(0.025, "at most about 1 in 40 are")]
    public void Chance_OfGroupsJudgedTogether_IsTheShareOfThoseCalledBelow(double p, string share)
    {
        var text = Plain(EvidenceWords.Chance(p, 12));

        text.ShouldStartWith($"12 groups were judged together. Of those that are called below in one look on evidence as strong as this or stronger, {share} expected to be at the limit in truth");
        text.ShouldContain("not of this one alone");
        text.ShouldContain("over many days");
        text.ShouldNotContain("by chance in");
    }

    [Fact]
    public void Chance_OneGroupAlone_IsThatOfTheResult() =>
        Plain(EvidenceWords.Chance(0.01, 1)).ShouldStartWith("If the model were exactly at the limit, a result this far past it would come up by chance in about 1 in 100 looks.");

    [Fact]
    public void Compared_GapBelow_GivesTheIntervalInTheSameDirection() =>
        Plain(EvidenceWords.Compared(Evidence(compared: -0.25, low: -0.31, high: -0.18), Rule(new Limit.Gap(0.05)))!).ShouldBe("25 points lower than everyone else (18 to 31)");

    [Fact]
    public void Compared_GapAbove_SaysHigher() =>
        Plain(EvidenceWords.Compared(Evidence(compared: 0.12, low: 0.04, high: 0.2), Rule(new Limit.Gap(0.05), Metric.Fpr))!).ShouldBe("12 points higher than everyone else (4 to 20)");

    [Fact]
    public void Compared_Ratio_IsSaidAsTimes() =>
        Plain(EvidenceWords.Compared(Evidence(compared: 0.62, low: 0.54, high: 0.71), Rule(new Limit.Ratio(0.8)))!).ShouldBe("0.62 times that of everyone else (0.54 to 0.71)");

    [Fact]
    public void Compared_RatioToNone_IsSaidAsAtLeast() =>
        Plain(EvidenceWords.Compared(Evidence(low: 3.134), Rule(new Limit.Ratio(0.8), Metric.Fpr))!).ShouldBe("at least 3.13 times that of everyone else");

    [Fact]
    public void Meaning_GapEitherWay_IsHeldToItsNearerEnd()
    {
        var rule = Rule(new Limit.Gap(0.05), Metric.MeanError);
        EvidenceMeaning.Agreed(Evidence("meanError", -0.1, reference: 0.01), rule)!.Value.ShouldBe(-0.04, 1e-12);
        EvidenceMeaning.Agreed(Evidence("meanError", 0.1, reference: 0.01), rule)!.Value.ShouldBe(0.06, 1e-12);
        Meaning(Evidence("meanError", -0.1), rule).ShouldBe(["On average the scores put the risk of this group 0.10 too low."]);
    }

    [Fact]
    public void Compared_OtherReferences_AreNamed()
    {
        var evidence = Evidence(compared: -0.25, low: -0.31, high: -0.18);
        Plain(EvidenceWords.Compared(evidence, Rule(new Limit.Gap(0.05)) with { Against = new Reference.OwnBaseline() })!).ShouldBe("25 points lower than its own baseline (18 to 31)");
        Plain(EvidenceWords.Compared(evidence, Rule(new Limit.Gap(0.05)) with { Against = new Reference.NamedValue("race", "White") })!).ShouldBe("25 points lower than the group “White” (18 to 31)");
    }

    [Fact]
    public void Meaning_ReferenceThatIsWithheld_DoesNotTellItByTheLimit() =>
        EvidenceMeaning.Of(Evidence(reference: 0.67), Rule(new Limit.Gap(0.05)), showReference: false).ShouldHaveSingleItem().ShouldStartWith("Of 214");

    [Fact]
    public void Compared_RuleWithoutReference_IsNothing() => EvidenceWords.Compared(Evidence(), Rule(new Limit.Floor(0.55))).ShouldBeNull();

    [Fact]
    public void Counts_OfTheEvidence_AddUpToAllWithAKnownOutcome() =>
        EvidenceWords.Counts(Evidence()).ShouldBe(
        [
            ("had the outcome and were flagged", 90L), ("had the outcome and were missed", 124L),
            ("did not have it but were flagged", 200L), ("did not have it and were not flagged", 400L),
        ]);

    [Fact]
    public void Meaning_SensitivityUnderItsFloor_CountsWhoWasMissedAndWhoWouldHaveBeenFound() =>
        Meaning(Evidence(), Rule(new Limit.Floor(0.55))).ShouldBe(
        [
            "Of 214 encounters with the outcome, the model flagged 90 and missed 124.", "At the agreed limit (55 %), it would have found about 28 more of them.",
        ]);

    [Fact]
    public void Meaning_GapToEveryoneElse_PutsTheLimitAtTheReferenceLessTheGap() =>
        Meaning(Evidence(reference: 0.67), Rule(new Limit.Gap(0.05)))[1].ShouldBe("At the agreed limit (62 %), it would have found about 43 more of them.");

    [Fact]
    public void Meaning_FalseAlarmsPastTheirCeiling_CountsWhoWasFlaggedWithoutCause() =>
        Meaning(Evidence("fpr", 200 / 600.0, 600), Rule(new Limit.Ceiling(0.25), Metric.Fpr)).ShouldBe(
            ["Of 600 encounters without the outcome, 200 were flagged all the same.", "At the agreed limit (25 %), about 50 fewer would have been flagged without cause."]);

    [Fact]
    public void Meaning_ObservedOverExpected_SaysWhichWayTheModelErrs() =>
        Meaning(Evidence("observedExpected", 1.6, 134), Rule(new Limit.Band(0.8, 1.25), Metric.ObservedExpected)).ShouldBe(
            ["The outcome happened 214 times where the scores expect 134: the model understates the risk of this group."]);

    [Theory]
    [InlineData("calibrationIntercept", 0.7, "The odds of the outcome are 2.01 times what the scores say: the model understates the risk of this group.")]
    [InlineData("calibrationIntercept", -0.7, "The odds of the outcome are 0.50 times what the scores say: the model overstates the risk of this group.")]
    [InlineData("calibrationSlope", 0.6, "The scores of this group are too extreme: high risks are put too high and low ones too low.")]
    [InlineData("calibrationSlope", 1.6, "The scores of this group are not spread enough: high risks are put too low and low ones too high.")]
    public void Meaning_CalibrationFit_SaysWhichWayTheModelErrs(string metric, double value, string expected) =>
        Meaning(Evidence(metric, value), null).ShouldHaveSingleItem().ShouldBe(expected);

    [Fact]
    public void Meaning_RuleNotKnownAnyMore_StillSaysWhatWasMeasured() => Meaning(Evidence(), null).ShouldHaveSingleItem().ShouldStartWith("Of 214 encounters");

    [Fact]
    public void Meaning_MetricOfAnotherVersion_SaysNothing() => Meaning(Evidence("somethingElse"), null).ShouldBeEmpty();

    [Fact]
    public void Meaning_EveryMetric_HasASentence()
    {
        foreach (var metric in Metric.ForRules)
            EvidenceMeaning.Of(Evidence(metric.Key), null)[0].ShouldEndWith(".", customMessage: metric.Key);
    }

    private static string[] Meaning(AlertEvidence evidence, RuleDefinition? rule) => [.. EvidenceMeaning.Of(evidence, rule).Select(Plain)];

    private static RuleDefinition Rule(Limit limit, Metric? metric = null) => new()
    {
        Key = "rule",
        Name = "Rule",
        Metric = metric ?? Metric.Sensitivity,
        Limit = limit,
        Better = (metric ?? Metric.Sensitivity).Better,
        Against = limit is Limit.Gap or Limit.Ratio ? new Reference.Complement() : null,
        Window = 90,
    };

    private static AlertEvidence Evidence(string metric = "sensitivity", double value = 90 / 214.0, double denominator = 214, double? reference = null, double? compared = null, double? low = null, double? high = null) => new()
    {
        Metric = metric,
        Limit = "at least 55 %",
        Value = value,
        Denominator = denominator,
        ReferenceValue = reference,
        Compared = compared,
        ComparedLow = low,
        ComparedHigh = high,
        AdjustedPValue = 0.001,
        Family = 12,
        Scored = 814,
        TruePositives = 90,
        FalsePositives = 200,
        FalseNegatives = 124,
        TrueNegatives = 400,
        ScoredFrom = new DateOnly(2026, 6, 6),
        ScoredTo = new DateOnly(2026, 9, 3),
        MatureFrom = new DateOnly(2026, 5, 7),
        MatureTo = new DateOnly(2026, 8, 4),
        Window = 90,
    };

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class MeaningSentencesTests
{
    private const string Who = "patients whose language is Spanish";

    private static readonly RuleDefinition Floor = new()
    {
        Key = "sens-floor",
        Name = "Sensitivity floor",
        Metric = Metric.Sensitivity,
        Better = BetterDirection.Higher,
        Limit = new Limit.Floor(0.55),
        Window = 90,
        Minimum = 50,
    };

    public static TheoryData<string, double, double, string> Metrics() => new()
    {
        { "flagRate", 0.25, 800, "Of 800 scored encounters among patients whose language is Spanish, the model flagged 200 (25 %)." },
        { "outcomeKnownRate", 0.96, 1000, "Of 1,000 encounters among patients whose language is Spanish that are old enough for their outcome to be recorded, it is recorded for 960 (96 %)." },
        { "prevalence", 0.2, 900, "Of 900 encounters with a known outcome among patients whose language is Spanish, the outcome happened in 180 (20 %)." },
        { "sensitivity", 90 / 214.0, 214, "Of 214 encounters with the outcome among patients whose language is Spanish, the model had flagged 90 (42 %)." },
        { "specificity", 0.75, 400, "Of 400 encounters without the outcome among patients whose language is Spanish, the model rightly left 300 unflagged (75 %)." },
        { "ppv", 0.3, 290, "Of 290 flagged encounters among patients whose language is Spanish, the outcome happened in 87 (30 %)." },
        { "npv", 0.9, 500, "Of 500 encounters among patients whose language is Spanish that were not flagged, 450 had no outcome (90 %)." },
        { "fpr", 0.25, 400, "Of 400 encounters without the outcome among patients whose language is Spanish, the model flagged 100 all the same (25 %)." },
        { "fnr", 1, 1, "Of 1 encounter with the outcome among patients whose language is Spanish, the model missed 1 (100 %)." },
        { "accuracy", 0.6, 500, "Of 500 encounters with a known outcome among patients whose language is Spanish, flag and outcome agree in 300 (60 %)." },
        { "balancedAccuracy", 0.585, 214, "Among patients whose language is Spanish, the mean of sensitivity and specificity is 0.59, where 1 is best and 0.50 a coin toss; the smaller of those with and without the outcome has 214 encounters." },
        { "overrideRate", 0.4, 90, "Of 90 flagged encounters among patients whose language is Spanish for which a response was recorded, clinicians did not follow the flag in 36 (40 %)." },
        { "auprc", 0.42, 214, "Among patients whose language is Spanish, lowering the threshold until one after the other of the 214 encounters with the outcome is found, the flags would be right 42 % of the time on average (AUPRC 0.42; chance alone gives the prevalence)." },
        { "scaledBrier", 0.12, 900, "Among patients whose language is Spanish, the predicted risks come 12 % of the way from telling everybody the prevalence to knowing what happens (scaled Brier score 0.12; 900 with a known outcome)." },
        { "scaledBrier", -0.08, 900, "Among patients whose language is Spanish, the predicted risks are further from what happened than if everybody had been told the prevalence (scaled Brier score \u22120.08, where 1 is perfect and 0 no better than that; 900 with a known outcome)." },
        { "f1", 0.36, 414, "The F1 score among patients whose language is Spanish is 0.36, where 1 is best: it puts into one number how many of those with the outcome are flagged and how many flags are right, over 414 encounters that were flagged or had the outcome." },
        { "nne", 3.25, 290, "Among patients whose language is Spanish, a clinician looks at 3.3 flagged encounters to find one with the outcome; 290 were flagged." },
        { "netBenefit", 0.0234, 900, "Among patients whose language is Spanish, for every 100 encounters, using the model is worth as much as finding 2.3 outcomes without a single false flag (900 with a known outcome)." },
        { "netBenefit", -0.0123, 900, "Among patients whose language is Spanish, the false flags outweigh the right ones: for every 100 encounters, using the model costs as much as missing 1.2 outcomes (900 with a known outcome)." },
        { "auroc", 0.61, 135, "Of two encounters among patients whose language is Spanish, one with the outcome and one without, the model gives the higher score to the one with the outcome in 61 % of cases (AUROC 0.61; a coin toss gives 0.50)." },
        { "brier", 0.1234, 900, "Among patients whose language is Spanish, the squared distance between the predicted risk and what happened is 0.123 on average over 900 encounters with a known outcome; 0 would be perfect." },
        { "meanError", 0.031, 900, "Among patients whose language is Spanish, the mean predicted risk lies 3.1 points above the share in which the outcome happened: on the whole the risk is overstated (900 with a known outcome)." },
        { "meanError", -0.12, 900, "Among patients whose language is Spanish, the mean predicted risk lies 12.0 points below the share in which the outcome happened: on the whole the risk is understated (900 with a known outcome)." },
        { "meanError", -0.0001, 900, "Among patients whose language is Spanish, the scores are right on the whole: the mean predicted risk is the share in which the outcome happened (900 with a known outcome)." },
        { "observedExpected", 1.5, 100.4, "Among patients whose language is Spanish, the scores predicted 100 outcomes and 151 happened: 1.50 for each one that was predicted." },
    };

    [Theory]
    [MemberData(nameof(Metrics))]
    public void Of_EachMetric_FillsInItsOwnCounts(string metric, double value, double denominator, string expected) =>
        Of(metric, new Estimate.Measured(value, null, denominator))[0].ShouldBe(expected);

    [Fact]
    public void Of_EveryMetricOfTheCatalogue_HasASentenceOfItsOwn()
    {
        var tested = Metrics().Select(row => row.Data.Item1).ToHashSet();
        Metric.All.Select(metric => metric.Key).ShouldBe(tested, ignoreOrder: true);
    }

    [Theory]
    [InlineData("sensitivity", 214, 0.35, 0.49, "With so many encounters the true share is likely between 35 and 49 %.")]
    [InlineData("sensitivity", 12, 0.1, 0.9, "With so few encounters the true share is likely between 10 and 90 %.")]
    [InlineData("auroc", 214, 0.55, 0.67, "With so many encounters the true value is likely between 0.55 and 0.67.")]
    public void Of_Interval_SaysWhereTheTruthLikelyLies(string metric, double denominator, double low, double high, string expected) =>
        Of(metric, new Estimate.Measured((low + high) / 2, new Interval(low, high), denominator))[1].ShouldBe(expected);

    [Fact]
    public void Of_OpenInterval_SaysOnlyTheEndThatThereIs() =>
        Of("nne", new Estimate.Measured(5, new Interval(3.1, null), 40))[1].ShouldBe("With so many encounters the true value is likely 3.1 or more.");

    [Fact]
    public void Of_NoInterval_SaysWhyThereIsNone() =>
        Of("auroc", new Estimate.Measured(1, null, 12) { IntervalReason = NotEstimableReason.NoVariation })[1]
            .ShouldBe("How sure this is cannot be said: all encounters point the same way.");

    [Theory]
    [InlineData(-0.17, -0.25, -0.09, "That is 17 points less than among everyone else (67 %), more than chance alone would explain.")]
    [InlineData(0.17, -0.02, 0.35, "That is 17 points more than among everyone else (67 %), which chance alone could explain.")]
    [InlineData(0.003, -0.02, 0.02, "That is nearly the same as among everyone else (67 %).")]
    public void Of_Difference_IsPutBesideEveryoneElse(double difference, double low, double high, string expected) =>
        Said(Figures("sensitivity", Measured) with
        {
            Others = new Estimate.Measured(0.67, new Interval(0.6, 0.7), 900),
            Difference = new Estimate.Measured(difference, new Interval(low, high), 214),
        })[2].ShouldBe(expected);

    [Fact]
    public void Of_MetricWithoutADifference_OnlyGivesTheOther() =>
        Said(Figures("observedExpected", Measured) with { Others = new Estimate.Measured(1.02, null, 900) })[2].ShouldBe("Among everyone else it is 1.02.");

    [Theory]
    [InlineData(Verdict.Meets, 214, "Agreed was at least 55 %: that is met.")]
    [InlineData(Verdict.Watch, 214, "Agreed was at least 55 %: the figure is past that limit, but so far chance could explain it, which is why the verdict is Watch.")]
    [InlineData(Verdict.Below, 214, "Agreed was at least 55 %: the figure is past that limit, and more than chance would explain, which is why the verdict is Below.")]
    [InlineData(Verdict.InsufficientData, 12, "Agreed was at least 55 %: there is too little data to judge, since at least 50 with the outcome are needed and there are 12.")]
    [InlineData(null, 214, "Agreed was at least 55 %, but the rule does not speak of patients whose language is Spanish.")]
    public void Of_Rule_SaysWhatTheVerdictMeans(Verdict? verdict, double denominator, string expected) =>
        Said(Figures("sensitivity", new Estimate.Measured(0.42, new Interval(0.35, 0.49), denominator)) with { Rule = Floor, Verdict = verdict })[^1].ShouldBe(expected);

    [Fact]
    public void Of_RuleThatCannotJudge_SaysWhyInsteadOfCounting() =>
        Said(Figures("sensitivity", Measured) with { Rule = Floor, Verdict = Verdict.InsufficientData, NotJudgedBecause = NotEstimableReason.OverlapsBaseline })[^1]
            .ShouldBe("Agreed was at least 55 %: that is not judged, since the days looked at are partly those of the baseline itself.");

    [Fact]
    public void Of_WithoutRuleAndOthers_HasNothingMoreToSay() => Said(Figures("sensitivity", Measured)).Count.ShouldBe(2);

    public static TheoryData<NotEstimableReason> Reasons() => [.. typeof(NotEstimableReason).GetFields().Select(field => field.GetValue(null)).OfType<NotEstimableReason>()
        .Except([NotEstimableReason.NoResponses, NotEstimableReason.ZeroCount, NotEstimableReason.NoComplement, NotEstimableReason.NoBaseline, NotEstimableReason.NotComparable])];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_NotEstimable_GivesTheReasonInPlainWords(NotEstimableReason reason)
    {
        var said = Of("sensitivity", reason);

        said[0].ShouldStartWith("Sensitivity cannot be estimated for patients whose language is Spanish: ");
        said[0].ShouldNotContain(reason.Text + ".");
        said[1].ShouldBe("It is left open and never shown as zero.");
    }

    [Fact]
    public void Of_Withheld_GivesNoFigureAtAll()
    {
        var said = Said(Figures("sensitivity", null) with { Rule = Floor, Verdict = Verdict.Meets });

        said[0].ShouldStartWith("This figure is suppressed: it rests on 1 to 10 patients or encounters");
        string.Join(" ", said.Take(2)).ShouldNotContain("%");
    }

    private static readonly Estimate Measured = new Estimate.Measured(0.42, new Interval(0.35, 0.49), 214);

    private static MeaningFigures Figures(string metric, Estimate? own) => new() { Metric = Metric.Find(metric)!, Who = Who, Own = own };

    private static IReadOnlyList<string> Of(string metric, Estimate own) => Said(Figures(metric, own));

    private static IReadOnlyList<string> Said(MeaningFigures figures) => [.. MeaningSentences.Of(figures).Select(sentence => sentence.Replace(Formats.Space, " "))];
}

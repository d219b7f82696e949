using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;

namespace EquityMonitor.Reporting.Tests.Words;

public sealed class LimitWordsTests
{
    public static TheoryData<Metric, Limit, BetterDirection, string, string> Rules() => new()
    {
        { Metric.Sensitivity, new Limit.Floor(0.55), BetterDirection.Higher, "at least 55 %", "≥ 55 %" },
        { Metric.Sensitivity, new Limit.Floor(0.625), BetterDirection.Higher, "at least 62.5 %", "≥ 62.5 %" },
        { Metric.Nne, new Limit.Ceiling(8), BetterDirection.Lower, "at most 8", "≤ 8" },
        { Metric.Sensitivity, new Limit.Gap(0.01), BetterDirection.Higher, "no more than 1 point worse than everyone else", "others − 1 point" },
        { Metric.Fpr, new Limit.Ceiling(0.2), BetterDirection.Lower, "at most 20 %", "≤ 20 %" },
        { Metric.Auroc, new Limit.Gap(0.05), BetterDirection.Higher, "no more than 0.05 worse than everyone else", "others − 0.05" },
        { Metric.Fnr, new Limit.Gap(0.05), BetterDirection.Lower, "no more than 5 points worse than everyone else", "others + 5 points" },
        { Metric.Ppv, new Limit.Ratio(0.8), BetterDirection.Higher, "at least 0.8 times that of everyone else", "others × 0.8" },
        { Metric.Fpr, new Limit.Ratio(0.8), BetterDirection.Lower, "at most 1.25 times that of everyone else", "others × 1.25" },
    };

    [Fact]
    public void Of_GapEitherWay_HasTwoLabels()
    {
        var rule = new RuleDefinition
        {
            Key = "r",
            Name = "R",
            Metric = Metric.MeanError,
            Limit = new Limit.Gap(0.05),
            Better = BetterDirection.Target,
            Against = new Reference.Complement(),
            Window = 90,
        };

        LimitWords.Of(rule).ShouldBe("no more than 0.05 above or below everyone else");
        LimitWords.Labels(rule).ShouldBe(["others − 0.05", "others + 0.05"]);
    }

    [Fact]
    public void Of_BandAroundNothing_HasAMinusSignAndTwoLabels()
    {
        var rule = new RuleDefinition
        {
            Key = "r",
            Name = "R",
            Metric = Metric.CalibrationIntercept,
            Limit = new Limit.Band(-0.2, 0.2),
            Better = BetterDirection.Target,
            Window = 90,
        };

        LimitWords.Of(rule).ShouldBe("between \u22120.20 and 0.20");
        LimitWords.Labels(rule).ShouldBe(["≥ \u22120.20", "≤ 0.20"]);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Of_Limit_SaysWhatWasAgreed(Metric metric, Limit limit, BetterDirection better, string words, string label)
    {
        var rule = new RuleDefinition
        {
            Key = "r",
            Name = "R",
            Metric = metric,
            Limit = limit,
            Better = better,
            Window = 90,
            Against = limit is Limit.Gap or Limit.Ratio ? new Reference.Complement() : null,
        };

        Plain(LimitWords.Of(rule)).ShouldBe(words);
        LimitWords.Labels(rule).Select(Plain).ShouldBe([label]);
    }

    public static TheoryData<Reference, string, string> References() => new()
    {
        { new Reference.Everyone(), "no more than 5 points worse than all patients", "others − 5 points" },
        { new Reference.NamedValue("race", "White"), "no more than 5 points worse than the group “White”", "“White” − 5 points" },
        { new Reference.NamedValue("race", "Native Hawaiian"), "no more than 5 points worse than the group “Native Hawaiian”", "reference − 5 points" },
        { new Reference.OwnBaseline(), "no more than 5 points worse than its own baseline", "baseline − 5 points" },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Of_Reference_IsNamed(Reference against, string words, string label)
    {
        var rule = new RuleDefinition
        {
            Key = "r",
            Name = "R",
            Metric = Metric.Sensitivity,
            Limit = new Limit.Gap(0.05),
            Better = BetterDirection.Higher,
            Window = 90,
            Against = against,
        };

        Plain(LimitWords.Of(rule)).ShouldBe(words);
        LimitWords.Labels(rule).Select(Plain).ShouldBe([label]);
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

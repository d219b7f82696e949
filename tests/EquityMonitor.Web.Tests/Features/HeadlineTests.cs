using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features;

public sealed class HeadlineTests
{
    [Fact]
    public void Headline_ModelBelow_SaysForWhomHowSureHowManyAndSinceWhen()
    {
        var headline = Headline.Of(View(Card("a", Verdict.Below, Worst()), Card("b", Verdict.Meets), Card("c", Verdict.Watch)));

        headline.Lead.ShouldBe("1 of 3 models needs attention: Model a misses 58\u00A0% of outcomes among patients whose language is Spanish (95\u00A0% interval 51 to 65). One more is on watch.");
        Plain(headline.Items.ShouldHaveSingleItem().Text).ShouldBe(
            "Model a misses 58 % of outcomes among patients whose language is Spanish (95 % interval 51 to 65), 17 points more than among everyone else; 412 patients in the last 90 days; since about 3 Sep 2026.");
    }

    [Fact]
    public void Headline_Auroc_IsSaidInItsOwnUnit()
    {
        var card = Card("a", Verdict.Below, Worst() with { Own = Known(0.61, 0.56, 0.66), Others = Known(0.82, 0.80, 0.84), Patients = null, Scored = 900 }, Metric.Auroc);

        Plain(Headline.Of(View(card)).Items[0].Text).ShouldBe(
            "Model a has an AUROC of 0.61 among patients whose language is Spanish (95 % interval 0.56 to 0.66), 0.21 less than among everyone else; 900 encounters in the last 90 days; since about 3 Sep 2026.");
    }

    [Fact]
    public void Headline_ObservedOverExpected_IsPutBesideThatOfTheOthers()
    {
        var card = Card("a", Verdict.Below, Worst() with { Phrase = "patients whose site is West", Own = Known(0.42, 0.34, 0.51), Others = Known(0.94, 0.86, 1.02) }, Metric.ObservedExpected);

        Plain(Headline.Of(View(card)).Items[0].Text).ShouldBe(
            "Model a overstates the risk of patients whose site is West: 0.42 times as many outcomes occurred as it predicted (95 % interval 0.34 to 0.51), against 0.94 times among everyone else; "
            + "412 patients in the last 90 days; since about 3 Sep 2026.");
    }

    [Fact]
    public void Headline_Pair_SaysWhenItWasSeenAndNotWhenItBegan()
    {
        var card = Card("a", Verdict.Below, Worst() with { Phrase = "Black & Female patients", Onset = new Onset(new DateOnly(2026, 11, 22), true) });

        var text = Plain(Headline.Of(View(card)).Items[0].Text);

        text.ShouldStartWith("Model a misses 58 % of outcomes among Black & Female patients (");
        text.ShouldEndWith("; judged so for the first time on 22 Nov 2026, and maybe older.");
    }

    [Fact]
    public void Headline_OnlyAllIsBelow_SaysWhatWasAgreed() =>
        Plain(Headline.Of(View(Card("a", Verdict.Below, onlyAll: true))).Items[0].Text).ShouldBe(
            "Model a misses 40 % of outcomes among all patients (95 % interval 38 to 42); at most 45 % was agreed.");

    [Fact]
    public void Headline_Suppressed_NamesTheRuleWithoutFigures()
    {
        var text = Headline.Of(View(Card("a", Verdict.Below, Worst() with { Own = new Reading.Suppressed(), Patients = null }))).Items[0].Text;

        text.ShouldContain("Sensitivity floor");
        text.ShouldContain("suppressed");
        text.ShouldNotContain("%");
    }

    [Fact]
    public void Headline_AllMeet_SaysSoWithoutClaimingMore() =>
        Headline.Of(View(Card("a", Verdict.Meets), Card("b", Verdict.Meets))).Lead.ShouldBe("All 2 judged models meet what was agreed, for every group with enough patients.");

    [Fact]
    public void Headline_SomeStillEvaluated_CountsThem() =>
        Headline.Of(View(Card("a", Verdict.Watch), Card("b", null))).Lead.ShouldBe("No model is below what was agreed. 1 of 2 models is on watch. 1 model has no results yet.");

    [Fact]
    public void Headline_InsufficientData_DoesNotClaimThatRulesAreMet() =>
        Headline.Of(View(Card("a", Verdict.InsufficientData))).Lead.ShouldBe("Too few patients yet to say whether the model meets what was agreed.");

    private static OverviewView View(params ModelCardView[] models) => new(models, [], []);

    private static ModelCardView Card(string key, Verdict? verdict, SubgroupView? worst = null, Metric? metric = null, bool onlyAll = false) => new()
    {
        Key = key,
        Name = $"Model {key}",
        Verdict = verdict,
        Concern = worst is null && !onlyAll ? null : new ConcernView
        {
            Rule = new RuleDefinition { Key = "r", Name = "Sensitivity floor", Metric = metric ?? Metric.Sensitivity, Limit = new Limit.Floor(0.55), Better = BetterDirection.Higher, Window = 90 },
            Verdict = verdict!.Value,
            AllVerdict = Verdict.Meets,
            All = Known(0.6, 0.58, 0.62),
            Worst = worst,
        },
    };

    private static SubgroupView Worst() => new(
        "language=Spanish", "Language: Spanish", "patients whose language is Spanish", Verdict.Below, new Onset(new DateOnly(2026, 9, 3), false), Known(0.42, 0.35, 0.49), Known(0.59, 0.57, 0.61), 412, 814, 7);

    private static Reading.Known Known(double value, double low, double high) => new(new Estimate.Measured(value, new Interval(low, high), 214));

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

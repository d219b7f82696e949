using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features;

public sealed class OverviewBuilderTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Fact]
    public void Sparkline_MissingDay_IsAGapAndALoneDayADot()
    {
        var drawing = Sparkline.Of(Trend([Known(0.5), Known(0.6), null, Known(0.4), new Reading.Suppressed()]))!;

        var path = drawing.Lines[0];
        path.Count(letter => letter == 'M').ShouldBe(2);
        path.Count(letter => letter == 'L').ShouldBe(1);
        path.ShouldEndWith("h0");
        drawing.End!.Value.Left.ShouldBe(75);
    }

    [Fact]
    public void Sparkline_HigherFigure_StandsHigherAndEverythingFits()
    {
        var drawing = Sparkline.Of(Trend([Known(0.2), Known(0.9)], 0.55))!;

        drawing.End!.Value.Top.ShouldBeInRange(0, 50);
        drawing.Limits.ShouldHaveSingleItem().ShouldBe("M0 50L100 50");
    }

    [Fact]
    public void Sparkline_NothingKnown_IsNone() => Sparkline.Of(Trend([null, new Reading.Suppressed()])).ShouldBeNull();

    [Fact]
    public void GroupCounts_CombinationOfAGroupBelow_IsNotCountedAgain()
    {
        var spanish = SubgroupKey.Of("language", "Spanish");
        var within = SubgroupKey.Of(KeyValuePair.Create("language", "Spanish"), KeyValuePair.Create("sex", "Female"));
        var own = SubgroupKey.Of(KeyValuePair.Create("race", "Black"), KeyValuePair.Create("sex", "Female"));

        var counts = GroupCounts.Of([
            new(1, "sens", spanish, Verdict.Below), new(1, "sens", within, Verdict.Below), new(1, "ppv", spanish, Verdict.Below),
            new(1, "ppv", own, Verdict.Watch), new(1, "ppv", within, Verdict.Watch), new(1, "auroc", SubgroupKey.Of("site", "West"), Verdict.Watch),
        ]);

        counts.ShouldBe(new GroupCounts(1, 1, 2));
        var parts = GroupCounts.Of([new(1, "sens", spanish, Verdict.Watch), new(1, "sens", within, Verdict.Watch), new(1, "sens", own, Verdict.Watch)]);
        parts.ShouldBe(new GroupCounts(0, 0, 2, 1), "what is on watch within a group on watch is told apart, so that the counts add up");
    }

    [Fact]
    public void Rank_CombinationOfACandidate_DoesNotStandForIt()
    {
        var rule = new RuleDefinition { Key = "sens", Name = "Sensitivity floor", Metric = Metric.Sensitivity, Limit = new Limit.Floor(0.6), Better = BetterDirection.Higher, Window = 90 };
        var spanish = SubgroupKey.Of("language", "Spanish");
        var within = SubgroupKey.Of(KeyValuePair.Create("language", "Spanish"), KeyValuePair.Create("sex", "Female"));
        var definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;
        var day = new DaySamples(First, [Sample(SubgroupKey.All, 700), Sample(spanish, 400), Sample(within, 100)]);

        var ranked = new CardBuilder(definition, true).Rank(
            new RuleConcern(rule, Verdict.Below), day, [new(2, within, Verdict.Below, First), new(1, spanish, Verdict.Below, First)], Verdict.Meets, []);

        ranked.Worst!.Subgroup.ShouldBe(spanish);
    }

    [Fact]
    public void AffectedSentence_SeveralModels_SaysTheWindowOnceAndTheShareOfEach()
    {
        var text = AffectedSentence.Of(new OverviewView([
            Card("Readmission risk", Verdict.Below, new AffectedView(90, true, 812, 9400)),
            Card("Sepsis", Verdict.Below, new AffectedView(90, false, 30, 600)),
            Card("Imaging", Verdict.Meets, new AffectedView(90, true, 0, 50)),
        ], [], []));

        Plain(text!).ShouldBe("In a group that is below what was agreed, in the last 90 days: 812 patients (9 %) of Readmission risk and 30 encounters (5 %) of Sepsis.");
    }

    [Fact]
    public void AffectedSentence_OtherWindows_SayEach() =>
        Plain(AffectedSentence.Of(new OverviewView([
            Card("A", Verdict.Below, new AffectedView(90, true, 10, 100)), Card("B", Verdict.Below, new AffectedView(28, true, 20, 100)), Card("C", Verdict.Below, new AffectedView(28, true, null, 100)),
        ], [], []))!).ShouldBe(
            "In a group that is below what was agreed: 10 patients (10 %) of A in 90 days, 20 patients (20 %) of B in 28 days and a suppressed number of patients of C in 28 days.");

    [Fact]
    public void AffectedSentence_NobodyIsBelow_IsNone() =>
        AffectedSentence.Of(new OverviewView([Card("A", Verdict.Watch, new AffectedView(90, true, 0, 100)), Card("B", Verdict.Below, null)], [], [])).ShouldBeNull();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(10, false)]
    [InlineData(11, true)]
    [InlineData(95, false)]
    [InlineData(100, true)]
    public void Affected_ForAReaderWithoutSmallCells_IsSuppressedFromOneToTen(long affected, bool shown)
    {
        var stored = new AffectedPatients { AsOf = First, Window = 90, Affected = affected, Total = 100, CountsPatients = true, Fingerprint = 1 };

        AffectedView.Of(stored, showSmallCells: false).Affected.ShouldBe(shown ? affected : null);
        AffectedView.Of(stored, showSmallCells: true).Affected.ShouldBe(affected);
    }

    [Fact]
    public void AlertLoad_OpenAlerts_AreByPersonAndAge()
    {
        var load = AlertLoad.Of([(Alert(null), 7), (Alert("Dr B"), 8), (Alert("Dr B"), 30), (Alert("Dr A"), 31), (Alert(null), 400)]);

        load.Owners.Select(owner => owner.Name).ShouldBe(["Nobody yet", "Dr B", "Dr A"]);
        load.Owners[0].Counts.ShouldBe([1, 0, 1]);
        load.Owners[1].Counts.ShouldBe([0, 2, 0]);
        load.Owners[2].Counts.ShouldBe([0, 0, 1]);
    }

    [Fact]
    public void ModelLink_OfACombination_PinsIt() =>
        ModelLink.Of("icu", Metric.ObservedExpected, 90, SubgroupKey.Of(KeyValuePair.Create("race", "Black"), KeyValuePair.Create("sex", "F&M")))
            .ShouldBe("/models/icu?metric=observedExpected&dimension=race&pin=race%3DBlack%20%26%20sex%3DF%5C%26M&window=90");

    [Fact]
    public void ModelLink_OfAll_PinsNobody() => ModelLink.Of("icu", Metric.Auroc, 28, SubgroupKey.All).ShouldBe("/models/icu?metric=auroc&window=28");

    [Fact]
    public void ConcernSentence_Watch_DoesNotReadLikeABreach()
    {
        var card = Card("Sepsis", Verdict.Watch, null) with
        {
            Concern = new ConcernView
            {
                Rule = new RuleDefinition { Key = "sens", Name = "Sensitivity floor", Metric = Metric.Sensitivity, Limit = new Limit.Floor(0.5), Better = BetterDirection.Higher, Window = 90 },
                Verdict = Verdict.Watch,
                AllVerdict = Verdict.Meets,
                All = Known(0.7),
                Worst = new SubgroupView("language=Spanish", "Language: Spanish", "patients whose language is Spanish", Verdict.Watch, new Onset(First, false), Known(0.45), Known(0.7), 300, 400, null),
            },
        };

        var headline = Headline.Of(new OverviewView([card], [], []));

        headline.Lead.ShouldBe("No model is below what was agreed. 1 of 1 model is on watch.");
        var item = headline.Items.ShouldHaveSingleItem();
        item.Verdict.ShouldBe(Verdict.Watch);
        Plain(item.Text).ShouldBe(
            "Sepsis is on watch, not below: the sensitivity of 45 % (95 % interval 40 to 50) among patients whose language is Spanish is past what was agreed (at least 50 %), but chance alone could explain it.");
    }

    [Theory]
    [InlineData(true, "Sepsis misses 55 % of outcomes among patients whose language is Spanish (95 % interval 50 to 60), 20 points more than in its own baseline; 300 patients")]
    [InlineData(false, "Sepsis misses 55 % of outcomes among patients whose language is Spanish (95 % interval 50 to 60), 20 points more than among the group “English”; 300 patients")]
    public void ConcernSentence_OfARuleWithAReferenceOfItsOwn_ComparesWithThat(bool baseline, string start)
    {
        var card = Card("Sepsis", Verdict.Below, null) with
        {
            Concern = new ConcernView
            {
                Rule = new RuleDefinition
                {
                    Key = "sens",
                    Name = "Sensitivity gap",
                    Metric = Metric.Sensitivity,
                    Limit = new Limit.Gap(0.1),
                    Better = BetterDirection.Higher,
                    Window = 90,
                    Against = baseline ? new Reference.OwnBaseline() : new Reference.NamedValue("language", "English"),
                },
                Verdict = Verdict.Below,
                AllVerdict = null,
                All = Known(0.7),
                Worst = new SubgroupView("language=Spanish", "Language: Spanish", "patients whose language is Spanish", Verdict.Below, new Onset(First, false), Known(0.45), Known(0.7), 300, 400, null) { Reference = Known(0.65) },
            },
        };

        Plain(ConcernSentence.Of(card)).ShouldStartWith(start);
    }

    [Fact]
    public void Rank_RuleWithAReferenceOfItsOwn_HasItBesideTheWorstGroup()
    {
        var rule = new RuleDefinition
        {
            Key = "sens",
            Name = "Sensitivity gap",
            Metric = Metric.Sensitivity,
            Limit = new Limit.Gap(0.1),
            Better = BetterDirection.Higher,
            Window = 90,
            Against = new Reference.NamedValue("language", "English"),
        };
        var (spanish, korean) = (SubgroupKey.Of("language", "Spanish"), SubgroupKey.Of("language", "Korean"));
        var definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;
        var day = new DaySamples(First, [Sample(SubgroupKey.All, 700), Sample(SubgroupKey.Of("language", "English"), 800), Sample(korean, 500), Sample(spanish, 400)]);
        var builder = new CardBuilder(definition, true);
        var concern = new RuleConcern(rule, Verdict.Below);

        var ranked = builder.Rank(concern, day, [new(2, korean, Verdict.Below, First), new(1, spanish, Verdict.Below, First)], null, []);

        ranked.Worst!.Subgroup.ShouldBe(spanish);
        builder.Compare(concern, ranked, []).Worst!.Reference!.MeasuredOrNull!.Value.ShouldBe(0.8);
        builder.Compare(new RuleConcern(rule with { Against = new Reference.Complement() }, Verdict.Below), ranked, []).Worst!.Reference.ShouldBeNull();
    }

    [Fact]
    public void TrendViews_RuleAgainstTheOwnBaseline_DrawsItsLimitOnceTheWindowHasLeftTheBaseline()
    {
        var definition = ModelDefinitionYaml.Parse(ExampleDefinition.Yaml, "example.yaml", DefinitionUse.Monitoring).Definition!;
        var rule = new RuleDefinition
        {
            Key = "sens",
            Name = "Sensitivity gap",
            Metric = Metric.Sensitivity,
            Limit = new Limit.Gap(0.1),
            Better = BetterDirection.Higher,
            Window = 90,
            Against = new Reference.OwnBaseline(),
        };
        var spanish = SubgroupKey.Of("language", "Spanish");
        var days = Enumerable.Range(0, 5).Select(offset => new DaySamples(First.AddDays(offset), [Sample(SubgroupKey.All, 700), Sample(spanish, 400)])).ToList();

        // The mature days of the third as-of day begin on the day after the baseline.
        var baseline = new BaselineSamples("2.1", new DateRange(First.AddDays(-300), First.AddDays(2 - 30 - 90)), new Dictionary<SubgroupKey, PerformanceSample> { [spanish] = Sample(spanish, 650).Own });
        var trend = TrendViews.Of(definition, rule, days, new(1, spanish, Verdict.Below, First), null, true, baseline)!;

        trend.Limits.ShouldHaveSingleItem().Values.Select(value => value is { } known ? Math.Round(known, 12) : (double?)null).ShouldBe([null, null, 0.55, 0.55, 0.55]);
        trend.Limits[0].Label.Replace(Formats.Space, " ").ShouldBe("baseline − 10 points");
        TrendViews.Of(definition, rule, days, new(1, spanish, Verdict.Below, First), null, true)!.Limits.ShouldBeEmpty();
    }

    private static TrendView Trend(Reading?[] readings, double? limit = null) => new(
        Metric.Sensitivity, 90, [.. Enumerable.Range(0, readings.Length).Select(First.AddDays)], [new TrendSeries("language=Spanish", "Spanish", Verdict.Below, readings)],
        limit is { } value ? [new TrendLimit("at least", "≥", [.. readings.Select(_ => (double?)value)])] : [])
    {
        Level = ConfidenceLevel.Default,
    };

    private static Reading.Known Known(double value) => new(new Estimate.Measured(value, new Interval(value - 0.05, value + 0.05), 100));

    private static ModelCardView Card(string name, Verdict verdict, AffectedView? affected) => new() { Key = name, Name = name, Verdict = verdict, Affected = affected };

    private static SubgroupSample Sample(SubgroupKey key, long truePositives)
    {
        var sample = new PerformanceSample { Scored = 3000, Flagged = 1000, Mature = 3000, Counts = new ConfusionCounts(truePositives, 500, 1000 - truePositives, 1500) };
        return new SubgroupSample(key, sample, sample, null);
    }

    private static Alert Alert(string? acknowledgedBy) => new()
    {
        RuleKey = "r",
        RuleName = "r",
        Severity = Severity.High,
        Revision = 1,
        SubgroupId = 1,
        State = acknowledgedBy is null ? AlertState.Open : AlertState.Acknowledged,
        AcknowledgedBy = acknowledgedBy,
        OpenedFor = First,
        OpenedAt = DateTime.UnixEpoch,
        Evidence = null!,
    };

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

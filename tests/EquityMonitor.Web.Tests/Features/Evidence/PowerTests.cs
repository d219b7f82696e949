using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Evidence.Power;
using EquityMonitor.Web.Features.Overview;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class PowerTests
{
    private static readonly DateOnly Newest = new(2026, 9, 3);

    [Fact]
    public void Answer_FewPatients_FindOnlyMuchAndLate()
    {
        var few = Answer(Question(40));
        var many = Answer(Question(900));

        few.SmallestGap.ShouldNotBeNull().ShouldBeGreaterThan(many.SmallestGap.ShouldNotBeNull());
        few.Waits.Select(wait => wait.Gap).ShouldBe([0.05, 0.10, 0.20]);
        many.Waits[1].Days.ShouldNotBeNull().ShouldBeLessThan(few.Waits[1].Days ?? PowerCalculation.Longest);
        many.Waits[0].Days!.Value.ShouldBeGreaterThan(many.Waits[2].Days!.Value);
    }

    [Fact]
    public void Answer_SameQuestion_IsTheSame()
    {
        var (first, second) = (Answer(Question(60)), Answer(Question(60)));

        second.SmallestGap.ShouldBe(first.SmallestGap);
        second.Waits.ShouldBe(first.Waits);
    }

    [Fact]
    public void Answer_NobodyToCount_SaysThatNothingCanBeSeen() =>
        Plain(PowerWords.Lead(Answer(Question(0)))).ShouldBe("There is no encounter with the outcome in 90 days: nothing can be seen at all.");

    [Fact]
    public void Answer_Interval_AsksForTheWindowThatHoldsEnough()
    {
        var answer = Answer(Question(90, Paths.Floor with { Evidence = RuleEvidence.Interval }));
        var enough = (int)Math.Floor(answer.Waits[2].Days!.Value * (90 / 90.0));

        Statistics.Evidence.IntervalPower.Of(0.55, Statistics.Evidence.Departure.Downwards, 0.35, enough).ShouldBeGreaterThanOrEqualTo(0.8);
        PowerWords.Waits(answer)[2].ShouldContain("seen in the window of");
        PowerWords.Waits(answer)[0].ShouldContain("needs a window of about");
        answer.Waits.ShouldAllBe(wait => wait.Half == null);
        PowerWords.Assumptions(answer).ShouldContain("not counting that many groups are looked at");
    }

    [Fact]
    public void Words_SayVolumeChangeAndTime()
    {
        var answer = new PowerAnswer(Question(12), 0.34, [new(0.05, null, 1500), new(0.10, 427, 210), new(0.20, 50, 31)]);

        Plain(PowerWords.Lead(answer)).ShouldBe("With 12 encounters with the outcome in 90 days, a drop to below 21 % would be seen within 90 days in four of five cases.");
        PowerWords.Waits(answer).Select(Plain).ShouldBe(
        [
            "A drop to 50 %, 5 points past the limit: half of them seen after about 49 months, four of five only after more than five years.",
            "A drop to 45 %, 10 points past the limit: half of them seen after about 7 months, four of five after about 14 months.",
            "A drop to 35 %, 20 points past the limit: half of them seen after about 31 days, four of five after about 50 days.",
        ]);
        Plain(PowerWords.Next(answer)!).ShouldBe("A drop to 45 % would be seen after about 7 months in half of the cases, after about 14 months in four of five.");
        PowerWords.Waits(answer with { Waits = [new(0.05, null)] })[0].ShouldEndWith("more than five years.");
        Plain(PowerWords.Lead(answer with { SmallestGap = null })).ShouldEndWith("even the largest drop would take longer than 90 days to be seen in four of five cases.");
    }

    [Fact]
    public void Question_Ceiling_IsAboutARise()
    {
        var question = Question(100, Paths.Floor with { Metric = Metric.Fpr, Limit = new Limit.Ceiling(0.2), Better = BetterDirection.Lower });

        question.IsFloor.ShouldBeFalse();
        PowerWords.Lead(new PowerAnswer(question, 0.1, [])).ShouldContain("a rise to above 30");
    }

    [Fact]
    public void Question_GapOnIntervalEvidence_TakesTheOthersAsKnown()
    {
        var rule = Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement(), Evidence = RuleEvidence.Interval };

        var question = Question(100, rule, Known(0.7, 900));

        question.HeldTo.ShouldBe(0.6, 1e-9);
        PowerWords.Assumptions(new PowerAnswer(question, null, [])).ShouldContain("taken as known");
    }

    [Fact]
    public void Answer_PeekSafeGap_SimulatesBothSides()
    {
        var rule = Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() };

        var few = Answer(Question(300, rule, Known(0.7, 300)));
        var many = Answer(Question(300, rule, Known(0.7, 6000)));

        few.Question.HeldTo.ShouldBe(0.6, 1e-9);
        few.Question.IsFloor.ShouldBeTrue();
        many.SmallestGap.ShouldNotBeNull().ShouldBeLessThan(few.SmallestGap.ShouldNotBeNull());
        few.Waits.Select(wait => wait.Gap).ShouldBe([0.05, 0.10, 0.20]);
        few.Waits[2].Half.ShouldNotBeNull().ShouldBeLessThan(few.Waits[2].Days.ShouldNotBeNull());
        PowerWords.Assumptions(few).ShouldContain("taken to stay as it is");
    }

    [Fact]
    public void Question_PeekSafeAgainstAll_HoldsTheGroupAgainstTheRestOfIt()
    {
        // 200 of 1,000 at 50 %, all at 66 %: the rest stands at 70 %, and the group moves what it is held against by a fifth.
        var gap = Question(200, Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Everyone() }, Known(0.66, 1000));
        var ratio = Question(200, Paths.Floor with { Limit = new Limit.Ratio(0.8), Against = new Reference.Everyone() }, Known(0.66, 1000));

        gap.Volume.Others.ShouldBe(800);
        gap.Volume.OthersValue.ShouldNotBeNull().ShouldBe(0.7, 1e-9);
        gap.HeldTo.ShouldBe(0.575, 1e-9);
        ((0.2 * gap.HeldTo) + (0.8 * 0.7) - gap.HeldTo).ShouldBe(0.1, 1e-9);
        (ratio.HeldTo / ((0.2 * ratio.HeldTo) + (0.8 * 0.7))).ShouldBe(0.8, 1e-9);
        Answer(gap).SmallestGap.ShouldNotBeNull();
    }

    [Fact]
    public void Answer_OneBetADay_TakesLongerInALargeGroup_AndSaysSo()
    {
        var question = Question(1800);

        var product = PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: false), TestContext.Current.CancellationToken);
        var once = PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: true), TestContext.Current.CancellationToken);

        once.Waits[2].Half.ShouldNotBeNull().ShouldBeGreaterThan(product.Waits[2].Half.ShouldNotBeNull());
        PowerWords.Assumptions(once).ShouldContain("one bet on its mean");
        PowerWords.Assumptions(product).ShouldNotContain("one bet");
    }

    [Fact]
    public void Answer_NumberNeededToEvaluate_RisesAsThePredictiveValueFalls()
    {
        var rule = Paths.Floor with { Metric = Metric.Nne, Limit = new Limit.Ceiling(4), Better = BetterDirection.Lower };

        var answer = Answer(Question(rule, new() { [Metric.Nne] = Known(3, 900) }));

        answer.Question.HeldTo.ShouldBe(0.25);
        answer.Waits.Select(wait => wait.Gap).ShouldBe([0.05, 0.10, 0.20]);
        Plain(PowerWords.Lead(answer)).ShouldStartWith("With 900 encounters flagged in 90 days, a rise to above ");
        Plain(PowerWords.Waits(answer)[0]).ShouldStartWith("A rise to 5.0, a positive predictive value 5 points past the limit: half of them seen after");
    }

    [Fact]
    public void Answer_ObservedOverExpected_IsAboutTheNearerLimitOfItsBand()
    {
        var rule = Paths.Floor with { Metric = Metric.ObservedExpected, Limit = new Limit.Band(0.6, 1.5), Better = BetterDirection.Target };
        Dictionary<Metric, Reading> Of(double value) => new() { [Metric.ObservedExpected] = Known(value, 90), [Metric.Prevalence] = Known(0.15, 900) };

        var high = Answer(Question(rule, Of(1.3)));
        var low = Question(rule, Of(0.7));

        high.Question.Volume.MeanScore.ShouldNotBeNull().ShouldBe(0.1, 1e-9);
        (high.Question.HeldTo, high.Question.IsFloor, high.Question.OtherLimit).ShouldBe((1.5, false, 0.6));
        (low.HeldTo, low.IsFloor, low.OtherLimit).ShouldBe((0.6, true, 1.5));
        high.Waits.Select(wait => wait.Gap).ShouldBe([0.1, 0.25, 0.5]);
        high.SmallestGap.ShouldNotBeNull();
        Plain(PowerWords.Lead(high)).ShouldStartWith("With 900 encounters with a known outcome in 90 days, a rise to above ");
        PowerWords.Assumptions(high).ShouldContain("nearer to the present figure");
    }

    [Fact]
    public void Answer_AurocAndBrier_AreSimulated()
    {
        var auroc = Answer(Question(
            Paths.Floor with { Metric = Metric.Auroc, Limit = new Limit.Floor(0.7), Better = BetterDirection.Higher },
            new() { [Metric.Auroc] = Known(0.75, 300), [Metric.Sensitivity] = Known(0.5, 300), [Metric.Specificity] = Known(0.8, 2700) }));
        var brier = Answer(Question(Paths.Floor with { Metric = Metric.Brier, Limit = new Limit.Ceiling(0.15), Better = BetterDirection.Lower }, new() { [Metric.Brier] = Known(0.12, 900) }));

        auroc.SmallestGap.ShouldNotBeNull().ShouldBeInRange(0.02, 0.4);
        auroc.Waits[2].Half.ShouldNotBeNull();
        Plain(PowerWords.Waits(auroc)[1]).ShouldStartWith("A drop to 0.60, 0.10 past the limit:");
        PowerWords.Assumptions(auroc).ShouldContain("normally spread");
        brier.Waits.Select(wait => wait.Gap).ShouldBe([0.02, 0.05, 0.10]);
        PowerWords.Assumptions(brier).ShouldContain("uneven");
    }

    [Fact]
    public void Question_WhatCannotBeAnswered_SaysWhy()
    {
        Why(Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.OwnBaseline() }, Known(0.4, 50), null).ShouldContain("not at hand");
        Why(Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() }, Known(0.4, 50), null).ShouldContain("not known");
        Why(Paths.Floor with { Metric = Metric.Auroc, Evidence = RuleEvidence.Interval }, Known(0.4, 50), null).ShouldContain("for shares only");
        Why(Paths.Floor with { Metric = Metric.Auroc, Limit = new Limit.Gap(0.1), Against = new Reference.Everyone() }, Known(0.4, 50), Known(0.4, 50)).ShouldContain("AUROC");
        Why(Paths.Floor, new Reading.Suppressed(), null).ShouldContain("suppressed");

        static string Why(RuleDefinition rule, Reading own, Reading? others)
        {
            PowerQuestion.Of(Paths.Definition, rule, Paths.Spanish, Newest, Readings(own), others is null ? null : Readings(others), out var why).ShouldBeNull();
            return why.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Desk_AskedAgain_KeepsTheAnswerUntilTheDayOrVolumeChanges()
    {
        using var files = new MonitorFiles();
        Seed.Fill(files);
        using var desk = new PowerDesk(files);

        var first = await desk.AnswerAsync(Question(300), TestContext.Current.CancellationToken);
        var second = await desk.AnswerAsync(Question(300), TestContext.Current.CancellationToken);
        var later = await desk.AnswerAsync(Question(300) with { Newest = Newest.AddDays(1) }, TestContext.Current.CancellationToken);

        second.ShouldBeSameAs(first);
        later.ShouldNotBeSameAs(first);
        later.SmallestGap.ShouldBe(first.SmallestGap);
    }

    [Fact]
    public async Task Desk_NobodyWaitsAnyMore_GivesUp()
    {
        using var files = new MonitorFiles();
        using var desk = new PowerDesk(files);
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => desk.AnswerAsync(Question(10), gone.Token));
    }

    private static PowerQuestion Question(int trials, RuleDefinition? rule = null, Reading? others = null) =>
        PowerQuestion.Of(Paths.Definition, rule ?? Paths.Floor, Paths.Spanish, Newest, Readings(trials == 0 ? new Reading.NotEstimable("no positives") : Known(0.5, trials)), others is null ? null : Readings(others), out _).ShouldNotBeNull();

    private static PowerQuestion Question(RuleDefinition rule, Dictionary<Metric, Reading> own) =>
        PowerQuestion.Of(Paths.Definition, rule, Paths.Spanish, Newest, new PowerReadings(own.GetValueOrDefault), null, out _).ShouldNotBeNull();

    /// <summary>The same for whichever metric.</summary>
    private static PowerReadings Readings(Reading reading) => new(_ => reading);

    private static Reading.Known Known(double value, double denominator) => new(new Estimate.Measured(value, new Interval(value - 0.1, value + 0.1), denominator));

    private static PowerAnswer Answer(PowerQuestion question) => PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: false), TestContext.Current.CancellationToken);

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

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
    public void Answer_GapOnIntervalEvidence_CountsHowManyTheOthersAre()
    {
        var rule = Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement(), Evidence = RuleEvidence.Interval };

        var few = Answer(Question(300, rule, Known(0.7, 300)));
        var many = Answer(Question(300, rule, Known(0.7, 30_000)));

        few.Question.HeldTo.ShouldBe(0.6, 1e-9);
        many.SmallestGap.ShouldNotBeNull().ShouldBeLessThan(few.SmallestGap.ShouldNotBeNull());

        // With so many others the limit is as good as fixed.
        many.SmallestGap.ShouldNotBeNull().ShouldBe(Answer(Question(300, rule with { Limit = new Limit.Floor(0.6), Against = null })).SmallestGap.ShouldNotBeNull(), 0.01);
        PowerWords.Assumptions(few).ShouldContain("taken to stay as it is");
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
        // 200 of 1,000, the rest at 70 %: the group moves what it is held against by a fifth.
        var gap = Question(200, Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Everyone() }, Known(0.7, 800));
        var ratio = Question(200, Paths.Floor with { Limit = new Limit.Ratio(0.8), Against = new Reference.Everyone() }, Known(0.7, 800));

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
        var gap = Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.OwnBaseline() };
        var auroc = Paths.Floor with { Metric = Metric.Auroc, Evidence = RuleEvidence.Interval };
        WhyOf(gap, Known(0.4, 50), new PowerReference.Nobody(NotEstimableReason.OverlapsBaseline)).ShouldBe(PowerReason.Nobody(NotEstimableReason.OverlapsBaseline));
        WhyOf(gap, Known(0.4, 50), Others(new Reading.NotEstimable("no positives"))).ShouldBe(PowerReason.NoReferenceFigure);
        WhyOf(gap, Known(0.4, 50), Others(new Reading.Suppressed())).ShouldBe(PowerReason.Suppressed);
        WhyOf(Paths.Floor, new Reading.Suppressed(), null).ShouldBe(PowerReason.Suppressed);
        WhyOf(auroc, Known(0.4, 50), null).ShouldBe(PowerReason.NoSpread);
        WhyOf(auroc with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() }, Known(0.4, 50, 0.05), Others(Known(0.4, 50))).ShouldBe(PowerReason.NoReferenceSpread);
        WhyOf(gap with { Limit = new Limit.Gap(0.6) }, Known(0.4, 50), Others(Known(0.5, 900))).ShouldBe(PowerReason.LimitAtTheEnd);
        Why(Paths.Floor with { Metric = Metric.ObservedExpected, Limit = new Limit.Band(0.8, 1.25) }, metric => metric == Metric.Prevalence ? Known(0.1, 90) : new Reading.NotEstimable("no expected events"), null)
            .ShouldBe(PowerReason.NoExpectedOutcomes);

        static PowerReason Why(RuleDefinition rule, Func<Metric, Reading> own, PowerReference? reference)
        {
            PowerQuestion.Of(Paths.Definition, rule, Paths.Spanish, Newest, new PowerReadings(own), reference, out var why).ShouldBeNull();
            return why.ShouldNotBeNull();
        }

        static PowerReason WhyOf(RuleDefinition rule, Reading own, PowerReference? reference) => Why(rule, _ => own, reference);
    }

    [Fact]
    public void Question_AgainstTheBaseline_IsHeldToWhatWasFrozen()
    {
        var rule = Paths.Floor with { Limit = new Limit.Ratio(0.8), Against = new Reference.OwnBaseline() };
        var question = Question(300, rule, Known(0.7, 500));

        var asFrozen = PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: false, Baseline: 0.6), TestContext.Current.CancellationToken);
        var asFixed = Answer(Question(300, rule with { Limit = new Limit.Floor(0.48), Against = null }));

        question.HeldTo.ShouldBe(0.56, 1e-9);
        asFrozen.Question.HeldTo.ShouldBe(0.48, 1e-9);
        asFrozen.Asked.ShouldBe(question);
        asFrozen.SmallestGap.ShouldNotBeNull().ShouldBe(asFixed.SmallestGap.ShouldNotBeNull(), 1e-9);
        PowerWords.Assumptions(asFrozen).ShouldContain("against its figure in the baseline");
    }

    [Fact]
    public void Answer_BaselineOnIntervalEvidence_HasAsManyInItHoweverLongTheWindow()
    {
        var rule = Paths.Floor with { Limit = new Limit.Gap(0.05), Against = new Reference.OwnBaseline(), Evidence = RuleEvidence.Interval };

        var baseline = Answer(Question(200, rule, Known(0.7, 200)));
        var others = Answer(Question(200, rule with { Against = new Reference.Complement() }, Known(0.7, 200)));

        baseline.SmallestGap.ShouldNotBeNull().ShouldBe(others.SmallestGap.ShouldNotBeNull(), 1e-9, "a window of 90 days is the one that was counted");
        baseline.Waits[0].Days.ShouldBeNull("200 in the baseline never suffice for 5 points");
        others.Waits[0].Days.ShouldNotBeNull();
    }

    [Fact]
    public void Answer_LimitNearTheEnd_LooksAtWhatThereIs()
    {
        var answer = Answer(Question(900, Paths.Floor with { Metric = Metric.Ppv, Limit = new Limit.Floor(0.04), Evidence = RuleEvidence.Interval }));

        answer.Waits.Select(wait => wait.Gap).ShouldBe([0.01, 0.02]);
        Plain(PowerWords.Waits(answer)[1]).ShouldStartWith("A drop to 2 %, 2 points past the limit");
    }

    [Fact]
    public void Answer_RepeatedPatientsOnIntervalEvidence_FindLess()
    {
        var rule = Paths.Floor with { Evidence = RuleEvidence.Interval };
        var repeated = new Reading.Known(new Estimate.Measured(0.5, new Interval(0.4, 0.6), 300) { DesignEffect = 3 });

        var answer = Answer(Question(rule, new() { [Metric.Sensitivity] = repeated }));

        answer.SmallestGap.ShouldBe(Answer(Question(100, rule)).SmallestGap);
        Plain(PowerWords.Lead(answer)).ShouldStartWith("With 300 encounters with the outcome in 90 days");
        PowerWords.Assumptions(answer).ShouldContain("come again");
    }

    /// <summary>Of a mean with a standard error of 0.01 in 90 days: 1.96 and 0.84 of them at once, and the square of how many times more in as many times as long a window.</summary>
    [Fact]
    public void Answer_MeanErrorOnIntervalEvidence_GoesByItsStandardError()
    {
        var rule = Paths.Floor with { Metric = Metric.MeanError, Limit = new Limit.Band(-0.02, 0.03), Better = BetterDirection.Target, Evidence = RuleEvidence.Interval };

        var answer = Answer(Question(rule, new() { [Metric.MeanError] = Known(-0.015, 900, 0.01) }));

        (answer.Question.HeldTo, answer.Question.IsFloor, answer.Question.OtherLimit).ShouldBe((-0.02, true, 0.03));
        answer.SmallestGap.ShouldNotBeNull().ShouldBe(0.01 * (1.959964 + 0.841621), 1e-5);
        answer.Waits.Select(wait => (wait.Gap, wait.Days)).ShouldBe([(0.02, (int)Math.Ceiling(90 * Math.Pow(0.01 * 2.801585 / 0.02, 2))), (0.05, 29), (0.10, 8)]);
        Plain(PowerWords.Lead(answer)).ShouldBe("With 900 encounters with a known outcome in 90 days, a drop to below \u22120.048 would be seen within 90 days in four of five cases.");
        PowerWords.Assumptions(answer).ShouldContain("vary by chance as much as it does now");
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
        PowerQuestion.Of(Paths.Definition, rule ?? Paths.Floor, Paths.Spanish, Newest, Readings(trials == 0 ? new Reading.NotEstimable("no positives") : Known(0.5, trials)), others is null ? null : Others(others), out _).ShouldNotBeNull();

    private static PowerQuestion Question(RuleDefinition rule, Dictionary<Metric, Reading> own) =>
        PowerQuestion.Of(Paths.Definition, rule, Paths.Spanish, Newest, new PowerReadings(own.GetValueOrDefault), null, out _).ShouldNotBeNull();

    /// <summary>The same for whichever metric.</summary>
    private static PowerReadings Readings(Reading reading) => new(_ => reading);

    private static PowerReference.Others Others(Reading reading) => new(Readings(reading));

    private static Reading.Known Known(double value, double denominator, double? error = null) =>
        new(new Estimate.Measured(value, new Interval(value - 0.1, value + 0.1), denominator) { StandardError = error });

    private static PowerAnswer Answer(PowerQuestion question) => PowerCalculation.Of(question, new PowerStanding(40, OneBetPerDay: false), TestContext.Current.CancellationToken);

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

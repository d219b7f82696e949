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
        PowerWords.Assumptions(answer.Question).ShouldContain("not counting that many groups are looked at");
    }

    [Fact]
    public void Words_SayVolumeChangeAndTime()
    {
        var answer = new PowerAnswer(Question(12), 0.34, [new(0.05, null), new(0.10, 427), new(0.20, 50)]);

        Plain(PowerWords.Lead(answer)).ShouldBe("With 12 encounters with the outcome in 90 days, a drop under 21 % would be seen within 90 days in four of five cases.");
        PowerWords.Waits(answer).Select(Plain).ShouldBe(
        [
            "A drop to 50 %, 5 points past the limit: more than five years.",
            "A drop to 45 %, 10 points past the limit: seen after about 14 months.",
            "A drop to 35 %, 20 points past the limit: seen after about 50 days.",
        ]);
        Plain(PowerWords.Next(answer)!).ShouldBe("A drop to 45 % would be seen after about 14 months.");
        Plain(PowerWords.Lead(answer with { SmallestGap = null })).ShouldEndWith("no drop would be seen within 90 days in four of five cases, however large.");
    }

    [Fact]
    public void Question_Ceiling_IsAboutARise()
    {
        var question = Question(100, Paths.Floor with { Metric = Metric.Fpr, Limit = new Limit.Ceiling(0.2), Better = BetterDirection.Lower });

        question.IsFloor.ShouldBeFalse();
        PowerWords.Lead(new PowerAnswer(question, 0.1, [])).ShouldContain("a rise over 30");
    }

    [Fact]
    public void Question_GapOnIntervalEvidence_TakesTheOthersAsKnown()
    {
        var rule = Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement(), Evidence = RuleEvidence.Interval };

        var question = Question(100, rule, Known(0.7, 900));

        question.HeldTo.ShouldBe(0.6, 1e-9);
        PowerWords.Assumptions(question).ShouldContain("taken as known");
    }

    [Fact]
    public void Question_WhatCannotBeAnswered_SaysWhy()
    {
        Why(Paths.Floor with { Limit = new Limit.Gap(0.1), Against = new Reference.Complement() }, Known(0.4, 50), Known(0.7, 900)).ShouldContain("peek-safe evidence of a comparison");
        Why(Paths.Floor with { Metric = Metric.Auroc }, Known(0.4, 50), null).ShouldContain("for shares only");
        Why(Paths.Floor with { Limit = new Limit.Band(0.4, 0.6) }, Known(0.4, 50), null).ShouldContain("two");
        Why(Paths.Floor, new Reading.Suppressed(), null).ShouldContain("suppressed");

        static string Why(RuleDefinition rule, Reading own, Reading? others)
        {
            PowerQuestion.Of(Paths.Definition, rule, Paths.Spanish, Newest, own, others, out var why).ShouldBeNull();
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
        PowerQuestion.Of(Paths.Definition, rule ?? Paths.Floor, Paths.Spanish, Newest, trials == 0 ? new Reading.NotEstimable("no positives") : Known(0.5, trials), others, out _).ShouldNotBeNull();

    private static Reading.Known Known(double value, double denominator) => new(new Estimate.Measured(value, new Interval(value - 0.1, value + 0.1), denominator));

    private static PowerAnswer Answer(PowerQuestion question) => PowerCalculation.Of(question, 40, TestContext.Current.CancellationToken);

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Features.Evidence;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class EvidenceBuilderTests
{
    [Fact]
    public void Course_Gathering_StandsInTimesItsStartAgainstTheAlarm()
    {
        var course = Of(Paths.Gathering());

        course.AlarmAt.ShouldBe(365 * 40);
        course.RecoveryAt.ShouldBe(3650);
        course.Moments[0].Times.ShouldBe(0.8, 1e-9);
        Plain(course.Standing[0]).ShouldBe("The evidence that the limit is broken stands at 300 times what it was at its start. An alarm is raised at 15,000 times the start.");
        Plain(course.Budget).ShouldBe("The budget: on average at most one false alarm per model and year, shared by the 40 combinations of rule and group that are watched, however often somebody looks.");
        Plain(course.Counted!).ShouldBe("Counted so far: 180 encounters with the outcome, from 1 Mar 2026 to 5 Apr 2026, each patient once in a year; sensitivity among them is 70 %.");
    }

    [Fact]
    public void Course_Gathering_NamesTheDayAndTheDaysThatFitNearlyAsWell()
    {
        var course = Of(Paths.Gathering());

        course.OnsetDay.ShouldBe(Paths.First.AddDays(30));
        course.OnsetRange!.Value.Contains(Paths.First.AddDays(30)).ShouldBeTrue();
        course.OnsetRange.Value.Days.ShouldBeLessThan(6, "30 patients leave little doubt");
        Plain(course.Onset!).ShouldStartWith("What there is of evidence has been gathering since the encounters of about 31 Mar 2026. Any day from");
    }

    [Fact]
    public void Course_LessThanHalfWayToTheAlarm_NamesNoDay()
    {
        Of(Paths.Gathering(4)).OnsetDay.ShouldBeNull();
        var course = Of(Paths.Of([Paths.Step(0, Math.Log(0.02), 5, 4)]) with { Onset = Paths.First });

        course.Onset.ShouldBeNull();
        course.OnsetDay.ShouldBeNull();
        course.Meaning.ShouldContain(sentence => sentence.StartsWith("It stands lower than at its start", StringComparison.Ordinal));
    }

    [Fact]
    public void Course_Alarmed_TellsAlarmOnsetAndHowFarRecoveryHasCome()
    {
        var course = Of(Paths.Alarmed());

        course.IsAlarmed.ShouldBeTrue();
        Plain(course.Standing[0]).ShouldBe("As of 8 May 2026 the evidence reached 16,000 times what it was at its start, which raised the alarm: 15,000 times are enough.");
        Plain(course.Standing[1]).ShouldContain("stands at 3 times its start; at 3,700 times it closes the alert by itself");
        Plain(course.Onset!).ShouldStartWith("The change probably began with the encounters of about 31 Mar 2026.");
        course.OnsetRange!.Value.To.ShouldBeLessThan(Paths.First.AddDays(38), "recovery is no part of it");
        course.Meaning.ShouldContain(sentence => sentence.Contains("chance is an unlikely explanation", StringComparison.Ordinal));
    }

    [Fact]
    public void Course_ClosedEarlier_TellsThatItBeganAnew()
    {
        var path = Paths.Gathering() with { Alarms = [new EvidenceAlarm(Paths.First, Paths.First, Paths.First, 6, Paths.First.AddDays(9), true)] };

        Plain(Of(path).Standing[1]).ShouldBe("An earlier alarm, raised as of 1 Mar 2026, was closed by a person as of 10 Mar 2026; since then the evidence began anew.");
    }

    [Fact]
    public void Course_EncountersWithoutAPatientId_SaysHowManyAndPromisesNoPatientOnce()
    {
        var course = Of(Paths.Gathering() with { Unlinked = new UnlinkedEncounters(14, 2345) });

        Plain(course.Notes.ShouldHaveSingleItem()).ShouldStartWith("Rate not guaranteed: of the 2,345 encounters that this rule has counted in all groups together, 14 have no patient id.");
        Plain(course.Counted!).ShouldContain(", each patient once in a year as far as patient ids tell");
        Plain(Of(Paths.Gathering() with { Caveat = RateCaveat.NoPatientKey }).Counted!).ShouldContain(", each encounter once;");
    }

    [Theory]
    [InlineData(RateCaveat.NoPatientKey, "cannot be linked to patients")]
    [InlineData(RateCaveat.ShortRetention, "kept for less than a year")]
    public void Course_Caveat_SaysThatTheRateIsNotGuaranteed(RateCaveat caveat, string why)
    {
        var notes = Of(Paths.Gathering() with { Caveat = caveat }).Notes;

        notes.ShouldHaveSingleItem().ShouldStartWith("Rate not guaranteed:");
        notes[0].ShouldContain(why);
    }

    [Fact]
    public void Course_NothingPeculiar_HasNoNotes() => Of(Paths.Gathering()).Notes.ShouldBeEmpty();

    [Fact]
    public void Course_RevisedDaysAndUnsteadyDays_AreTold()
    {
        var course = Of(Paths.Gathering() with { OneBetPerDay = true, RevisedDays = [Paths.First, Paths.First.AddDays(1), Paths.First.AddDays(2)] });

        course.Notes[0].ShouldStartWith("One bet per day:");
        Plain(course.Notes[1]).ShouldStartWith("3 days were revised after they were counted.");
        course.OnsetRange.ShouldBeNull("the product that the range rests on was not used");
        Plain(course.Onset!).ShouldContain("That is an estimate");
    }

    [Fact]
    public void Course_Budget_NamesAnotherNumberOfDays() => Plain(Of(Paths.Gathering() with { BudgetDays = 180 }).Budget).ShouldContain("at most one false alarm per model and 180 days");

    [Fact]
    public void Course_Viewer_GetsNoStepsAndNoFile()
    {
        var course = Of(Paths.Gathering(), showSmallCells: false);

        course.IsWithheld.ShouldBeTrue();
        course.Moments.ShouldBeEmpty();
        course.CsvHref.ShouldBeNull();
        course.Counted.ShouldNotBeNull("many are counted in all");
        Of(Paths.Of([Paths.Step(0, 0, 5, 4)]), showSmallCells: false).Counted.ShouldBeNull();
    }

    [Fact]
    public void Course_DayFrozenLate_StandsWhereTheLineIs()
    {
        var late = Paths.Step(2, 0.1, 3, 1) with { FrozenOn = Paths.First.AddDays(50) };

        var moments = Of(Paths.Of([Paths.Step(0, 0, 5, 4), Paths.Step(9, 0, 5, 4), late])).Moments;

        moments.Select(moment => moment.At).ShouldBe([Paths.First, Paths.First.AddDays(9), Paths.First.AddDays(9)]);
        moments[2].Step.Day.ShouldBe(Paths.First.AddDays(2));
    }

    [Fact]
    public void Table_NewestFirst_SaysWhatWasCountedAndWhatHappened()
    {
        var table = EvidenceTables.Shown(Of(Paths.Alarmed()));

        Plain(table.Rows[0].Day).ShouldBe("10 Apr 2026");
        table.Rows[0].Cells.Select(Plain).ShouldBe(["10 May 2026", "that the limit is met again", "3 times", "5 of 5 with the outcome", ""]);
        table.Rows[2].Cells[4].ShouldBe("The alarm was raised.");
    }

    [Fact]
    public void File_InTheOrderOfCounting_CanBeReplayed()
    {
        var file = EvidenceTables.File(Of(Paths.Alarmed()));

        file.Rows.Count.ShouldBe(41);
        file.Rows[0].Take(6).ShouldBe([Paths.First, Paths.First.AddDays(30), "that the limit is broken", Math.Log(0.02), file.Rows[0][4], 14600.0]);
        file.Rows.ShouldAllBe(row => row.Count == file.Columns.Count);
    }

    [Theory]
    [InlineData(0.03, "less than a tenth")]
    [InlineData(3.44, "3.4 times")]
    [InlineData(234, "230 times")]
    [InlineData(14600, "15,000 times")]
    [InlineData(2_130_000, "2.1 million times")]
    [InlineData(5e9, "more than a thousand million times")]
    public void Times_HaveAsManyDigitsAsMeanSomething(double times, string words) => Plain(EvidenceScale.Times(times)).ShouldBe(words);

    [Fact]
    public void Range_OtherThanAShareAgainstAFixedLimitCountedOneByOne_SaysWhyThereIsNone()
    {
        var gap = Paths.Floor with { Limit = new Statistics.Limit.Gap(0.05), Against = new Reference.Complement() };

        OnsetRange.Of(Paths.Gathering()).Reason.ShouldBeNull();
        Why(Paths.Gathering() with { Rule = gap }).ShouldBe("only shares that are held against one fixed limit have one");
        Why(Paths.Gathering() with { Rule = Paths.Floor with { Metric = Statistics.Metric.Auroc } }).ShouldBe("only shares that are held against one fixed limit have one");
        Why(Paths.Gathering() with { OneBetPerDay = true }).ShouldBe("each day counts as one bet on its mean");
        Why(Paths.Gathering() with { Onset = null }).ShouldBe("no step of evidence");
        Why(Paths.Gathering() with { Steps = [.. Paths.Gathering().Steps.Select(step => step with { Successes = null })] }).ShouldBe("the counts of its days are not kept");

        static string Why(EvidencePath path) => OnsetRange.Of(path).Reason!.Text;
    }

    [Fact]
    public void Onset_WithoutARange_SaysWhy()
    {
        var path = Paths.Alarmed() with { OneBetPerDay = true };

        Plain(PeekSafeWords.Onset(path, OnsetRange.Of(path)).ShouldNotBeNull()).ShouldEndWith("Which other days would do cannot be said: each day counts as one bet on its mean.");
    }

    private static EvidenceCourse Of(EvidencePath path, bool showSmallCells = true) =>
        EvidenceBuilder.Of(path, new SubgroupNames(Paths.Definition.Dimensions), EvidenceBuilder.FileAddress("readmission", path.Rule.Key, path.Subgroup), showSmallCells);

    private static string Plain(string text) => text.Replace(Formats.Space, " ", StringComparison.Ordinal);
}

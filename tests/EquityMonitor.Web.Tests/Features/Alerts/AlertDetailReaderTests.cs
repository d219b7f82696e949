using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Alerts.Detail;
using EquityMonitor.Web.Features.Evidence;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Alerts;

public sealed class AlertDetailReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_NumberOfNoAlert_SaysThatThereIsNone()
    {
        AlertSeed.Fill(_files);

        (await Reader().ReadAsync(4711, true, CancellationToken.None)).ShouldBe(new AlertPageView(4711, null));
    }

    [Fact]
    public async Task Read_OpenAlertStillBelow_LeadsWithTheNewestFigure()
    {
        var alert = await ReadAsync(AlertSeed.Fill(_files));

        Plain(alert.Lead).ShouldBe("30-day readmission risk misses 58 % of outcomes among patients whose language is Spanish (95 % interval 51 to 64); at most 45 % was agreed.");
        Plain(alert.Standing).ShouldBe("Below since 25 Jul 2026 or earlier; the alert opened on 26 Jul 2026, 02:00; nobody has acknowledged it yet.");
    }

    [Fact]
    public async Task Read_Evidence_IsWhatWasFrozenInWords()
    {
        var alert = await ReadAsync(AlertSeed.Fill(_files));

        alert.Evidence.AsOf.ShouldBe(Seed.Newest.AddDays(-40));
        alert.Evidence.Facts.Select(fact => $"{fact.Term}: {Plain(fact.Text)}").ShouldBe(
        [
            "Sensitivity: 42 %, 36 to 49, of 214 with the outcome",
            "Agreed: at least 55 %",
            "Judged together: 12 groups",
            "Patients: 412",
            "Scored encounters: 814",
            "Outcomes of: encounters from 28 Mar 2026 to 25 Jun 2026",
            "Scores of: encounters from 27 Apr 2026 to 25 Jul 2026",
        ]);
        alert.Evidence.Counts.Select(count => count.Text).ShouldBe(["90", "124", "200", "400"]);
        Plain(alert.Evidence.Chance!).ShouldStartWith("12 groups were judged together. Of those that are called below in one look on evidence as strong as this or stronger, at most about 1 in 1,000 are expected to be at the limit in truth");
        alert.Meaning.Select(Plain).ShouldBe(
        [
            "When it opened, as of 25 Jul 2026: of 214 encounters with the outcome, the model flagged 90 and missed 124.",
            "At the agreed limit (55 %), it would have found about 28 more of them.",
            "Now, as of 3 Sep 2026: of 214 encounters with the outcome, the model flagged 90 and missed 124.",
            "At the agreed limit (55 %), it would have found about 28 more of them.",
        ]);
        Plain(alert.Affected[0]).ShouldBe("Patients whose language is Spanish: when it opened, 412 patients with 814 scored encounters in 90 days, to 25 Jul 2026.");
    }

    [Fact]
    public async Task Read_Rule_NamesWhoCommittedToItAndWhen()
    {
        var alert = await ReadAsync(AlertSeed.Fill(_files));

        Plain(alert.Rule.Since!).ShouldBe("Committed to on 5 Jan 2026, 09:00 by Dr Committed (revision 1 of the model's definition).");
        alert.Rule.Changed.ShouldBeNull();
        Plain(string.Join(' ', alert.Rule.Sentences)).ShouldBe("For all patients and every group, over windows of 90 days. Severity high. Groups with fewer than 30 encounters with the outcome are not judged, unless an alarm is open. "
            + "Clinical justification of 15 Dec 2025: Below it the discharge call misses more patients than it reaches. "
            + "Peek-safe evidence: it may be looked at every day, with on average at most one false alarm per model and year; a small change in a small group takes longer to be found.");
    }

    [Fact]
    public async Task Read_RuleWithoutAJustification_SaysSoUntilOneIsRecorded()
    {
        var start = ExampleDefinition.Yaml.IndexOf(",\n", ExampleDefinition.Yaml.IndexOf("severity: high", StringComparison.Ordinal), StringComparison.Ordinal);
        var bare = ExampleDefinition.Yaml.Remove(start, ExampleDefinition.Yaml.IndexOf(" }", start, StringComparison.Ordinal) - start);
        bare.ShouldNotContain("justif");
        var id = AlertSeed.Fill(_files, yaml: bare);
        AlertSeed.Change(_files, context => context.Models.Single().DefinitionYaml = bare);
        (await ReadAsync(id)).Rule.Sentences.ShouldContain("No clinical justification is recorded for this limit.");

        AlertSeed.Change(_files, context => context.Models.Single().DefinitionYaml = ExampleDefinition.Yaml);

        var alert = await ReadAsync(id);
        Plain(string.Join(' ', alert.Rule.Sentences)).ShouldContain("When this alert opened no clinical justification was recorded for this limit. Since then: Clinical justification of 15 Dec 2025: Below it");
        alert.Rule.Changed.ShouldBeNull();
    }

    [Fact]
    public async Task Read_RuleChangedAfterwards_IsToldBesideTheRuleAsItWas()
    {
        var alert = await ReadAsync(AlertSeed.Fill(_files, yaml: ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.50", StringComparison.Ordinal)));

        Plain(alert.Rule.Changed!).ShouldBe("The rule was changed after this alert opened. Now it says: sensitivity at least 55 %, over windows of 90 days.");
    }

    [Fact]
    public async Task Read_Trend_BeginsBeforeTheOpeningAndMarksWhatHappened()
    {
        var id = AlertSeed.Fill(_files, days: 200);
        AlertSeed.Change(_files, context =>
        {
            var stored = context.Alerts.Single();
            (stored.AcknowledgedBy, stored.AcknowledgedAt, stored.State, stored.ClosedAt) = ("Dr One", Seed.Now.AddDays(-3), AlertState.Resolved, Seed.Now.AddDays(-1));
        });

        var trend = (await ReadAsync(id)).Trend.ShouldNotBeNull();

        (trend.Days[0], trend.Days[^1]).ShouldBe((Seed.Newest.AddDays(-130), Seed.Newest));
        trend.Series.Select(series => series.Name).ShouldBe([SubgroupNames.All, "Language: Spanish"]);
        trend.Events.Where(happened => happened.Kind != TrendEventKind.HeldDay).Select(happened => (happened.Day, happened.Kind)).ShouldBe(
        [
            (Seed.Newest.AddDays(-40), TrendEventKind.AlertOpened), (Seed.Newest.AddDays(-2), TrendEventKind.AlertAcknowledged), (Seed.Newest, TrendEventKind.AlertClosed),
        ]);
    }

    [Fact]
    public async Task Read_AcknowledgedAfterTheNewestFigures_IsMarkedAtThemWithItsDay()
    {
        var id = AlertSeed.Fill(_files);
        await new AlertDesk(_files, new ChangeBroker(), _time).AcknowledgeAsync(id, "Dr One", null, CancellationToken.None);

        var mark = (await ReadAsync(id)).Trend!.Events.Single(happened => happened.Kind == TrendEventKind.AlertAcknowledged);

        (mark.Day, Plain(mark.Words)).ShouldBe((Seed.Newest, "4 Sep 2026: This alert was acknowledged by Dr One."));
    }

    [Fact]
    public async Task Read_Today_PutsTheGroupBesideAllAndSaysSinceWhen()
    {
        var today = (await ReadAsync(AlertSeed.Fill(_files))).Today.ShouldNotBeNull();

        today.AsOf.ShouldBe(Seed.Newest);
        today.Verdict.ShouldBe(Verdict.Below);
        Plain(today.VerdictSince!).ShouldBe(" since 25 Jul 2026 or earlier");
        today.Rows.Select(row => (row.Name, row.Verdict)).ShouldBe([(SubgroupNames.All, Verdict.Meets), ("Language: Spanish", Verdict.Below)]);
        today.Limits.ShouldBe([0.55]);
        (today.Others!.Term, Plain(today.Others.Text)[..4]).ShouldBe(("Everyone else", "67 %"));
    }

    [Fact]
    public async Task Read_WindowsThatReachBackBeforeTheOpening_SayWhenLaterDataAloneIsDue()
    {
        var today = (await ReadAsync(AlertSeed.Fill(_files))).Today!;

        // 28 days of encounters that are 30 days old, after the day it opened for.
        today.AfterOpening.Select(Plain).ShouldBe(
        [
            "Every window still reaches back before the opening. The first figure of later data only is due on about 21 Sep 2026.",
            "Until then no figure here can tell whether anything has changed: those above still hold encounters that the alert rests on.",
        ]);
    }

    [Fact]
    public async Task Read_LevelOfIntervalsChangedSinceTheOpening_IsThatOfTheLaterData()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context =>
        {
            context.Models.Single().DefinitionYaml += "\nconfidence: 0.90";
            context.Alerts.Single().OpenedFor = Seed.Newest.AddDays(-120);
        });

        Plain((await ReadAsync(id)).Today!.AfterOpening[0]).ShouldBe("Later data only, encounters of 7 May 2026 to 4 Aug 2026: 42 %, 37 to 48, of 214 with the outcome. Agreed was at least 55 %.");
    }

    [Fact]
    public async Task Read_AWindowOfLaterDataOnly_StandsBesideTheLimitAndNotBesideTheOpening()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context =>
        {
            var alert = context.Alerts.Single();
            (alert.OpenedFor, alert.Evidence.Value, alert.Evidence.Low, alert.Evidence.High) = (Seed.Newest.AddDays(-120), 0.30, 0.24, 0.35);
        });

        var later = (await ReadAsync(id)).Today!.AfterOpening;

        later.Select(Plain).ShouldBe(
        [
            "Later data only, encounters of 7 May 2026 to 4 Aug 2026: 42 %, 36 to 49, of 214 with the outcome. Agreed was at least 55 %.",
            "They lie past the limit; if it were just met, chance alone would bring that in fewer than 1 in 1,000 looks.",
            "These figures are not set against those that the alert opened with: a figure that was chosen because it alarmed is more extreme than the truth, so that later ones would look improved even if nothing had changed.",
        ]);
        string.Join(' ', later).ShouldNotContain("30", Case.Sensitive, "the figure of the alarm is no yardstick");
    }

    [Fact]
    public async Task Read_LaterDataOfARuleThatCompares_StandsBesideEveryoneElse()
    {
        var gap = ExampleDefinition.Yaml.Replace("metric: sensitivity, floor: 0.55", "metric: sensitivity, against: complement, gap: 0.05", StringComparison.Ordinal);
        var id = AlertSeed.Fill(_files, yaml: gap);
        AlertSeed.Change(_files, context =>
        {
            (context.Alerts.Single().OpenedFor, context.Alerts.Single().Evidence.Limit) = (Seed.Newest.AddDays(-120), "no more than 5 points worse than everyone else");
            context.Models.Single().DefinitionYaml = gap;
        });

        var later = (await ReadAsync(id)).Today!.AfterOpening.Select(Plain).ToList();
        var viewer = (await ReadAsync(id, showSmallCells: false)).Today!.AfterOpening.Select(Plain).ToList();

        later[0].ShouldEndWith("Agreed was no more than 5 points worse than everyone else.");
        later[1].ShouldStartWith("Everyone else in the same days: 67 %, ");
        later[2].ShouldStartWith("That is 25 points lower than everyone else (");
        later[2].ShouldContain("): they lie past the limit; ");
        viewer.ShouldBe(later, "nothing rests on few patients");
    }

    [Fact]
    public async Task Read_PairBelow_ShowsItsParents()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, MakePair);

        var alert = await ReadAsync(id);

        alert.Subgroup.ShouldBe("English & Spanish");
        alert.Today!.Rows.Select(row => row.Name).ShouldBe([SubgroupNames.All, "Language: English", "Race: Spanish", "English & Spanish"], ignoreOrder: true);
        alert.Today.Rows[^1].Name.ShouldBe("English & Spanish");
    }

    [Fact]
    public async Task Read_SmallCell_IsSuppressedForViewersEverywhere()
    {
        var id = AlertSeed.Fill(_files, falseNegatives: 8);

        var viewer = await ReadAsync(id, showSmallCells: false);
        var quality = await ReadAsync(id);

        viewer.Lead.ShouldContain("suppressed");
        viewer.Evidence.IsSuppressed.ShouldBeTrue();
        viewer.Evidence.Counts.ShouldBeEmpty();
        viewer.Evidence.Chance.ShouldBeNull();
        viewer.Evidence.Facts.Select(fact => fact.Term).ShouldNotContain("Patients");
        viewer.Meaning.ShouldBeEmpty();
        viewer.Affected.ShouldAllBe(sentence => !sentence.Contains("suppressed"), "There are many patients: how many is no small cell.");
        viewer.Today!.Rows[^1].Reading.ShouldBeOfType<Reading.Suppressed>();
        viewer.Today.Others.ShouldBeNull("All less everyone else is the group.");
        viewer.Trend!.Series[1].Readings.OfType<Reading.Known>().ShouldBeEmpty();
        string.Join(' ', viewer.Today.AfterOpening).ShouldNotContain("%");
        quality.Evidence.IsSuppressed.ShouldBeFalse();
        quality.Today!.Rows[^1].Reading.ShouldBeOfType<Reading.Known>();
    }

    [Fact]
    public async Task Read_FewPatients_AreNotCountedForViewers()
    {
        var id = AlertSeed.Fill(_files);
        await using (var context = _files.CreateDbContext())
        {
            (await context.Alerts.SingleAsync(alert => alert.Id == id)).Evidence.Patients = 9;
            await context.SaveChangesAsync();
        }

        (await ReadAsync(id, showSmallCells: false)).Affected[0].ShouldContain("suppressed");
        (await ReadAsync(id)).Affected[0].ShouldContain("9");
    }

    [Fact]
    public async Task Read_ClosedByTheFigures_SaysSoAndKeepsTheFrozenFigureInFront()
    {
        AlertSeed.Fill(_files);
        var id = AlertSeed.Add(_files, AlertState.Recovered, 200, "Dr One", Seed.Now.AddDays(-10));

        var alert = await ReadAsync(id);

        Plain(alert.Lead).ShouldStartWith("As of 15 Feb 2026, 30-day readmission risk misses 58 % of outcomes");
        Plain(alert.Standing).ShouldBe("Closed: the figures recovered on 25 Aug 2026, 02:00, after 190 days; the newest figures, as of 3 Sep 2026, are still Below.");
        alert.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Read_Timeline_TellsWhatWasDoneInOrder()
    {
        var id = AlertSeed.Fill(_files);
        var desk = new AlertDesk(_files, new ChangeBroker(), _time);
        await desk.AcknowledgeAsync(id, "Dr One", null, CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(5));
        await desk.CommentAsync(id, "Dr Two", "interpreter line was down", CancellationToken.None);
        await desk.DismissAsync(id, 1, "Dr Three", "recorded twice", CancellationToken.None);

        var alert = await ReadAsync(id);

        alert.Timeline.Select(entry => $"{entry.Who} {Plain(entry.What)} {entry.Comment}".Trim()).ShouldBe(
        [
            "EquityMonitor opened this alert for the figures as of 25 Jul 2026", "Dr One acknowledged it", "Dr Two commented interpreter line was down", "Dr Three dismissed it recorded twice",
        ]);
        Plain(alert.Timeline[2].At).ShouldBe("4 Sep 2026, 02:05");
        Plain(alert.Standing).ShouldBe("Closed: dismissed by Dr Three on 4 Sep 2026, 02:05, after 40 days; the newest figures, as of 3 Sep 2026, are still Below.");
    }

    [Fact]
    public async Task Read_UnreadableDefinition_ShowsWhatWasFrozenAllTheSame()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context => (context.Models.Single().DefinitionYaml, context.Models.Single().DefinitionHash) = ("key: [", "h2"));

        var alert = await ReadAsync(id);

        alert.Today.ShouldBeNull();
        alert.Trend.ShouldBeNull();
        alert.Evidence.Counts.Count.ShouldBe(4);
        alert.Rule.Changed.ShouldBe("The definition in force cannot be read by this version of EquityMonitor.");
    }

    [Fact]
    public async Task Read_NothingEvaluatedYet_ShowsWhatWasFrozen()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context =>
        {
            context.Points.RemoveRange(context.Points);
            context.PointSets.RemoveRange(context.PointSets);
        });

        var alert = await ReadAsync(id);

        (alert.Today, alert.Trend).ShouldBe((null, null));
        alert.Lead.ShouldStartWith("As of ");
    }

    [Fact]
    public void Read_TwoYearsOfPoints_TakesNoMoreOfThemThanTheChartShows()
    {
        var id = AlertSeed.Fill(_files, days: 730);
        AlertSeed.Change(_files, context => context.Alerts.Single().OpenedFor = Seed.Newest.AddDays(-365));
        var reader = Reader();

        var cost = _files.Meter.Of(() => reader.ReadAsync(id, true, TestContext.Current.CancellationToken));

        cost.IsAtMost(queries: 17, rows: 1000, megabytes: 4).ShouldBeTrue(cost.ToString());
    }

    /// <summary>The alert's group becomes a pair of the stored single values, with the points it has.</summary>
    private static void MakePair(MonitorDbContext context)
    {
        var pair = context.Subgroups.Single(row => row.Key == "language=Spanish");
        (pair.Key, pair.Order) = (SubgroupKey.Of([new("language", "English"), new("race", "Spanish")]).ToString(), 2);
        var other = new Subgroup { ModelId = pair.ModelId, Key = "race=Spanish", Order = 1 };
        context.Subgroups.Add(other);
        context.SaveChanges();
        var like = context.Points.Single(point => point.SubgroupId == pair.Id && point.AsOf == Seed.Newest);
        context.Points.Add(new EvaluationPoint
        {
            ModelId = like.ModelId,
            SubgroupId = other.Id,
            Window = like.Window,
            AsOf = like.AsOf,
            Fingerprint = like.Fingerprint,
            TruePositives = 200,
            FalseNegatives = 130,
            TrueNegatives = 900,
            FalsePositives = 200,
            Mature = 1430,
            Scored = 1430,
            Flagged = 400,
            Patients = 700,
        });
    }

    [Fact]
    public async Task Read_RuleOnPeekSafeEvidence_HasItsCourseAndSaysWhatItPromises()
    {
        var alert = await ReadAsync(AlertSeed.Fill(_files));

        alert.HasCourse.ShouldBeTrue();
        (await Reader().CourseAsync(alert.Id, showSmallCells: true, TestContext.Current.CancellationToken)).ShouldBeOfType<EvidenceShown.NothingYet>();
        alert.Rule.Sentences.ShouldContain(sentence => sentence.Contains("on average at most one false alarm per model and year", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_RuleOnIntervalEvidence_HasNoCourse()
    {
        var yaml = ExampleDefinition.Yaml.Replace("severity: high", "severity: high, evidence: interval", StringComparison.Ordinal);
        var id = AlertSeed.Fill(_files, yaml: yaml);
        AlertSeed.Change(_files, context => context.Models.Single().DefinitionYaml = yaml);

        var alert = await ReadAsync(id);

        alert.HasCourse.ShouldBeFalse();
        (await Reader().CourseAsync(id, showSmallCells: true, TestContext.Current.CancellationToken)).ShouldBeNull();
        alert.Rule.Sentences.ShouldContain(sentence => sentence.StartsWith("Interval evidence:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_RuleChangedSince_SaysThatItsEvidenceEnded()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context => context.Models.Single().DefinitionYaml = ExampleDefinition.Yaml.Replace("floor: 0.55", "floor: 0.60", StringComparison.Ordinal));

        (await Reader().CourseAsync(id, showSmallCells: true, TestContext.Current.CancellationToken)).ShouldBeOfType<EvidenceShown.Ended>();
    }

    [Fact]
    public async Task Read_AlarmOfPeekSafeEvidence_IsFrozenWithTheAlert()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, context => context.Alerts.Single().Evidence.Alarm = new AlarmEvidence
        {
            RaisedOn = new DateOnly(2026, 7, 25),
            Day = new DateOnly(2026, 6, 25),
            Onset = new DateOnly(2026, 5, 2),
            LogEvidence = 6,
            BudgetDays = 365,
        });

        var evidence = (await ReadAsync(id)).Evidence;

        evidence.Facts.Where(fact => fact.Term is "Alarm raised" or "Probably began").Select(fact => Plain(fact.Text)).ShouldBe(["as of 25 Jul 2026", "about 2 May 2026"]);
        evidence.Facts.ShouldNotContain(fact => fact.Term == "Judged together");
        evidence.Chance.ShouldBeNull("no chance of a single look is stated");
    }

    [Fact]
    public async Task Read_PairWithAnAlarm_IsSinceWhereItsEvidenceBeganAndSaysWhyTheChartIsShorter()
    {
        var id = AlertSeed.Fill(_files);
        AlertSeed.Change(_files, MakePair);
        AlertSeed.Change(_files, context => context.Alerts.Single().Evidence.Alarm = new AlarmEvidence
        {
            RaisedOn = new DateOnly(2025, 3, 14),
            Day = new DateOnly(2025, 2, 14),
            Onset = new DateOnly(2025, 1, 5),
            LogEvidence = 6,
            BudgetDays = 365,
        });

        var alert = await ReadAsync(id);

        Plain(alert.Standing).ShouldStartWith("Below since about 5 Jan 2025; judged so for the first time on 25 Jul 2026; the alert opened on 26 Jul 2026");
        Plain(alert.Today!.VerdictSince!).ShouldBe(" since about 5 Jan 2025; judged so for the first time on 25 Jul 2026");
        Plain(alert.TrendNote!).ShouldStartWith("It probably began about 5 Jan 2025, before the first day drawn");
    }

    [Fact]
    public async Task Read_FiguresOfBeforeTheOnset_BeginTheChart()
    {
        var id = AlertSeed.Fill(_files, days: 300);
        AlertSeed.Change(_files, context => context.VerdictSpells.Single(spell => spell.Verdict == Verdict.Below).From = Seed.Newest.AddDays(-200));

        var alert = await ReadAsync(id);

        alert.Trend!.Days[0].ShouldBe(Seed.Newest.AddDays(-230));
        alert.TrendNote.ShouldBeNull();
    }

    [Fact]
    public async Task Read_GroupOnWatch_AsksWhatCouldBeSeen()
    {
        var id = AlertSeed.Fill(_files);
        (await ReadAsync(id)).Power.ShouldBeNull("Below needs no telling what could be seen");
        AlertSeed.Change(_files, context => context.VerdictSpells.Single(spell => spell.Verdict == Verdict.Below).Verdict = Verdict.Watch);

        var question = (await ReadAsync(id)).Power.ShouldNotBeNull();

        question.Trials.ShouldBe(214);
        question.HeldTo.ShouldBe(0.55);
        question.MaturityDays.ShouldBe(30);
    }

    private async Task<AlertDetail> ReadAsync(int id, bool showSmallCells = true) => (await Reader().ReadAsync(id, showSmallCells, CancellationToken.None)).Alert.ShouldNotBeNull();

    private AlertDetailReader Reader() => new(_files, new EvidenceReader(_files), _time, NullLogger<AlertDetailReader>.Instance);

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

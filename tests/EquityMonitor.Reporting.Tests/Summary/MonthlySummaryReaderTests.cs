using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Summary;
using EquityMonitor.Statistics;
using EquityMonitor.Tests;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Reporting.Tests.Summary;

public sealed class MonthlySummaryReaderTests : IDisposable
{
    private readonly SummaryDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Read_MatureMonth_FiguresEqualThoseCountedOneByOne()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-05")).Models.ShouldHaveSingleItem();

        model.Period.State.ShouldBe(MonthState.Mature);
        var shown = model.Rows.Where(row => row.SuppressedBecause is null).ToArray();
        shown.Select(row => row.Key.ToString()).ShouldBe(["", "race=A", "race=B", "sex=Female", "sex=Male", "site=East", "site=North", "site=South", "race=B & sex=Female"], ignoreOrder: true);
        foreach (var row in shown)
            ShouldEqual(model, row, new PlainMonth(SummaryHospital.InMay.Where(encounter => Has(encounter, row.Key)), _ => true, 0.5));
    }

    [Fact]
    public async Task Read_MonthThatIsNotMature_RestsOnTheMatureDaysAndSaysSo()
    {
        await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
            await context.EncounterDays.Where(day => day.Day >= new DateOnly(2026, 6, 3)).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        var model = (await _database.ReadAsync("2026-05")).Models[0];

        model.Period.State.ShouldBe(MonthState.NotMature);
        model.Period.Mature.ShouldBe(new DateRange(SummaryHospital.May, new DateOnly(2026, 5, 28)));
        var matureTo = new DateOnly(2026, 5, 28);
        ShouldEqual(model, model.All!, new PlainMonth(SummaryHospital.InMay, row => row.Time!.Value.Day <= matureTo, 0.5));
        var known = SummaryHospital.InMay.Count(row => row.Outcome is not null);
        Plain(SummaryHeadline.Maturity(model)!).ShouldBe(
            $"May 2026 is not mature yet: outcomes are expected until 5 Jun 2026. Outcome figures cover only the encounters of 1 to 28 May 2026, and will change. The outcome is known for {known:N0} of 1,240 encounters so far.");
    }

    [Fact]
    public async Task Read_MonthInProgress_GoesAsFarAsTheData()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-06")).Models[0];

        model.Period.State.ShouldBe(MonthState.InProgress);
        model.Period.Scored.ShouldBe(new DateRange(new DateOnly(2026, 6, 1), SummaryHospital.To));
        model.Quality.Encounters.ShouldBe(20 * SummaryHospital.PerDay);
        SummaryHeadline.Maturity(model)!.ShouldStartWith("June 2026 is not complete");
        model.Judged!.AsOf.ShouldBe(SummaryHospital.To);
    }

    [Fact]
    public async Task Read_FewDaysIntoAMonth_HasNoPerformanceYet()
    {
        await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
            await context.EncounterDays.Where(day => day.Day > new DateOnly(2026, 6, 4)).ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        var model = (await _database.ReadAsync("2026-06")).Models[0];

        model.Period.Mature.ShouldBeNull();
        Figure(model, model.All!, Metric.Sensitivity).ShouldBeOfType<Estimate.NotEstimable>().Reason.ShouldBe(NotEstimableReason.NoEvaluableEncounters);
        Figure(model, model.All!, Metric.FlagRate).ShouldBeOfType<Estimate.Measured>().Denominator.ShouldBe(160);
        Plain(SummaryHeadline.Maturity(model)!).ShouldContain("Nothing that concerns outcomes can be said yet.");
    }

    [Theory]
    [InlineData("2026-03")]
    [InlineData("2026-07")]
    public async Task Read_MonthWithoutEncounters_HasNoFigures(string month)
    {
        await _database.FillAsync();

        var summary = await _database.ReadAsync(month);

        summary.HasFigures.ShouldBeFalse();
        summary.Models[0].Period.State.ShouldBe(MonthState.NoData);
        SummaryHeadline.Of(summary).ShouldBe($"No encounter of {summary.Month.Name} is stored.");
        (await _database.ReadAsync(month, null)).Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_UnknownModel_IsNothing() =>
        (await _database.Reader.ReadAsync(new CalendarMonth(2026, 5), "none", null, TestContext.Current.CancellationToken)).ShouldBeNull();

    [Fact]
    public async Task Read_Verdicts_AreThoseOfTheLastJudgedDay()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-05")).Models[0];

        var judged = model.Judged.ShouldNotBeNull();
        judged.AsOf.ShouldBe(SummaryHospital.MayEnd);
        var rule = judged.Rules[0];
        rule.Below.ShouldBe([SubgroupKey.Of("race", "B")]);
        rule.Watch.ShouldBe([SubgroupKey.Of("race", "C")]);
        rule.Meets.ShouldBe(3);
        rule.Outcomes.ShouldBe(new DateRange(new DateOnly(2026, 4, 29), new DateOnly(2026, 5, 26)));
        var b = model.Find(SubgroupKey.Of("race", "B"))!.Verdicts.ShouldHaveSingleItem();
        (b.Verdict, b.Since).ShouldBe((Verdict.Below, SummaryHospital.May.AddDays(9)));

        // On watch earlier in the month, so it is shown, though nothing is said of it any more; one that was on watch only later is not.
        model.Find(SubgroupKey.Parse("race=B & sex=Female"))!.Verdicts.ShouldBeEmpty();
        model.Find(SubgroupKey.Parse("race=A & sex=Male")).ShouldBeNull();
    }

    [Fact]
    public async Task Read_Alerts_StandAsTheyDidAtTheEndOfTheMonth()
    {
        await _database.FillAsync();

        var alerts = (await _database.ReadAsync("2026-05")).Models[0].Alerts;

        alerts.Select(alert => alert.SubgroupName).ShouldBe(["Sex: Female", "Race: B", "Race: C"]);
        var (female, b, c) = (alerts[0], alerts[1], alerts[2]);
        (female.OpenedInMonth, female.ClosedAs, female.ToClose).ShouldBe((false, AlertState.Resolved, TimeSpan.FromDays(34) + TimeSpan.FromHours(8)));
        (b.OpenedInMonth, b.AcknowledgedInMonth, b.ToAcknowledge, b.ClosedInMonth).ShouldBe((true, true, TimeSpan.FromDays(1), false));
        b.AcknowledgedBy.ShouldBe("Dr Quality");

        // What was done in June is left to June.
        (c.OpenedInMonth, c.AcknowledgedAt, c.ClosedAt).ShouldBe((true, null, null));
        SummaryWords.StateOf(c).ShouldBe("open");
        var june = (await _database.ReadAsync("2026-06")).Models[0].Alerts.Single(alert => alert.SubgroupName == "Race: C");
        (june.OpenedInMonth, june.AcknowledgedInMonth, june.ClosedAs).ShouldBe((false, true, AlertState.Dismissed));
    }

    [Fact]
    public async Task Read_AlertThatWasOpenedMonthsLater_IsNotSaidToHaveBeenOpen()
    {
        await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
        {
            var late = await context.Alerts.SingleAsync(alert => alert.OpenedFor == SummaryHospital.May.AddDays(9), TestContext.Current.CancellationToken);
            (late.OpenedAt, late.AcknowledgedAt, late.AcknowledgedBy, late.State) = (SummaryHospital.Utc(2026, 6, 20, 9), null, null, AlertState.Open);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var may = await _database.ReadAsync("2026-05");

        var alert = may.Models[0].Alerts.Single(line => line.SubgroupName == "Race: B");
        (alert.OpenedLaterOn, alert.OpenedInMonth, alert.IsOpenAtEnd).ShouldBe((new DateOnly(2026, 6, 20), false, false));
        SummaryWords.StateOf(alert).ShouldBe("not opened yet");
        Plain(string.Join(' ', SummaryHeadline.Findings(may.Models[0]).Select(finding => finding.Text))).ShouldContain("was opened later, on 20 Jun 2026, for the day of 10 May 2026.");
    }

    [Fact]
    public async Task Read_AlertEvidence_IsRoundedAndSuppressedWhereItIsSmall()
    {
        await _database.FillAsync();

        var alerts = (await _database.ReadAsync("2026-05")).Models[0].Alerts;

        (alerts[1].Value, alerts[1].Low, alerts[1].High, alerts[1].SuppressedBecause).ShouldBe((0.41, 0.35, 0.47, null));
        (alerts[0].Value, alerts[0].Low, alerts[0].High).ShouldBe((null, null, null));
        alerts[0].SuppressedBecause.ShouldNotBeNull();
    }

    [Fact]
    public async Task Read_Drift_IsOfTheLastAsOfDayOfTheMonth()
    {
        await _database.FillAsync();

        var drift = (await _database.ReadAsync("2026-05")).Models[0].Drift.ShouldNotBeNull();

        (drift.AsOf, drift.Window).ShouldBe((SummaryHospital.MayEnd, 28));
        drift.Lines.Select(line => (line.Name, line.Psi, line.Mark)).ShouldBe([("All patients", 0.02, "little drift"), ("Race: A", 0.16, "some drift"), ("Race: B", 0.31, "much drift"), ("Race: C", null, null)]);
        DriftWords.Of(drift).Replace('\u00A0', ' ').ShouldBe("Of the 2 groups that may be shown, 2 moved more than a little. 1 group is suppressed and may have moved: Race: C.");
    }

    [Fact]
    public async Task Read_DataQuality_CountsTheMonthAlone()
    {
        await _database.FillAsync();

        var quality = (await _database.ReadAsync("2026-05")).Models[0].Quality;

        (quality.Encounters, quality.KnownOutcomes).ShouldBe((1240, SummaryHospital.InMay.Count(row => row.Outcome is not null)));
        (quality.Days, quality.DaysPulled).ShouldBe((31, 31));
        quality.Refused.ShouldBe([new RefusedRows("score is missing", "score", 5, 2)]);
        var held = quality.Held.ShouldHaveSingleItem();
        (held.Day, held.Waiting, held.InForce).ShouldBe((SummaryHospital.May.AddDays(8), 12, SummaryHospital.PerDay));
        quality.Unknown.Select(share => (share.Dimension, share.Share)).ShouldBe([("Race", null), ("Sex", 0.0), ("Site", 0.0)]);
    }

    [Fact]
    public async Task Read_Headline_NamesWhoWasBelowWithTheFiguresOfTheMonth()
    {
        await _database.FillAsync();

        var model = (await _database.ReadAsync("2026-05")).Models[0];

        Plain(SummaryHeadline.Of(model)).ShouldBe("Small model was below what was agreed for 1 group on 31 May 2026, and on watch for 1 group. Combinations of two groups were not judged.");
        var month = new PlainMonth(SummaryHospital.InMay.Where(row => row.Values[0] == "B"), _ => true, 0.5);
        var missed = (int)Math.Round(100.0 * month.FalseNegatives / (month.TruePositives + month.FalseNegatives), MidpointRounding.AwayFromZero);
        var text = Plain(SummaryHeadline.Findings(model).ShouldHaveSingleItem().Text);
        text.ShouldContain($"In the month alone, Small model misses {missed} % of outcomes among them (95 % interval");

        // The figure that the verdict was given on comes first, then who has it, then the month alone.
        text.ShouldStartWith("Below for patients whose race is B. Small model misses 50 % of outcomes among them over the 28 days (95 % interval 43 to 57). Alert 1 is open since 10 May 2026; Dr Quality has acknowledged it. In the month");
    }

    [Fact]
    public async Task Read_CombinationFoundAfterTheMonthByEvidenceFromBefore_IsNamedAndBelow()
    {
        var modelId = await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
        {
            var pair = await context.Subgroups.SingleAsync(subgroup => subgroup.Key == "race=B & sex=Female", TestContext.Current.CancellationToken);
            context.Alerts.Add(SummaryHospital.FoundLater(modelId, pair.Id, openedFor: SummaryHospital.To, raisedOn: new DateOnly(2026, 5, 20), onset: new DateOnly(2026, 5, 3)));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (april, may) = ((await _database.ReadAsync("2026-04")).Models[0], (await _database.ReadAsync("2026-05")).Models[0]);

        april.Found.ShouldBeEmpty();
        var found = may.Found.ShouldHaveSingleItem();
        (found.WasBelow, found.OpenedFor, found.Figure!.Value).ShouldBe((true, SummaryHospital.To, 0.31));
        Plain(SummaryHeadline.Of(may)).ShouldEndWith("By evidence that was found on 20 Jun 2026 it was also below for patients whose race is B and whose sex is Female. Other combinations of two groups were not judged.");
        SummaryHeadline.Findings(may).Select(finding => finding.Verdict).ShouldBe([Verdict.Below, Verdict.Below]);
        Plain(SummaryHeadline.Findings(may)[1].Text).ShouldContain("found on 20 Jun 2026: combinations of two were not judged for May 2026. Small model misses 69 % of outcomes among them when alert 5 was opened");
    }

    [Fact]
    public async Task Read_EverySingleGroupMeets_IsNoAllClearWhereCombinationsWereNotJudged()
    {
        await _database.FillAsync();

        var april = (await _database.ReadAsync("2026-04", null)).Models[0];

        april.Judged!.Combinations.ShouldBe(Combinations.NotJudged);
        april.OnlySinglesMeet.ShouldBeTrue();
        SummaryWords.VerdictOf(april).ShouldBe("Single groups meet");
        Plain(SummaryHeadline.Of(await _database.ReadAsync("2026-04", null))).ShouldBe(
            "1 of 1 model met what was agreed at the end of April 2026, for every single group with enough patients. Combinations of two groups were not judged.");
        (await _database.ReadAsync("2026-06")).Models[0].Judged!.Rules[0].Combinations.ShouldBe(Combinations.Judged);
    }

    [Fact]
    public async Task Read_SecondTime_DoesNotEvaluateAgainUntilADayChanges()
    {
        await _database.FillAsync();
        var first = await _database.ReadAsync("2026-05");
        await using (var context = _database.CreateDbContext())
            await context.EncounterDayContents.ExecuteDeleteAsync(TestContext.Current.CancellationToken);

        var second = await _database.ReadAsync("2026-05");
        second.Models[0].All!.Figures.ShouldBe(first.Models[0].All!.Figures);

        await using (var context = _database.CreateDbContext())
            await context.EncounterDays.Where(day => day.Day == SummaryHospital.May).ExecuteUpdateAsync(day => day.SetProperty(row => row.ContentHash, "other"), TestContext.Current.CancellationToken);
        (await _database.ReadAsync("2026-05")).Models[0].HasFigures.ShouldBeFalse();
    }

    [Fact]
    public async Task Read_Cancelled_Ends()
    {
        await _database.FillAsync();
        using var cancel = new CancellationTokenSource();
        var progress = new Cancelling(cancel);

        await Should.ThrowAsync<OperationCanceledException>(() => _database.Reader.ReadAsync(new CalendarMonth(2026, 5), null, progress, cancel.Token));
    }

    [Fact]
    public async Task Read_DefinitionThatCannotBeRead_IsSaidAndTheOthersAreShown()
    {
        await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
        {
            context.Models.Add(new Model { Key = "broken", Name = "Broken", DefinitionYaml = "key: [", DefinitionHash = "h", Revision = 1, AlertsFrom = SummaryHospital.From, RegisteredAt = DateTime.UnixEpoch });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var fleet = await _database.ReadAsync("2026-05", null);

        fleet.Models.Select(model => (model.Key, model.HasFigures)).ShouldBe([("broken", false), (SummaryHospital.Key, true)]);
        SummaryHeadline.Of(fleet).Replace('\u00A0', ' ').ShouldBe("1 of 2 models was below what was agreed at the end of May 2026: Small model. Combinations of two groups were not judged.");
        SummaryHeadline.Of(await _database.ReadAsync("2026-05", "broken")).ShouldContain("cannot be read");
    }

    [Fact]
    public async Task Months_AreThoseWithEncounters_NewestFirst()
    {
        await _database.FillAsync();

        var months = await _database.Reader.MonthsAsync(TestContext.Current.CancellationToken);

        months.Select(month => (month.Month.ToString(), month.State)).ShouldBe([("2026-06", MonthState.InProgress), ("2026-05", MonthState.Mature), ("2026-04", MonthState.Mature)]);
    }

    [Fact]
    public async Task Read_MonthOfAThousandEncountersADay_TakesEachOfItsDaysOnce()
    {
        var modelId = await _database.FillAsync();
        await using (var context = _database.CreateDbContext())
        {
            SummaryHospital.PutDays(context, modelId, SummaryHospital.Definition, Many());
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var (queries, rows) = await _database.Meter.CountAsync(async () =>
        {
            var summary = await _database.NewReader().ReadAsync(new CalendarMonth(2025, 10), SummaryHospital.Key, null, TestContext.Current.CancellationToken);
            summary!.Models[0].All!.Encounters.ShouldBe(31_000);
        });

        queries.ShouldBeLessThanOrEqualTo(18);
        rows.ShouldBeLessThanOrEqualTo(160);
    }

    private static IEnumerable<ScoredEncounter> Many()
    {
        var first = new DateOnly(2025, 10, 1);
        return Enumerable.Range(0, 31_000).Select(number => SummaryHospital.Rows[number % SummaryHospital.Rows.Count] with
        {
            Time = new EncounterTime(first.AddDays(number / 1000), first.AddDays(number / 1000).ToDateTime(new TimeOnly(8, 0)).Ticks + number),
            Encounter = FormattableString.Invariant($"m{number}"),
        });
    }

    private static void ShouldEqual(ModelMonth model, SummaryRow row, PlainMonth plain)
    {
        if (row.VolumeWithheldBecause is null)
        {
            row.Encounters.ShouldBe(plain.Scored, row.Name);
            Share(model, row, Metric.FlagRate, plain.Flagged, plain.Scored);
            Share(model, row, Metric.OutcomeKnownRate, plain.Evaluable.Length, plain.Mature);
        }

        Share(model, row, Metric.Prevalence, plain.TruePositives + plain.FalseNegatives, plain.Evaluable.Length);
        Share(model, row, Metric.Sensitivity, plain.TruePositives, plain.TruePositives + plain.FalseNegatives);
        Share(model, row, Metric.Specificity, plain.TrueNegatives, plain.TrueNegatives + plain.FalsePositives);
        Share(model, row, Metric.Ppv, plain.TruePositives, plain.TruePositives + plain.FalsePositives);
        Figure(model, row, Metric.Auroc).ShouldBeOfType<Estimate.Measured>().Value.ShouldBe(plain.Auroc, 1e-12, row.Name);
        Figure(model, row, Metric.ObservedExpected).ShouldBeOfType<Estimate.Measured>().Value.ShouldBe(plain.ObservedExpected, 1e-12, row.Name);
    }

    private static void Share(ModelMonth model, SummaryRow row, Metric metric, int part, int of)
    {
        var measured = Figure(model, row, metric).ShouldBeOfType<Estimate.Measured>($"{row.Name}, {metric}");
        var (low, high) = PlainMonth.Wilson(part, of);
        measured.Value.ShouldBe((double)part / of, 1e-15, row.Name);
        measured.Denominator.ShouldBe(of, row.Name);
        measured.Interval!.Value.Low!.Value.ShouldBe(low, 1e-9, row.Name);
        measured.Interval.Value.High!.Value.ShouldBe(high, 1e-9, row.Name);
    }

    private static Estimate? Figure(ModelMonth model, SummaryRow row, Metric metric) => row.Figures[model.Metrics.ToList().IndexOf(metric)];

    private static bool Has(ScoredEncounter row, SubgroupKey key) =>
        key.Parts.All(part => row.Values[SummaryHospital.Definition.Dimensions.ToList().FindIndex(dimension => dimension.Column == part.Key)] == part.Value);

    private static string Plain(string text) => text.Replace('\u00A0', ' ');

    /// <summary>Cancels as soon as the work has begun.</summary>
    private sealed class Cancelling(CancellationTokenSource cancel) : IProgress<SummaryProgress>
    {
        public void Report(SummaryProgress value) => cancel.Cancel();
    }
}

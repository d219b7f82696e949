using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Overview;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features;

public sealed class OverviewReaderTests : IDisposable
{
    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_NoModels_IsEmpty() => (await ReadAsync()).IsEmpty.ShouldBeTrue();

    [Fact]
    public async Task Read_SubgroupBelow_PutsAllAgainstItUnderTheRuleConcerned()
    {
        var alert = Seed.Fill(_files);

        var card = (await ReadAsync()).Models.ShouldHaveSingleItem();

        card.Verdict.ShouldBe(Verdict.Below);
        card.Counts.ShouldBe(new GroupCounts(1, 0, 0));
        card.OpenAlerts.ShouldBe(1);
        card.Patients.ShouldBe(1800);
        card.Concern!.Rule.Key.ShouldBe("sens-floor");
        card.Concern.AllVerdict.ShouldBe(Verdict.Meets);
        var worst = card.Concern.Worst!;
        worst.Name.ShouldBe("Language: Spanish");
        worst.AlertId.ShouldBe(alert);
        worst.Onset.ShouldBe(new Onset(Seed.Newest.AddDays(-40), false) { OrEarlier = true });
        worst.Own.MeasuredOrNull!.Value.ShouldBe(90 / 214.0, 1e-12);
        worst.Others.MeasuredOrNull!.Value.ShouldBe(610 / 910.0, 1e-12);
        card.Period!.IsComplete.ShouldBeFalse();
        card.Period.DaysHeld.ShouldBe(2);
    }

    [Fact]
    public async Task Read_AlertWasClosedWhileTheGroupIsBelow_SaysSoAndLeadsToIt()
    {
        var id = Seed.Fill(_files);
        await using (var context = _files.CreateDbContext())
        {
            var alert = context.Alerts.Single();
            (alert.State, alert.ClosedAt) = (AlertState.Dismissed, Seed.Now.AddDays(-2));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var view = await ReadAsync();

        var item = Headline.Of(view).Items.ShouldHaveSingleItem();
        item.AlertId.ShouldBe(id);
        item.Text.Replace('\u00A0', ' ').ShouldEndWith($". Its alert was dismissed on {Formats.Date(DateOnly.FromDateTime(Seed.Now.AddDays(-2))).Replace('\u00A0', ' ')}, and it is still below.");
        view.Models[0].OpenAlerts.ShouldBe(0);
    }

    [Fact]
    public async Task Read_AlertOfPeekSafeEvidence_IsSinceItProbablyBeganEverywhere()
    {
        Seed.Fill(_files);
        var began = Seed.Newest.AddDays(-200);
        await using (var context = _files.CreateDbContext())
        {
            context.Alerts.Single().Evidence.Alarm = new AlarmEvidence { RaisedOn = Seed.Newest.AddDays(-40), Day = Seed.Newest.AddDays(-70), Onset = began, LogEvidence = 6, BudgetDays = 365 };
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var view = await ReadAsync();

        view.Models[0].Concern!.Worst!.Onset.ShouldBe(new Onset(Seed.Newest.AddDays(-40), false) { Began = began, OrEarlier = true });
        ConcernSentence.Of(view.Models[0]).Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldContain($"probably since about {Formats.Date(began).Replace(Formats.Space, " ", StringComparison.Ordinal)}");
    }

    [Fact]
    public async Task Read_MissingDay_IsAGapInTheTrend()
    {
        Seed.Fill(_files);

        var trend = (await ReadAsync()).Models[0].Trend!;

        trend.Days.Count.ShouldBe(90);
        trend.Days[^1].ShouldBe(Seed.Newest);
        trend.Series.Select(series => series.Name).ShouldBe([SubgroupNames.All, "Language: Spanish"]);
        var gap = trend.Days.ToList().IndexOf(Seed.Missing);
        foreach (var series in trend.Series)
        {
            series.Readings[gap].ShouldBeNull();
            series.Readings.Count(reading => reading is null).ShouldBe(1);
        }

        trend.Limits.ShouldHaveSingleItem().Values.ShouldAllBe(value => value == 0.55);
    }

    [Fact]
    public async Task Read_VerdictFromALaterRule_ShowsTheTrendOfThatRuleAndGroup()
    {
        Seed.Fill(_files);
        await using (var context = _files.CreateDbContext())
        {
            var spanish = context.VerdictSpells.Single(spell => spell.RuleKey == "auroc-gap").SubgroupId;
            await context.VerdictSpells.Where(spell => spell.SubgroupId == spanish)
                .ExecuteUpdateAsync(spell => spell.SetProperty(row => row.Verdict, row => row.RuleKey == "auroc-gap" ? Verdict.Below : Verdict.Meets), TestContext.Current.CancellationToken);
        }

        var card = (await ReadAsync()).Models[0];

        card.Concern!.Rule.Key.ShouldBe("auroc-gap");
        card.Trend!.Metric.ShouldBe(Metric.Auroc);
        card.Trend.Series[1].Key.ShouldBe(card.Concern.Worst!.Key);
    }

    [Theory]
    [InlineData(0, 412L, "412 of 1,800 patients (23 %)")]
    [InlineData(-1, null, null)]
    public async Task Read_AffectedPatients_AreShownWhenTheyAreOfTheJudgedDay(int days, long? affected, string? words)
    {
        Seed.Fill(_files);
        await using (var context = _files.CreateDbContext())
        {
            context.AffectedPatients.Add(new AffectedPatients
            {
                ModelId = context.Models.Single().Id,
                AsOf = Seed.Newest.AddDays(days),
                Window = 90,
                Affected = 412,
                Total = 1800,
                CountsPatients = true,
                Fingerprint = 1,
            });
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var card = (await ReadAsync()).Models[0];

        card.Affected?.Affected.ShouldBe(affected);
        (card.Affected is { } shown ? Plain(shown.Words) : null).ShouldBe(words);
    }

    [Fact]
    public async Task Read_Alert_SaysWhatWasMeasuredAndSinceWhen()
    {
        Seed.Fill(_files);

        var alert = (await ReadAsync()).Alerts.ShouldHaveSingleItem();

        alert.Subgroup.ShouldBe("Language: Spanish");
        alert.Verdict.ShouldBe(Verdict.Below);
        alert.State.ShouldBe(AlertState.Open);
        Plain(alert.Measured.Text(alert.Metric!)).ShouldBe("42 %, 36 to 49, of 214 with the outcome");
        Plain(alert.Limit).ShouldBe("at least 55 %");
        Plain(alert.SinceWords).ShouldBe("for 41 days; alert opened 26 Jul 2026");
    }

    [Fact]
    public async Task Read_SmallCell_IsSuppressedForViewersOnly()
    {
        Seed.Fill(_files, falseNegatives: 8);

        var viewer = await ReadAsync(showSmallCells: false);
        var quality = await ReadAsync();

        viewer.Models[0].Concern!.Worst!.Own.ShouldBeOfType<Reading.Suppressed>();
        viewer.Models[0].Concern!.Worst!.Patients.ShouldBeNull();
        viewer.Models[0].Concern!.Worst!.Others.ShouldBeOfType<Reading.Suppressed>();
        var headline = Headline.Of(viewer).Items.ShouldHaveSingleItem().Text;
        headline.ShouldContain("is below “Sensitivity floor” for patients whose language is Spanish");
        headline.ShouldNotContain("%");
        viewer.Models[0].Trend!.Series[1].Readings.OfType<Reading.Known>().ShouldBeEmpty();
        viewer.Alerts[0].Measured.ShouldBeOfType<Reading.Suppressed>();
        quality.Models[0].Concern!.Worst!.Own.ShouldBeOfType<Reading.Known>();
        quality.Alerts[0].Measured.ShouldBeOfType<Reading.Known>();
    }

    [Fact]
    public async Task Read_HeldDayAndPull_AreInFreshness()
    {
        Seed.Fill(_files);

        var freshness = (await ReadAsync()).Freshness.ShouldHaveSingleItem();

        Plain(freshness.PulledAt!).ShouldBe("3 Sep 2026, 21:00");
        freshness.AsOf.ShouldBe(Seed.Newest);
        freshness.HeldDays.ShouldBe(1);
    }

    [Fact]
    public async Task Read_UnreadableDefinition_ShowsTheProblemAndTheAlertsAllTheSame()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            var model = context.Models.Single();
            (model.DefinitionYaml, model.DefinitionHash) = ("key: [", "h2");
            context.SaveChanges();
        }

        var view = await ReadAsync();

        view.Models[0].Problem.ShouldNotBeNull();
        view.Alerts.ShouldHaveSingleItem().Subgroup.ShouldBe("Language: Spanish");
    }

    [Fact]
    public void Read_TwoYearsOfPoints_TakesOnlyThoseOfTheSmallTrend()
    {
        Seed.Fill(_files, days: 730);
        var reader = Reader();

        var cost = _files.Meter.Of(() => reader.ReadAsync(true, TestContext.Current.CancellationToken));

        cost.IsAtMost(queries: 19, rows: 250, megabytes: 2).ShouldBeTrue(cost.ToString());
    }

    private Task<OverviewView> ReadAsync(bool showSmallCells = true) => Reader().ReadAsync(showSmallCells, CancellationToken.None);

    private OverviewReader Reader() => new(_files, new AlertDesk(_files, new ChangeBroker(), _time), _time, NullLogger<OverviewReader>.Instance);

    private static string Plain(string text) => text.Replace(Formats.Space, " ");
}

using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models;
using EquityMonitor.Web.Features.Overview;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace EquityMonitor.Web.Tests.Features.Models;

public sealed class ModelReaderTests : IDisposable
{
    private static readonly ModelQuery Languages = new("readmission") { Metric = "sensitivity", Dimension = "language" };

    private readonly MonitorFiles _files = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(Seed.Now));

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Read_UnknownKey_IsNoModelAndNamesTheOthers()
    {
        Seed.Fill(_files);

        var view = await ReadAsync(new ModelQuery("readmision"));

        view.Header.ShouldBeNull();
        view.Problem.ShouldBeNull();
        view.Others.ShouldBe([new ModelName("readmission", "30-day readmission risk")]);
    }

    [Fact]
    public async Task Read_UnreadableDefinition_IsAProblem()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            var model = context.Models.Single();
            (model.DefinitionYaml, model.DefinitionHash) = ("key: [", "h2");
            context.SaveChanges();
        }

        (await ReadAsync(Languages)).Problem.ShouldNotBeNull();
    }

    [Fact]
    public async Task Read_NothingAsked_OpensWithWhatNeedsAttention()
    {
        var alert = Seed.Fill(_files);

        var view = await ReadAsync(new ModelQuery("readmission"));

        view.Header!.Verdict.ShouldBe(Verdict.Below);
        view.Header.AlertId.ShouldBe(alert);
        view.Header.Lead.ShouldContain("misses");
        var shown = view.Performance!;
        shown.Choice.Metric.ShouldBe(Metric.Sensitivity);
        shown.Choice.Dimension.Column.ShouldBe("language");
        shown.Choice.Pins.ShouldBe([SubgroupKey.Of("language", "Spanish")]);
        shown.Trend.Series.Select(series => (series.Name, series.IsQuiet, series.Verdict)).ShouldBe(
        [
            (SubgroupNames.All, false, Verdict.Meets), ("Language: Spanish", false, Verdict.Below), ("Language: English", true, null),
        ]);
        shown.Trend.Limits.ShouldHaveSingleItem().Label.Replace(Formats.Space, " ").ShouldBe("≥ 55 %");
    }

    [Fact]
    public async Task Read_NobodyCompared_StaysThatWay()
    {
        Seed.Fill(_files);

        var shown = (await ReadAsync(Languages)).Performance!;

        shown.Choice.Pins.ShouldBeEmpty();
        shown.Trend.Series.Where(series => series.IsQuiet).Select(series => series.Name).ShouldBe(["Language: English", "Language: Spanish"]);
    }

    [Fact]
    public async Task Read_CalibrationSlope_HasATrendWhereARuleKeepsItAndALineForEachLimit()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            var model = context.Models.Single();
            var definition = model.ReadDefinition();
            definition = definition with
            {
                Rules = [.. definition.Rules, definition.Rules[0] with { Key = "slope", Metric = Metric.CalibrationSlope, Limit = new Limit.Band(0.8, 1.25), Better = BetterDirection.Target, Evidence = RuleEvidence.Interval }],
            };
            (model.DefinitionYaml, model.DefinitionHash) = (ModelDefinitionYaml.Write(definition), ModelDefinitionHash.Of(definition));
            foreach (var point in context.Points.Where(point => point.AsOf > Seed.Newest.AddDays(-30)))
                point.Calibration = new CalibrationResult(new CalibrationFit.Found(0.1, 0.01, null), new CalibrationFit.Found(0.7, 0.0025, 4));
            context.SaveChanges();
        }

        var shown = (await ReadAsync(Languages with { Metric = "calibrationSlope" })).Performance!;

        shown.Notes.ShouldBeEmpty();
        PanelStates.Of(shown.Trend).ShouldBeOfType<PanelState.Ready>();
        shown.Trend.Limits.Select(limit => limit.Values[0]).ShouldBe([0.8, 1.25]);
        var newest = shown.Trend.Series[0].Readings[^1].ShouldBeOfType<Reading.Known>();
        Plain(newest.Text(Metric.CalibrationSlope)).ShouldBe("0.70, 0.50 to 0.90, of 1,124 with the rarer outcome");
        shown.Trend.Series[0].Readings[^40].ShouldBeOfType<Reading.NotEstimable>("days before the rule keep nothing");
    }

    private static string Plain(string text) => text.Replace(Formats.Space, " ");

    [Fact]
    public async Task Read_MissingDay_IsAGapAndNoAsOfDay()
    {
        Seed.Fill(_files);

        var newest = (await ReadAsync(Languages)).Performance!;
        var missing = (await ReadAsync(Languages with { AsOf = "2026-08-20", Range = "90" })).Performance!;

        newest.Trend.Days.Count.ShouldBe(120);
        newest.Trend.Series.ShouldAllBe(series => series.Readings[newest.Trend.Days.ToList().IndexOf(Seed.Missing)] == null);
        missing.Period!.AsOf.ShouldBe(Seed.Missing.AddDays(-1));
        missing.Notes.ShouldHaveSingleItem().Replace(Formats.Space, " ").ShouldBe("There is no result as of 20 Aug 2026. The figures are as of 19 Aug 2026.");
        missing.Trend.Days[^1].ShouldBe(Seed.Missing.AddDays(-1));
    }

    [Fact]
    public async Task Read_Range_EndsAtTheAsOfDayAndNamesBothPeriods()
    {
        Seed.Fill(_files);

        var shown = (await ReadAsync(Languages with { Range = "90" })).Performance!;

        shown.Trend.Days.Count.ShouldBe(90);
        shown.Trend.Days[^1].ShouldBe(Seed.Newest);
        shown.Period!.Scored.ShouldBe(new DateRange(Seed.Newest.AddDays(-89), Seed.Newest));
        shown.Period.Mature.ShouldBe(new DateRange(Seed.Newest.AddDays(-119), Seed.Newest.AddDays(-30)));
        shown.Period.IsComplete.ShouldBeFalse();
        shown.Options.NewestDay.ShouldBe(Seed.Newest);
    }

    [Fact]
    public async Task Read_VerdictOfAnEarlierDay_IsThatOfTheDay()
    {
        Seed.Fill(_files);

        var shown = (await ReadAsync(Languages with { AsOf = "2026-07-20", Pins = ["language=Spanish"] })).Performance!;

        shown.Trend.Series[1].Verdict.ShouldBeNull();
    }

    [Fact]
    public async Task Read_WindowWithoutResults_IsEmptyAndNotAFault()
    {
        Seed.Fill(_files);

        var shown = (await ReadAsync(Languages with { Window = "28" })).Performance!;

        shown.Period.ShouldBeNull();
        PanelStates.Of(shown.Trend).ShouldBeOfType<PanelState.Empty>();
    }

    [Fact]
    public async Task Read_UnknownGroup_IsLeftOutWithANote()
    {
        Seed.Fill(_files);

        var shown = (await ReadAsync(Languages with { Pins = ["language=Klingon"] })).Performance!;

        shown.Choice.Pins.ShouldBeEmpty();
        shown.Notes.ShouldHaveSingleItem().ShouldContain("Klingon");
    }

    [Fact]
    public async Task Read_RuleAgainstEveryoneElse_HasItsLineForExactlyOneGroup()
    {
        Seed.Fill(_files);
        var query = Languages with { Metric = "auroc" };

        var none = (await ReadAsync(query)).Performance!;
        var one = (await ReadAsync(query with { Pins = ["language=Spanish"] })).Performance!;
        var two = (await ReadAsync(query with { Pins = ["language=Spanish", "language=English"] })).Performance!;

        none.Trend.Limits.ShouldBeEmpty();
        none.LimitNotes.ShouldHaveSingleItem().ShouldContain("compare exactly one group");
        one.Trend.Limits.ShouldHaveSingleItem().Values[^1]!.Value.ShouldBe(0.81 - 0.05, 1e-12);
        one.LimitNotes.ShouldBeEmpty();
        two.Trend.Limits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Read_MetricWithoutRule_SaysSo()
    {
        Seed.Fill(_files);

        (await ReadAsync(Languages with { Metric = "ppv" })).Performance!.LimitNotes.ShouldBe(["No rule judges positive predictive value of this model."]);
    }

    [Fact]
    public async Task Read_Viewer_SeesNoSmallCellAnywhere()
    {
        Seed.Fill(_files, falseNegatives: 8);
        var query = Languages with { Pins = ["language=Spanish"] };

        var viewer = (await ReadAsync(query, showSmallCells: false)).Performance!;
        var quality = (await ReadAsync(query)).Performance!;

        viewer.Trend.Series[1].Readings.OfType<Reading.Known>().ShouldBeEmpty();
        quality.Trend.Series[1].Readings.OfType<Reading.Known>().Count().ShouldBe(119);
        PanelStates.Of(viewer.Trend with { Series = [viewer.Trend.Series[1]] }).ShouldBeOfType<PanelState.Suppressed>();
    }

    [Fact]
    public async Task Read_Events_TellAlertsHeldDaysAndChangesOfTheDefinition()
    {
        Seed.Fill(_files);
        using (var context = _files.CreateDbContext())
        {
            var model = context.Models.Single();
            context.DefinitionRevisions.AddRange(
                Revision(model.Id, 1, ExampleDefinition.Yaml, Seed.Now.AddDays(-100)),
                Revision(model.Id, 2, ExampleDefinition.Yaml.Replace("threshold: 0.15", "threshold: 0.20"), Seed.Now.AddDays(-30)),
                Revision(model.Id, 3, ExampleDefinition.Yaml.Replace("threshold: 0.15", "threshold: 0.20").Replace("version: \"2.1\"", "version: \"2.2\"\neffective: 2026-08-15"), Seed.Now.AddDays(-10)));
            var alert = context.Alerts.Single();
            (alert.State, alert.ClosedFor) = (AlertState.Recovered, Seed.Newest.AddDays(-5));
            context.SaveChanges();
        }

        var events = (await ReadAsync(Languages)).Performance!.Trend.Events;

        events.Select(happened => (happened.Day, happened.Kind)).ShouldBe(
        [
            (Seed.Newest.AddDays(-40), TrendEventKind.AlertOpened),
            (new DateOnly(2026, 8, 5), TrendEventKind.Threshold),
            (new DateOnly(2026, 8, 15), TrendEventKind.Version),
            (Seed.Newest.AddDays(-5), TrendEventKind.AlertClosed),
            (Seed.Newest.AddDays(-3), TrendEventKind.HeldDay),
        ]);
        events[0].Words.ShouldBe("Alert opened: Language: Spanish, Sensitivity floor.");
        events[1].Words.Replace(Formats.Space, " ").ShouldBe("Decision threshold changed from 15 % to 20 %; earlier days are counted by the new one too.");
        events[2].Words.ShouldBe("Version 2.2 of the model in use from this day on, after 2.1.");
    }

    [Fact]
    public void Read_TwoYearsOfEightValues_TakesTheirPointsOnceAndOnlyWhatTheMetricNeeds()
    {
        Seed.Fill(_files, days: 730);
        SevenMoreLanguages();
        var query = Languages with { Range = "730", Pins = ["language=Spanish"] };
        Task<ModelPageView> ReadAsync(ModelReader reader) => reader.ReadAsync(query, true, TestContext.Current.CancellationToken);
        var knowing = ModelReaders.Of(_files, _time);

        var first = _files.Meter.Of(async () => (await ReadAsync(ModelReaders.Of(_files, _time))).Performance!.Trend.Series.Count.ShouldBe(10));
        var again = _files.Meter.Of(() => ReadAsync(knowing));

        first.IsAtMost(queries: 21, rows: 8200, megabytes: 16).ShouldBeTrue(first.ToString());
        again.IsAtMost(queries: 20, rows: 850, megabytes: 5).ShouldBeTrue(again.ToString());
    }

    [Fact]
    public async Task Read_PointsComputedAnew_AreReadAnew()
    {
        Seed.Fill(_files);
        var reader = ModelReaders.Of(_files, _time);
        var query = Languages with { Pins = ["language=Spanish"] };
        var before = (await reader.ReadAsync(query, true, CancellationToken.None)).Performance!.Trend.Series[1].Readings[^1];
        using (var context = _files.CreateDbContext())
        {
            var spanish = context.Subgroups.Single(subgroup => subgroup.Key == "language=Spanish").Id;
            var point = context.Points.Single(point => point.SubgroupId == spanish && point.AsOf == Seed.Newest);
            (point.TruePositives, point.TrueNegatives) = (190, point.TrueNegatives - 100);
            context.PointSets.Single(set => set.AsOf == Seed.Newest).Fingerprint++;
            context.SaveChanges();
        }

        var after = (await reader.ReadAsync(query with { Metric = "sensitivity" }, true, CancellationToken.None)).Performance!.Trend.Series[1].Readings[^1];

        before!.MeasuredOrNull!.Value.ShouldBe(90 / 214.0, 1e-12);
        after!.MeasuredOrNull!.Value.ShouldBe(190 / 314.0, 1e-12);
    }

    private void SevenMoreLanguages()
    {
        using var context = _files.CreateDbContext();
        var english = context.Subgroups.Single(subgroup => subgroup.Key == "language=English");
        var points = context.Points.Where(point => point.SubgroupId == english.Id).ToList();
        context.ChangeTracker.Clear();
        for (var number = 0; number < 7; number++)
        {
            var subgroup = new Subgroup { ModelId = english.ModelId, Key = $"language=L{number}", Order = 1 };
            context.Subgroups.Add(subgroup);
            context.SaveChanges();
            foreach (var point in points)
            {
                point.SubgroupId = subgroup.Id;
                point.ClusterVariances = new ClusterVariances { Sensitivity = 0.0004, FlagRate = 0.0001 };
                context.Points.Add(point);
            }

            context.SaveChanges();
            context.ChangeTracker.Clear();
        }
    }

    private static DefinitionRevision Revision(int modelId, int number, string yaml, DateTime at) =>
        new() { ModelId = modelId, Revision = number, Yaml = yaml, Hash = $"r{number}", AppliedAt = at, AppliedBy = "test", Effect = "test" };

    private Task<ModelPageView> ReadAsync(ModelQuery query, bool showSmallCells = true) => ModelReaders.Of(_files, _time).ReadAsync(query, showSmallCells, CancellationToken.None);

    [Fact]
    public async Task List_Models_AreOneLineEachWithWhatNeedsAttention()
    {
        Seed.Fill(_files);

        var view = await new ModelListReader(_files, NullLogger<ModelListReader>.Instance).ReadAsync(CancellationToken.None);

        view.Lead.ShouldBe("1 model is watched; it is below what was agreed for some of its patients.");
        var row = view.Models.ShouldHaveSingleItem();
        (row.Verdict, row.OpenAlerts, row.AsOf, row.Version, row.Owner).ShouldBe((Verdict.Below, 1, Seed.Newest, "2.1", "Quality improvement"));
    }

    [Fact]
    public async Task List_NoModels_SaysSo() =>
        (await new ModelListReader(_files, NullLogger<ModelListReader>.Instance).ReadAsync(CancellationToken.None)).Lead.ShouldBe("No model is watched yet.");
}

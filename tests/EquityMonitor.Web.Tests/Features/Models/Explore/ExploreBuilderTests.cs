using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Models.Explore;
using EquityMonitor.Web.Features.Models.Gaps;
using EquityMonitor.Web.Features.Models.Tabs;
using EquityMonitor.Web.Tests.Features.Models.Tabs;
using Microsoft.EntityFrameworkCore;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Tests.Features.Models.Explore;

/// <summary>What is explored of stored encounters, and how it is told and drawn: data in, data out.</summary>
public sealed class ExploreBuilderTests(StoredOnce stored) : IClassFixture<StoredOnce>
{
    private static readonly IReadOnlyDictionary<string, string> Palette = new Dictionary<string, string> { [""] = "#111111", ["race=B"] = "#222222", ["race=X"] = "#333333" };

    private readonly MonitorFiles _files = stored.Files;

    [Fact]
    public async Task Build_GroupOfTheUsualDays_SaysWhatPerformanceSaysOfIt()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");

        var view = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(_files), scope, ExploreSeed.Choice(scope))).View;

        view.State.ShouldBeOfType<PanelState.Ready>();
        var figures = view.Loaded!.Figures;
        var (own, a, c) = (await PointAsync("race=B"), await PointAsync("race=A"), await PointAsync("race=C"));
        figures.Own.ShouldBe(own);
        figures.Others.ShouldBe(new ConfusionCounts(
            a.TruePositives + c.TruePositives, a.FalsePositives + c.FalsePositives, a.FalseNegatives + c.FalseNegatives, a.TrueNegatives + c.TrueNegatives));
        figures.Lead.ShouldStartWith($"Of {own.Positives} encounters with the outcome among patients whose race is B, the model had flagged {own.TruePositives} (");
        figures.Lead.ShouldContain("than among everyone else");
        figures.Sections.Select(section => section.Name).ShouldBe(["At this threshold", "Over all thresholds", "Predicted risk", "Outcomes"]);
        figures.Rows.Select(row => row.Metric).ShouldBe(Metric.Catalogue, ignoreOrder: true);
        view.Loaded.Summary.ShouldContain("1,120\u00A0encounters of 6\u00A0May to 2\u00A0Jun\u00A02026, of which 1,120");
        view.Loaded.Notes.ShouldBeEmpty();
        view.Loaded.Values.Single(values => values.Dimension.Column == "race").Values.Select(value => value.Value).ShouldBe(["A", "B", "C"]);
    }

    [Fact]
    public async Task Build_Differences_HaveWhatIsLeftWithTheSameMixBesideThem()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");

        var view = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(_files), scope, ExploreSeed.Choice(scope))).View;

        var figures = view.Loaded!.Figures;
        figures.SameMixOf.ShouldBe("sex");
        figures.Rows.Where(row => row.Standardised is not null).ShouldAllBe(row => row.Metric.IsProportion);
        var overrides = figures.Rows.Single(row => row.Metric == Metric.OverrideRate);
        SameMixWords.Beside(overrides.Standardised!).ShouldStartWith("same mix: +");
        var file = ExploreTables.FiguresFile(view, null);
        file.Rows.Count(row => row[5] is "group less everyone else, with the same mix of sex").ShouldBe(figures.Rows.Count(row => row.Standardised is not null));
    }

    [Fact]
    public async Task Build_AllPatients_HaveNobodyElse()
    {
        var scope = TabSeed.Scope(true);

        var figures = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(_files), scope, ExploreSeed.Choice(scope))).View.Loaded!.Figures;

        figures.Others.ShouldBeNull();
        figures.Rows.ShouldAllBe(row => row.Others == null && row.Difference == null);
        figures.Lead.ShouldNotContain("everyone else");
    }

    [Fact]
    public async Task Build_PointsAndNoResponses_LeaveOutWhatCannotBe()
    {
        var definition = TabSeed.Definition with { Score = new ScoreDefinition("score", ScoreKind.Points, 0, 10), Response = null };
        using var files = new MonitorFiles();
        await TabSeed.FillAsync(files, definition);
        var scope = TabSeed.Scope(true, definition);

        var figures = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(files), scope, ExploreSeed.Choice(scope))).View.Loaded!.Figures;

        figures.Rows.ShouldNotContain(row => row.Metric.NeedsProbability || row.Metric == Metric.OverrideRate);
    }

    [Fact]
    public async Task Build_YoungDaysAndTwoVersions_AreToldOf()
    {
        var definition = TabSeed.Definition with { Effective = TabSeed.AsOf.AddDays(-20) };
        using var files = new MonitorFiles();
        await TabSeed.FillAsync(files, definition);
        var scope = TabSeed.Scope(true, definition);

        var mixed = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(files), scope, ExploreSeed.Choice(scope, from: "2026-05-01", to: "2026-06-09"))).View;
        var young = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(files), scope, ExploreSeed.Choice(scope, from: "2026-06-05", to: "2026-06-09"))).View;

        mixed.Loaded!.Notes.Count.ShouldBe(2);
        mixed.Loaded.Notes[0].ShouldContain("later encounters are not old enough");
        mixed.Loaded.Notes[1].ShouldContain("mix two versions");
        young.Loaded!.Notes.ShouldHaveSingleItem().ShouldContain("only flags and responses");
        young.Loaded.Figures.Rows.Single(row => row.Metric == Metric.Sensitivity).Own.ShouldBeOfType<Reading.NotEstimable>();
        young.Loaded.Curves.Groups.ShouldAllBe(group => group.Roc.Count == 0 && group.Missing != null);
        ExploreTables.Roc(young.Loaded.Curves).Rows.ShouldHaveSingleItem().Cells[1].ShouldStartWith("Not estimable");
        ExploreCharts.Roc(young.Loaded.Curves, ThemeColours.Light, Palette).Traces.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Build_NoEncounters_SaysWhereThereAreSome()
    {
        var scope = TabSeed.Scope(true);

        var view = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(_files), scope, ExploreSeed.Choice(scope, from: "2020-01-01", to: "2020-02-01"))).View;

        view.State.ShouldBeOfType<PanelState.Empty>();
        view.Loaded.ShouldBeNull();
        view.Stored!.Value.From.ShouldBe(TabSeed.First);
        view.Advice.ShouldContain("choose days among these");
    }

    [Fact]
    public void Without_MoreThanFits_SaysSoWithBothNumbers() =>
        ExploreBuilder.Without(ExploreSeed.Choice(TabSeed.Scope(true)), new PeriodResult.TooMany(9_000_000, 4_000_000)).Advice.ShouldContain("9,000,000 encounters, more than the 4,000,000");

    [Fact]
    public async Task Move_AnotherThreshold_IsWhatReadingThereGives()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");
        var explorer = ExploreSeed.Explorer(_files);
        var view = (await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope))).View;

        var moved = await new ExploreReader(explorer).MoveAsync(scope, view, 0.55, CancellationToken.None);

        var read = (await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope, at: "0.55"))).View.Loaded!.Figures;
        moved!.Rows.ShouldBe(read.Rows);
        (moved.Own, moved.Others, moved.Lead, moved.Threshold).ShouldBe((read.Own, read.Others, read.Lead, 0.55));
    }

    [Fact]
    public async Task Look_OnlyTheThresholdChanged_KeepsTheCurves()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");
        var explorer = ExploreSeed.Explorer(_files);
        var first = await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope));

        var second = await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope, at: "0.5"), first);

        second.Curves.ShouldBeSameAs(first.Curves);
        second.View.Loaded!.Curves.Threshold.ShouldBe(0.5);
        (await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope, group: "sex=F"), second)).Curves.ShouldNotBeSameAs(first.Curves);
    }

    [Fact]
    public async Task Curves_OfAGroup_AreDrawnToldAndFiledWithTheirThreshold()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");

        var view = (await ExploreSeed.LookAsync(ExploreSeed.Explorer(_files), scope, ExploreSeed.Choice(scope))).View;

        var curves = view.Loaded!.Curves;
        curves.Keys.Select(key => key.Key).ShouldBe(["", "race=B"]);
        var group = curves.Groups[1];
        group.Area!.Value.ShouldBe(((Reading.Known)view.Loaded.Figures.Rows.Single(row => row.Metric == Metric.Auroc).Own).Measured.Value, 1e-9);
        var roc = ExploreCharts.Roc(curves, ThemeColours.Light, Palette);
        Line(roc, "Race: B").X.Count.ShouldBe(group.Roc.Count);
        ((double)Line(roc, "Race: B at the threshold").Y[0]).ShouldBe(100.0 * view.Loaded.Figures.Own.TruePositives / view.Loaded.Figures.Own.Positives, 0.001);
        roc.Layout.Annotations.Count.ShouldBe(2);
        roc.Layout.Annotations[1].Text.ShouldContain("#222222");
        var steps = ExploreCharts.PrecisionRecall(curves, ThemeColours.Dark, Palette);
        ((double)Line(steps, "Race: B at the threshold").Y[0]).ShouldBe(100.0 * view.Loaded.Figures.Own.TruePositives / view.Loaded.Figures.Own.Flagged, 0.001);
        ExploreTables.RocFile(curves).Rows.Count.ShouldBe(curves.Groups.Sum(drawn => drawn.Roc.Count));
        ExploreTables.PrecisionRecallFile(curves).Rows.Count.ShouldBe(curves.Groups.Sum(drawn => drawn.PrecisionRecall.Count));
        ExploreTables.Roc(curves).Rows[0].Cells.ShouldBe(["nobody", "0\u00A0%", "0\u00A0%"]);
        var file = ExploreTables.FiguresFile(view, null);
        file.Rows.Count.ShouldBe((3 * Metric.Catalogue.Count) + Metric.Catalogue.Count(metric => metric.IsProportion) - 2, "nothing is compared of the calibration error");
        file.Rows[0].ShouldBe(["Race: B", ExploreSeed.Usual.From, ExploreSeed.Usual.To, 0.3, "Sensitivity", "the group", group.AtThreshold.TruePositives / (double)group.AtThreshold.Positives, file.Rows[0][7], file.Rows[0][8], (double)group.AtThreshold.Positives, null]);
    }

    [Fact]
    public async Task CalibrationError_StandsBesideWhatChanceGivesAndNeverBesideOthers()
    {
        var scope = TabSeed.Scope(true, pins: "race=B");
        var explorer = ExploreSeed.Explorer(_files);
        var view = (await ExploreSeed.LookAsync(explorer, scope, ExploreSeed.Choice(scope))).View;

        var error = (await new ExploreReader(explorer).CalibrationErrorAsync(view.Loaded!.Ready, view.Choice.Group, CancellationToken.None)).ShouldNotBeNull();

        var row = view.Loaded.Figures.Rows.Single(row => row.Metric == Metric.CalibrationError);
        row.Own.MeasuredOrNull!.Value.ShouldBe(error.Value, 1e-12);
        (row.Others, row.Difference).ShouldBe((null, null));
        var calibration = await TabSeed.Reader(_files).CalibrationAsync(scope, CancellationToken.None);
        calibration.Groups.Single(group => group.Key == "race=B").Error.ShouldBe(new Web.Features.Models.Calibration.ErrorView(error.Value, error.OfPerfectModel, 200, error.Rows), "the tab Calibration says the same of the same days");
        var rows = ExploreTables.FiguresFile(view, error).Rows.Where(filed => Equals(filed[4], Metric.CalibrationError.Name)).ToList();
        rows.Select(filed => filed[5]).ShouldBe(["the group", "a perfectly calibrated model with the scores of the group, mean of 200 draws"]);
        rows.Select(filed => filed[6]).ShouldBe([error.Value, error.OfPerfectModel]);
    }

    [Fact]
    public void Thinning_ManyPoints_KeepsEndsAndStaysWithinTheStep()
    {
        RocPoint[] curve = [.. Enumerable.Range(0, 20_001).Select(i => new RocPoint(i == 0 ? null : 1 - (i / 20_000.0), Math.Pow(i / 20_000.0, 2), i / 20_000.0))];

        var thin = CurveThinning.Of(curve);

        thin.Count.ShouldBeInRange(300, 500);
        (thin[0], thin[^1]).ShouldBe((curve[0], curve[^1]));
        foreach (var point in curve)
            thin.Min(kept => Math.Max(Math.Abs(kept.FalsePositiveRate - point.FalsePositiveRate), Math.Abs(kept.TruePositiveRate - point.TruePositiveRate))).ShouldBeLessThanOrEqualTo(CurveThinning.Step);
    }

    [Fact]
    public void Difference_OfAnyMetric_IsInItsOwnUnit()
    {
        static Reading Of(double value, double low, double high) => Reading.Of(new Estimate.Measured(value, new Interval(low, high), 100));

        DifferenceText.Of(Metric.Sensitivity, Of(-0.12, -0.171, -0.07)).ShouldBe("\u221212 points, \u221217 to \u22127");
        DifferenceText.Of(Metric.Auroc, Of(-0.12, -0.171, -0.07)).ShouldBe("\u22120.120, \u22120.171 to \u22120.070");
        DifferenceText.Of(Metric.AveragePrecision, Reading.Of((Estimate)NotEstimableReason.NotComparable)).ShouldBe("Not compared");
        DifferenceText.IsClear(Of(-0.12, -0.171, -0.07)).ShouldBeTrue();
        DifferenceText.IsClear(Of(-0.12, -0.3, 0.07)).ShouldBeFalse();
    }

    private static Scatter Line(TrendChart chart, string name) => chart.Traces.OfType<Scatter>().Single(trace => trace.Name == name);

    /// <summary>Counts of the stored point of the newest day.</summary>
    private async Task<ConfusionCounts> PointAsync(string key)
    {
        await using var context = _files.CreateDbContext();
        var point = await context.Points.SingleAsync(point => context.Subgroups.Any(subgroup => subgroup.Id == point.SubgroupId && subgroup.Key == key) && point.AsOf == TabSeed.AsOf);
        return new ConfusionCounts(point.TruePositives, point.FalsePositives, point.FalseNegatives, point.TrueNegatives);
    }
}

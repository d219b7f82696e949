using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Components.Theme;
using Plotly.Blazor;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Tests.Charts;

public sealed class TrendChartBuilderTests
{
    private const string Spanish = "language=Spanish";

    private static readonly DateOnly First = new(2026, 6, 1);

    [Fact]
    public void Build_MissingDay_LeavesAGapInLineAndBand()
    {
        var view = View(0.60, 0.58, null, 0.52, 0.50);

        var chart = TrendChartBuilder.Build(view, ThemeColours.Light);

        var line = Trace(chart, "Language: Spanish");
        line.Y.ShouldBe([60.0, 58.0, null, 52.0, 50.0]);
        line.ConnectGaps.ShouldBe(false);
        var band = Trace(chart, "Language: Spanish" + TrendChartBuilder.BandSuffix);
        band.X.ShouldBe(["2026-06-01", "2026-06-02", "2026-06-02", "2026-06-01", null, "2026-06-04", "2026-06-05", "2026-06-05", "2026-06-04"]);
        band.Y.ShouldBe([55.0, 53.0, 63.0, 65.0, null, 47.0, 45.0, 55.0, 57.0]);
    }

    [Fact]
    public void Build_DayBetweenTwoGaps_HasAMarkOfItsOwn()
    {
        var mark = Trace(TrendChartBuilder.Build(View(null, 0.58, null, 0.52, 0.50), ThemeColours.Light), "Language: Spanish on single days");

        mark.X.ShouldBe(["2026-06-02"]);
        mark.Y.ShouldBe([58.0]);
    }

    [Fact]
    public void Build_Limit_IsALineLabelledAtItsEnd()
    {
        var chart = TrendChartBuilder.Build(View(0.60, 0.58, 0.55, 0.52, 0.50), ThemeColours.Light);

        Trace(chart, "at least 55 %").Y.ShouldBe([55.0, 55.0, 55.0, 55.0, 55.0]);
        var label = chart.Layout.Annotations.ShouldHaveSingleItem();
        label.Text.ShouldBe("≥ 55 %");
        label.Y.ShouldBe(55.0);
        label.X.ShouldBe(1);
    }

    [Fact]
    public void Build_Series_AllIsThickAndNeutralAndTheGroupHasItsColour()
    {
        var chart = TrendChartBuilder.Build(View(0.60, 0.58, 0.55, 0.52, 0.50), ThemeColours.Dark);

        var all = Trace(chart, SubgroupNames.All);
        var group = Trace(chart, "Language: Spanish");
        all.Line.Color.ShouldBe(ThemeColours.Dark.Text);
        group.Line.Color.ShouldBe(ThemeColours.Dark.OfSlot(GroupSlots.None.Of(Spanish)));
        all.Line.Width!.Value.ShouldBeGreaterThan(group.Line.Width!.Value);
    }

    [Fact]
    public void Build_NewestDay_CarriesTheSymbolOfTheVerdict()
    {
        var newest = Trace(TrendChartBuilder.Build(View(0.60, 0.58, 0.55, 0.52, 0.50), ThemeColours.Light), "Below");

        newest.X.ShouldBe(["2026-06-05"]);
        newest.Y.ShouldBe([50.0]);
        newest.Marker.Symbol.ShouldBe(Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown);
        newest.Marker.Color.ShouldBe(ThemeColours.Light.Below);
    }

    [Fact]
    public void Build_SuppressedReading_DrawsNothingForTheDay()
    {
        var view = View(0.60, 0.58, 0.55, 0.52, 0.50);
        var series = view.Series[1];
        var hidden = view with { Series = [view.Series[0], series with { Readings = [.. series.Readings.Take(4), new Reading.Suppressed()] }] };

        Trace(TrendChartBuilder.Build(hidden, ThemeColours.Light), "Language: Spanish").Y[4].ShouldBeNull();
        TrendTable.Of(hidden).Rows[0].Cells[1].ShouldBe("Suppressed (1 to 10)");
    }

    [Fact]
    public void TrendTable_SameView_HasTheNumbersOfTheChart()
    {
        var view = View(0.60, 0.58, null, 0.52, 0.50);

        var table = TrendTable.Of(view);
        var chart = TrendChartBuilder.Build(view, ThemeColours.Light);

        table.Columns.ShouldBe(["As of", SubgroupNames.All, "Language: Spanish"]);
        table.Caption.ShouldNotBeNull().ShouldEndWith("Agreed: at least 55 %.");
        table.Rows.Count.ShouldBe(view.Days.Count);
        for (var column = 0; column < 2; column++)
        {
            var drawn = Trace(chart, view.Series[column].Name).Y;
            for (var day = 0; day < view.Days.Count; day++)
            {
                var cell = table.Rows[view.Days.Count - 1 - day].Cells[column];
                if (drawn[day] is double value)
                    cell.ShouldStartWith(Formats.Percent(value / 100));
                else
                    cell.ShouldBe(TrendTable.NotEvaluated);
            }
        }
    }

    [Fact]
    public void TrendTable_Columns_AreWhoIsComparedThenLimitsThatMoveThenWhatHappenedThenTheOthers()
    {
        var view = View(0.60, 0.58, 0.55, 0.52, 0.50);
        var moving = new TrendLimit("within 5 points of everyone else", "±5", [0.60, 0.61, 0.62, null, 0.63]);
        var full = view with
        {
            Series = [.. view.Series, view.Series[1] with { Key = "language=English", Name = "Language: English", IsQuiet = true }],
            Limits = [.. view.Limits, moving, moving with { Label = "∓5" }],
            Events = [new(First, TrendEventKind.HeldDay, "Held back.")],
        };

        var table = TrendTable.Of(full);

        table.Columns.ShouldBe(
            ["As of", SubgroupNames.All, "Language: Spanish", "Limit: within 5 points of everyone else, lower", "Limit: within 5 points of everyone else, upper", "What happened", "Language: English"]);
        table.Rows[^1].Cells[4].ShouldBe("Held back.");
        table.Rows[1].Cells[2].ShouldBe(TrendTable.NotEvaluated);
        table.Rows[0].Cells[1].Replace('\u00A0', ' ').ShouldMatch("^50 %, [0-9]+ to [0-9]+, of [0-9,]+$");
    }

    [Fact]
    public void Build_LargeChart_NamesItsGreyLinesOneBelowTheOther()
    {
        var view = View(0.60, 0.58, 0.55, 0.52, 0.50);
        var grey = view.Series[1] with { IsQuiet = true };
        var quiet = view with { Series = [view.Series[0], grey with { Key = "language=Mandarin", Name = "Language: Mandarin" }, grey with { Key = "language=Other", Name = "Language: Other" }] };

        var names = TrendChartBuilder.Build(quiet, ThemeColours.Light, revision: "1").Layout.Annotations.Where(label => label.XAnchor == Plotly.Blazor.LayoutLib.AnnotationLib.XAnchorEnum.Right).ToList();

        names.Select(label => label.Text).ShouldBe(["Mandarin", "Other"]);
        names[0].Y.ShouldBe(50.0);
        ((double)names[1].Y).ShouldBeLessThan(49.5);
        TrendChartBuilder.Build(quiet, ThemeColours.Light).Layout.Annotations.Count.ShouldBe(1, "A small chart has no room for names.");
        TrendChartBuilder.Build(view, ThemeColours.Light, revision: "1").Layout.Annotations.Count.ShouldBe(1, "Colour tells those that are compared apart.");
    }

    [Fact]
    public void Build_Line_IsOneElementOfThePageHoweverManyDays()
    {
        var view = View([.. Enumerable.Range(0, 730).Select(day => (double?)(0.5 + (day % 7 / 100.0)))]);

        var chart = TrendChartBuilder.Build(view, ThemeColours.Light);

        chart.Traces.Cast<Scatter>().Where(trace => trace.Mode!.Value.HasFlag(Plotly.Blazor.Traces.ScatterLib.ModeFlag.Markers)).Sum(trace => trace.Y.Count).ShouldBeLessThan(5);
        Trace(chart, "Language: Spanish").Y.Count.ShouldBe(730);
    }

    [Fact]
    public void Build_NotChosen_IsGreyBehindTheOthersWithoutBandOrSymbol()
    {
        var view = View(0.60, 0.58, 0.55, 0.52, 0.50);
        var quiet = view with { Series = [view.Series[0], view.Series[1] with { IsQuiet = true }] };

        var chart = TrendChartBuilder.Build(quiet, ThemeColours.Light);

        var names = chart.Traces.Select(trace => ((Scatter)trace).Name).ToList();
        names.ShouldNotContain("Language: Spanish" + TrendChartBuilder.BandSuffix);
        names.ShouldNotContain("Below");
        names.IndexOf("Language: Spanish").ShouldBeLessThan(names.IndexOf(SubgroupNames.All + TrendChartBuilder.BandSuffix));
        Trace(chart, "Language: Spanish").Line.Color.ShouldBe(ThemeColours.Light.Quiet);
        names.ShouldContain(SubgroupNames.All + TrendChartBuilder.BandSuffix);
    }

    [Fact]
    public void Build_EventsOfOneDay_AreOneMarkWithAllWordsAndALine()
    {
        var view = View(0.60, 0.58, 0.55, 0.52, 0.50) with
        {
            Events = [new(First.AddDays(1), TrendEventKind.AlertOpened, "Alert opened: A & B."), new(First.AddDays(1), TrendEventKind.HeldDay, "Held back."), new(First.AddDays(3), TrendEventKind.HeldDay, "Held too.")],
        };

        var chart = TrendChartBuilder.Build(view, ThemeColours.Light);

        var marks = Trace(chart, TrendEventMarks.Name);
        marks.X.ShouldBe(["2026-06-02", "2026-06-04"]);
        marks.HoverTextArray[0].Replace(Formats.Space, " ").ShouldBe("<b>2 Jun 2026</b><br>Alert opened: A &amp; B.<br>Held back.");
        marks.Marker.SymbolArray.ShouldBe([Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.X]);
        chart.Layout.Shapes.ShouldHaveSingleItem().X0.ShouldBe("2026-06-02");
        TrendTable.Of(view).Columns[^1].ShouldBe("What happened");
        TrendTable.Of(view).Rows[3].Cells[^1].ShouldBe("Alert opened: A & B. Held back.");
    }

    [Fact]
    public void Build_Revision_ZoomsAndKeepsTheZoomWhileItIsTheSame()
    {
        var view = View(0.60, 0.58);

        TrendChartBuilder.Build(view, ThemeColours.Light).Layout.XAxis[0].FixedRange.ShouldBe(true);
        var zooms = TrendChartBuilder.Build(view, ThemeColours.Light, null, "180").Layout;
        zooms.XAxis[0].FixedRange.ShouldBe(false);
        zooms.UiRevision.ShouldBe("180");
    }

    [Fact]
    public void Build_NameWithMarkup_IsShownAsWritten()
    {
        var view = View(0.60, 0.58);
        var named = view with { Series = [view.Series[0], view.Series[1] with { Name = "<b>1 & 2</b> %{y}" }] };

        Trace(TrendChartBuilder.Build(named, ThemeColours.Light), "<b>1 & 2</b> %{y}").HoverTemplate.ShouldStartWith("<b>&lt;b>1 &amp; 2&lt;/b> % {y}</b>");
    }

    [Fact]
    public void Build_NoDays_DrawsNothing() => TrendChartBuilder.Build(View(), ThemeColours.Light).Traces.ShouldBeEmpty();

    [Fact]
    public void LooksLike_AnotherEventOrChoice_IsDrawnAnew()
    {
        var view = View(0.60, 0.58);

        view.LooksLike(View(0.60, 0.58)).ShouldBeTrue();
        view.LooksLike(view with { Events = [new(First, TrendEventKind.Version, "Version 2.")] }).ShouldBeFalse();
        view.LooksLike(view with { Series = [view.Series[0], view.Series[1] with { IsQuiet = true }] }).ShouldBeFalse();
    }

    private static Scatter Trace(TrendChart chart, string name) => (Scatter)chart.Traces.Single(trace => ((Scatter)trace).Name == name);

    private static TrendView View(params double?[] spanish)
    {
        var days = Enumerable.Range(0, spanish.Length).Select(First.AddDays).ToArray();
        return new TrendView(
            Metric.Sensitivity,
            90,
            days,
            [
                new TrendSeries(string.Empty, SubgroupNames.All, null, [.. days.Select(_ => Known(0.7))]),
                new TrendSeries(Spanish, "Language: Spanish", Verdict.Below, [.. spanish.Select(value => value is { } known ? Known(known) : null)]),
            ],
            [new TrendLimit("at least 55 %", "≥ 55 %", [.. days.Select(_ => (double?)0.55)])])
        {
            Level = ConfidenceLevel.Default,
        };
    }

    private static Reading.Known Known(double value) => new(new Estimate.Measured(value, new Interval(value - 0.05, value + 0.05), 214));
}

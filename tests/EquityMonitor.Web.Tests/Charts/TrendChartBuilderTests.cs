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
        var line = Trace(TrendChartBuilder.Build(View(null, 0.58, null, 0.52, 0.50), ThemeColours.Light), "Language: Spanish");

        line.Marker.SizeArray.ShouldBe([0, 5, 0, 0, 0]);
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
        group.Line.Color.ShouldBe(ThemeColours.Dark.OfGroup(Spanish));
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

        table.Columns.ShouldBe(["As of", SubgroupNames.All, "Language: Spanish", "Limit: at least 55 %"]);
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
            [new TrendLimit("at least 55 %", "≥ 55 %", [.. days.Select(_ => (double?)0.55)])]);
    }

    private static Reading.Known Known(double value) => new(new Estimate.Measured(value, new Interval(value - 0.05, value + 0.05), 214));
}

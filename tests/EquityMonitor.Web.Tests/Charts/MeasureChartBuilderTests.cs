using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Models;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Tests.Charts;

public sealed class MeasureChartBuilderTests
{
    private static readonly DateOnly First = new(2026, 6, 1);

    [Fact]
    public void Build_Share_IsDrawnInPercentWithAGap()
    {
        var chart = Build(View(MeasureUnit.Share, new(0.5, "50 %"), null, new(0.25, "25 %")));

        var line = Trace(chart, "All patients");
        line.Y.ShouldBe([50.0, null, 25.0]);
        line.ConnectGaps.ShouldBe(false);
        line.HoverTextArray.ShouldBe(["50 %", "", "25 %"]);
        Trace(chart, "All patients on single days").X.ShouldBe(["2026-06-01", "2026-06-03"]);
    }

    [Theory]
    [InlineData(DriftLevel.Little, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.CircleOpen)]
    [InlineData(DriftLevel.Some, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.DiamondOpen)]
    [InlineData(DriftLevel.Much, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum.TriangleDown)]
    public void Build_NewestDriftLevel_HasSymbolAndColour(DriftLevel level, Plotly.Blazor.Traces.ScatterLib.MarkerLib.SymbolEnum symbol)
    {
        var mark = Trace(Build(View(MeasureUnit.Number, new(0.1, "0.1", DriftLevel.Little), new(0.2, "0.2", level))), $"All patients: {level}");

        mark.X.ShouldBe(["2026-06-02"]);
        mark.Marker.Symbol.ShouldBe(symbol);
        mark.Marker.Color.ShouldBe(MeasureChartBuilder.Appearance(level).Colour(ThemeColours.Light));
    }

    [Fact]
    public void Build_Marks_AreLinesAcrossWithLabelsAtTheirEnd()
    {
        var chart = Build(View(MeasureUnit.Number, new MeasureReading(0.02, "0.02"), new MeasureReading(0.03, "0.03")) with { Marks = [new(0.1, "0.1"), new(0.25, "0.25")] });

        Trace(chart, "0.25").Y.ShouldBe([0.25, 0.25]);
        chart.Layout.Annotations.Select(label => label.Text).ShouldBe(["0.1", "0.25"]);
    }

    [Fact]
    public void Build_NoDays_DrawsNothing() => Build(View(MeasureUnit.Count)).Traces.ShouldBeEmpty();

    [Theory]
    [InlineData(0.0, DriftLevel.Little)]
    [InlineData(0.0999, DriftLevel.Little)]
    [InlineData(0.1, DriftLevel.Some)]
    [InlineData(0.25, DriftLevel.Some)]
    [InlineData(0.2501, DriftLevel.Much)]
    public void Level_OfCorrectedIndex_ChangesAtTheMarks(double corrected, DriftLevel expected) => MeasureBuilder.Level(corrected).ShouldBe(expected);

    [Fact]
    public void Corrected_SmallSample_LosesWhatChanceGives()
    {
        // (10 - 1)(1/60 + 1/600) = 0.165
        MeasureBuilder.Corrected(new ScoreDrift(0.2, 10, 600, 0.1, 0.5), 60).ShouldBe(0.035, 1e-12);
        MeasureBuilder.Corrected(new ScoreDrift(0.1, 10, 600, 0.1, 0.5), 60).ShouldBe(0);
    }

    private static TrendChart Build(MeasureView view) => MeasureChartBuilder.Build(view, ThemeColours.Light, GroupSlots.None, "180");

    private static MeasureView View(MeasureUnit unit, params MeasureReading?[] readings)
    {
        DateOnly[] days = [.. Enumerable.Range(0, readings.Length).Select(First.AddDays)];
        return new MeasureView("key", "Name", "Explanation.", unit, days, [new MeasureSeries(string.Empty, "All patients", readings)], []) { HelpHref = "/help" };
    }

    private static Scatter Trace(TrendChart chart, string name) => (Scatter)chart.Traces.Single(trace => ((Scatter)trace).Name == name);
}

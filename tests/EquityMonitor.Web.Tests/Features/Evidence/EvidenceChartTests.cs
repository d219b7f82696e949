using EquityMonitor.Monitoring.Evidence;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Web.Charts;
using EquityMonitor.Web.Components.Theme;
using EquityMonitor.Web.Features.Evidence;
using Plotly.Blazor.Traces;

namespace EquityMonitor.Web.Tests.Features.Evidence;

public sealed class EvidenceChartTests
{
    [Fact]
    public void Chart_Gathering_DrawsEvidenceInPowersOfTenBelowTheAlarm()
    {
        var chart = Build(Paths.Gathering());

        Names(chart).ShouldBe([EvidenceChart.AlarmLine, EvidenceChart.Watching]);
        var alarm = Find(chart, EvidenceChart.AlarmLine);
        alarm.Y.Cast<double>().ShouldAllBe(height => Math.Abs(height - Math.Log10(14600)) < 1e-3);
        alarm.Line.Dash.ShouldBe("dash");
        var evidence = Find(chart, EvidenceChart.Watching);
        evidence.Y.Count.ShouldBe(36);
        ((double)evidence.Y[^1]).ShouldBe(Math.Log10(0.05 * Math.Exp(5) * 40), 1e-3);
        evidence.HoverTextArray[^1].Replace(Formats.Space, " ", StringComparison.Ordinal).ShouldBe("5 Apr 2026: 300 times the start; 1 of 5 with the outcome");
        chart.Layout.Annotations.ShouldContain(label => label.Text == "gathering since " + Formats.Date(new DateOnly(2026, 3, 31)));
        chart.Layout.YAxis[0].TickText.ShouldBe(["1×", "10×", "100×", "1,000×", "10,000×", "100,000×"]);
    }

    [Fact]
    public void Chart_Alarmed_BreaksIntoTwoPhasesWithAlarmAndOnset()
    {
        var chart = Build(Paths.Alarmed());

        Names(chart).ShouldBe([EvidenceChart.AlarmLine, EvidenceChart.RecoveryLine, EvidenceChart.Watching, EvidenceChart.Recovering, EvidenceChart.Alarms]);
        Find(chart, EvidenceChart.Recovering).Y.Count.ShouldBe(2);
        Find(chart, EvidenceChart.Alarms).X.ShouldBe(["2026-04-08"]);
        chart.Layout.Shapes.Count.ShouldBe(2, "the day, and the days that fit nearly as well");
        chart.Layout.Annotations.ShouldContain(label => label.Text == "probably began " + Formats.Date(new DateOnly(2026, 3, 31)));
    }

    [Fact]
    public void Chart_Recovered_MarksItAndDrawsTheNextCourseAsALineOfItsOwn()
    {
        var alarmed = Paths.Alarmed();
        var recovery = Paths.Step(41, Math.Log(4000), 5, 5) with { Phase = EvidencePhase.Recovering, Event = EvidenceEvent.Recovery };

        var chart = Build(alarmed with { Steps = [.. alarmed.Steps, recovery, Paths.Step(42, -3, 5, 4), Paths.Step(43, -3, 5, 4)], IsAlarmed = false });

        Find(chart, EvidenceChart.Recoveries).X.ShouldBe(["2026-04-11"]);
        var watching = Find(chart, EvidenceChart.Watching).Y;
        watching.Count(height => height is null).ShouldBe(1);
        watching[^3].ShouldBeNull();
    }

    [Fact]
    public void Chart_LessThanATenth_StandsAtTheFoot()
    {
        var evidence = Find(Build(Paths.Of([Paths.Step(0, -40, 500, 499), Paths.Step(1, double.NegativeInfinity, 0, 0)])), EvidenceChart.Watching);

        evidence.Y.ShouldBe([-1.0, -1.0]);
    }

    [Fact]
    public void Chart_Withheld_IsEmpty() =>
        EvidenceChart.Build(EvidenceBuilder.Of(Paths.Gathering(), new SubgroupNames(Paths.Definition.Dimensions), "/file", showSmallCells: false), ThemeColours.Light).Traces.ShouldBeEmpty();

    private static TrendChart Build(EvidencePath path) =>
        EvidenceChart.Build(EvidenceBuilder.Of(path, new SubgroupNames(Paths.Definition.Dimensions), "/file", showSmallCells: true), ThemeColours.Light);

    private static IEnumerable<string> Names(TrendChart chart) => chart.Traces.Cast<Scatter>().Select(trace => trace.Name);

    private static Scatter Find(TrendChart chart, string name) => chart.Traces.Cast<Scatter>().Single(trace => trace.Name == name);
}

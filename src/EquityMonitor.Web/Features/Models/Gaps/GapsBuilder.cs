using EquityMonitor.Monitoring.Analyses;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Reporting.Tables;
using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using EquityMonitor.Web.Components;
using EquityMonitor.Web.Features.Models.Tabs;

namespace EquityMonitor.Web.Features.Models.Gaps;

/// <summary>From an analysis of gaps to what a reader may see; pure.</summary>
public sealed class GapsBuilder(TabScope scope)
{
    public GapsView Build(GapAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return new GapsView(analysis.Metric, [.. analysis.Groups.Select(group => GapView.Of(scope.Definition, analysis.Metric, group, scope.ShowSmallCells))]) { Level = scope.Definition.Confidence };
    }

    public static DataTable File(GapsView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new DataTable(
            "gaps",
            [
                DataColumn.Text("Group"), DataColumn.Text("Metric"), DataColumn.Text("Same mix of"), DataColumn.Number("Gap to everyone else"), DataColumn.Number(IntervalWords.Lower(view.Level)), DataColumn.Number(IntervalWords.Upper(view.Level)),
                DataColumn.Number("Gap with the same mix"), DataColumn.Number($"{IntervalWords.Lower(view.Level)} with the same mix"), DataColumn.Number($"{IntervalWords.Upper(view.Level)} with the same mix"), DataColumn.Share("Share of everyone that could be compared"),
                DataColumn.Text("Why there is no value"),
            ],
            [.. view.Groups.Select(group => (IReadOnlyList<object?>)
            [
                group.Name, view.Metric.Name, group.By, .. Figures(group.Raw), .. Figures(group.Standardised), group.Standardised is Reading.Suppressed ? null : group.Coverage,
                group.Standardised is Reading.Known ? null : GapWords.Of(group.Standardised),
            ])]);
    }

    private static object?[] Figures(Reading reading) => [reading.MeasuredOrNull?.Value, reading.MeasuredOrNull?.Interval?.Low, reading.MeasuredOrNull?.Interval?.High];
}

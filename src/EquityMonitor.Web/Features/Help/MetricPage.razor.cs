using EquityMonitor.Reporting.Words;
using EquityMonitor.Statistics;
using Microsoft.AspNetCore.Components;

namespace EquityMonitor.Web.Features.Help;

/// <summary>One metric: meaning, formula, denominator, interval, undefined cases, source. Where every explanation of a metric links to.</summary>
public sealed partial class MetricPage
{
    [Parameter] public string Key { get; set; } = string.Empty;

    private Metric? Metric => MetricHelpTexts.Metrics.FirstOrDefault(metric => metric.Key == Key);

    private HelpText? Text => Metric is { } metric && MetricHelpTexts.Find(Key) is { } help
        ? new HelpText(metric.Name, MetricWords.Of(metric).Explanation, [.. help.Reads, MetricHelp.Direction(metric)], help.Formulas, Facts(metric, help))
        : null;

    private static IReadOnlyList<HelpItem> Facts(Metric metric, MetricHelp help) =>
    [
        new("Which encounters", MetricHelp.Population(metric)),
        new("Denominator", help.Denominator),
        new("Interval", help.Interval),
        new("Not estimable when", string.Join(" ", help.Undefined)),
        new("Rules", MetricHelp.Limits(metric)),
        new("Source", string.Join(" ", help.Source)),
        new("In files and addresses", metric.Key),
    ];
}

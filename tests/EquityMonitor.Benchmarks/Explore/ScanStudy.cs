using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Statistics;

namespace EquityMonitor.Benchmarks.Explore;

/// <summary>Measures the search for hidden subgroups, and says what it found of the one that is planted.</summary>
internal static class ScanStudy
{
    public static void Run(int encounters, int runs, TextWriter output, CancellationToken cancellationToken)
    {
        var frame = EncounterFrame.Of(SyntheticYear.Definition, SyntheticYear.Draw(encounters));
        var period = LoadedPeriod.Of(SyntheticYear.Definition, frame, SyntheticYear.Period, SyntheticYear.Period.To);
        var timing = new Timing(output, runs);
        timing.Head(encounters);
        foreach (var metric in new[] { Metric.Sensitivity, Metric.Specificity, Metric.OutcomeKnownRate })
        {
            var result = timing.Row($"search by {metric.Name.ToLowerInvariant()}", _ => SubgroupScan.Run(period, new ScanSettings(metric, SyntheticYear.Definition.Threshold), null, cancellationToken));
            output.WriteLine($"| ... {result.Candidates} candidates, {result.Found.Count} found, {result.Found.Count(find => find.IsConfirmed)} confirmed{(result.Found.Count > 0 ? $", first {result.Found[0].Key}" : null)} | | | | | |");
        }
    }
}

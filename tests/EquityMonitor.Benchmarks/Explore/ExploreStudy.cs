using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Statistics;

namespace EquityMonitor.Benchmarks.Explore;

/// <summary>Measures what a person waits for who explores a year of encounters.</summary>
internal static class ExploreStudy
{
    public static async Task<int> RunAsync(int encounters, int runs, TextWriter output, CancellationToken cancellationToken)
    {
        var days = SyntheticYear.Draw(encounters);
        var timing = new Timing(output, runs);
        timing.Head(encounters);
        var frame = timing.Row("bring the rows of the decoded days into one order", _ => EncounterFrame.Of(SyntheticYear.Definition, days));
        var period = timing.Row("lay out the period", _ => LoadedPeriod.Of(SyntheticYear.Definition, frame, SyntheticYear.Period, SyntheticYear.Period.To));
        var explorer = new Explorer(null!, new PeriodCache());
        var ready = new PeriodResult.Ready(period, new PeriodFacts(SyntheticYear.Days, 0, new PeriodKey(1, SyntheticYear.Period, period.Mature, "benchmark", ConfidenceLevel.Default)));

        // Nothing is kept of a period that is not in the cache: each run explores its group anew.
        await timing.RowAsync("all metrics of a single value and of everyone else", _ => explorer.ExploreAsync(ready, Group(1), 0.3, cancellationToken));
        await timing.RowAsync("all metrics of an intersection of 4 and of everyone else", _ => explorer.ExploreAsync(ready, Group(4), 0.3, cancellationToken));
        await timing.RowAsync("ROC and precision-recall of all patients and 6 subgroups", _ => explorer.CurvesAsync(ready, [SubgroupKey.All, .. Enumerable.Range(0, 6).Select(site => SubgroupKey.Of("site", $"site {site}"))], cancellationToken));
        var group = ExploredGroup.Of(period, Group(4), cancellationToken);
        timing.Row("the same intersection of 4 at another threshold", run => group.At(0.2 + (0.01 * run)));
        await timing.RowAsync("what chance alone gives the calibration error of all patients, after the other figures", _ => explorer.CalibrationErrorAsync(ready, SubgroupKey.All, cancellationToken));
        return 0;
    }

    private static SubgroupKey Group(int order) =>
        SubgroupKey.Of(SyntheticYear.Definition.Dimensions.Skip(1).Take(order).Select(dimension => KeyValuePair.Create(dimension.Column, $"{dimension.Column} 1")));
}

using EquityMonitor.Statistics.Coverage;
using Shouldly;

namespace EquityMonitor.Statistics.Tests;

/// <summary>
/// How far off 95 % a simulated coverage may be: what approximate intervals are known to miss at these sizes (2 points, for Wilson, Newcombe, Koopman, DeLong,
/// Wald and delta-method intervals with at least about 20 events; Brown, Cai and DasGupta 2001; Newcombe 1998), or what a scenario says is known of it, and
/// three standard errors of the simulation, sqrt(c (1-c) / draws).
/// </summary>
internal static class CoverageAssertions
{
    public static void ShouldCover(this CoverageTally tally, CoverageScenario scenario)
    {
        tally.Intervals.ShouldNotBeEmpty();
        foreach (var interval in tally.Intervals)
        {
            var (coverage, _, of) = tally[interval];
            var (low, high) = scenario.Known.GetValueOrDefault(interval, scenario.Within);
            coverage.ShouldBeInRange(low - (3 * Error(low, of)), Math.Min(1, high + (3 * Error(high, of))), $"{scenario}: {interval}, {of} draws");
        }
    }

    private static double Error(double coverage, int draws) => Math.Sqrt(coverage * (1 - coverage) / draws);
}

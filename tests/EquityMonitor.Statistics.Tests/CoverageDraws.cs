using System.Globalization;
using Shouldly;

namespace EquityMonitor.Statistics.Tests;

/// <summary>
/// How many draws a coverage simulation takes, and how far off 95 % it may then be: what approximate intervals are known to miss at these sizes (2 points,
/// for Wilson, Newcombe, Koopman, DeLong, Wald and delta-method intervals with at least about 20 events; Brown, Cai and DasGupta 2001; Newcombe 1998), and
/// three standard errors of the simulation, sqrt(0.95 * 0.05 / draws). EQUITYMONITOR_COVERAGE_DRAWS sets more draws, and thereby a narrower tolerance.
/// </summary>
internal static class CoverageDraws
{
    private const double OwnDeviation = 0.02;

    private static readonly int? Asked = int.TryParse(
        Environment.GetEnvironmentVariable("EQUITYMONITOR_COVERAGE_DRAWS"), NumberStyles.None, CultureInfo.InvariantCulture, out var draws) ? draws : null;

    public static int Usual => Asked ?? 400;

    public static bool Holds(Interval interval, double truth) => !(interval.Low > truth) && !(interval.High < truth);

    public static void ShouldCover(this (int Held, int Of) count, string what) =>
        (count.Held / (double)count.Of).ShouldBe(0.95, OwnDeviation + (3 * Math.Sqrt(0.95 * 0.05 / count.Of)), what);

    /// <summary>Adds one draw to a tally; an estimate without an interval does not count.</summary>
    public static void Count(this Dictionary<string, (int Held, int Of)> tally, string what, Estimate estimate, double truth)
    {
        if (estimate is not Estimate.Measured { Interval: { } interval })
            return;
        var (held, of) = tally.GetValueOrDefault(what);
        tally[what] = (held + (Holds(interval, truth) ? 1 : 0), of + 1);
    }

    /// <summary>Every tally covers, and rests on nearly all draws.</summary>
    public static void ShouldAllCover(this Dictionary<string, (int Held, int Of)> tally, int kinds, int draws)
    {
        tally.Count.ShouldBe(kinds);
        foreach (var (what, count) in tally)
        {
            count.Of.ShouldBeGreaterThan((int)(0.97 * draws), what);
            count.ShouldCover(what);
        }
    }
}

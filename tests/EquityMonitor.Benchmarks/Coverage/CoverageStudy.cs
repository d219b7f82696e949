using System.Globalization;
using EquityMonitor.Statistics.Coverage;

namespace EquityMonitor.Benchmarks.Coverage;

/// <summary>How often 95 % intervals hold the truth of known populations: a table for each kind of interval, a column for each size and rate.</summary>
internal static class CoverageStudy
{
    /// <summary>An interval that exists in fewer draws than this is shown with how many had one.</summary>
    private const double NearlyAlways = 0.97;

    public static void Run(int draws, TextWriter output, CancellationToken cancellationToken)
    {
        var error = Math.Sqrt(0.95 * 0.05 / draws);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Coverage in percent of 95 % intervals, {draws:N0} draws a cell: standard error {100 * error:0.00} points. In brackets the percentage of draws that had an interval, where some had none."));
        foreach (var group in CoverageScenarios.All.GroupBy(scenario => scenario.Group, StringComparer.Ordinal))
        {
            var scenarios = group.ToList();
            var tallies = new CoverageTally[scenarios.Count];
            Parallel.For(0, scenarios.Count, new ParallelOptions { CancellationToken = cancellationToken }, index => tallies[index] = scenarios[index].Run(draws, index + 1, cancellationToken));
            output.WriteLine();
            output.WriteLine($"**{group.Key}**");
            output.WriteLine();
            output.WriteLine($"| interval | {string.Join(" | ", scenarios.Select(scenario => scenario.Name))} |");
            output.WriteLine($"|---|{string.Concat(scenarios.Select(_ => "---|"))}");
            foreach (var interval in tallies.SelectMany(tally => tally.Intervals).Distinct(StringComparer.Ordinal))
                output.WriteLine($"| {interval} | {string.Join(" | ", tallies.Select(tally => Cell(tally, interval)))} |");
        }
    }

    private static string Cell(CoverageTally tally, string interval)
    {
        if (!tally.Intervals.Contains(interval, StringComparer.Ordinal) || tally[interval] is not { Of: > 0 } count)
            return "-";
        var coverage = (100 * count.Coverage).ToString("0.0", CultureInfo.InvariantCulture);
        return count.Defined >= NearlyAlways ? coverage : $"{coverage} ({(100 * count.Defined).ToString("0", CultureInfo.InvariantCulture)})";
    }
}

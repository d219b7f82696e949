using System.Globalization;

namespace EquityMonitor.Benchmarks.Evidence;

/// <summary>Runs the scenarios and prints what was counted. The same seed gives the same table, whatever the number of processors.</summary>
public static class EvidenceStudy
{
    private const int Days = 365;
    private const int LongestWait = 730;
    private const int Seed = 20260903;

    private static readonly double[] Volumes = [2, 5, 20];

    /// <param name="years">Model-years of each row of false alarms.</param>
    /// <param name="runs">Changes of each row of days to detection; 0 leaves them out.</param>
    /// <param name="data">Only these; all when empty.</param>
    /// <param name="threads">Years that are simulated at a time; the figures are the same for any number.</param>
    public static void Run(int years, int runs, IReadOnlyCollection<Difficulty> data, Betting betting, int threads, TextWriter output, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = threads };
        output.WriteLine(FormattableString.Invariant($"{Scenario.Subgroups} subgroups looked at daily, floor {Scenario.Floor:0.00}, windows of {Scenario.Window} days, baselines of {Scenario.BaselineDays}, {years} model-years each; bets by {betting}; seed {Seed}."));
        output.WriteLine();
        output.WriteLine("| data | true value | positives a day | point | interval | interval, adjusted | peek-safe | one bet a day |");
        output.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var kind in Enum.GetValues<Difficulty>().Where(kind => data.Count == 0 || data.Contains(kind)))
        {
            foreach (var sensitivity in new[] { Scenario.Floor, Scenario.Floor + 0.05 })
            {
                foreach (var volume in Volumes)
                {
                    var (rates, once) = FalseAlarms(new Scenario(volume, sensitivity, kind, betting), years, options);
                    output.WriteLine(FormattableString.Invariant($"| {Words(kind)} | {(sensitivity == Scenario.Floor ? "at the floor" : "5 points better")} | {volume} | {string.Join(" | ", rates.Select(Rate))} | {100 * once:0} % |"));
                    output.Flush();
                }
            }
        }

        if (runs == 0)
            return;
        output.WriteLine();
        output.WriteLine("| positives a day | drop to | point | interval | interval, adjusted | peek-safe |");
        output.WriteLine("|---|---|---|---|---|---|");
        foreach (var volume in Volumes)
        {
            foreach (var points in new[] { 0.05, 0.10, 0.20 })
            {
                var waits = MedianWaits(new Scenario(volume, Scenario.Floor + 0.05, Betting: betting), Scenario.Floor - points, runs, options);
                output.WriteLine($"| {volume} | {100 * points:0} points under the floor | {string.Join(" | ", waits.Select(wait => wait > LongestWait ? $"over {LongestWait}" : $"{wait}"))} |");
                output.Flush();
            }
        }
    }

    /// <summary>Episodes per model-year, by policy, and the share of subgroups that bet once a day.</summary>
    private static (double[] Rates, double Once) FalseAlarms(Scenario scenario, int years, ParallelOptions options)
    {
        var counts = new long[years][];
        var once = new int[years];
        Parallel.For(0, years, options, year =>
        {
            var model = new WatchedModel(scenario, new Random(HashCode(year)), new Random(HashCode(~year)));
            var count = new long[Policies.Count];
            for (var day = 0; day < Days; day++)
            {
                model.Next(scenario.Sensitivity);
                for (var policy = 0; policy < Policies.Count; policy++)
                {
                    for (var subgroup = 0; subgroup < Scenario.Subgroups; subgroup++)
                        count[policy] += model.Begins(policy, subgroup) ? 1 : 0;
                }
            }

            counts[year] = count;
            once[year] = model.BetOncePerDay;
        });
        return ([.. Enumerable.Range(0, Policies.Count).Select(policy => counts.Sum(count => count[policy]) / (double)years)], once.Average() / Scenario.Subgroups);
    }

    /// <summary>Days from the first changed day to the first on which the policy speaks of the changed subgroup; runs in which it spoke already are left out.</summary>
    private static int[] MedianWaits(Scenario scenario, double after, int runs, ParallelOptions options)
    {
        var waits = new int?[runs][];
        Parallel.For(0, runs, options, run =>
        {
            var model = new WatchedModel(scenario, new Random(HashCode(run)), new Random(HashCode(~run)));
            var wait = new int?[Policies.Count];
            var spoke = Enumerable.Range(0, Policies.Count).Select(policy => model.Fires(policy, 0)).ToArray();
            for (var day = 1; day <= LongestWait && Enumerable.Range(0, Policies.Count).Any(policy => !spoke[policy] && wait[policy] is null); day++)
            {
                model.Next(after);
                for (var policy = 0; policy < Policies.Count; policy++)
                {
                    if (!spoke[policy] && model.Fires(policy, 0))
                        wait[policy] ??= day;
                }
            }

            waits[run] = [.. wait.Select((days, policy) => spoke[policy] ? null : (int?)(days ?? LongestWait + 1))];
        });
        return [.. Enumerable.Range(0, Policies.Count).Select(policy => Median([.. waits.Select(wait => wait[policy]).OfType<int>()]))];
    }

    private static int Median(int[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? LongestWait + 1 : values[values.Length / 2];
    }

    private static int HashCode(int run) => unchecked((Seed * 31) + (run * 7919));

    private static string Rate(double rate) => rate.ToString(rate < 10 ? "0.00" : "0", CultureInfo.InvariantCulture);

    private static string Words(Difficulty kind) => kind switch
    {
        Difficulty.None => "independent",
        Difficulty.LateOutcomes => "late outcomes",
        Difficulty.RepeatedPatients => "repeated patients",
        Difficulty.OverdispersedDays => "overdispersed days",
        _ => "slightly overdispersed days",
    };
}

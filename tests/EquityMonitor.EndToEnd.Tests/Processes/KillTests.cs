using EquityMonitor.EndToEnd.Tests.Harness;

namespace EquityMonitor.EndToEnd.Tests.Processes;

/// <summary>Whatever happens to the process, what it ends with is what an undisturbed one ends with.</summary>
public sealed class KillTests(FinishedHospital undisturbed, ITestOutputHelper log)
{
    private const int Seed = 20260630;
    private const int KillsAtStart = 2;
    private const int KillsInSimulation = 3;
    private const int KillsInRuns = 17;
    private static readonly TimeSpan LifeLimit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Backfill_KilledAtRandomMoments_EndsWithTheSameContent()
    {
        var wholeRoot = await undisturbed.RootAsync();
        var whole = await MonitorContent.ProgressAsync(wholeRoot);
        var sourceBytes = new FileInfo(MonitorContent.SourceFile(wholeRoot)).Length;
        var random = new Random(Seed);
        using var folder = new TemporaryFolder();

        // Hashes of identifiers, and so the content of a day, depend on the key.
        (string, string)[] settings = [("Simulation__Days", FinishedHospital.Days), ("Privacy__HashKeyFile", Path.Combine(wholeRoot, "data", "hash.key"))];
        var moments = Enumerable.Range(0, KillsAtStart).Select(_ => AtAge(random.NextDouble() * undisturbed.StartTime))
            .Concat(Spread(random, KillsInSimulation).Select(share => InSimulation(folder.Path, share, sourceBytes)))
            .Concat(Spread(random, KillsInRuns).Select(share => InRuns(folder.Path, share, whole, random.NextDouble() * undisturbed.StartTime)));
        var kills = 0;
        foreach (var moment in moments)
        {
            await using var life = MonitorProcess.Start(folder.Path, settings);
            await Until.TrueAsync(
                () =>
                {
                    life.ThrowIfExited();
                    return moment(life);
                },
                LifeLimit, () => $"the moment of kill {kills + 1} came. The server said:\n{life.Output}");
            await life.KillAsync();
            log.WriteLine($"Kill {++kills} at {life.Age.TotalSeconds:0.00} s of its life: {await MonitorContent.ProgressAsync(folder.Path)}");
        }

        kills.ShouldBeGreaterThanOrEqualTo(20);
        await using (var last = MonitorProcess.Start(folder.Path, settings))
        {
            await MonitorContent.CompleteAsync(last, folder.Path);
            (await last.StopAsync()).ShouldBe(0);
        }

        ShouldBeTheSame(await MonitorContent.DumpAsync(folder.Path), await MonitorContent.DumpAsync(wholeRoot));
    }

    /// <summary>One in each equal part of the whole, in order: what one life has done, the next one finds done.</summary>
    private static List<double> Spread(Random random, int count) => [.. Enumerable.Range(0, count).Select(part => (part + random.NextDouble()) / count)];

    private static Func<MonitorProcess, Task<bool>> AtAge(TimeSpan age) => life => Task.FromResult(life.Age >= age);

    /// <summary>The source is written under a temporary name, where an earlier life may have left a part; once that has become the source, the moment has passed.</summary>
    private static Func<MonitorProcess, Task<bool>> InSimulation(string root, double share, long sourceBytes) => life =>
    {
        var source = MonitorContent.SourceFile(root);
        var building = new FileInfo(source + ".building");
        return Task.FromResult(File.Exists(source) || (building.Exists && building.LastWriteTimeUtc > life.StartedAt && building.Length >= share * sourceBytes));
    };

    private static Func<MonitorProcess, Task<bool>> InRuns(string root, double share, BackfillProgress whole, TimeSpan age) => async life =>
        life.Age >= age && (await MonitorContent.ProgressAsync(root)).Of(whole) >= share;

    private static void ShouldBeTheSame(IReadOnlyList<string> actual, IReadOnlyList<string> expected)
    {
        var missing = expected.Except(actual, StringComparer.Ordinal).Take(5).ToList();
        var extra = actual.Except(expected, StringComparer.Ordinal).Take(5).ToList();
        missing.ShouldBeEmpty("Only the undisturbed run has these (at most five are shown).");
        extra.ShouldBeEmpty("Only the killed run has these (at most five are shown).");
        actual.Count.ShouldBe(expected.Count);
        expected.Count(line => line.StartsWith("alert|", StringComparison.Ordinal)).ShouldBePositive();
    }
}

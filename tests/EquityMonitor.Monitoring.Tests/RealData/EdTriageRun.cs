using System.Diagnostics;
using System.Globalization;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Tests.Database;
using EquityMonitor.Tests;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Monitoring.Tests.RealData;

/// <summary>
/// The survey's emergency visits imported as a model through DuckDB and monitored by the product's own services, once for all tests: a first night early in 2022, when six years
/// are caught up, and a second one five weeks later, to which the file has nothing to add.
/// </summary>
public sealed class EdTriageRun : IDisposable
{
    private static readonly DateTimeOffset FirstNight = new(2022, 1, 8, 9, 0, 0, TimeSpan.Zero);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private MonitoredHost? _host;
    private Content? _content;

    internal async Task<Content> RequireAsync()
    {
        var folder = SharedData.RequireFolder();
        var cancellation = TestContext.Current.CancellationToken;
        await _gate.WaitAsync(cancellation);
        try
        {
            return _content ??= await RunAsync(folder, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _host?.Dispose();
        _gate.Dispose();
    }

    private async Task<Content> RunAsync(string folder, CancellationToken cancellation)
    {
        _host = new MonitoredHost(FirstNight, ("ConnectionStrings:Survey", "Data Source=:memory:"), ("Sources:DuckDb:AllowedFolders:0", folder));
        await _host.RegisterAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests/EquityMonitor.Monitoring.Tests/RealData/ed-triage.yaml"), cancellation), cancellation);
        var first = new Steps();
        await _host.RunAsync("ed-triage", new PullScope.Nightly(), first, cancellation);
        var afterFirst = await DumpAsync(cancellation);
        _host.Clock.Advance(TimeSpan.FromDays(35));
        var second = new Steps();
        await _host.RunAsync("ed-triage", new PullScope.Nightly(), second, cancellation);
        return new Content
        {
            Visits = EdVisit.ReadAll(folder),
            Host = _host,
            Subgroups = await SubgroupsAsync(cancellation),
            DumpOfTheFirstNight = afterFirst,
            DumpOfTheSecondNight = await DumpAsync(cancellation),
            Durations = $"First night: {first}. Second night: {second}. Highest working set of the test process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000} MB.",
        };
    }

    private async Task<IReadOnlyDictionary<int, SubgroupKey>> SubgroupsAsync(CancellationToken cancellation)
    {
        await using var context = _host!.OpenContext();
        return await context.Subgroups.ToDictionaryAsync(subgroup => subgroup.Id, subgroup => SubgroupKey.Parse(subgroup.Key), cancellation);
    }

    private async Task<string> DumpAsync(CancellationToken cancellation)
    {
        await using var context = _host!.OpenContext();
        return await CanonicalDump.OfAsync(context, cancellation);
    }

    internal sealed class Content
    {
        public required IReadOnlyList<EdVisit> Visits { get; init; }

        public required MonitoredHost Host { get; init; }

        public required IReadOnlyDictionary<int, SubgroupKey> Subgroups { get; init; }

        public required string DumpOfTheFirstNight { get; init; }

        public required string DumpOfTheSecondNight { get; init; }

        public required string Durations { get; init; }
    }

    /// <summary>How long each step took, from the first report of it to the first of the next.</summary>
    private sealed class Steps : IProgress<StepProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private readonly Dictionary<RunStep, TimeSpan> _last = [];

        public void Report(StepProgress value) => _last[value.Step] = _watch.Elapsed;

        public override string ToString() => string.Join(", ", _last.OrderBy(step => step.Key).Select(step => string.Create(
            CultureInfo.InvariantCulture, $"{step.Key} until {step.Value.TotalSeconds:0.0} s")));
    }
}

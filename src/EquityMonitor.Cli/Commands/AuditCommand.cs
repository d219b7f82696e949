using System.CommandLine;
using EquityMonitor.Cli.Output;
using EquityMonitor.Hosting;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using EquityMonitor.Statistics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Cli.Commands;

/// <summary>Evaluates a file as one period and writes audit.json, audit.csv and audit.html. Needs no database and no server.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal) => new AuditOptions().Command((arguments, token) => RunAsync(terminal, arguments, token));

    private static async Task<int> RunAsync(Terminal terminal, AuditArguments arguments, CancellationToken cancellationToken)
    {
        var definition = await DefinitionFile.ReadAsync(arguments.Model, DefinitionUse.FileAudit, cancellationToken);
        if (arguments.Need is { } need)
            definition = definition with { Need = need };
        if (File.Exists(arguments.Out))
            throw new CommandFailedException($"--out is a file: {arguments.Out}. Write the name of a folder; it is created when it does not exist.");
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(terminal.Settings).Build();
        using var small = SmallCount.During(PrivacyOptions.SmallCellsOf(configuration));
        await using var services = Services(terminal, configuration);
        var reader = services.GetRequiredService<FileReader>();
        var (period, quarantined) = await ReadAsync(reader, definition, arguments.Data, cancellationToken);
        var result = await EvaluateAsync(reader, period, quarantined, arguments, terminal.Time, cancellationToken);
        var figures = AuditFigures.Of(result, arguments.Suppress ? new SmallCellSuppression() : null);
        await AuditFiles.WriteAsync(figures, arguments.Out, cancellationToken);
        AuditSummary.Write(terminal, figures, arguments.Out);
        return result.Judgements.Any(judgement => judgement.Verdict == Verdict.Below) ? ExitCode.Below : ExitCode.Met;
    }

    private static async Task<AuditResult> EvaluateAsync(
        FileReader reader, PeriodFrame period, IReadOnlyDictionary<string, long> quarantined, AuditArguments arguments, TimeProvider time, CancellationToken cancellationToken)
    {
        var definition = period.Definition;
        var request = new AuditRequest
        {
            Intersections = arguments.Intersections,
            Compared = arguments.Compared,
            Scan = arguments.Scans ? new ScanSettings(arguments.ScanMetric ?? ScanMetric(definition), definition.Threshold) : null,
        };
        if (arguments.Baseline is { } baseline)
        {
            var (before, refused) = await BaselineAsync(reader, definition, baseline, cancellationToken);
            request = request with { Baseline = before, BaselineName = Path.GetFileName(baseline), BaselineQuarantined = refused };
        }

        var (samples, judgements, analyses) = AuditRun.Run(period, request, cancellationToken);
        return new AuditResult
        {
            Definition = definition,
            FileName = Path.GetFileName(arguments.Data),
            GeneratedAt = time.GetUtcNow(),
            Quarantined = quarantined,
            Samples = samples,
            Judgements = judgements,
            Analyses = analyses,
            Intersections = Math.Min(arguments.Intersections, definition.Dimensions.Count),
        };
    }

    private static async Task<(PeriodFrame Period, IReadOnlyDictionary<string, long> Quarantined)> ReadAsync(
        FileReader reader, ModelDefinition definition, string path, CancellationToken cancellationToken)
    {
        var file = await reader.ReadAsync(definition, path, cancellationToken);
        var quarantined = file.Rejected
            .GroupBy(row => row.Reason)
            .ToDictionary(group => group.Key.Text(), group => (long)group.Count(), StringComparer.Ordinal);
        return file.Encounters.Count == 0
            ? throw new CommandFailedException(NoRows(path, quarantined))
            : (PeriodFrame.Of(definition, PerEncounterReduction.Apply(file.Encounters, definition.PerEncounter)), quarantined);
    }

    /// <summary>Need and responses are not held against the baseline, which may therefore do without them.</summary>
    private static async Task<(PeriodFrame Period, IReadOnlyDictionary<string, long> Quarantined)> BaselineAsync(
        FileReader reader, ModelDefinition definition, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(reader, definition with { Need = null, Response = null }, path, cancellationToken);
        }
        catch (Exception exception) when (exception is SourceException or CommandFailedException)
        {
            throw new CommandFailedException($"The baseline {Path.GetFileName(path)} cannot be compared with. {exception.Message}");
        }
    }

    private static Metric ScanMetric(ModelDefinition definition) =>
        definition.Rules.Select(rule => rule.Metric).FirstOrDefault(SubgroupScan.Metrics.Contains) ?? Metric.Sensitivity;

    private static string NoRows(string data, Dictionary<string, long> quarantined) => quarantined.Count == 0
        ? $"{Path.GetFileName(data)} holds no rows, so there is nothing to audit. Check the file."
        : $"No row of {Path.GetFileName(data)} can be used: {string.Join("; ", quarantined.Select(entry => $"{entry.Value} rows: {entry.Key}"))}. Check the columns that the definition names.";

    /// <summary>The readers of files alone: an audit must not need a monitor database to be configured.</summary>
    private static ServiceProvider Services(Terminal terminal, IConfigurationRoot configuration)
    {
        var paths = MonitorPaths.From(configuration);
        return new ServiceCollection()
            .AddSingleton(terminal.Time)
            .AddSources(configuration, paths.Resolve)
            .BuildServiceProvider();
    }
}

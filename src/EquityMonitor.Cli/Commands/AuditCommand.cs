using System.CommandLine;
using EquityMonitor.Cli.Output;
using EquityMonitor.Hosting;
using EquityMonitor.Hosting.Sources;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Registry;
using EquityMonitor.Monitoring.Rules;
using EquityMonitor.Monitoring.Sources;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Reporting.Suppression;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Cli.Commands;

/// <summary>Evaluates a file as one period and writes audit.json, audit.csv and audit.html. Needs no database and no server.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Option<string>("--model") { Description = "The model definition, FILE.yaml.", Required = true, HelpName = "FILE.yaml" };
        var data = new Option<string>("--data") { Description = "Scored encounters: .csv, .csv.gz or .parquet.", Required = true, HelpName = "FILE" };
        var output = new Option<string>("--out") { Description = "Folder for audit.json, audit.csv and audit.html.", Required = true, HelpName = "DIR" };
        var intersections = new Option<int>("--intersections") { Description = "Up to how many dimensions are crossed.", DefaultValueFactory = _ => 2, HelpName = "N" };
        intersections.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var order) && order < 0)
                result.AddError("--intersections cannot be negative: write 0 for all patients alone, 1 for single dimensions, 2 for pairs.");
        });
        var suppress = new Option<bool>("--suppress") { Description = "Leave out small cells, and those from which they could be computed." };
        var command = new Command("audit", "Evaluate a file as one period.") { model, data, output, intersections, suppress };
        command.SetAction((parsed, token) => RunAsync(
            terminal,
            new Request(
                parsed.GetRequiredValue(model),
                parsed.GetRequiredValue(data),
                parsed.GetRequiredValue(output),
                parsed.GetValue(intersections),
                parsed.GetValue(suppress)),
            token));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, Request request, CancellationToken cancellationToken)
    {
        var definition = await DefinitionFile.ReadAsync(request.Model, DefinitionUse.FileAudit, cancellationToken);
        if (File.Exists(request.Out))
            throw new CommandFailedException($"--out is a file: {request.Out}. Write the name of a folder; it is created when it does not exist.");
        await using var services = Services(terminal);
        var file = await services.GetRequiredService<FileReader>().ReadAsync(definition, request.Data, cancellationToken);
        var result = Evaluate(definition, file, request, terminal.Time, cancellationToken);
        var figures = AuditFigures.Of(result, request.Suppress ? new SmallCellSuppression() : null);
        await AuditFiles.WriteAsync(figures, request.Out, cancellationToken);
        AuditSummary.Write(terminal, figures, request.Out);
        return result.Judgements.Any(judgement => judgement.Verdict == Verdict.Below) ? ExitCode.Below : ExitCode.Met;
    }

    private static AuditResult Evaluate(ModelDefinition definition, FileRows file, Request request, TimeProvider time, CancellationToken cancellationToken)
    {
        var quarantined = file.Rejected
            .GroupBy(row => row.Reason)
            .ToDictionary(group => group.Key.Text(), group => (long)group.Count(), StringComparer.Ordinal);
        if (file.Encounters.Count == 0)
            throw new CommandFailedException(NoRows(request.Data, quarantined));

        var rows = PerEncounterReduction.Apply(file.Encounters, definition.PerEncounter);
        var samples = PeriodEvaluation.Evaluate(definition, rows, request.Intersections, cancellationToken);
        return new AuditResult
        {
            Definition = definition,
            FileName = Path.GetFileName(request.Data),
            GeneratedAt = time.GetUtcNow(),
            Quarantined = quarantined,
            Samples = samples,
            Judgements = RuleJudge.Judge(definition, samples),
            Intersections = Math.Min(request.Intersections, definition.Dimensions.Count),
        };
    }

    private static string NoRows(string data, Dictionary<string, long> quarantined) => quarantined.Count == 0
        ? $"{Path.GetFileName(data)} holds no rows, so there is nothing to audit. Check the file."
        : $"No row of {Path.GetFileName(data)} can be used: {string.Join("; ", quarantined.Select(entry => $"{entry.Value} rows: {entry.Key}"))}. Check the columns that the definition names.";

    /// <summary>The readers of files alone: an audit must not need a monitor database to be configured.</summary>
    private static ServiceProvider Services(Terminal terminal)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(terminal.Settings).Build();
        var paths = MonitorPaths.From(configuration);
        return new ServiceCollection()
            .AddSingleton(terminal.Time)
            .AddSources(configuration, paths.Resolve)
            .BuildServiceProvider();
    }

    private sealed record Request(string Model, string Data, string Out, int Intersections, bool Suppress);
}

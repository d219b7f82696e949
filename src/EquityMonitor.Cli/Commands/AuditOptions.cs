using System.CommandLine;
using System.CommandLine.Parsing;
using EquityMonitor.Monitoring.Evaluation;
using EquityMonitor.Monitoring.Explore;
using EquityMonitor.Reporting.Audit;
using EquityMonitor.Statistics;

namespace EquityMonitor.Cli.Commands;

/// <summary>What can be written after <c>audit</c>.</summary>
internal sealed class AuditOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model definition, FILE.yaml.", Required = true, HelpName = "FILE.yaml" };
    private readonly Option<string> _data = new("--data") { Description = "Scored encounters: .csv, .csv.gz or .parquet.", Required = true, HelpName = "FILE" };
    private readonly Option<string> _out = new("--out") { Description = "Folder for audit.json, audit.csv and audit.html.", Required = true, HelpName = "DIR" };

    private readonly Option<string?> _baseline = new("--baseline")
    {
        Description = "Scored encounters of an earlier time, a file with the same columns: scores, rates and patient mix are held against it.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _need = new("--need")
    {
        Description = "Column of a measure of need that the model was not trained on, higher for sicker, for the label audit; else that of the definition.",
        HelpName = "COLUMN",
    };

    private readonly Option<string?> _scan = new("--scan")
    {
        Description = "Look through every crossing of up to three dimensions for groups that do worse than everyone else: one half of the patients finds, the other confirms. "
            + "The metric is the first rule's that can be scanned, else sensitivity.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "METRIC",
    };

    private readonly Option<string[]> _compare = new("--compare")
    {
        Description = $"A subgroup whose curves are drawn, for example \"race=Black & sex=Female\"; up to {ComparedGroups.Most}, else those that stand out.",
        HelpName = "SUBGROUP",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _intersections = new("--intersections") { Description = "Up to how many dimensions are crossed.", DefaultValueFactory = _ => 2, HelpName = "N" };
    private readonly Option<bool> _suppress = new("--suppress") { Description = "Leave out small cells, and those from which they could be computed." };

    public AuditOptions()
    {
        _intersections.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var order) && order < 0)
                result.AddError("--intersections cannot be negative: write 0 for all patients alone, 1 for single dimensions, 2 for pairs.");
        });
        _compare.Validators.Add(CheckGroups);
        _scan.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && SubgroupScan.Metrics.All(metric => metric.Key != token.Value))
                result.AddError($"--scan cannot look at '{token.Value}'. Write one of {string.Join(", ", SubgroupScan.Metrics.Select(metric => metric.Key))}.");
        });
    }

    public Command Command(Func<AuditArguments, CancellationToken, Task<int>> run)
    {
        var command = new Command("audit", "Evaluate a file as one period.") { _model, _data, _out, _baseline, _scan, _need, _compare, _intersections, _suppress };
        command.Validators.Add(result =>
        {
            if (result.GetResult(_scan) is { Implicit: false } && result.GetResult(_suppress) is { Implicit: false })
                result.AddError("--scan and --suppress do not go together: the subgroups of a scan overlap, so that small cells could be computed from them. Leave one of the two out.");
        });
        command.SetAction((parsed, token) => run(Read(parsed), token));
        return command;
    }

    private AuditArguments Read(ParseResult parsed) => new(parsed.GetRequiredValue(_model), parsed.GetRequiredValue(_data), parsed.GetRequiredValue(_out))
    {
        Baseline = parsed.GetValue(_baseline),
        Need = parsed.GetValue(_need),
        Scans = parsed.GetResult(_scan) is { Implicit: false },
        ScanMetric = parsed.GetValue(_scan) is { } key ? SubgroupScan.Metrics.First(metric => metric.Key == key) : null,
        Compared = [.. parsed.GetValue(_compare)!.Select(SubgroupKey.Parse)],
        Intersections = parsed.GetValue(_intersections),
        Suppress = parsed.GetValue(_suppress),
    };

    private static void CheckGroups(OptionResult result)
    {
        if (result.Tokens.Count > ComparedGroups.Most)
            result.AddError($"--compare takes up to {ComparedGroups.Most} subgroups, since more lines cannot be told apart; {result.Tokens.Count} were given.");
        foreach (var token in result.Tokens)
        {
            try
            {
                SubgroupKey.Parse(token.Value);
            }
            catch (FormatException exception)
            {
                result.AddError($"--compare {exception.Message}");
            }
        }
    }
}

/// <param name="Model">Path of the definition.</param>
/// <param name="Data">Path of the audited file.</param>
/// <param name="Out">Folder of the documents.</param>
internal sealed record AuditArguments(string Model, string Data, string Out)
{
    public string? Baseline { get; init; }

    /// <summary>Column of the measure of need; null leaves it to the definition.</summary>
    public string? Need { get; init; }

    public bool Scans { get; init; }

    /// <summary>Null leaves it to the rules.</summary>
    public Metric? ScanMetric { get; init; }

    public IReadOnlyList<SubgroupKey> Compared { get; init; } = [];

    public int Intersections { get; init; }

    public bool Suppress { get; init; }
}

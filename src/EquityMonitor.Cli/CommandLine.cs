using System.CommandLine;
using EquityMonitor.Cli.Commands;
using EquityMonitor.Cli.Output;

namespace EquityMonitor.Cli;

/// <summary>The program without its process: parses, runs one command, and turns every failure into one message and exit code 1.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync(error.Message);
            await terminal.Error.WriteLineAsync("Run with --help to see what can be written.");
            return ExitCode.Error;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = terminal.Termination,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception failure)
        {
            foreach (var line in FailureWords.Of(failure))
                await terminal.Error.WriteLineAsync(line);
            return ExitCode.Error;
        }
    }

    private static RootCommand Root(Terminal terminal) => new(
        "Watches how a hospital's AI models perform for each group of patients.\n\nExit codes: 0 done and all rules met, 2 a rule is below its limit (audit) or an alert is open (alerts), 1 error.")
    {
        AuditCommand.Create(terminal),
        ImportCommand.Create(terminal),
        BackfillCommand.Create(terminal),
        MigrateCommand.Create(terminal),
        AlertsCommand.Create(terminal),
        SummaryCommand.Create(terminal),
    };
}

using System.CommandLine;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring.Registry;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EquityMonitor.Cli.Commands;

/// <summary>Registers a model, or changes one after showing what the change does.</summary>
internal static class ImportCommand
{
    private const string Who = "command line";

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.yaml") { Description = "The model definition." };
        var yes = new Option<bool>("--yes") { Description = "Apply a changed definition without asking." };
        var command = new Command("import", "Register a model, or change one.") { file, yes };
        command.SetAction((parsed, token) => RunAsync(terminal, parsed.GetRequiredValue(file), parsed.GetValue(yes), token));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string path, bool yes, CancellationToken cancellationToken)
    {
        var yaml = await DefinitionFile.TextAsync(path, cancellationToken);
        var name = Path.GetFileName(path);
        using var host = MonitorHost.Build(terminal);
        await host.Services.GetRequiredService<MonitorDatabase>().OpenAsync(cancellationToken);
        var registry = host.Services.GetRequiredService<ModelRegistry>();
        var preview = Accepted(await registry.PreviewAsync(yaml, name, cancellationToken));
        if (preview.Kind == DefinitionOutcomeKind.Unchanged)
        {
            terminal.Console.WriteLine($"{preview.Key} already stands as {name} says. Nothing was changed.");
            return ExitCode.Met;
        }

        foreach (var sentence in preview.Sentences)
            terminal.Console.WriteLine(sentence);
        if (preview.Kind == DefinitionOutcomeKind.Changed && !yes && !await AskAsync(terminal, preview.Key!, cancellationToken))
        {
            terminal.Console.WriteLine("Nothing was changed.");
            return ExitCode.Error;
        }

        var applied = Accepted(await registry.ApplyAsync(yaml, name, Who, cancellationToken));
        terminal.Console.WriteLine(applied.Kind == DefinitionOutcomeKind.Registered
            ? $"{applied.Key} is registered. Its first results come with the next nightly run, or with: equitymonitor backfill --model {applied.Key}"
            : $"{applied.Key} is changed.");
        return ExitCode.Met;
    }

    private static DefinitionOutcome Accepted(DefinitionOutcome outcome) => outcome.IsRefused
        ? throw new CommandFailedException(string.Join(Environment.NewLine, outcome.Problems))
        : outcome;

    private static async Task<bool> AskAsync(Terminal terminal, string key, CancellationToken cancellationToken)
    {
        if (!terminal.Interactive)
            throw new CommandFailedException($"The definition of {key} changes as said above. Nothing was changed: run again with --yes to apply it without asking.");
        return await terminal.Console.PromptAsync(new ConfirmationPrompt($"Change {key} so?") { DefaultValue = false }, cancellationToken);
    }
}

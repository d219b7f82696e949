using System.CommandLine;
using EquityMonitor.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EquityMonitor.Cli.Commands;

/// <summary>Brings the schema of the monitor database up to date.</summary>
internal static class MigrateCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("migrate", "Create the monitor database, or bring its schema up to date.");
        command.SetAction(async (_, token) =>
        {
            using var host = MonitorHost.Build(terminal);
            await host.Services.GetRequiredService<MonitorDatabase>().MigrateAsync(token);
            terminal.Console.WriteLine("The monitor database is up to date.");
            return ExitCode.Met;
        });
        return command;
    }
}

using System.CommandLine;
using EquityMonitor.Reporting.Summary;
using Microsoft.Extensions.DependencyInjection;

namespace EquityMonitor.Cli.Commands;

/// <summary>Writes the monthly summary as the pages offer it. It only reads, so it works while the server is running.</summary>
internal static class SummaryCommand
{
    public static Command Create(Terminal terminal)
    {
        var month = new Option<string?>("--month") { Description = "The month, for example 2026-10; the last one when left out.", HelpName = "YYYY-MM" };
        var model = new Option<string?>("--model") { Description = "Only this model; all of them when left out.", HelpName = "KEY" };
        var output = new Option<string>("--out") { Description = "Folder for the .zip and the .xlsx.", Required = true, HelpName = "DIR" };
        var command = new Command("summary", "Write the monthly summary, small cells left out.") { month, model, output };
        command.SetAction((parsed, token) => RunAsync(terminal, parsed.GetValue(month), parsed.GetValue(model), parsed.GetRequiredValue(output), token));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? monthText, string? modelKey, string folder, CancellationToken cancellationToken)
    {
        if (File.Exists(folder))
            throw new CommandFailedException($"--out is a file: {folder}. Write the name of a folder; it is created when it does not exist.");
        using var host = MonitorHost.Build(terminal);
        await using (await StoredMonitor.OpenAsync(host.Services, cancellationToken))
        {
        }

        var time = host.Services.GetRequiredService<TimeProvider>();
        var month = monthText is null
            ? CalendarMonth.Of(DateOnly.FromDateTime(time.GetLocalNow().DateTime)).Previous
            : CalendarMonth.Parse(monthText) ?? throw new CommandFailedException($"'{monthText}' is no month. Write it like 2026-10.");
        var summary = await host.Services.GetRequiredService<IMonthlySummaryReader>().ReadAsync(month, modelKey, null, cancellationToken)
            ?? throw new CommandFailedException($"There is no model with the key '{modelKey}'. Import its definition first, or leave --model out.");
        if (!summary.HasFigures)
            throw new CommandFailedException($"{SummaryHeadline.Of(summary)} Nothing was written.");
        await SummaryFiles.WriteAsync(summary, folder, cancellationToken);
        await terminal.Out.WriteLineAsync(SummaryHeadline.Of(summary));
        foreach (var maturity in summary.Models.Select(SummaryHeadline.Maturity).OfType<string>())
            await terminal.Out.WriteLineAsync(maturity);
        await terminal.Out.WriteLineAsync($"Written: {Path.Combine(folder, summary.FileName)}.zip and .xlsx");
        return ExitCode.Met;
    }
}

using System.CommandLine;
using EquityMonitor.Cli.Output;
using EquityMonitor.Hosting;
using EquityMonitor.Monitoring;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using EquityMonitor.Monitoring.Encounters;
using EquityMonitor.Monitoring.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace EquityMonitor.Cli.Commands;

/// <summary>Pulls, evaluates and judges a model from the terminal, as the nightly job does.</summary>
internal static class BackfillCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Option<string>("--model") { Description = "Key of the model.", Required = true, HelpName = "KEY" };
        var from = Day("--from", "First day to read again; without it, the days that are missing.");
        var to = Day("--to", "Last day to read again; without it, yesterday.");
        var command = new Command("backfill", "Pull, evaluate and judge a model.") { model, from, to };
        command.Validators.Add(result =>
        {
            if (result.GetResult(to) is not null && result.GetResult(from) is null)
                result.AddError("--to needs --from: write --from 2026-01-01 --to 2026-06-30");
        });
        command.SetAction((parsed, token) => RunAsync(terminal, parsed.GetRequiredValue(model), parsed.GetValue(from), parsed.GetValue(to), token));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string key, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        using var host = MonitorHost.Build(terminal);
        await host.Services.GetRequiredService<MonitorDatabase>().OpenAsync(cancellationToken);
        var scope = await ScopeAsync(host.Services, key, from, to, cancellationToken);
        var before = await AlertsAsync(host.Services, key, cancellationToken);
        await StepBars.RunAsync(terminal.Console, progress => host.Services.GetRequiredService<MonitoringRun>().RunAsync(key, new RunOrder(scope, RunOrder.CommandLine), progress, cancellationToken));
        terminal.Console.WriteLine($"{key} is pulled, evaluated and judged.");
        terminal.Console.WriteLine(AlertChanges.Of(key, before, await AlertsAsync(host.Services, key, cancellationToken)));
        return ExitCode.Met;
    }

    private static async Task<PullScope> ScopeAsync(IServiceProvider services, string key, DateOnly? from, DateOnly? to, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(cancellationToken);
        var model = await context.Models.AsNoTracking().SingleOrDefaultAsync(model => model.Key == key, cancellationToken)
            ?? throw new CommandFailedException($"There is no model with the key '{key}'. Import its definition first: equitymonitor import FILE.yaml");
        if (from is not { } first)
            return new PullScope.Nightly();
        var last = to ?? Yesterday(model.ReadDefinition(), services.GetRequiredService<TimeProvider>());
        return first <= last
            ? new PullScope.Range(new DateRange(first, last))
            : throw new CommandFailedException($"--from {Days.Text(first)} lies after --to {Days.Text(last)}. Write the earlier day first.");
    }

    private static async Task<IReadOnlyList<Alert>> AlertsAsync(IServiceProvider services, string key, CancellationToken cancellationToken)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<MonitorDbContext>>().CreateDbContextAsync(cancellationToken);
        return await context.Alerts.AsNoTracking().Where(alert => context.Models.Any(model => model.Id == alert.ModelId && model.Key == key)).ToListAsync(cancellationToken);
    }

    private static DateOnly Yesterday(ModelDefinition definition, TimeProvider time)
    {
        var zone = definition.Time?.Zone ?? TimeZoneInfo.Utc;
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).DateTime).AddDays(-1);
    }

    private static Option<DateOnly?> Day(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (Days.TryParse(result.Tokens[0].Value, out var day))
                return day;
            result.AddError($"'{result.Tokens[0].Value}' is not a day for {name}: write it as 2026-06-30.");
            return null;
        },
    };
}

using System.CommandLine;
using EquityMonitor.Cli.Output;
using EquityMonitor.Monitoring.Alerts;
using EquityMonitor.Monitoring.Data;
using Microsoft.EntityFrameworkCore;

namespace EquityMonitor.Cli.Commands;

/// <summary>Lists alerts. It only reads, so it works while the server is running.</summary>
internal static class AlertsCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Option<string?>("--model") { Description = "Only alerts of this model.", HelpName = "KEY" };
        var all = new Option<bool>("--all") { Description = "Closed alerts too." };
        var json = new Option<bool>("--json") { Description = "As JSON, for programs." };
        var command = new Command("alerts", "List open alerts, the oldest first; exit code 2 when there is one.") { model, all, json };
        command.SetAction((parsed, token) => RunAsync(terminal, parsed.GetValue(model), parsed.GetValue(all), parsed.GetValue(json), token));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, string? modelKey, bool all, bool json, CancellationToken cancellationToken)
    {
        using var host = MonitorHost.Build(terminal);
        await using var context = await StoredMonitor.OpenAsync(host.Services, cancellationToken);
        if (modelKey is not null && !await context.Models.AnyAsync(model => model.Key == modelKey, cancellationToken))
            throw new CommandFailedException($"There is no model with the key '{modelKey}'. Import its definition first, or leave --model out.");
        var listed = await ListAsync(context, modelKey, all, cancellationToken);
        if (json)
            await terminal.Out.WriteLineAsync(AlertJson.Of(listed));
        else
            AlertTable.Write(terminal.Console, listed, all);
        return listed.Any(alert => alert.Alert.IsOpen) ? ExitCode.Below : ExitCode.Met;
    }

    private static async Task<IReadOnlyList<ListedAlert>> ListAsync(MonitorDbContext context, string? modelKey, bool all, CancellationToken cancellationToken)
    {
        var alerts = context.Alerts.AsNoTracking();
        if (!all)
            alerts = alerts.Where(alert => alert.State == AlertState.Open || alert.State == AlertState.Acknowledged);
        var rows = await (
            from alert in alerts
            join model in context.Models on alert.ModelId equals model.Id
            join subgroup in context.Subgroups on alert.SubgroupId equals subgroup.Id
            where modelKey == null || model.Key == modelKey
            orderby alert.OpenedFor, alert.Id
            select new { alert, model.Key, Subgroup = subgroup.Key }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new ListedAlert(row.alert, row.Key, row.Subgroup))];
    }
}
